// Links to files: signed, and good for some minutes.

import { createHmac } from 'node:crypto'
import { Refused } from '../protocol/answer.ts'
import type { Attachment } from '../protocol/files.ts'
import { isSame } from '../signed.ts'
import type { KeptFile } from '../store/tables/message.ts'

const minute = 60_000
/** For how long a link is good at least; in whole steps, so that a picture drawn twice has one address, and is fetched
 * once. */
const good = 10 * minute
const step = 5 * minute

export class Links {
  readonly #secret: string
  readonly #clock: () => number

  /** @param secret the server's own */
  constructor(secret: string, clock: () => number) {
    this.#secret = secret
    this.#clock = clock
  }

  /** A file with its link. */
  to(file: KeptFile): Attachment {
    const expiresAt = Math.ceil((this.#clock() + good) / step) * step
    return { ...file, url: `/files/${file.id}?exp=${expiresAt}&sig=${this.#signature(file.id, expiresAt)}` }
  }

  /** @throws Refused when we have not signed it, or when its time is over */
  check(id: string, expiresAt: number, signature: string): void {
    if (!isSame(signature, this.#signature(id, expiresAt))) throw new Refused('unknown-file')
    if (this.#clock() >= expiresAt) throw new Refused('expired')
  }

  #signature(id: string, expiresAt: number): string {
    return createHmac('sha256', this.#secret).update(`file ${id} ${expiresAt}`).digest('base64url')
  }
}
