// The mails that are queued: to whom, and the facts that each is drawn from once these are committed. Nothing here can
// fail for what a template, a locale or a text is: it is part of the write that is a mail's cause.

import { randomBytes } from 'node:crypto'
import type { Config, SiteMail } from '../config/config.ts'
import { replyAddress } from '../mail/inbound/replyAddress.ts'
import type { MailKind } from '../protocol/mail.ts'
import type { Ticket } from '../protocol/ticket.ts'
import type {
  AnsweredFacts,
  ClaimFacts,
  ClosingFacts,
  Facts,
  Overdue,
  ReceiptFacts,
  ReplyFacts,
  TeamFacts,
} from '../store/tables/facts.ts'
import type { MailDraft } from '../store/tables/mail.ts'

/** Who a mail about a conversation goes to. */
interface Addressed {
  site: string
  conversation: string
  email: string
  /** The visitor's. */
  locale: string
}

/** What the mails of a new ticket are drawn from. */
export type TicketFacts = Omit<TeamFacts, 'kind'> & Pick<ReceiptFacts, 'said' | 'now'>

export interface Drafting {
  config: Pick<Config, 'sites' | 'url'>
  /** Signs where mails are answered to. */
  secret: string
  /** Real time, which mails keep. */
  at: number
}

/** How long closing can be undone without anybody being mailed. */
const closingWaitMs = 20_000

/** Programs that answer by themselves are not to answer these. */
const automatic = { 'Auto-Submitted': 'auto-generated', 'X-Auto-Response-Suppress': 'All' }
const headersOf: Record<MailKind, Record<string, string>> = {
  'ticket-team': automatic,
  overdue: automatic,
  answered: { ...automatic, 'Auto-Submitted': 'auto-replied' },
  'ticket-visitor': { ...automatic, 'Auto-Submitted': 'auto-replied' },
  'ticket-reply': {},
  continuity: automatic,
  closing: automatic,
  'transcript-code': automatic,
  transcript: automatic,
  'request-code': automatic,
  'data-code': automatic,
  claim: automatic,
  'mailbox-gone': automatic,
  invitation: automatic,
  'password-reset': automatic,
  credential: automatic,
}

/** @param name what the Message-ID is made of: where the cause has an id, of that, so that a repeat is the same mail */
const messageId = (config: Drafting['config'], name = randomBytes(18).toString('base64url')): string =>
  `<${name}@${new URL(config.url).hostname}>`

/** Null when the site has no mailbox. */
export function draft(
  facts: Facts,
  { config, at }: Drafting,
  sent: (mailbox: SiteMail) => Pick<MailDraft, 'to' | 'replyTo'>,
  name?: string,
): MailDraft | null {
  const mailbox = config.sites.get(facts.site)?.mail
  if (!mailbox) return null
  return {
    kind: facts.kind,
    messageId: messageId(config, name),
    from: mailbox.from,
    ...sent(mailbox),
    headers: headersOf[facts.kind],
    facts,
    queuedAt: at,
  }
}

/** Answers come to the team's mailbox; where that takes marks, under one that says what they belong to. */
const answersTo = ({ to, inbound }: SiteMail, site: string, reference: string | null, { secret }: Drafting): string =>
  inbound?.plus && reference !== null ? replyAddress(to, reference, site, secret) : to

const toVisitor = (email: string, site: string, reference: string | null, known: Drafting) => (mailbox: SiteMail) => ({
  to: email,
  replyTo: answersTo(mailbox, site, reference, known),
})

/** What the team answers from their own program goes through here where mail comes in, else to the visitor at once. */
const toTeam =
  (site: string, ticket: Pick<Ticket, 'reference' | 'email'> | null, known: Drafting) => (mailbox: SiteMail) => ({
    to: mailbox.to,
    replyTo: mailbox.inbound ? answersTo(mailbox, site, ticket?.reference ?? null, known) : (ticket?.email ?? null),
  })

/** The two mails of a new ticket; none when the site has no mailbox. */
export function ticketMails(
  { said, now, ...facts }: TicketFacts,
  known: Drafting,
): { team: MailDraft | null; visitor: MailDraft | null } {
  const { site, ticket, context } = facts
  const { reference, answerBy, email } = ticket
  const receipt = {
    kind: 'ticket-visitor',
    site,
    locale: context.locale,
    ticket: { reference, answerBy },
    said,
    now,
  } as const
  return {
    team: draft({ kind: 'ticket-team', ...facts }, known, toTeam(site, ticket, known)),
    visitor: draft(receipt, known, toVisitor(email, site, reference, known)),
  }
}

/** That answers are overdue: to the team. */
export const overdueMail = (site: string, overdue: Overdue[], count: number, known: Drafting): MailDraft | null =>
  draft({ kind: 'overdue', site, overdue, count }, known, toTeam(site, count === 1 ? overdue[0]!.ticket : null, known))

/** To an agent, that a colleague had answered. @param mail what tells the mail that comes back from all others */
export const answeredMail = (
  { email, reference, mail, ...facts }: Omit<AnsweredFacts, 'kind'> & AnsweredTo,
  known: Drafting,
): MailDraft | null =>
  draft(
    { kind: 'answered', ...facts },
    known,
    (mailbox) => ({ to: email, replyTo: answersTo(mailbox, facts.site, reference, known) }),
    `answered.${mail}`,
  )

interface AnsweredTo {
  /** The agent's. */
  email: string
  /** Of the ticket; null: it is a chat. */
  reference: string | null
  mail: string
}

/**
 * What agents have written, to a ticket's address or to one that is vouched for; of what the visitor has, at most what
 * came from there by mail.
 */
export const replyMail = (
  {
    conversation,
    email,
    last,
    ...facts
  }: Omit<ReplyFacts, 'kind' | 'isQuoting'> & Addressed & { isLate: boolean; last: string },
  known: Drafting,
): MailDraft | null => {
  const { isLate, signature, ...told } = facts
  const { site, reference } = told
  const kind = isLate ? 'continuity' : 'ticket-reply'
  const isQuoting = known.config.sites.get(site)?.mail?.quote === true
  // Of the last message: however often it is written, it is one mail.
  const to = toVisitor(email, site, reference, known)
  const own = signature ? { signature } : {}
  return draft({ kind, ...told, isQuoting, ...own }, known, to, `${conversation}.${last}`)
}

/** That a request is closed. @param closing the seq of the line that says so: each closing is one mail */
export const closingMail = (
  {
    site,
    locale,
    email,
    reference,
    conversation,
    link,
    closing,
  }: Omit<ClosingFacts, 'kind'> & Addressed & { closing: number },
  known: Drafting,
): MailDraft | null => {
  // It waits until nobody undoes it any more.
  const later = { ...known, at: known.at + closingWaitMs }
  const to = toVisitor(email, site, reference, known)
  return draft({ kind: 'closing', site, locale, reference, link }, later, to, `${conversation}.closed.${closing}`)
}

/** The digits that prove an address. @param request its id: however often it is repeated, it is one mail */
export const codeMail = (
  { site, locale, email, code, request }: Addressed & { code: string; request: string },
  known: Drafting,
): MailDraft | null =>
  draft({ kind: 'transcript-code', site, locale, code }, known, toVisitor(email, site, null, known), `code.${request}`)

/** The digits that open a request's page. @param request tells it from those asked for before */
export const requestCodeMail = (
  { site, locale, email, reference, code, request }: Addressed & { reference: string; code: string; request: string },
  known: Drafting,
): MailDraft | null =>
  draft(
    { kind: 'request-code', site, locale, code, reference },
    known,
    toVisitor(email, site, reference, known),
    `request.${request}`,
  )

/** The digits that open the page of what is kept of somebody. @param request tells it from those asked for before */
export const dataCodeMail = (
  { site, locale, email, code, request, isNew }: Omit<Addressed, 'conversation'> & Asked,
  known: Drafting,
): MailDraft | null =>
  draft(
    { kind: 'data-code', site, locale, code, ...(isNew && { isNew }) },
    known,
    toVisitor(email, site, null, known),
    `data.${request}`,
  )

interface Asked {
  code: string
  request: string
  isNew?: boolean
}

/** What became of a claim: each outcome is one mail. @param isOther whether it goes to a second address */
export const claimMail = (
  { email, isOther, ...facts }: Omit<ClaimFacts, 'kind'> & { email: string; isOther?: boolean },
  known: Drafting,
): MailDraft | null =>
  draft(
    { kind: 'claim', ...facts },
    known,
    toVisitor(email, facts.site, null, known),
    `claim.${facts.reference}.${facts.state}${isOther ? '.other' : ''}`,
  )

/** Of the request: however often it is repeated, it is one mail. */
export const transcriptId = (config: Drafting['config'], request: string): string =>
  messageId(config, `transcript.${request}`)

/** All that was said, to whoever has proved to be allowed it. */
export const transcriptMail = (
  { site, locale, email, upTo, request }: Addressed & { upTo: number; request: string },
  known: Drafting,
): MailDraft | null =>
  draft({ kind: 'transcript', site, locale, upTo }, known, toVisitor(email, site, null, known), `transcript.${request}`)
