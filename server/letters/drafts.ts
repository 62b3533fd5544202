// The mails that are queued: to whom, and the facts that each is drawn from once these are committed. Nothing here can
// fail for what a template, a locale or a text is: it is part of the write that is a mail's cause.

import { randomBytes } from 'node:crypto'
import type { Config, SiteMail } from '../config/config.ts'
import { replyAddress } from '../mail/inbound/replyAddress.ts'
import type { MailKind } from '../protocol/mail.ts'
import type { Facts, Overdue, ReceiptFacts, ReplyFacts, TeamFacts } from '../store/tables/facts.ts'
import type { MailDraft } from '../store/tables/mail.ts'

/** Who a mail about a conversation goes to. */
export interface Addressed {
  site: string
  conversation: string
  email: string
  /** The visitor's. */
  locale: string
}

/** What the mails of a new ticket are drawn from. */
export type TicketFacts = Omit<TeamFacts, 'kind'> & Pick<ReceiptFacts, 'said' | 'now'>

export interface Known {
  config: Pick<Config, 'sites' | 'url'>
  /** Signs where mails are answered to. */
  secret: string
  /** Real time, which mails keep. */
  at: number
}

/** Programs that answer by themselves are not to answer these. */
const automatic = { 'Auto-Submitted': 'auto-generated', 'X-Auto-Response-Suppress': 'All' }
const headersOf: Record<MailKind, Record<string, string>> = {
  'ticket-team': { 'Auto-Submitted': 'auto-generated' },
  overdue: { 'Auto-Submitted': 'auto-generated' },
  'ticket-visitor': { ...automatic, 'Auto-Submitted': 'auto-replied' },
  'ticket-reply': {},
  continuity: automatic,
  'transcript-code': automatic,
  transcript: automatic,
}

/** @param name what the Message-ID is made of: where the cause has an id, of that, so that a repeat is the same mail */
const messageId = (config: Known['config'], name = randomBytes(18).toString('base64url')): string =>
  `<${name}@${new URL(config.url).hostname}>`

/** Null when the site has no mailbox. */
function draft(
  facts: Facts,
  { config, at }: Known,
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
const toVisitor =
  (email: string, site: string, reference: string | null, { secret }: Known) =>
  ({ to, inbound }: SiteMail) => ({
    to: email,
    replyTo: inbound?.plus && reference !== null ? replyAddress(to, reference, site, secret) : to,
  })

/** The two mails of a new ticket; none when the site has no mailbox. */
export function ticketMails(
  { said, now, ...facts }: TicketFacts,
  known: Known,
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
    team: draft({ kind: 'ticket-team', ...facts }, known, ({ to }) => ({ to, replyTo: email })),
    visitor: draft(receipt, known, toVisitor(email, site, reference, known)),
  }
}

/** That answers are overdue: to the team. */
export const overdueMail = (site: string, overdue: Overdue[], count: number, known: Known): MailDraft | null =>
  draft({ kind: 'overdue', site, overdue, count }, known, ({ to }) => ({
    to,
    replyTo: (count === 1 && overdue[0]!.ticket?.email) || null,
  }))

/**
 * What agents have written, and nothing of what the visitor has: to a ticket's address, or to one that is vouched for.
 */
export const replyMail = (
  { conversation, email, last, ...facts }: Omit<ReplyFacts, 'kind'> & Addressed & { isLate: boolean; last: string },
  known: Known,
): MailDraft | null => {
  const { site, locale, reference, after, upTo, isLate } = facts
  const kind = isLate ? 'continuity' : 'ticket-reply'
  // Of the last message: however often it is written, it is one mail.
  const to = toVisitor(email, site, reference, known)
  return draft({ kind, site, locale, reference, after, upTo }, known, to, `${conversation}.${last}`)
}

/** The digits that prove an address. @param request its id: however often it is repeated, it is one mail */
export const codeMail = (
  { site, locale, email, code, request }: Addressed & { code: string; request: string },
  known: Known,
): MailDraft | null =>
  draft({ kind: 'transcript-code', site, locale, code }, known, toVisitor(email, site, null, known), `code.${request}`)

/** Of the request: however often it is repeated, it is one mail. */
export const transcriptId = (config: Known['config'], request: string): string =>
  messageId(config, `transcript.${request}`)

/** All that was said, to who has proved to be allowed it. */
export const transcriptMail = (
  { site, locale, email, upTo, request }: Addressed & { upTo: number; request: string },
  known: Known,
): MailDraft | null =>
  draft({ kind: 'transcript', site, locale, upTo }, known, toVisitor(email, site, null, known), `transcript.${request}`)
