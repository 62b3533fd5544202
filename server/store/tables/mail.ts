// The outbox: what waits to be mailed, and what was.

import type { MailKind } from '../../protocol/mail.ts'
import { instant, integer, json, key, orNull, matched, plain, type RowOf, sealed, table, text, word } from './column.ts'
import type { Facts } from './facts.ts'

export const mail = table(
  { of: 'conversation', kept: 'as long', row: ['messageId'] },
  {
    id: key,
    /** With angle brackets; fixed when queued, so that a repeat can be recognised. */
    messageId: plain(text),
    conversation: orNull(plain(integer)),
    kind: plain(word<MailKind>()),
    to: matched(text),
    from: plain(text),
    replyTo: orNull(sealed(text)),
    /** Whose `to` is, however it is spelled, and where; null in what an earlier version has queued. */
    mailbox: orNull(matched(text)),
    domain: orNull(matched(text)),
    /** What it is drawn from once it is committed; null: an earlier version has drawn it when it was queued. */
    facts: orNull(sealed(json<Facts>())),
    /** '' until it is drawn, as are its text and its HTML. */
    subject: sealed(text),
    text: sealed(text),
    html: sealed(text),
    /** Further headers. */
    headers: plain(json<Record<string, string>>()),
    /** Ids of the files that go with it; null: none. */
    files: orNull(plain(json<string[]>())),
    queuedAt: instant,
    /** Never until it is drawn, so that a node of a version that knows no facts leaves it alone. */
    dueAt: instant,
    attempts: plain(integer),
    leaseUntil: orNull(instant),
    sentAt: orNull(instant),
    failedAt: orNull(instant),
    /** As the mail server has said it, which may name an address. */
    error: orNull(sealed(text)),
    /**
     * Whether its last attempt failed for the mail server's sake or the mail's own, or it cannot be drawn; null before
     * it has.
     */
    fault: orNull(plain(word<'server' | 'mail' | 'drawing'>())),
    /** Since when nothing is taken to arrive at its address, as it did not; null: something is, or nobody knows. */
    bouncedAt: orNull(instant),
    /** When the team has said that a mail that failed for good needs nothing more. */
    settledAt: orNull(instant),
  },
)
export type StoredMail = RowOf<typeof mail>

/** When a mail that is not drawn yet is due: never. */
export const undrawn = 8.64e15

/** Whose an address is, however it is spelled, and at whose mail server. */
export interface Mailbox {
  mailbox: string
  domain: string
}

/** A mail as it is queued: to whom, and what it is drawn from. */
export type MailDraft = Pick<StoredMail, 'messageId' | 'kind' | 'to' | 'from' | 'replyTo' | 'headers' | 'queuedAt'> & {
  facts: Facts
}
export const queued = [
  'messageId',
  'conversation',
  'kind',
  'to',
  'mailbox',
  'domain',
  'from',
  'replyTo',
  'facts',
  'headers',
  'queuedAt',
] as const
