// The reader: takes what comes into a mailbox, over IMAP, one node at a time. It reads and changes nothing there.

import { randomBytes } from 'node:crypto'
import { setTimeout as wait } from 'node:timers/promises'
import type { ImapFlow } from 'imapflow'
import { bounds } from '../../bounds.ts'
import type { ImapMailbox } from '../../config/inbound.ts'
import { guarded } from '../../faults.ts'
import { cut } from '../../protocol/pieces.ts'
import type { Store } from '../../store/store.ts'
import type { Consents } from '../consent/consents.ts'
import type { Intake } from './intake.ts'
import { wordsFor } from './imap.ts'
import { inboxId } from './mailboxes.ts'
import { OldMails } from './oldMails.ts'
import { Opener } from './opener.ts'

interface ReaderParts {
  mailbox: ImapMailbox
  /** Those that it is of, one at least. */
  sites: readonly string[]
  store: Store
  /** What takes mails, which is loaded when one comes. */
  intake: () => Promise<Pick<Intake, 'take' | 'giveUp'>>
  /** What opens it where no password does. */
  consents: Pick<Consents, 'token' | 'stamp'>
  /** How long a node holds the mailbox without a word, ms. */
  lease?: number | undefined
  /** Real time, ms. */
  clock: () => number
  log: { warn: (details: object, message: string) => void; error: (details: object, message: string) => void }
}

/** How often a mailbox is looked into though its server has said nothing, ms. */
const poll = 60_000
/** Pauses after a connection that failed, ms; the last for all that follow. */
const pauses = [1_000, 2_000, 5_000, 15_000, 30_000, 60_000]
/** How often one mail is tried in vain, while the next could be, before it is kept as one that cannot be read. */
const tries = 5
/** How far back a mailbox is looked through when its numbers are new, beyond when it was read last, ms. */
const margin = 2 * 86_400_000

export class Reader {
  readonly #parts: ReaderParts
  readonly #id: string
  readonly #opener: Opener
  readonly #holder = randomBytes(12).toString('base64url')
  readonly #lease: number
  readonly #old: OldMails
  #client: ImapFlow | null = null
  #over: Promise<void> | null = null
  readonly #ended = new AbortController()
  /** The mail that was tried in vain last, and how often. */
  #vain = { uid: 0, times: 0 }

  constructor(parts: ReaderParts) {
    this.#parts = parts
    this.#id = inboxId(parts.mailbox)
    this.#opener = new Opener(parts.mailbox, parts.consents)
    this.#lease = parts.lease ?? 30_000
    const { store } = parts
    const readOne = (client: ImapFlow, uid: number) => this.#readOne(client, uid, true)
    this.#old = new OldMails({ store, id: this.#id, holder: this.#holder, readOne, ended: this.#ended.signal })
  }

  start(): void {
    this.#over = this.#run()
  }

  /** Ends after the mail under way, or after 3 s: what was not noted is read again, and known by then. */
  async stop(): Promise<void> {
    this.#ended.abort()
    this.#client?.close()
    await Promise.race([this.#over, new Promise((resolve) => setTimeout(resolve, 3_000).unref())])
  }

  async #run(): Promise<void> {
    const { signal } = this.#ended
    let waits: ReturnType<Opener['waits']> = null
    for (let failed = 0; !signal.aborted;) {
      try {
        if (waits) await this.#hush(waits)
        waits = null
        if (await this.#hold()) await this.#session(() => (failed = 0))
        // Held by another node; or the server has ended the line, which it may.
        await this.#pause(Math.min(1_000, this.#lease / 3))
      } catch (error) {
        if (signal.aborted) break
        await this.#noteTrouble(error as Error)
        waits = this.#opener.waits(error)
        if (!waits) await this.#pause(pauses[Math.min(failed++, pauses.length - 1)]!)
      }
    }
    await this.#letGo()
  }

  /** Takes the mailbox, or goes on holding it. @returns false when another node does */
  async #hold(): Promise<boolean> {
    const { store, clock } = this.#parts
    const now = clock()
    const asked = { id: this.#id, holder: this.#holder, now, leaseUntil: now + this.#lease }
    const [held] = await store.write(function* () {
      yield* store.queries.addInbox(asked)
      return yield* store.queries.holdInbox(asked)
    })
    return held!.changed > 0
  }

  async #letGo(): Promise<void> {
    const { store, log } = this.#parts
    const asked = { id: this.#id, holder: this.#holder }
    await store
      .write(function* () {
        yield* store.queries.letGoInbox(asked)
      })
      .catch((err: unknown) => log.error({ err }, 'mailbox not let go; its lease runs out'))
  }

  /** Reads what comes for as long as the connection and the lease last. @param isWell called when all is read */
  async #session(isWell: () => void): Promise<void> {
    const { log } = this.#parts
    const { client, stamp } = await this.#opener.open()
    this.#client = client
    let lost: Error | null = null
    let wake = () => {}
    const look = guarded(log, () => wake())
    client.on('exists', look)
    client.on('close', look)
    client.on('error', (error) => (lost = error))
    const letGo = (reason: string) => {
      lost ??= new Error(reason)
      client.close()
    }
    const renew = async () => {
      if (!(await this.#hold())) letGo('another node reads the mailbox')
      if ((await this.#opener.stamp()) !== stamp) client.close()
      if (await this.#old.isAsked()) wake()
    }
    const renewal = setInterval(
      guarded(log, renew, () => letGo('the mailbox cannot be held')),
      this.#lease / 3,
    )
    try {
      while (!this.#ended.signal.aborted) {
        // Whatever comes while the rest is read wakes at once.
        const woken = new Promise<void>((resolve) => (wake = resolve))
        await this.#readNew(client)
        isWell()
        if (client.isClosed) break
        // What is new goes first.
        if (await this.#old.read(client)) continue
        // Ends with the next thing that is asked; a server that does not know it is asked now and then.
        const idle = client.idle()
        idle.catch((error: Error) => (lost ??= error))
        const isOver = new AbortController()
        await Promise.race([woken, this.#pause(poll, isOver.signal)])
        isOver.abort()
        if (client.isClosed) break
        // Refreshed while it is open, it lasts, and that it is gone is known in time.
        await this.#opener.keep()
      }
      if (lost) throw lost
    } catch (error) {
      throw lost ?? error
    } finally {
      clearInterval(renewal)
      client.close()
      this.#client = null
    }
  }

  /** Holds the mailbox without trying it, for so long, ms, or until another stamp says that it can be opened. */
  async #hush({ stamp, pauseMs }: NonNullable<ReturnType<Opener['waits']>>): Promise<void> {
    const begun = performance.now()
    while (!this.#ended.signal.aborted && performance.now() - begun < pauseMs) {
      await this.#pause(Math.min(3_000, this.#lease / 3))
      if ((await this.#opener.stamp()) !== stamp || !(await this.#hold())) return
    }
  }

  async #readNew(client: ImapFlow): Promise<void> {
    const { store, clock } = this.#parts
    if (!client.mailbox) throw new Error('the folder was closed')
    const { uidNext } = client.mailbox
    const uidValidity = String(client.mailbox.uidValidity)
    const [inbox] = await store.all(store.queries.inbox({ id: this.#id }))
    const now = clock()
    if (!inbox?.uidValidity) return this.#note({ uidValidity, lastUid: uidNext - 1, readAt: now })
    const isSame = inbox.uidValidity === uidValidity
    // Numbers that are new say nothing of what was read: mails of then are known when they come again.
    const asked = isSame ? { uid: `${inbox.lastUid + 1}:*` } : { since: new Date((inbox.readAt ?? now) - margin) }
    const found = (await client.search(asked, { uid: true })) || []
    const last = isSame ? inbox.lastUid : 0
    // `8:*` is the last mail, whatever its number.
    for (const uid of found.filter((each) => each > last).toSorted((a, b) => a - b)) {
      if (this.#ended.signal.aborted) return
      await this.#readOne(client, uid)
      await this.#note({ uidValidity, lastUid: uid, readAt: inbox.readAt ?? now })
    }
    await this.#note({ uidValidity, lastUid: Math.max(last, found.at(-1) ?? 0), readAt: now })
  }

  async #readOne(client: ImapFlow, uid: number, isOld = false): Promise<void> {
    const { intake, sites, log } = this.#parts
    const asked = await client.fetchOne(String(uid), { size: true }, { uid: true })
    // Somebody has deleted it.
    if (!asked) return
    const size = asked.size ?? 0
    const isTooBig = size > bounds.mail
    const got = await client.fetchOne(String(uid), isTooBig ? { headers: true } : { source: true }, { uid: true })
    const source = got && (isTooBig ? got.headers : got.source)
    if (!source) return
    const taker = await intake()
    try {
      await taker.take(source, sites, isTooBig ? size : source.length, isOld)
    } catch (error) {
      this.#vain = { uid, times: this.#vain.uid === uid ? this.#vain.times + 1 : 1 }
      log.error({ err: error, uid, times: this.#vain.times }, 'a mail cannot be taken')
      if (this.#vain.times < tries) throw error
      await taker.giveUp(source, sites)
    }
  }

  async #note(read: { uidValidity: string; lastUid: number; readAt: number }): Promise<void> {
    const { store } = this.#parts
    const asked = { ...read, id: this.#id, holder: this.#holder }
    const [noted] = await store.write(function* () {
      return yield* store.queries.noteRead(asked)
    })
    if (noted!.changed === 0) throw new Error('another node reads the mailbox')
  }

  async #noteTrouble(error: Error): Promise<void> {
    const { store, clock, mailbox, log } = this.#parts
    const noted = { id: this.#id, at: clock(), trouble: cut(wordsFor(error, mailbox), 500) }
    log.warn({ mailbox: this.#id, err: error }, 'mailbox not read')
    await store
      .write(function* () {
        yield* store.queries.noteTrouble(noted)
      })
      .catch((err: unknown) => log.error({ err }, 'the trouble of a mailbox cannot be noted'))
  }

  /** Ends early when all ends, or what it waits for is over. */
  async #pause(ms: number, isOver = this.#ended.signal): Promise<void> {
    await wait(ms, undefined, { signal: AbortSignal.any([this.#ended.signal, isOver]) }).catch(() => null)
  }
}
