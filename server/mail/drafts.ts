// What each mail says, in the language of its reader.

import { randomBytes } from 'node:crypto'
import { dateTime, sentence } from '../../widget/hours.ts'
import type { Articles } from '../articles.ts'
import { stateAt } from '../calendar.ts'
import type { Config, Site } from '../config.ts'
import type { OverdueFacts } from '../deadlines.ts'
import { holding, type Said } from '../overrides.ts'
import type { Kept, Stored } from '../files.ts'
import type { Report, Ticket, TicketOpen } from '../protocol.ts'
import type { MailDraft } from '../store/queries.ts'
import { mailWords } from '../strings/mails.ts'
import { attachedOf } from './attached.ts'
import { type Drawn, page, type Part } from './page.ts'

/** What the mails of a new ticket are written from. */
export interface TicketFacts {
  site: string
  ticket: Ticket
  conversation: string
  name: string | null
  /** Id of the topic chosen, or ''. */
  topic: string
  /** Everything the visitor wrote, in order. */
  texts: string[]
  files: Kept[]
  report: Report | null
  context: TicketOpen['context'] & { browser: string }
  /** What has been said of the site's hours. */
  said: Said[]
}

/** Who a mail about a conversation goes to. */
export interface Addressed {
  site: string
  conversation: string
  email: string
  /** The visitor's. */
  locale: string
}

/** What the mail with agents' replies is written from. */
export interface ReplyFacts extends Addressed {
  /** Of the ticket; null: it is a chat. */
  reference: string | null
  /** Oldest first, one at least. */
  replies: Stored[]
  /** Whether they were written into a chat whose visitor had left. */
  isLate: boolean
}

export interface TranscriptFacts extends Addressed {
  /** Of the request for it. */
  id: string
  messages: Stored[]
}

export interface CodeFacts extends Addressed {
  id: string
  code: string
}

interface Known {
  config: Config
  articles: Articles
  /** The product's clock. */
  now: number
  /** Real time, which mails keep. */
  at: number
}
type Less = Pick<Known, 'config' | 'at'>

const automatic = { 'Auto-Submitted': 'auto-generated', 'X-Auto-Response-Suppress': 'All' }

/** The language of a mail: the visitor's where the site speaks it. */
const spoken = (site: Site, asked: string): string => (site.locales.includes(asked) ? asked : site.locales[0]!)

const lookOf = (site: Site, locale: string) => ({ name: site.name, locale, accent: site.theme.accent })

/** @param name what the Message-ID is made of: where the cause has an id, of that, so that a repeat is the same mail */
const messageId = (config: Config, name = randomBytes(18).toString('base64url')): string =>
  `<${name}@${new URL(config.url).hostname}>`

const namesOf = (files: Kept[]): string => files.map(({ name }) => name).join(', ')

/** What a message says, in words; files that do not go with the mail are in the conversation, whose links for them last minutes. */
function saidBy({ text, files = [] }: Stored, words: ReturnType<typeof mailWords>, attached: Kept[]): string {
  const [here, there] = [
    files.filter((file) => attached.includes(file)),
    files.filter((file) => !attached.includes(file)),
  ]
  return [
    text,
    here.length > 0 && `${words.files}: ${namesOf(here)}`,
    there.length > 0 && words.filesInWidget(namesOf(there)),
  ]
    .filter(Boolean)
    .join('\n\n')
}

type Sent = Pick<MailDraft, 'kind' | 'messageId' | 'to' | 'replyTo'> & {
  headers: Record<string, string>
  files?: Kept[]
}

function draft(site: Site, at: number, drawn: Drawn, { headers, files = [], ...sent }: Sent): MailDraft {
  const ids = files.length > 0 ? JSON.stringify(files.map(({ id }) => id)) : null
  return {
    ...drawn,
    ...sent,
    from: site.mail!.from,
    headers: JSON.stringify(headers),
    files: ids,
    queuedAt: at,
    dueAt: at,
  }
}

/** That somebody still waits though the time is over: to the team, in the site's first locale. */
export function overdueMail(
  { site: id, conversation, name, ticket, dueAt, text }: OverdueFacts,
  { config, at }: Less,
): MailDraft | null {
  const site = config.sites.get(id)!
  if (!site.mail) return null
  const locale = site.locales[0]!
  const words = mailWords(locale)
  const from = [name, ticket && `<${ticket.email}>`].filter(Boolean).join(' ')
  const facts: [string, string][] = [
    ...(ticket ? [[words.reference, ticket.reference] satisfies [string, string]] : []),
    ...(from ? [[words.from, from] satisfies [string, string]] : []),
    [words.answerBy, dateTime(dueAt, site.hours.timezone, locale)],
  ]
  const parts: Part[] = [
    { text: ticket ? words.overdue : words.overdueChat },
    ...(text ? [{ quote: text }] : []),
    { facts },
    { link: `${config.url}/console/#${conversation}`, text: words.openConsole },
  ]
  // Of the deadline itself: however many nodes see it, it is one mail.
  const cause = messageId(config, `overdue.${conversation}.${dueAt}`)
  const sent = {
    kind: 'overdue',
    messageId: cause,
    to: site.mail.to,
    replyTo: ticket?.email ?? null,
    headers: { 'Auto-Submitted': 'auto-generated' },
  } as const
  return draft(site, at, page(words.overdueSubject(ticket?.reference ?? ''), parts, lookOf(site, locale)), sent)
}

/** The two mails of a new ticket; none when the site has no mailbox. */
export function ticketMails(facts: TicketFacts, known: Known): { team: MailDraft | null; visitor: MailDraft | null } {
  const { config, at } = known
  const site = config.sites.get(facts.site)!
  if (!site.mail) return { team: null, visitor: null }
  const { email } = facts.ticket
  const toTeam = {
    kind: 'ticket-team',
    to: site.mail.to,
    replyTo: email,
    headers: { 'Auto-Submitted': 'auto-generated' },
  } as const
  const toVisitor = {
    kind: 'ticket-visitor',
    to: email,
    replyTo: site.mail.to,
    headers: { ...automatic, 'Auto-Submitted': 'auto-replied' },
  } as const
  return {
    team: draft(site, at, teamMail(facts, site, known), {
      ...toTeam,
      messageId: messageId(config),
      files: attachedOf(facts.files),
    }),
    visitor: draft(site, at, visitorMail(facts, site, known), { ...toVisitor, messageId: messageId(config) }),
  }
}

/** A topic is one of the articles' categories, or of a problem's. */
function titleOf(topic: string, site: Site, locale: string, articles: Articles): string {
  const problem = site.categories[topic]
  const title = typeof problem === 'object' ? (problem[locale] ?? Object.values(problem)[0]) : problem
  return articles.library(site.id, locale).categories.find(({ id }) => id === topic)?.title ?? title ?? topic
}

/** Everything the team needs to answer, in the site's first locale. */
function teamMail(
  { ticket, name, topic, texts, files, report, context, conversation }: TicketFacts,
  site: Site,
  { config, articles }: Known,
): Drawn {
  const locale = site.locales[0]!
  const words = mailWords(locale)
  const topicTitle = titleOf(topic, site, locale, articles)
  const facts: [string, string][] = [
    [words.reference, ticket.reference],
    [words.from, name ? `${name} <${ticket.email}>` : ticket.email],
    [words.topic, topicTitle || '—'],
    [words.answerBy, dateTime(ticket.answerBy, site.hours.timezone, locale)],
    ...(files.length > 0 ? [[words.files, namesOf(files)] satisfies [string, string]] : []),
    ...(report ? [[words.device, report.device] satisfies [string, string]] : []),
    [words.page, [context.page.title, context.page.url].filter(Boolean).join(' · ')],
    [words.browser, [context.browser, context.locale, context.zone].filter(Boolean).join(' · ')],
  ]
  const path = context.path.map((step) =>
    step.kind === 'search' ? `${words.searched}: ${step.query}` : `${words.read}: ${step.title}`,
  )
  const parts: Part[] = [
    ...(report ? [{ heading: words.happened }] : []),
    ...texts.map((text) => ({ quote: text })),
    ...(report?.expected ? [{ heading: words.expected }, { quote: report.expected }] : []),
    { facts },
    ...(path.length > 0 ? [{ heading: words.before }, { list: path }] : []),
    { link: `${config.url}/console/#${conversation}`, text: words.openConsole },
  ]
  return page(words.teamSubject(ticket.reference, topicTitle), parts, lookOf(site, locale))
}

/** That we have it, and until when we answer. Nothing that was typed: the address is nobody's until it is proved. */
function visitorMail({ ticket, context, said }: TicketFacts, site: Site, { now }: Known): Drawn {
  const locale = spoken(site, context.locale)
  const words = mailWords(locale)
  const { timezone } = site.hours
  const state = { ...stateAt(site.hours, now, said), why: holding(said, now)?.kind }
  const parts: Part[] = [
    { text: words.received(site.name) },
    {
      facts: [
        [words.reference, ticket.reference],
        [words.answerBy, dateTime(ticket.answerBy, timezone, locale)],
      ],
    },
    { text: sentence(state, now, timezone, locale, words.hours) },
    { text: words.notYou, isQuiet: true },
  ]
  return page(words.visitorSubject(ticket.reference, site.name), parts, lookOf(site, locale))
}

/**
 * What agents have written, and nothing of what the visitor has: to a ticket's address, or to one that is vouched for.
 * Null when the site has no mailbox.
 */
export function replyMail(
  { site: id, conversation, email, locale: asked, reference, replies, isLate }: ReplyFacts,
  { config, at }: Less,
): MailDraft | null {
  const site = config.sites.get(id)!
  if (!site.mail) return null
  const locale = spoken(site, asked)
  const words = mailWords(locale)
  const last = replies.at(-1)!
  const by = (message: Stored) => message.by?.name ?? ''
  const files = attachedOf(replies.flatMap((message) => message.files ?? []))
  const parts: Part[] = [
    ...(isLate ? [{ text: words.meanwhile(site.name) }] : []),
    // One reply is a letter; several are what was said in a chat.
    ...(replies.length === 1 && !isLate
      ? [{ text: saidBy(last, words, files) }, { text: words.signed(by(last), site.name) }]
      : replies.map((message) => ({
          quote: saidBy(message, words, files),
          by: by(message),
          when: dateTime(message.at, site.hours.timezone, locale),
        }))),
    ...(reference ? [{ facts: [[words.reference, reference] satisfies [string, string]] }] : []),
    { text: isLate ? words.goOn : words.replyHere, isQuiet: true },
  ]
  const subject = reference ? words.visitorSubject(reference, site.name) : words.chatSubject(site.name)
  return draft(site, at, page(subject, parts, lookOf(site, locale)), {
    kind: isLate ? 'continuity' : 'ticket-reply',
    // Of the last message: however often it is written, it is one mail.
    messageId: messageId(config, `${conversation}.${last.id}`),
    to: email,
    replyTo: site.mail.to,
    headers: isLate ? automatic : {},
    files,
  })
}

/** The digits that prove an address: nothing of what was typed but the address itself. */
export function codeMail(
  { site: id, email, locale: asked, id: request, code }: CodeFacts,
  { config, at }: Less,
): MailDraft | null {
  const site = config.sites.get(id)!
  if (!site.mail) return null
  const locale = spoken(site, asked)
  const words = mailWords(locale)
  const parts: Part[] = [
    { text: words.code(site.name) },
    { code },
    { text: words.codeEnds },
    { text: words.notYouCode, isQuiet: true },
  ]
  const sent = {
    kind: 'transcript-code',
    messageId: messageId(config, `code.${request}`),
    to: email,
    replyTo: site.mail.to,
    headers: automatic,
  } as const
  return draft(site, at, page(words.codeSubject(code, site.name), parts, lookOf(site, locale)), sent)
}

/** Of the request: however often it is repeated, it is one mail. */
export const transcriptId = (config: Config, request: string): string => messageId(config, `transcript.${request}`)

/** All that was said, to who has proved to be allowed it. */
export function transcriptMail(
  { site: id, email, locale: asked, id: request, messages }: TranscriptFacts,
  { config, at }: Less,
): MailDraft | null {
  const site = config.sites.get(id)!
  if (!site.mail) return null
  const locale = spoken(site, asked)
  const words = mailWords(locale)
  const parts: Part[] = messages.flatMap((message): Part[] => {
    const when = dateTime(message.at, site.hours.timezone, locale)
    if (message.system)
      return [{ text: `${when} · ${words.system[message.system.code]?.(message.system.values) ?? ''}`, isQuiet: true }]
    const files = message.files && `${words.files}: ${namesOf(message.files)}`
    const by = message.author === 'visitor' ? words.you : (message.by?.name ?? site.name)
    return [{ quote: [message.text, files].filter(Boolean).join('\n'), by, when }]
  })
  const sent = {
    kind: 'transcript',
    messageId: transcriptId(config, request),
    to: email,
    replyTo: site.mail.to,
    headers: automatic,
  } as const
  return draft(
    site,
    at,
    page(words.transcriptSubject(site.name), [{ text: words.transcript(site.name) }, ...parts], lookOf(site, locale)),
    sent,
  )
}
