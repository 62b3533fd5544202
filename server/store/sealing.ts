// Sealing: what people wrote and who they are, encrypted field by field where the database's file is not ours
// (AES-256-GCM, bound to table, row and column), and words by keyed tokens, so that they are found and cannot be read.

import { createCipheriv, createDecipheriv, createHmac, hkdfSync, randomBytes } from 'node:crypto'
import type { Key } from '../key.ts'
import { matching } from './cells.ts'

/** What a sealed text begins with, which nobody types; the id of its key follows. */
const sign = '\u0001'
/** What sealed bytes begin with: what is bound to its row, and what is not. */
const signBound = Buffer.from('\u0001rotame\u0002')
const signBytes = Buffer.from('\u0001rotame\u0001')
/** What stands after the key's id in a text that is bound to its row; no letter of base64. */
const bound = '.'
const [ivLength, tagLength, idLength] = [12, 16, 8]
/** Of a word that is typed, so many letters are compared. */
const mostLetters = 16

const [textStart, bytesStart] = [sign.length + idLength, signBytes.length + idLength]
/** The id of the key that has sealed a value. */
const idOf = (value: string | Buffer): string =>
  typeof value === 'string'
    ? value.slice(sign.length, textStart)
    : value.subarray(signBytes.length, bytesStart).toString()

/**
 * Whether a value is bound to its row. An earlier version bound nothing; and what the database compares cannot be, as
 * it is to be the same in every row.
 */
const isBound = (value: string | Buffer): boolean =>
  typeof value === 'string' ? value[textStart] === bound : value.subarray(0, signBound.length).equals(signBound)

/** What tells a row from all others, by the columns that its table names. */
export type Row = readonly unknown[]

/** Where the index keeps the words of messages. */
export const wordsPlace = 'entry.words'

const fieldsOf = (key: Key) => Buffer.from(hkdfSync('sha256', key.bytes, '', 'rotame fields', 32))

export class Sealing {
  readonly #now: Key
  readonly #keys: ReadonlyMap<string, Buffer>
  readonly #words: Buffer
  readonly #tokens = new Map<string, string>()

  /**
   * @param now what seals @param others what may have sealed before
   * @param words what makes tokens, as `newWords` has sealed it
   */
  constructor(now: Key, others: readonly Key[], words: string) {
    this.#now = now
    this.#keys = new Map([...others, now].map((key) => [key.id, fieldsOf(key)]))
    this.#words = Buffer.from(this.open('sealing.words', words, []) as string, 'base64')
  }

  /** What makes tokens: of its own, so that another key needs no other index. */
  static newWords(key: Key, words: Buffer = randomBytes(32)): string {
    const text = Buffer.from(words.toString('base64'))
    return `${sign}${key.id}${seal(fieldsOf(key), 'sealing.words', text).toString('base64')}`
  }

  /** The same, sealed by another key. */
  wordsFor(key: Key): string {
    return Sealing.newWords(key, this.#words)
  }

  get id(): string {
    return this.#now.id
  }

  get from(): string {
    return this.#now.from
  }

  /**
   * @param place table and column @param value text, bytes or nothing; what is empty stays it
   * @param row whose it is; of no account where the database compares values
   */
  seal(place: string, value: unknown, row: Row): unknown {
    if (place === wordsPlace) return this.#tokensOf(value as string)
    const isText = typeof value === 'string'
    if (value === '' || (!isText && (!Buffer.isBuffer(value) || value.length === 0))) return value
    const [id, isOfRow] = [this.#now.id, !place.endsWith(matching)]
    const plain = isText ? Buffer.from(value) : (value as Buffer)
    const bytes = seal(this.#keys.get(id)!, isOfRow ? placeIn(place, row) : place, plain)
    return isText
      ? `${sign}${id}${isOfRow ? bound : ''}${bytes.toString('base64')}`
      : Buffer.concat([isOfRow ? signBound : signBytes, Buffer.from(id), bytes])
  }

  /** @throws NoKey, an error where it was changed or is of another place or another row */
  open(place: string, value: unknown, row: Row): unknown {
    if (place === wordsPlace || !isSealed(value)) return value
    const id = idOf(value)
    const key = this.#keys.get(id)
    if (!key) throw new NoKey(id)
    const isOfRow = isBound(value)
    const where = isOfRow ? placeIn(place, row) : place
    if (typeof value !== 'string') return open(key, where, value.subarray(bytesStart))
    return open(key, where, Buffer.from(value.slice(textStart + (isOfRow ? bound.length : 0)), 'base64')).toString()
  }

  /** Whether a value is as it would be sealed now. */
  isOfNow(place: string, value: unknown): boolean {
    if ((typeof value !== 'string' && !Buffer.isBuffer(value)) || value.length === 0) return true
    if (!isSealed(value)) return false
    if (place === wordsPlace) return true
    return idOf(value) === this.#now.id && (place.endsWith(matching) || isBound(value))
  }

  /** What the index has of a whole word. */
  whole(word: string): string {
    return this.#token(`whole ${word}`)
  }

  /** What it has of the beginning of one. */
  beginning(letters: string): string {
    return this.#token(`beginning ${letters.slice(0, mostLetters)}`)
  }

  #tokensOf(words: string): string {
    if (words === '' || words.startsWith(sign)) return words
    const tokens = new Set<string>([sign])
    for (const word of words.split(' ')) {
      tokens.add(this.whole(word))
      for (let length = 2; length <= Math.min(word.length, mostLetters); length++)
        tokens.add(this.beginning(word.slice(0, length)))
    }
    return [...tokens].join(' ')
  }

  /** People write the same words again and again. */
  #token(text: string): string {
    const known = this.#tokens.get(text)
    if (known !== undefined) return known
    if (this.#tokens.size >= 200_000) this.#tokens.clear()
    const token = createHmac('sha256', this.#words).update(text).digest().subarray(0, 6).toString('base64url')
    this.#tokens.set(text, token)
    return token
  }
}

/** That the key is not at hand. */
export class NoKey extends Error {
  constructor(id: string) {
    super(lacking(id))
  }
}

export const lacking = (id: string): string =>
  `what people wrote in PostgreSQL is encrypted with the key ${id}, which is not here: give it as ROTAME_KEY or ROTAME_KEY_FILE. Nothing was changed.`

export const isSealed = (value: unknown): value is string | Buffer =>
  typeof value === 'string'
    ? value.startsWith(sign)
    : Buffer.isBuffer(value) && [signBytes, signBound].some((each) => value.subarray(0, each.length).equals(each))

/** NUL is in no text of PostgreSQL. */
const placeIn = (place: string, row: Row): string => [place, ...row.map(String)].join('\0')

/** What is asked for is sealed to the same each time: by an IV that nobody knows who does not know it. */
function seal(key: Buffer, place: string, plain: Buffer): Buffer {
  const iv = place.endsWith(matching)
    ? createHmac('sha256', key).update(place).update(plain).digest().subarray(0, ivLength)
    : randomBytes(ivLength)
  const cipher = createCipheriv('aes-256-gcm', key, iv).setAAD(Buffer.from(place))
  return Buffer.concat([iv, cipher.update(plain), cipher.final(), cipher.getAuthTag()])
}

function open(key: Buffer, place: string, sealed: Buffer): Buffer {
  const decipher = createDecipheriv('aes-256-gcm', key, sealed.subarray(0, ivLength)).setAAD(Buffer.from(place))
  decipher.setAuthTag(sealed.subarray(-tagLength))
  return Buffer.concat([decipher.update(sealed.subarray(ivLength, -tagLength)), decipher.final()])
}
