// Arrivals: mails that have come in, each once, and what became of them; and where reading each mailbox stands.

import {
  columnsBut,
  instant,
  integer,
  key,
  orNull,
  matched,
  plain,
  type RowOf,
  sealed,
  table,
  text,
  word,
} from './column.ts'

/**
 * What became of a mail. `answer`: the visitor's message; `request`: a request of its own; `reply`: an agent's message;
 * `returned`: an agent's, who was told why it was not sent; `note`: shown to the team alone, in the
 * conversation that it names; `bounce`: it says that a mail of ours did not arrive; `stray`: it belongs
 * to nothing; `unreadable`: no reader of mail makes sense of it; `too-big`: it is left where it was; `own`: we have
 * sent it ourselves; `passed`: a program's, or a list's, that belongs to nothing.
 */
export type Outcome =
  | 'answer'
  | 'request'
  | 'reply'
  | 'returned'
  | 'note'
  | 'bounce'
  | 'stray'
  | 'unreadable'
  | 'too-big'
  | 'own'
  | 'passed'

export const arrival = table(
  { of: 'conversation', kept: 'as long', row: ['site', 'digest'] },
  {
    key,
    site: plain(text),
    /** Of what its writer made, by which it is known wherever it comes from. */
    digest: plain(text),
    messageId: orNull(plain(text)),
    /** Null: it belongs to none. */
    conversation: orNull(plain(integer)),
    outcome: plain(word<Outcome>()),
    /** The id of the message or the note that it became. */
    writing: orNull(plain(text)),
    sender: orNull(matched(text)),
    subject: sealed(text),
    /** What it quotes and is signed with, which is folded away. */
    rest: sealed(text),
    /** The id of the file that has all of it, as it came. */
    original: orNull(plain(text)),
    /** By real time. */
    at: instant,
    /** When the team has said that a mail that belongs to nothing needs nothing more. */
    settledAt: orNull(instant),
    /** Since when one that belongs to nothing is restricted with its writer; null: it is not. */
    restrictedAt: orNull(instant),
  },
)
export type Arrival = RowOf<typeof arrival>
export const arrived = columnsBut(arrival, 'key', 'settledAt', 'restrictedAt')

/** A mailbox that is read, and how far. */
export const inbox = table(
  { of: 'nobody', kept: 'for good', row: ['id'] },
  {
    /** User, host and folder. */
    id: plain(text),
    /** Of which numbering `lastUid` is; null: it has never been opened. */
    uidValidity: orNull(plain(text)),
    lastUid: plain(integer),
    /** Until when all that had come is read, by real time. */
    readAt: orNull(instant),
    /** The node that reads it, until when. */
    holder: orNull(plain(text)),
    leaseUntil: orNull(instant),
    /** From which instant its old mails are asked for, 0: all; null: nobody has asked, or all are taken. */
    oldSince: orNull(plain(integer)),
    /** Up to which number mails are old, up to which they are taken, and how many are left, as far as is known. */
    oldUntil: orNull(plain(integer)),
    oldUid: orNull(plain(integer)),
    oldLeft: orNull(plain(integer)),
    /** Since when it cannot be read, and why. */
    troubleSince: orNull(instant),
    trouble: orNull(sealed(text)),
  },
)
export type Inbox = RowOf<typeof inbox>
