// Files: what visitors and agents attach, judged by its content, and stored once however often it is sent.

import { createHash } from 'node:crypto'
import { createWriteStream } from 'node:fs'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import type { Config } from '../config/config.ts'
import type { Cards } from '../faq/cards.ts'
import { Blobs } from './blobs.ts'
import { isPicture, nameOf, typeOf } from './fileType.ts'
import { openIncoming, prefix } from './incoming.ts'
import { Links } from './links.ts'
import { isDrawable } from './pixels.ts'
import { Refused } from '../protocol/answer.ts'
import type { Message, Note } from '../protocol/conversation.ts'
import type { Attachment } from '../protocol/files.ts'
import { isFull, Room } from './quota.ts'
import { scan } from './scanner.ts'
import { isAgents, keptOf, same, type Uploader } from './uploader.ts'
import type { Store } from '../store/store.ts'
import type { KeptFile, StoredMessage } from '../store/tables/message.ts'
import type { StoredNote } from '../store/tables/note.ts'
import { Turns } from '../turns.ts'

/** How long what was uploaded is kept without a message, ms. */
const day = 86_400_000

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
  cards: Pick<Cards, 'told'>
  log: { error: (details: object, message: string) => void }
}

export class Files {
  readonly #parts: FilesParts
  /** One scanner runs at a time: each may take a machine's memory. */
  readonly #scans = new Turns({ each: 20, all: 60, retryAfter: 10 })
  /** Null: nothing may be attached. */
  readonly #room: Room | null
  readonly #blobs: Blobs
  readonly #links: Links
  readonly #incoming: string

  constructor(parts: FilesParts) {
    this.#parts = parts
    this.#incoming = openIncoming(parts.folder)
    this.#blobs = new Blobs(parts.store, parts.clock)
    this.#links = new Links(parts.secret, parts.clock)
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
    const folder = await mkdtemp(join(this.#incoming, prefix))
    try {
      const path = join(folder, 'file')
      const { hash, size } = await this.#spool(path, bytes)
      const { store } = this.#parts
      const known = (await store.all(store.queries.file({ id })))[0]
      if (known) return this.#links.to(keptOf(same(known, uploader, hash)))
      const type = await typeOf(path, name)
      if (!type) throw new Refused('wrong-type')
      await this.#scan(path, from)
      await this.#blobs.keep(path, hash)
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
      return this.#links.to(keptOf(stored))
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
    const folder = await mkdtemp(join(this.#incoming, prefix))
    try {
      const path = join(folder, 'mail')
      await writeFile(path, bytes)
      await this.#blobs.keep(path, hash)
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
    return file ? this.#links.to(keptOf(file)) : null
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
    this.#links.check(id, expiresAt, signature)
    const { store } = this.#parts
    const [file] = await store.all(store.queries.file({ id }))
    if (!file) throw new Refused('unknown-file')
    const begun = isPicture(file.type) ? await this.#blobs.begin(file) : null
    const isDrawn = begun !== null && isDrawable(file.type, begun)
    return { ...keptOf(file), expiresAt, isDrawn, bytes: this.#blobs.read(file) }
  }

  /** Files whole, as a mail carries them; one that is gone is left out. */
  async whole(ids: readonly string[]): Promise<(KeptFile & { bytes: Buffer })[]> {
    const { store } = this.#parts
    const found = await Promise.all(ids.map((id) => store.all(store.queries.file({ id }))))
    return Promise.all(
      found.flat().map(async (file) => ({
        ...keptOf(file),
        bytes: Buffer.concat(await Array.fromAsync(this.#blobs.read(file))),
      })),
    )
  }

  /** A message as it is sent to somebody now: its files can be had for some minutes, its article while it is served. */
  readonly sign = (stored: StoredMessage): Message => {
    const { article, ...message } = this.#withLinks(stored)
    return article ? { ...message, article: this.#parts.cards.told(article) } : message
  }
  readonly signNote = (stored: StoredNote): Note => this.#withLinks(stored)

  #withLinks<T extends { files?: KeptFile[] }>(stored: T): Omit<T, 'files'> & { files?: Attachment[] } {
    const { files, ...others } = stored
    return files ? { ...others, files: files.map((file) => this.#links.to(file)) } : others
  }

  /** Forgets what was never sent, and bytes that no file has any more. */
  async sweep(): Promise<void> {
    const { store, clock } = this.#parts
    const { queries } = store
    const before = clock() - day
    await store.write(function* () {
      yield* queries.forgetUnsent({ before })
    })
    await this.#blobs.sweep(before)
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
}
