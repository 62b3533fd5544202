// The sender: empties the outbox, a few mails at once, each held by one node, until it is sent or has failed for good.

import * as write from '../conversations/writes.ts'
import { guarded } from '../faults.ts'
import { cut } from '../protocol/pieces.ts'
import type { Store } from '../store/store.ts'
import type { StoredMail } from '../store/tables/mail.ts'
import type { Drawer } from '../letters/drawer.ts'
import { lines, openTransport, type Signature } from './transport.ts'

export interface SenderParts {
  store: Store
  smtpUrl: string | null
  /** Pauses between attempts, ms; after the last the mail has failed. Null: those that add up to more than a day. */
  pauses: readonly number[] | null
  /**
   * How long a mail is held without a word, ms; it is renewed while the mail is under way. Whoever finds it run out
   * watches for a fifth of it more before trying the mail: where the database was away, its holder is to be heard
   * first.
   */
  lease?: number | undefined
  sign: (from: string) => Signature | undefined
  drawer: Drawer
  /** Reads what goes with a mail. */
  filesOf: (ids: readonly string[]) => Promise<{ name: string; type: string; bytes: Buffer }[]>
  /** Called with the id of a conversation one of whose mails has failed for good. */
  failed: (conversation: string) => Promise<unknown>
  /** Real time, ms. */
  clock: () => number
  log: { warn: (details: object, message: string) => void; error: (details: object, message: string) => void }
}

/** As nodemailer says it. */
interface SmtpError extends Error {
  /** Whether it came of what was to be sent, before the mail server was asked. */
  isOurs?: boolean
  code?: string
  responseCode?: number
  /** What the server said, where it did. */
  response?: string
  /** What was refused. */
  command?: string
}

const usual = [1, 2, 5, 10, 20, 40, 60, 120, 240, 480, 720].map((minutes) => minutes * 60_000)

/** How long one attempt may take, whatever the server says meanwhile: some trickle. */
const patience = 300_000
/** How soon the outbox is looked into again after the database could not be used, ms. */
const retry = 2_000
/** How often a file that cannot be read is tried before its mail goes without it. */
const readings = 3

/**
 * Whether this mail is not wanted, for good: its recipient or its content was refused with 5xx, or it has no recipient.
 * A server that refuses us (at the greeting, the password, our sender) is the owner's to mend, and the mail waits for
 * it; but a mail that is too large for it (552) stays so.
 */
const isRefusal = ({ responseCode = 0, command = '', code }: SmtpError): boolean =>
  (responseCode >= 500 &&
    (['RCPT TO', 'DATA'].includes(command) || (command === 'MAIL FROM' && responseCode === 552))) ||
  (code === 'EENVELOPE' && responseCode === 0)

/**
 * Whether it is this mail that is put off, as greylisting does, and not the server that is unwell; it may take the
 * next.
 */
const isAboutMail = (error: SmtpError): boolean =>
  error.isOurs ||
  isRefusal(error) ||
  (['RCPT TO', 'DATA'].includes(error.command ?? '') && (error.responseCode ?? 421) !== 421)

export function createSender({
  store,
  smtpUrl,
  pauses,
  lease = 30_000,
  sign,
  drawer,
  filesOf,
  failed,
  clock,
  log,
}: SenderParts) {
  const { queries } = store
  const waits = pauses ?? usual
  if (smtpUrl === null) log.warn({}, 'SMTP_URL is not set: mail waits in the outbox until it is')
  let timer: NodeJS.Timeout | undefined
  let looking: Promise<void> | null = null
  /** Whether somebody asked since the outbox was last looked into. */
  let wanted = false
  let stopped = false
  /** Opened when the first mail goes. */
  let transport: ReturnType<typeof openTransport> | null = null
  /** What this node holds, by the mail's id. */
  const underWay = new Map<number, Promise<void>>()
  /**
   * Leases of others that have run out, by the mail's id, and since when they were seen so, the database always there.
   */
  let watched = new Map<number, { leaseUntil: number; since: number }>()

  /** Goes on holding a mail; who has lost it, or cannot know, lets go of the line before another node may take it. */
  const hold = ({ id, attempts }: StoredMail, letGo: (reason: Error) => void): (() => void) => {
    let until = clock() + lease
    const renew = async () => {
      const next = clock() + lease
      const [held] = await store.write(function* () {
        return yield* queries.renewMail({ id, attempts, leaseUntil: next })
      })
      if (held) until = next
      else letGo(new Error('another node holds the mail'))
    }
    const notRenewed = () => {
      if (clock() + lease / 3 >= until) letGo(new Error('the lease has run out'))
    }
    const renewal = setInterval(guarded(log, renew, notRenewed), lease / 3)
    return () => clearInterval(renewal)
  }

  /**
   * What a mail says, and the files that go with it; without those that are gone, or could not be read again and again.
   */
  const contentOf = async (mail: StoredMail) => {
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

  const send = async (mail: StoredMail): Promise<void> => {
    const lost = new AbortController()
    const release = hold(mail, (reason) => lost.abort(reason))
    try {
      const content = await contentOf(mail).catch((error: Error) => {
        throw Object.assign(error, { isOurs: true })
      })
      lost.signal.throwIfAborted()
      transport ??= openTransport(smtpUrl!)
      const signal = AbortSignal.any([lost.signal, AbortSignal.timeout(patience)])
      await (await transport).sendMail(letter(mail, content, signal))
    } catch (error) {
      release()
      if (lost.signal.aborted)
        return log.warn({ mail: mail.id, reason: (lost.signal.reason as Error).message }, 'mail let go')
      return put(mail, error as SmtpError)
    }
    await noteSent(mail).finally(release)
  }

  const letter = (
    { messageId, from, to, replyTo, queuedAt, headers }: StoredMail,
    { files, ...content }: Awaited<ReturnType<typeof contentOf>>,
    signal: AbortSignal,
  ) => {
    const dkim = sign(from)
    return {
      ...content,
      messageId,
      from,
      to,
      headers,
      attachments: files.map(({ name: filename, type: contentType, bytes }) => ({
        filename,
        contentType,
        content: bytes,
      })),
      // Dated when it was queued: a repeat is the same mail to the last byte that matters.
      date: new Date(queuedAt),
      signal,
      disableFileAccess: true,
      disableUrlAccess: true,
      ...(replyTo && { replyTo }),
      ...(dkim && { dkim }),
    }
  }

  /**
   * What the server has taken is not to be sent again: while the database is away this waits for it, and so do the
   * others.
   */
  const noteSent = async ({ id }: StoredMail): Promise<void> => {
    const note = () =>
      store.write(function* () {
        yield* queries.mailSent({ id, sentAt: clock() })
        yield* queries.hastenMails({ now: clock() })
      })
    for (;;) {
      try {
        return await note()
      } catch (err) {
        log.error({ err, mail: id }, 'mail sent, and not noted yet')
        if (stopped) throw err
        // Often, as its lease may have run out meanwhile and others watch it.
        await new Promise((resolve) => setTimeout(resolve, lease / 60))
      }
    }
  }

  const put = async ({ id, attempts }: StoredMail, error: SmtpError): Promise<void> => {
    const pause = waits[attempts - 1]
    const isFinal = isRefusal(error) || pause === undefined
    log.warn(
      { mail: id, code: error.responseCode ?? error.code, attempts },
      isFinal ? 'mail failed for good' : 'mail delayed',
    )
    const outcome = {
      id,
      attempts,
      error: cut(error.response ?? error.message, 500),
      fault: isAboutMail(error) ? ('mail' as const) : ('server' as const),
    }
    const concerned = await store.write(function* () {
      if (!isFinal) return void (yield* queries.mailDelayed({ ...outcome, dueAt: clock() + pause }))
      const [row] = yield* queries.mailFailed({ ...outcome, failedAt: clock() })
      return row?.conversation ? yield* write.touch(queries, row.conversation) : null
    })
    if (concerned) await failed(concerned)
  }

  const fault = (err: unknown) => log.error({ err }, 'outbox not read')

  /** Looks at the leases that have run out. @returns those whose holders have been silent for long enough to be gone */
  const watch = async (now: number) => {
    const silent = (await store.all(queries.silentMails({ now }))).filter(({ id }) => !underWay.has(id))
    watched = new Map(
      silent.map(({ id, leaseUntil }) => {
        const known = watched.get(id)
        return [id, known?.leaseUntil === leaseUntil ? known : { leaseUntil, since: now }]
      }),
    )
    return [...watched].flatMap(([id, { leaseUntil, since }]) => (now - since >= lease / 5 ? [{ id, leaseUntil }] : []))
  }

  /** Starts what is due, as far as lines are free. @returns when there is something to do again, ms */
  const look = async (): Promise<number> => {
    wanted = false
    const now = clock()
    const limit = lines - underWay.size
    if (stopped || limit <= 0) return Infinity
    const isAllDrawn = await drawer.drawWaiting()
    const gone = await watch(now)
    const taken = await store.write(function* () {
      for (const mail of gone) yield* queries.freeMail(mail)
      return yield* queries.leaseMails({ now, leaseUntil: now + lease, limit })
    })
    for (const mail of taken) start(mail)
    if (wanted && !stopped) return look()
    if (!isAllDrawn) return clock() + retry
    if (watched.size > gone.length) return clock() + lease / 30
    const [next] = await store.all(queries.nextMailAt())
    return next?.at ?? Infinity
  }

  const start = (mail: StoredMail): void => {
    const sending = send(mail)
      .catch(fault)
      .finally(() => {
        underWay.delete(mail.id)
        wake()
      })
    underWay.set(mail.id, sending)
  }

  const wake = (): void => {
    wanted = true
    if (stopped || smtpUrl === null || looking) return
    clearTimeout(timer)
    looking = look()
      .catch((err: unknown) => {
        fault(err)
        watched.clear()
        return clock() + retry
      })
      .then((at) => {
        looking = null
        // At least once a minute: another node may have queued a mail and died before it sent it.
        const pause = wanted ? 0 : Math.min(Math.max(at - clock(), 100), 60_000)
        if (!stopped) timer = setTimeout(guarded(log, wake), pause)
      })
  }

  return {
    /** Looks into the outbox now. */
    wake,
    /** Ends after the mails under way, or after 3 s: a lease runs out and another start sends its mail. */
    async stop(): Promise<void> {
      stopped = true
      clearTimeout(timer)
      const over = Promise.all([looking, ...underWay.values()])
      await Promise.race([over, new Promise((resolve) => setTimeout(resolve, 3_000).unref())])
      if (transport) (await transport).close()
    },
  }
}
