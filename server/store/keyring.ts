// The keys that are at hand for a data folder: those that the owner gives, and those that were made in the folder.

import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { type GivenKeys, type Key, newKeyText, readKey } from '../key.ts'
import { keepOnce, syncToDisk } from '../onDisk.ts'
import { kindOf } from './sqliteOpen.ts'
import { Unusable } from './store.ts'

/** Of the folder's own keys: the one in use, the one to change to, and those of older backups. */
const names = { now: 'key', next: 'key.next', old: 'key.old-' }

const ofFolder = /^key(\.next|\.old-[\da-f]{8})?$/
/** What a process was writing when it was killed. */
const stray = /^key(\.next|\.old-[\da-f]{8})?\.\d+$/

export class Keyring {
  readonly #data: string
  readonly #given: GivenKeys

  constructor(data: string, given: GivenKeys) {
    this.#data = data
    this.#given = given
  }

  /** The one that the file should be encrypted with; null: none is given, and none has been made. */
  get now(): Key | null {
    return this.#given.now ?? this.#own(names.now)
  }

  /** The one to change to, where there is one. */
  get next(): Key | null {
    return this.#given.now ? this.#given.next : this.#own(names.next)
  }

  /** Whether the owner keeps the key, and not the data folder. */
  get isGiven(): boolean {
    return this.#given.now !== null
  }

  /** Whether who takes the data folder has the key as well. */
  isBeside(key: Pick<Key, 'id'>): boolean {
    return this.#names().some((name) => ofFolder.test(name) && this.#own(name)?.id === key.id)
  }

  /** All that may open something here, the one in use first. */
  get all(): Key[] {
    const kept = this.#names().flatMap((name) => (ofFolder.test(name) ? [this.#own(name)] : []))
    return [this.now, this.next, ...kept].filter((key) => key !== null)
  }

  /** The one in use; made in the data folder where there is none. Of two that make one the first wins. */
  make(): Key {
    return this.now ?? this.#make(names.now)
  }

  /** The one to change to, likewise. */
  makeNext(): Key {
    return this.next ?? this.#make(names.next)
  }

  /**
   * The change is done: of the folder's own keys the one to change to is the one in use, or none is where the owner has
   * given one. Those before are kept, for the backups that need them.
   */
  settle(): void {
    const [now, next] = [join(this.#data, names.now), join(this.#data, names.next)]
    const keepOld = (key: Key | null, file: string) => {
      if (key) keepOnce(join(this.#data, `${names.old}${key.id}`), readFileSync(file, 'utf8'))
    }
    for (const name of this.#names()) if (stray.test(name)) rmSync(join(this.#data, name), { force: true })
    if (this.#given.now) {
      keepOld(this.#own(names.now), now)
      keepOld(this.#own(names.next), next)
      for (const each of [now, next]) rmSync(each, { force: true })
    } else if (existsSync(next)) {
      keepOld(this.#own(names.now), now)
      renameSync(next, now)
    } else return
    syncToDisk(this.#data)
  }

  /** Takes a key for the folder's own, such as the one of the backup that is put there. */
  adopt(text: string): Key {
    keepOnce(join(this.#data, names.now), text)
    return this.now!
  }

  readonly #names = () => (existsSync(this.#data) ? readdirSync(this.#data) : [])

  #make(name: string): Key {
    mkdirSync(this.#data, { recursive: true, mode: 0o700 })
    keepOnce(join(this.#data, name), newKeyText())
    return this.#own(name)!
  }

  #own(name: string): Key | null {
    const file = join(this.#data, name)
    if (!existsSync(file)) return null
    const found = readKey(readFileSync(file, 'utf8'), file)
    if (typeof found !== 'string') return found
    throw new Unusable(`${file}: ${found}; put your copy of it in its place`)
  }
}

/**
 * The key that a file opens with; null: it is not encrypted. For a file that is not there yet one is made where none
 * is. Changes nothing of the file.
 * @throws Unusable when the key is not at hand, or not the one that is in use
 */
export function keyFor(file: string, ring: Keyring): Key | null {
  const kind = kindOf(file)
  if (kind === 'none') return ring.make()
  if (kind === 'plain') return null
  const { now, next } = ring
  if (now?.id === kind.with) return now
  if (next?.id === kind.with) {
    // A change that was broken off after the file had changed.
    ring.settle()
    return next
  }
  const found = ring.all.find(({ id }) => id === kind.with)
  if (found)
    throw new Unusable(
      `${file} is encrypted with the key ${found.id} of ${found.from}, and not with ${now!.id} of ${now!.from}; change it with: rotame key rotate`,
    )
  throw new Unusable(
    `${file} does not open with ${now ? `the key ${now.id} of ${now.from}` : 'any key: there is none'}. ${lacking(kind.with)} Nothing was changed.`,
  )
}

/** What to do about a file that a key has encrypted which is not at hand. */
export const lacking = (id: string): string =>
  `It is encrypted with the key ${id}, or broken: give that key as ROTAME_KEY or ROTAME_KEY_FILE, or put a backup in its place.`
