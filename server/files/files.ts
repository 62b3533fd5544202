// Files: what visitors and agents attach, judged by its content, and stored once however often it is sent.

import { createHash, createHmac, timingSafeEqual } from 'node:crypto'
import { createWriteStream } from 'node:fs'
import { mkdtemp, open, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import type { Config } from '../config/config.ts'
import { isPicture, nameOf, typeOf } from './fileType.ts'
import { limits } from '../limits.ts'
import { isDrawable } from './pixels.ts'
import { Refused } from '../protocol/answer.ts'
import type { Message, Note } from '../protocol/conversation.ts'
import type { Attachment } from '../protocol/files.ts'
import { isFull, Room } from './quota.ts'
import { scan } from './scanner.ts'
import type { Queries } from '../store/queries.ts'
import type { Work } from '../store/query.ts'
import type { Store } from '../store/store.ts'
import type { StoredFile } from '../store/tables/file.ts'
import type { KeptFile, StoredMessage } from '../store/tables/message.ts'
import type { StoredNote } from '../store/tables/note.ts'
import { Turns } from '../turns.ts'

const minute = 60_000
const day = 24 * 60 * minute

/** A write of 10 MB holds the writer up for 430 ms, one of a piece for 8 (measured on a disk with synchronous FULL). */
const piece = 262_144

/** Whose a file is until a message has it, of one site. */
export interface Uploader {
  site: string
  by: string
}
export const uploadedByVisitor = ({ site, secretHash }: { site: string; secretHash: string }): Uploader => ({
  site,
  by: `visitor ${secretHash}`,
})
export const isAgents = ({ by }: Uploader): boolean => by.startsWith('agent ')
/** @param mail what tells the mail from all others, as `idOfMail` takes it */
export const uploadedByMail = (site: string, mail: string): Uploader => ({ site, by: `mail ${mail}` })
export const uploadedByReference = (site: string, reference: string): Uploader => ({
  site,
  by: `reference ${reference}`,
})
export const uploadedByAgent = (site: string, agent: string): Uploader => ({ site, by: `agent ${agent}` })

/** What somebody uploads. */
export interface Upload {
  /** Its uploader's own. */
  id: string
  name: string
  /** Bytes that are announced; no more come. */
  size: number
  bytes: AsyncIterable<Buffer>
  /** Where it comes from: a client's address, or an agent. Each has turns with the scanner. */
  from: string
}

export interface FilesParts {
  store: Store
  rules: Config['files']
  /** The folder whose disk files fill; null: it is not this machine's. */
  folder: string | null
  clock: () => number
  /** Signs links. */
  secret: string
  log: { error: (details: object, message: string) => void }
}

export class Files {
  readonly #parts: FilesParts
  /** One scanner runs at a time: each may take a machine's memory. */
  readonly #scans = new Turns({ each: 20, all: 60, retryAfter: 10 })
  /** Null: nothing may be attached. */
  readonly #room: Room | null

  constructor(parts: FilesParts) {
    this.#parts = parts
    this.#room = parts.rules && new Room({ ...parts, rules: parts.rules })
  }

  /** Stores what somebody uploads, once by its id; the same id with other bytes is refused. */
  async receive(uploader: Uploader, upload: Upload): Promise<Attachment> {
    const give = await this.#room?.take(uploader.site, upload.size, isAgents(uploader))
    try {
      return await this.#store(uploader, upload)
    } catch (error) {
      if (!isFull(error)) throw error
      this.#parts.log.error({ err: error }, 'files are refused: the disk is full')
      throw new Refused('no-room')
    } finally {
      give?.()
    }
  }

  async #store(uploader: Uploader, { id, name, bytes, from }: Upload): Promise<Attachment> {
    const folder = await mkdtemp(join(tmpdir(), 'rotame-file-'))
    try {
      const path = join(folder, 'file')
      const { hash, size } = await this.#spool(path, bytes)
      const { store } = this.#parts
      const known = (await store.all(store.queries.file({ id })))[0]
      if (known) return this.#signed(keptOf(same(known, uploader, hash)))
      const type = await typeOf(path, name)
      if (!type) throw new Refused('wrong-type')
      await this.#scan(path, from)
      await this.#keep(path, hash)
      const row = {
        ...uploader,
        id,
        hash,
        name: nameOf(name, type),
        type,
        size,
        conversation: null,
        uploadedAt: this.#parts.clock(),
      }
      const stored = await store.write(function* () {
        const [other] = yield* store.queries.file({ id })
        if (other) return same(other, uploader, hash)
        yield* store.queries.addFile(row)
        return row
      })
      return this.#signed(keptOf(stored))
    } finally {
      await rm(folder, { recursive: true })
    }
  }

  /**
   * Keeps a mail as it came, whatever the owner lets people attach, under an id of its own; once, however often it
   * comes.
   */
  async keepMail(uploader: Uploader, id: string, bytes: Buffer): Promise<void> {
    const { store, clock } = this.#parts
    if ((await store.all(store.queries.file({ id }))).length > 0) return
    const hash = createHash('sha256').update(bytes).digest('base64url')
    const folder = await mkdtemp(join(tmpdir(), 'rotame-file-'))
    try {
      const path = join(folder, 'mail')
      await writeFile(path, bytes)
      await this.#keep(path, hash)
    } finally {
      await rm(folder, { recursive: true })
    }
    const said = {
      name: 'mail.eml',
      type: 'message/rfc822',
      size: bytes.length,
      conversation: null,
      uploadedAt: clock(),
    }
    await store.write(function* () {
      const [known] = yield* store.queries.file({ id })
      if (!known) yield* store.queries.addFile({ ...uploader, id, hash, ...said })
    })
  }

  /** A file's link, good for some minutes; null: there is none. */
  async linkTo(id: string): Promise<Attachment | null> {
    const { store } = this.#parts
    const [file] = await store.all(store.queries.file({ id }))
    return file ? this.#signed(keptOf(file)) : null
  }

  /**
   * What a signed link leads to, and whether a browser may draw it in a page; refused when we have not signed it, or
   * when its time is over.
   */
  async read(
    id: string,
    expiresAt: number,
    signature: string,
  ): Promise<KeptFile & { expiresAt: number; isDrawn: boolean; bytes: AsyncGenerator<Buffer> }> {
    const wanted = Buffer.from(this.#signature(id, expiresAt))
    const given = Buffer.from(signature)
    if (given.length !== wanted.length || !timingSafeEqual(given, wanted)) throw new Refused('unknown-file')
    if (this.#parts.clock() >= expiresAt) throw new Refused('expired')
    const { store } = this.#parts
    const [file] = await store.all(store.queries.file({ id }))
    if (!file) throw new Refused('unknown-file')
    const [first] = isPicture(file.type) ? await store.all(store.queries.piece({ hash: file.hash, at: 0 })) : []
    const isDrawn = first !== undefined && isDrawable(file.type, first.bytes)
    return { ...keptOf(file), expiresAt, isDrawn, bytes: this.#pieces(file) }
  }

  /** Files whole, as a mail carries them; one that is gone is left out. */
  async whole(ids: readonly string[]): Promise<(KeptFile & { bytes: Buffer })[]> {
    const { store } = this.#parts
    const found = await Promise.all(ids.map((id) => store.all(store.queries.file({ id }))))
    return Promise.all(
      found
        .flat()
        .map(async (file) => ({ ...keptOf(file), bytes: Buffer.concat(await Array.fromAsync(this.#pieces(file))) })),
    )
  }

  /** A message as it is sent to somebody now: its files can be had for some minutes. */
  readonly sign = (stored: StoredMessage): Message => this.#withLinks(stored)
  readonly signNote = (stored: StoredNote): Note => this.#withLinks(stored)

  #withLinks<T extends { files?: KeptFile[] }>(stored: T): Omit<T, 'files'> & { files?: Attachment[] } {
    const { files, ...others } = stored
    return files ? { ...others, files: files.map((file) => this.#signed(file)) } : others
  }

  /** Forgets what was never sent, and bytes that no file has any more. */
  async sweep(): Promise<void> {
    const { store, clock } = this.#parts
    const { queries } = store
    const before = clock() - day
    await store.write(function* () {
      yield* queries.forgetUnsent({ before })
    })
    for (const { hash } of await store.all(queries.unusedBlobs({ before }))) {
      await store.write(function* () {
        // Somebody may be uploading it again.
        const [unused] = yield* queries.unusedBlob({ hash, before })
        if (!unused) return
        yield* queries.forgetPieces({ hash })
        yield* queries.forgetBlob({ hash })
      })
    }
  }

  /** Writes what comes into a file, so that memory holds no more than a few pieces of it. */
  async #spool(path: string, bytes: AsyncIterable<Buffer>): Promise<{ hash: string; size: number }> {
    const most = this.#parts.rules?.maxSize ?? 0
    const hash = createHash('sha256')
    let size = 0
    const measured = async function* (source: AsyncIterable<Buffer>) {
      for await (const chunk of source) {
        size += chunk.length
        if (size > most) throw new Refused('too-big')
        hash.update(chunk)
        yield chunk
      }
    }
    await pipeline(bytes, measured, createWriteStream(path))
    if (size === 0) throw new Refused('empty')
    return { hash: hash.digest('base64url'), size }
  }

  /** What the owner's scanner does not call clean is refused, and so is everything while it cannot say. */
  async #scan(path: string, from: string): Promise<void> {
    const { rules, log } = this.#parts
    const scanner = rules?.scanner
    if (!scanner) return
    const { isClean, problem } = await this.#scans.take(from, () => scan(scanner, path, rules.scanSeconds * 1_000))
    if (problem) {
      log.error({ scanner: scanner[0], problem }, 'files are refused: the scanner does not say')
      throw new Refused('unscanned')
    }
    if (!isClean) throw new Refused('infected')
  }

  /** Keeps the bytes under their hash, a piece a write: others write in between. */
  async #keep(path: string, hash: string): Promise<void> {
    const { store, clock } = this.#parts
    const { queries } = store
    const whole = await store.write(function* () {
      // From now on the sweep leaves it alone for a day.
      yield* queries.touchBlob({ hash, at: clock() })
      return yield* queries.fileOfHash({ hash })
    })
    // A file is only there once all its pieces are.
    if (whole.length > 0) return
    const file = await open(path)
    try {
      for (let at = 0; ; at++) {
        const { bytesRead, buffer } = await file.read(Buffer.alloc(piece), 0, piece, at * piece)
        if (bytesRead === 0) return
        const bytes = buffer.subarray(0, bytesRead)
        await store.write(function* () {
          yield* queries.putPiece({ hash, at, bytes })
        })
      }
    } finally {
      await file.close()
    }
  }

  async *#pieces({ hash, size }: StoredFile): AsyncGenerator<Buffer> {
    const { store } = this.#parts
    for (let at = 0; at * piece < size; at++) {
      const [row] = await store.all(store.queries.piece({ hash, at }))
      if (!row) throw new Error(`piece ${at} of a file is missing`)
      yield row.bytes
    }
  }

  #signed(file: KeptFile): Attachment {
    // Whole steps, so that a picture drawn twice has one address and is fetched once.
    const expiresAt = Math.ceil((this.#parts.clock() + 10 * minute) / (5 * minute)) * 5 * minute
    return { ...file, url: `/files/${file.id}?exp=${expiresAt}&sig=${this.#signature(file.id, expiresAt)}` }
  }

  #signature(id: string, expiresAt: number): string {
    return createHmac('sha256', this.#parts.secret).update(`file ${id} ${expiresAt}`).digest('base64url')
  }
}

const keptOf = ({ id, name, type, size }: StoredFile): KeptFile => ({ id, name, type, size })

/** A repeat of an upload; the same id for anything else is refused. */
function same(known: StoredFile, { site, by }: Uploader, hash: string): StoredFile {
  if (known.site !== site || known.by !== by || known.hash !== hash) throw new Refused('conflict')
  return known
}

/**
 * Ties files to a conversation, in the write that stores the message which names them. Only their uploader may, once.
 */
export function* tie(
  queries: Queries,
  { site, by }: Uploader,
  ids: readonly string[],
  conversation: number,
): Work<KeptFile[] | null> {
  if (ids.length > limits.files) throw new Refused('too-many-files')
  const kept: KeptFile[] = []
  for (const id of ids) {
    const [file] = yield* queries.file({ id })
    if (!file || file.site !== site || file.by !== by || file.conversation !== null) throw new Refused('unknown-file')
    yield* queries.tieFile({ id, conversation })
    kept.push(keptOf(file))
  }
  return ids.length > 0 ? kept : null
}
