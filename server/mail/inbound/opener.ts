// The opener of a mailbox: with its password, or with tokens, of which none that was refused is tried again.

import type { ImapFlow } from 'imapflow'
import type { ImapMailbox } from '../../config/inbound.ts'
import { accountId } from '../consent/accounts.ts'
import { type Consents, NoConsent } from '../consent/consents.ts'
import { isRefusal, open } from './imap.ts'

/** How long a mailbox that fresh tokens do not open is left alone, unless somebody consents anew, ms. */
const refusedPauseMs = 900_000

export interface Opened {
  client: ImapFlow
  /** Changes with what has opened it. */
  stamp: number | null
}

export class Opener {
  readonly #mailbox: ImapMailbox
  readonly #consents: Pick<Consents, 'token' | 'stamp'>
  /** What tokens are got for; null: a password opens it. */
  readonly #account: string | null
  /** The token that was refused last, what it was got by, and how often one was. */
  #refused: { token: string; stamp: number | null; times: number } | null = null

  constructor(mailbox: ImapMailbox, consents: Pick<Consents, 'token' | 'stamp'>) {
    this.#mailbox = mailbox
    this.#consents = consents
    this.#account = accountId(mailbox)
  }

  async open(): Promise<Opened> {
    if (this.#account === null) return { client: await open(this.#mailbox, null), stamp: null }
    const token = await this.#consents.token(this.#account, this.#refused?.token)
    const stamp = await this.stamp()
    try {
      const client = await open(this.#mailbox, token)
      this.#refused = null
      return { client, stamp }
    } catch (error) {
      if (isRefusal(error as Error)) this.#refused = { token, stamp, times: (this.#refused?.times ?? 0) + 1 }
      throw error
    }
  }

  /** Refreshes in time what keeps it open, and knows when that is gone. @throws NoConsent */
  async keep(): Promise<void> {
    if (this.#account !== null) await this.#consents.token(this.#account)
  }

  /** Changes when somebody consents anew or takes it back; null: nothing opens it, or a password does. */
  async stamp(): Promise<number | null> {
    return this.#account === null ? null : this.#consents.stamp(this.#account)
  }

  /**
   * For how long it is of no use to try again, ms, but where the stamp is another one; null: as after any failure. Who
   * tries again and again what is refused is locked out in the end.
   */
  waits(error: unknown): { stamp: number | null; pauseMs: number } | null {
    if (error instanceof NoConsent) return { stamp: null, pauseMs: Infinity }
    const isVain = this.#account !== null && isRefusal(error as Error) && (this.#refused?.times ?? 0) > 1
    return isVain ? { stamp: this.#refused!.stamp, pauseMs: refusedPauseMs } : null
  }
}
