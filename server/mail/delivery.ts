// Delivery: one attempt to hand a mail to the mail server, and what is noted of it.

import * as write from '../conversations/writes.ts'
import type { Drawer } from '../letters/drawer.ts'
import { cut } from '../protocol/pieces.ts'
import type { Store } from '../store/store.ts'
import type { StoredMail } from '../store/tables/mail.ts'
import type { Leases } from './lease.ts'
import { pauseAfter } from './retries.ts'
import { isAboutAddress, isAboutMail, type SmtpError } from './smtpError.ts'
import { openTransport, type Signature, type Tokens } from './transport.ts'

interface AttachedFile {
  name: string
  type: string
  bytes: Buffer
}

export interface DeliveryParts {
  store: Store
  smtpUrl: string | null
  /** What lets us in where the address has no password. */
  tokens: Tokens | null
  /** Pauses between attempts, ms; after the last the mail has failed. Null: those that add up to more than a day. */
  pauses: readonly number[] | null
  sign: (from: string) => Signature | undefined
  drawer: Drawer
  /** Reads what goes with a mail. */
  filesOf: (ids: readonly string[]) => Promise<AttachedFile[]>
  /** Called with the id of a conversation one of whose mails has failed for good. */
  failed: (conversation: string) => Promise<unknown>
  /** Real time, ms. */
  clock: () => number
  log: { warn: (details: object, message: string) => void; error: (details: object, message: string) => void }
}

interface Own {
  leases: Leases
  /** How often what could not be noted is tried again, ms. */
  noteEvery: number
  /** Aborted when no further attempt is wanted. */
  stopping: AbortSignal
}

interface Content extends Pick<StoredMail, 'subject' | 'text' | 'html'> {
  files: AttachedFile[]
}

/** How long one attempt may take, whatever the server says meanwhile: some trickle. */
const deliverWithinMs = 300_000
/** How often a file that cannot be read is tried before its mail goes without it. */
const readings = 3

export class Delivery {
  readonly #parts: DeliveryParts & Own
  /** Opened when the first mail goes; what could not be opened is tried again. */
  #transport: ReturnType<typeof openTransport> | null = null

  constructor(parts: DeliveryParts & Own) {
    this.#parts = parts
  }

  /** Tries a mail that this node holds. Rejects when what came of it could not be noted. */
  async attempt(mail: StoredMail): Promise<void> {
    const { leases, smtpUrl, tokens, sign, log } = this.#parts
    const lost = new AbortController()
    const release = leases.hold(mail, (reason) => lost.abort(reason))
    try {
      const content = await this.#contentOf(mail).catch((error: Error) => {
        throw Object.assign(error, { isOurs: true })
      })
      lost.signal.throwIfAborted()
      this.#transport ??= openTransport(smtpUrl!, tokens).catch((error: unknown) => {
        this.#transport = null
        throw error
      })
      const signal = AbortSignal.any([lost.signal, AbortSignal.timeout(deliverWithinMs)])
      const dkim = sign(mail.from)
      await (await this.#transport).sendMail({ ...letter(mail, content), signal, ...(dkim && { dkim }) })
    } catch (error) {
      release()
      if (lost.signal.aborted)
        return log.warn({ mail: mail.id, reason: (lost.signal.reason as Error).message }, 'mail let go')
      return this.#noteFailed(mail, error as SmtpError)
    }
    await this.#noteSent(mail).finally(release)
  }

  /** Closes the line to the mail server. */
  async close(): Promise<void> {
    if (this.#transport) (await this.#transport).close()
  }

  /**
   * What a mail says, and the files that go with it; without those that are gone, or could not be read again and again.
   */
  async #contentOf(mail: StoredMail): Promise<Content> {
    const { filesOf, drawer, log } = this.#parts
    const ids = mail.files ?? []
    const read = await Promise.allSettled(ids.map((id) => filesOf([id])))
    const failure = read.find((each) => each.status === 'rejected')
    if (failure && (mail.attempts < readings || mail.facts === null)) throw failure.reason
    const files = read.flatMap((each) => (each.status === 'fulfilled' ? each.value : []))
    const { subject, text, html } = mail
    if (files.length === ids.length || mail.facts === null) return { subject, text, html, files }
    const lost = ids.filter((_, at) => read[at]!.status === 'rejected' || read[at]!.value.length === 0)
    log.warn({ mail: mail.id, files: lost, err: failure?.reason }, 'mail goes without files that cannot be read')
    const drawn = (await drawer.read(mail))(new Set(lost))
    return { subject, text: drawn.text, html: drawn.html, files }
  }

  /**
   * What the server has taken is not to be sent again: while the database is away this waits for it, and so do the
   * others.
   */
  async #noteSent({ id }: StoredMail): Promise<void> {
    const { store, clock, log, noteEvery, stopping } = this.#parts
    for (;;) {
      try {
        return await store.write(function* () {
          yield* store.queries.mailSent({ id, sentAt: clock() })
          yield* store.queries.hastenMails({ now: clock() })
        })
      } catch (err) {
        log.error({ err, mail: id }, 'mail sent, and not noted yet')
        if (stopping.aborted) throw err
        // Often, as its lease may have run out meanwhile and others watch it.
        await new Promise((resolve) => setTimeout(resolve, noteEvery))
      }
    }
  }

  /** Puts a mail off until its next attempt, or says that there is none. */
  async #noteFailed({ id, messageId, attempts }: StoredMail, error: SmtpError): Promise<void> {
    const { store, pauses, clock, failed, log } = this.#parts
    const { queries } = store
    const pause = pauseAfter(attempts, error, pauses)
    log.warn(
      { mail: id, code: error.responseCode ?? error.code, attempts },
      pause === null ? 'mail failed for good' : 'mail delayed',
    )
    const outcome = {
      id,
      messageId,
      attempts,
      error: cut(error.response ?? error.message, 500),
      fault: isAboutMail(error) ? ('mail' as const) : ('server' as const),
    }
    const concerned = await store.write(function* () {
      if (pause !== null) return void (yield* queries.mailDelayed({ ...outcome, dueAt: clock() + pause }))
      const failedAt = clock()
      const bouncedAt = isAboutAddress(error) ? failedAt : null
      const [row] = yield* queries.mailFailed({ ...outcome, failedAt, bouncedAt })
      return row?.conversation ? yield* write.touch(queries, row.conversation) : null
    })
    if (concerned) await failed(concerned)
  }
}

/** As nodemailer takes it. */
function letter(
  { messageId, from, to, replyTo, queuedAt, headers, facts }: StoredMail,
  { files, subject, text, html }: Content,
) {
  const attachments = files.map(({ name, type, bytes }) => ({ filename: name, contentType: type, content: bytes }))
  const people = facts && 'people' in facts ? facts.people : undefined
  return {
    subject,
    text,
    html,
    messageId,
    from,
    to,
    // What it says of people is not whom this one goes to.
    ...(people && { ...people, envelope: { from, to } }),
    headers,
    attachments,
    // Dated when it was queued: a repeat is the same mail to the last byte that matters.
    date: new Date(queuedAt),
    disableFileAccess: true,
    disableUrlAccess: true,
    ...(replyTo && { replyTo }),
  }
}
