// Mail: what a new ticket says to the team and to the visitor, and the sender that empties the outbox.

import { randomBytes } from 'node:crypto'
import { createTransport } from 'nodemailer'
import { type ComponentChild, h } from 'preact'
import { renderToString } from 'preact-render-to-string'
import { dateTime, sentence } from '../widget/hours.ts'
import type { Articles } from './articles.ts'
import { stateAt } from './calendar.ts'
import type { Config } from './config.ts'
import { holding } from './overrides.ts'
import type { Localized } from './protocol.ts'
import type { MailRow } from './store/queries.ts'
import type { Store } from './store/store.ts'
import { mailWords } from './strings/mails.ts'
import type { MailDraft, ReplyFacts, TicketFacts } from './tickets.ts'

const hour = 3_600_000

/** How many automatic mails an address may get that nobody vouched for. */
export const automaticMailLimits = [
  { within: hour, most: 3 },
  { within: 24 * hour, most: 10 },
] as const

interface Known {
  config: Config
  articles: Articles
  /** The product's clock. */
  now: number
  /** Real time, which mails keep. */
  at: number
}

/** The two mails of a new ticket; none when the site has no mailbox. */
export function ticketMails(facts: TicketFacts, known: Known): { team: MailDraft | null; visitor: MailDraft | null } {
  const site = known.config.sites.get(facts.site)!
  if (!site.mail) return { team: null, visitor: null }
  const { from, to } = site.mail
  const base = { from, queuedAt: known.at, dueAt: known.at }
  const host = new URL(known.config.url).hostname
  const messageId = () => `<${randomBytes(18).toString('base64url')}@${host}>`
  return {
    team: { ...base, ...teamMail(facts, known), kind: 'ticket-team', messageId: messageId(), to, replyTo: facts.ticket.email },
    visitor: { ...base, ...visitorMail(facts, known), kind: 'ticket-visitor', messageId: messageId(), to: facts.ticket.email, replyTo: null },
  }
}

/** Everything the team needs to answer, in the site's first locale. */
function teamMail({ site: id, ticket, name, topic, texts, files, report, context, conversation }: TicketFacts, { config, articles }: Known) {
  const site = config.sites.get(id)!
  const locale = site.locales[0]!
  const words = mailWords(locale)
  const topicTitle = articles.library(id, locale).categories.find((category) => category.id === topic)?.title ?? wordOf(site.categories[topic], locale) ?? topic
  const facts: [string, string][] = [
    [words.reference, ticket.reference],
    [words.from, name ? `${name} <${ticket.email}>` : ticket.email],
    [words.topic, topicTitle || '—'],
    [words.answerBy, dateTime(ticket.answerBy, site.hours.timezone, locale)],
    [words.page, [context.page.title, context.page.url].filter(Boolean).join(' · ')],
    ...(files.length > 0 ? ([[words.files, files.map((file) => file.name).join(', ')]] as [string, string][]) : []),
    ...(report ? ([[words.device, report.device]] as [string, string][]) : []),
    [words.browser, [context.browser, context.locale, context.zone].filter(Boolean).join(' · ')],
  ]
  const path = context.path.map((step) =>
    step.kind === 'search' ? `${words.searched}: ${step.query}` : `${words.read}: ${step.title}`,
  )
  const link = `${config.url}/console/#${conversation}`
  return {
    ...page(words.teamSubject(ticket.reference, topicTitle), [
      ...(report ? [{ heading: words.happened }] : []),
      ...texts.map((text) => ({ quote: text })),
      ...(report?.expected ? [{ heading: words.expected }, { quote: report.expected }] : []),
      { facts },
      ...(path.length > 0 ? [{ heading: words.before }, { list: path }] : []),
      { link, text: words.openConsole },
    ]),
    headers: JSON.stringify({ 'Auto-Submitted': 'auto-generated' }),
  }
}

/** That we have it, and until when we answer. Nothing that was typed: the address is nobody's until it is proved. */
function visitorMail({ site: id, ticket, context, said }: TicketFacts, { config, now }: Known) {
  const site = config.sites.get(id)!
  const locale = site.locales.includes(context.locale) ? context.locale : site.locales[0]!
  const words = mailWords(locale)
  const { timezone } = site.hours
  const state = { ...stateAt(site.hours, now, said), why: holding(said, now)?.kind }
  return {
    ...page(words.visitorSubject(ticket.reference, site.name), [
      { text: words.received(site.name) },
      { facts: [[words.reference, ticket.reference], [words.answerBy, dateTime(ticket.answerBy, timezone, locale)]] },
      { text: sentence(state, now, timezone, locale, words.hours) },
      { text: words.notYou },
    ]),
    headers: JSON.stringify({ 'Auto-Submitted': 'auto-replied', 'X-Auto-Response-Suppress': 'All' }),
  }
}

/** An agent's reply to a ticket, in the thread of the mails before it; null when the site has no mailbox. */
export function replyMail(
  { site: id, reference, email, locale: asked, id: message, text, files, by, before }: ReplyFacts,
  { config, at }: Pick<Known, 'config' | 'at'>,
): MailDraft | null {
  const site = config.sites.get(id)!
  if (!site.mail) return null
  const locale = site.locales.includes(asked) ? asked : site.locales[0]!
  const words = mailWords(locale)
  const thread = before.length > 0 ? { 'In-Reply-To': before.at(-1)!, References: before.join(' ') } : {}
  return {
    ...page(`Re: ${words.visitorSubject(reference, site.name)}`, [
      ...(text ? [{ text }] : []),
      ...(files.length > 0 ? [{ text: words.filesInWidget(files.join(', ')) }] : []),
      { text: words.signed(by, site.name) },
      { facts: [[words.reference, reference]] },
      { text: words.replyHere },
    ]),
    kind: 'ticket-reply',
    // Of the message itself: however often it is written, it is one mail.
    messageId: `<${message}@${new URL(config.url).hostname}>`,
    from: site.mail.from,
    to: email,
    replyTo: site.mail.to,
    headers: JSON.stringify(thread),
    queuedAt: at,
    dueAt: at,
  }
}

/** A word of the owner's in a locale. */
const wordOf = (given: Localized | undefined, locale: string): string | undefined => (typeof given === 'object' ? (given[locale] ?? Object.values(given)[0]) : given)

type Part =
  | { text: string; link?: string }
  | { quote: string }
  | { heading: string }
  | { list: string[] }
  | { facts: [string, string][] }

/** One mail in both its forms, from one list of parts. */
function page(subject: string, parts: Part[]): { subject: string; text: string; html: string } {
  const text = parts.map(asText).join('\n\n')
  const style = 'margin:0 auto;max-width:560px;padding:24px;font:16px/1.5 -apple-system,"Segoe UI",Roboto,Arial,sans-serif'
  const html = h('html', null, [
    h('head', null, [
      h('meta', { charSet: 'utf-8' }),
      h('meta', { name: 'color-scheme', content: 'light dark' }),
      h('title', null, subject),
    ]),
    h('body', { style: 'margin:0' }, h('div', { style }, parts.map(asHtml))),
  ])
  return { subject, text: `${text}\n`, html: `<!doctype html>${renderToString(html)}` }
}

function asText(part: Part): string {
  if ('facts' in part) return part.facts.map(([name, value]) => `${name}: ${value}`).join('\n')
  if ('quote' in part) return part.quote
  if ('heading' in part) return part.heading
  if ('list' in part) return part.list.map((line) => `- ${line}`).join('\n')
  return part.link ? `${part.text}: ${part.link}` : part.text
}

function asHtml(part: Part): ComponentChild {
  if ('quote' in part)
    return h('p', { style: 'white-space:pre-wrap;border-inline-start:3px solid #14674d;padding-inline-start:12px' }, part.quote)
  if ('heading' in part) return h('h2', { style: 'font-size:16px;margin:24px 0 8px' }, part.heading)
  if ('list' in part) return h('ul', { style: 'padding-inline-start:20px' }, part.list.map((line) => h('li', null, line)))
  if ('facts' in part) {
    return h('table', { style: 'border-collapse:collapse;margin:16px 0' }, h('tbody', null, part.facts.map(factRow)))
  }
  return h('p', null, part.link ? h('a', { href: part.link, style: 'color:#14674d' }, part.text) : part.text)
}

function factRow([name, value]: [string, string]): ComponentChild {
  return h('tr', null, [
    h('th', { scope: 'row', style: 'text-align:start;font-weight:400;padding:4px 16px 4px 0;vertical-align:top' }, name),
    h('td', { style: 'font-weight:600;padding:4px 0' }, value),
  ])
}

interface SenderParts {
  store: Store
  smtpUrl: string | null
  /** Real time, ms. */
  clock: () => number
  log: { warn: (details: object, message: string) => void; error: (details: object, message: string) => void }
}

/** As nodemailer says it. */
interface SmtpError extends Error {
  code?: string
  responseCode?: number
  /** What was refused. */
  command?: string
}

/** This mail is not wanted, for good; a wrong password or sender is the owner's to mend, and the mail waits for it. */
const isRefusal = ({ responseCode = 0, command = '' }: SmtpError): boolean => responseCode >= 500 && ['RCPT TO', 'DATA'].includes(command)

/** How long one mail may take before another node may try it. */
const lease = 120_000
/** Pauses between attempts; after the last the mail has failed. They add up to more than a day. */
const pauses = [1, 2, 5, 10, 20, 40, 60, 120, 240, 480, 720].map((minutes) => minutes * 60_000)

/** How soon the outbox is looked into again after the database could not be used, ms. */
const retry = 2_000

/** Sends what is due, one after another; what cannot be sent now stays in its table. */
export function createSender({ store, smtpUrl, clock, log }: SenderParts) {
  const { queries } = store
  const transport = smtpUrl === null ? null : createTransport({ url: smtpUrl, connectionTimeout: 10_000, socketTimeout: 30_000 })
  if (!transport) log.warn({}, 'SMTP_URL is not set: mail waits in the outbox until it is')
  let timer: NodeJS.Timeout | undefined
  let running: Promise<void> | null = null
  /** Whether somebody asked since the outbox was last looked into. */
  let wanted = false
  let stopped = false

  const send = async (mail: MailRow): Promise<void> => {
    const renewal = setInterval(() => {
      store
        .write(function* () {
          yield* queries.renewMail({ id: mail.id, leaseUntil: clock() + lease })
        })
        .catch((err: unknown) => log.error({ err }, 'lease not renewed'))
    }, lease / 3)
    try {
      const { messageId, from, to, subject, text, html } = mail
      const headers = JSON.parse(mail.headers) as Record<string, string>
      await transport!.sendMail({ messageId, from, to, subject, text, html, headers, ...(mail.replyTo && { replyTo: mail.replyTo }) })
      await store.write(function* () {
        yield* queries.mailSent({ id: mail.id, sentAt: clock() })
      })
    } catch (error) {
      await put(mail, error as SmtpError)
    } finally {
      clearInterval(renewal)
    }
  }

  const put = async ({ id, attempts }: MailRow, error: SmtpError): Promise<void> => {
    const pause = pauses[attempts - 1]
    const isFinal = isRefusal(error) || pause === undefined
    log.warn({ mail: id, code: error.responseCode ?? error.code, attempts }, isFinal ? 'mail failed for good' : 'mail delayed')
    const told = error.message.slice(0, 500)
    await store.write(function* () {
      if (isFinal) yield* queries.mailFailed({ id, failedAt: clock(), error: told })
      else yield* queries.mailDelayed({ id, dueAt: clock() + pause, error: told })
    })
  }

  /** @returns when there is something to do again, ms */
  const run = async (): Promise<number> => {
    for (;;) {
      wanted = false
      const now = clock()
      const taken = await store.write(function* () {
        return yield* queries.leaseMails({ now, leaseUntil: now + lease, limit: 1 })
      })
      if (stopped || (taken.length === 0 && !wanted)) break
      if (taken[0]) await send(taken[0])
    }
    const [next] = await store.all(queries.nextMailAt())
    return next?.at ?? Infinity
  }

  const wake = (): void => {
    wanted = true
    if (stopped || !transport || running) return
    clearTimeout(timer)
    running = run()
      .catch((err: unknown) => {
        log.error({ err }, 'outbox not read')
        return clock() + retry
      })
      .then((at) => {
        running = null
        // At least once a minute: another node may have queued a mail and died before it sent it.
        if (!stopped) timer = setTimeout(wake, Math.min(Math.max(at - clock(), 100), 60_000))
      })
  }

  return {
    /** Looks into the outbox now. */
    wake,
    /** Ends after the mail under way, or after 3 s: its lease runs out and another start sends it. */
    async stop(): Promise<void> {
      stopped = true
      clearTimeout(timer)
      await Promise.race([running, new Promise((resolve) => setTimeout(resolve, 3_000).unref())])
      transport?.close()
    },
  }
}
