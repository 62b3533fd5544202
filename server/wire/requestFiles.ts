// Files that come with a request's plain form: counted, judged and stored as any upload, by the request.

import { createHash } from 'node:crypto'
import type { FastifyRequest } from 'fastify'
import type { Config } from '../config/config.ts'
import type { Files } from '../files/files.ts'
import type { Uploader } from '../files/uploader.ts'
import { limits } from '../limits.ts'
import { Refused } from '../protocol/answer.ts'
import { id as messageId } from '../protocol/pieces.ts'
import type { Limit, Limiter, Log } from './answer.ts'
import { paid } from './files.ts'
import { type Fields, mostTyped, readForm, type TakeFile } from './plainForms.ts'

interface Parts {
  config: Pick<Config, 'files'>
  files: Files
  limit: Limit
  log: Log
  addressOf: (request: FastifyRequest) => string
}

export class RequestFiles {
  readonly #parts: Parts
  /** Null: nothing may be attached. */
  readonly #bytes: Limiter | null

  constructor(parts: Parts) {
    this.#parts = parts
    this.#bytes = parts.config.files && parts.limit('file-bytes', parts.config.files.perAddress)
  }

  get areTaken(): boolean {
    return this.#bytes !== null
  }

  /**
   * Reads a form with its files; the same files of the same message are the same ones, however often they come.
   * @param uploader whose files they are, asked once what was typed is there; null: none are taken, and what was typed
   *   is read all the same
   * @param sent filled with what was typed, which comes before the files
   * @returns the files' ids
   * @throws Refused what a file is refused for, once all was read
   */
  async read(request: FastifyRequest, uploader: (() => Uploader) | null, sent: Fields): Promise<string[]> {
    const { config, log, addressOf } = this.#parts
    const read = (take: TakeFile) => readForm(request, log, sent, take)
    if (!uploader || !this.#bytes) return read(leave)
    const size = Number(request.headers['content-length'])
    const { maxSize } = config.files!
    const from = addressOf(request)
    let isRead = false
    try {
      if (!Number.isInteger(size) || size > limits.files * maxSize + mostTyped) throw new Refused('too-big')
      return await paid(this.#bytes, from, size, () => {
        isRead = true
        return read(this.#taking(uploader, sent, { from, size: Math.min(size, maxSize) }))
      })
    } catch (error) {
      if (!isRead) await read(leave)
      throw error
    }
  }

  #taking(uploader: () => Uploader, sent: Fields, { from, size }: { from: string; size: number }): TakeFile {
    return async (at, name, bytes) => {
      if (at >= limits.files) throw new Refused('too-many-files')
      const id = createHash('sha256')
        .update(`${idOf(sent['id'])} ${at}`)
        .digest('base64url')
        .slice(0, 32)
      // What is refused while it comes still has to come to its end.
      const coming = bytes.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>
      return (await this.#parts.files.receive(uploader(), { id, name, size, bytes: coming, from })).id
    }
  }
}

/** Takes none. */
const leave: TakeFile = async (_at, _name, bytes) => {
  bytes.resume()
  return null
}

/** The id of the message. @throws Refused `malformed` */
export function idOf(sent: string | undefined): string {
  const parsed = messageId.safeParse(sent)
  if (!parsed.success) throw new Refused('malformed')
  return parsed.data
}
