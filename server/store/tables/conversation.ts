// Conversations: whose they are, how they stand, and by when an answer is due.

import type { Priority } from '../../protocol/act.ts'
import type { KeptContext } from '../../protocol/context.ts'
import type { Follower, Target } from '../../protocol/conversation.ts'
import type { Party } from '../../protocol/via.ts'
import {
  columnsBut,
  instant,
  integer,
  json,
  key,
  orNull,
  personal,
  plain,
  type RowOf,
  sealed,
  table,
  text,
  withDefault,
  word,
} from './column.ts'

export const conversation = table(
  { of: 'conversation', kept: 'for good', row: ['id'] },
  {
    /** Ours, short: what other tables refer to. */
    key,
    /** The browser's, public. */
    id: plain(text),
    site: plain(text),
    visitor: plain(integer),
    state: plain(word<'open' | 'closed'>()),
    assignee: orNull(personal(text)),
    assigneeName: orNull(sealed(text)),
    lastSeq: plain(integer),
    readByAgent: plain(integer),
    readByVisitor: plain(integer),
    revision: plain(integer),
    startedAt: instant,
    closedAt: orNull(instant),
    /** Since when the visitor waits for an answer; null when nobody waits. */
    waitingSince: orNull(instant),
    /** Which of the plan's answer times holds. */
    target: withDefault(plain(word<Target>())),
    /** By when an answer is due; null when nobody waits for one. */
    dueAt: orNull(instant),
    /** Since when that time counts, and how much of it there was then: ms in the hours of the target. */
    dueSince: orNull(instant),
    dueWithin: orNull(plain(integer)),
    /** What had been spent of it before: waiting on the visitor pauses the clock. */
    spent: withDefault(plain(integer)),
    /** When the team was told that it is overdue. */
    overdueAt: orNull(instant),
    /** When an agent took it out of the queue, and after how much open time. */
    takenAt: orNull(instant),
    takenAfter: orNull(plain(integer)),
    name: orNull(sealed(text)),
    /** Whose it is, as the owner's site has vouched for; null: a guest's. */
    sub: orNull(personal(text)),
    /** Where the visitor can be written to, vouched for or typed; null: nowhere. */
    email: orNull(sealed(text)),
    /** Up to which `seq` agents' replies have been mailed. */
    mailedSeq: withDefault(plain(integer)),
    /** When the oldest reply was written that is neither mailed nor known to be read; null: none waits. */
    unmailedSince: orNull(instant),
    /** The seq of the latest message of an agent's; 0: there is none. */
    answeredSeq: withDefault(plain(integer)),
    /** Since when it is put off, and until when; null: until the visitor writes. */
    snoozedAt: orNull(instant),
    snoozedUntil: orNull(instant),
    tags: orNull(sealed(json<string[]>())),
    priority: withDefault(plain(word<Priority>())),
    /** Since when it is held for spam. */
    spamAt: orNull(instant),
    /** Since when an agent wants it to look unread. */
    markedAt: orNull(instant),
    /** The one that it goes on in; null: in itself. */
    mergedInto: orNull(plain(integer)),
    /** Which of the site's teams it is given to; null: none. */
    team: orNull(plain(text)),
    /** Whom of the team it is offered to, in their turn, and until when they have to take it; null: nobody yet. */
    offeredTo: orNull(personal(text)),
    offeredUntil: orNull(instant),
    /** Who of the team is told of it besides whose it is. */
    followers: orNull(sealed(json<Follower[]>())),
    /** Who else its mails are of. */
    parties: orNull(sealed(json<Party[]>())),
    /** Since when it is restricted: kept, used for nothing and hidden from the team; null: it is not. */
    restrictedAt: orNull(instant),
    /** Under what that was done, as the owner was told it. */
    restriction: orNull(plain(text)),
    /** Since when its person objects to its being counted in statistics (article 21); null: they do not. */
    objectedAt: orNull(instant),
    locale: plain(text),
    plan: plain(text),
    context: sealed(json<KeptContext>()),
  },
)
export type StoredConversation = RowOf<typeof conversation>

/** What agents make of one: nothing yet where it begins. */
const made = [
  'answeredSeq',
  'snoozedAt',
  'snoozedUntil',
  'tags',
  'priority',
  'spamAt',
  'markedAt',
  'team',
  'offeredTo',
  'offeredUntil',
  'followers',
  'parties',
  'mergedInto',
  'restrictedAt',
  'restriction',
  'objectedAt',
] as const
/** What mails of it have changed is noted by itself, see `awaitMailing`. */
export const added = columnsBut(conversation, 'key', 'mailedSeq', 'unmailedSince', ...made)
export const changing = columnsBut(
  conversation,
  'key',
  'id',
  'site',
  'visitor',
  'startedAt',
  'locale',
  'context',
  'mailedSeq',
  'unmailedSince',
  'restrictedAt',
  'restriction',
  'objectedAt',
)
