// The sender: empties the outbox, a few mails at once, each held by one node, until it is sent or has failed for good.

import { guarded } from '../faults.ts'
import type { StoredMail } from '../store/tables/mail.ts'
import { Delivery, type DeliveryParts } from './delivery.ts'
import { Leases } from './lease.ts'
import { lines } from './transport.ts'

interface SenderParts extends DeliveryParts {
  /**
   * How long a mail is held without a word, ms; it is renewed while the mail is under way. Whoever finds it run out
   * watches for a fifth of it more before trying the mail: where the database was away, its holder is to be heard
   * first.
   */
  lease?: number | undefined
}

/** How soon the outbox is looked into again after the database could not be used, ms. */
const retry = 2_000

export class Sender {
  readonly #parts: SenderParts
  readonly #lease: number
  readonly #leases: Leases
  readonly #delivery: Delivery
  readonly #stopping = new AbortController()
  #timer: NodeJS.Timeout | undefined
  #looking: Promise<void> | null = null
  /** Whether somebody asked since the outbox was last looked into. */
  #isWanted = false
  /** What this node holds, by the mail's id. */
  readonly #underWay = new Map<number, Promise<void>>()

  constructor(parts: SenderParts) {
    const { store, smtpUrl, clock, log, lease = 30_000 } = parts
    this.#parts = parts
    this.#lease = lease
    this.#leases = new Leases({ store, duration: lease, clock, log })
    const stopping = this.#stopping.signal
    this.#delivery = new Delivery({ ...parts, leases: this.#leases, noteEvery: lease / 60, stopping })
    if (smtpUrl === null) log.warn({}, 'SMTP_URL is not set: mail waits in the outbox until it is')
  }

  /** Looks into the outbox now. */
  wake(): void {
    const { smtpUrl, clock, log } = this.#parts
    this.#isWanted = true
    if (this.#isStopped || smtpUrl === null || this.#looking) return
    clearTimeout(this.#timer)
    this.#looking = this.#look()
      .catch((err: unknown) => {
        this.#fault(err)
        this.#leases.forget()
        return clock() + retry
      })
      .then((at) => {
        this.#looking = null
        // At least once a minute: another node may have queued a mail and died before it sent it.
        const pause = this.#isWanted ? 0 : Math.min(Math.max(at - clock(), 100), 60_000)
        const wake = guarded(log, () => this.wake())
        if (!this.#isStopped) this.#timer = setTimeout(wake, pause)
      })
  }

  /** Ends after the mails under way, or after 3 s: a lease runs out and another start sends its mail. */
  async stop(): Promise<void> {
    this.#stopping.abort()
    clearTimeout(this.#timer)
    const over = Promise.all([this.#looking, ...this.#underWay.values()])
    await Promise.race([over, new Promise((resolve) => setTimeout(resolve, 3_000).unref())])
    await this.#delivery.close()
  }

  get #isStopped(): boolean {
    return this.#stopping.signal.aborted
  }

  /** Starts what is due, as far as lines are free. @returns when there is something to do again, ms */
  async #look(): Promise<number> {
    const { store, drawer, clock } = this.#parts
    const { queries } = store
    this.#isWanted = false
    const now = clock()
    const limit = lines - this.#underWay.size
    if (this.#isStopped || limit <= 0) return Infinity
    const isAllDrawn = await drawer.drawWaiting()
    const { gone, isWatching } = await this.#leases.watch(now, (id) => this.#underWay.has(id))
    // From now on: drawing may have taken a while, and whoever holds a mail counts from when it has it.
    const leaseUntil = clock() + this.#lease
    const taken = await store.write(function* () {
      for (const mail of gone) yield* queries.freeMail(mail)
      return yield* queries.leaseMails({ now, leaseUntil, limit })
    })
    for (const mail of taken) this.#start(mail)
    if (this.#isWanted && !this.#isStopped) return this.#look()
    if (!isAllDrawn) return clock() + retry
    if (isWatching) return clock() + this.#lease / 30
    const [next] = await store.all(queries.nextMailAt())
    return next?.at ?? Infinity
  }

  #start(mail: StoredMail): void {
    const sending = this.#delivery
      .attempt(mail)
      .catch((err: unknown) => this.#fault(err))
      .finally(() => {
        this.#underWay.delete(mail.id)
        this.wake()
      })
    this.#underWay.set(mail.id, sending)
  }

  #fault(err: unknown): void {
    this.#parts.log.error({ err }, 'outbox not read')
  }
}
