// Conversations as lists show them.

import { type Kysely, sql } from 'kysely'
import { bounds } from '../../bounds.ts'
import { prepare, type Slot, type Slots } from '../query.ts'
import { columnsBut } from '../tables/column.ts'
import { conversation, type StoredConversation } from '../tables/conversation.ts'
import type { Outcome } from '../../protocol/rating.ts'
import type { KeptArticle, KeptFile, MessageRow } from '../tables/message.ts'
import type { Database } from '../tables/tables.ts'
import type { StoredTicket } from '../tables/ticket.ts'
import { blocksOfAddress, blocksOfVisitor } from './block.ts'
import { bouncedIn } from './bounce.ts'
import { isOf } from './conversation.ts'

/** A conversation with what every list shows: its last message, its ticket, whose it is. */
export type ListedConversation = Omit<StoredConversation, 'context'> & {
  secretHash: string
  lastAuthor: MessageRow['author'] | null
  lastText: string | null
  /** `files` and `article` of that message. */
  lastFiles: KeptFile[] | null
  lastArticle: KeptArticle | null
  lastAt: number | null
  unread: number
  /** Mails that failed for good and that nobody has settled. */
  failedMails: number
  /** Where the latest mail that did not arrive was to go. */
  bounced: string | null
  noteCount: number
  /** How many blocks hold for its visitor, and for its address. */
  blocks: number
  addressBlocks: number
  heldBack: StoredTicket['heldBack']
  /** What its visitor says of it; null: nothing. */
  outcome: Outcome | null
  comment: string | null
  ratedAt: number | null
  /** The id of the one that it goes on in. */
  mergedIntoId: string | null
  partCount: number
  reference: string | null
  ticketEmail: string | null
  topic: string | null
  ticketState: StoredTicket['state'] | null
  openedAt: number | null
  answerBy: number | null
}

/** One that is open on a screen. */
export type DetailedConversation = ListedConversation & Pick<StoredConversation, 'context'>

const shown = columnsBut(conversation, 'context').map((name) => `c.${name}` as const)

/** SQLite plans a join again for each value that it is given, unless the value is computed. */
export const constant = <T>(value: Slot<T>, type: 'text' | 'bigint') => sql<T>`cast(${value} as ${sql.raw(type)})`

/** How many conversations go on in one. */
const partCount = sql<number>`(select count(*) from conversation as p
  where p."mergedInto" = c.key and p."restrictedAt" is null)`

/** What is shown of the one row that each other table has of a conversation. */
const joined = [
  'v.secretHash',
  'm.author as lastAuthor',
  'm.text as lastText',
  'm.files as lastFiles',
  'm.article as lastArticle',
  'm.at as lastAt',
  't.reference',
  't.email as ticketEmail',
  't.topic',
  't.state as ticketState',
  't.openedAt',
  't.answerBy',
  't.heldBack',
  'r.outcome',
  'r.comment',
  'r.at as ratedAt',
] as const

/** Conversations with what every list shows. */
export function listed(db: Kysely<Database>) {
  return db
    .selectFrom('conversation as c')
    .innerJoin('visitor as v', 'v.key', 'c.visitor')
    .leftJoin('message as m', (join) =>
      join
        .onRef('m.conversation', '=', 'c.key')
        // What somebody said, not what the system noted after it.
        .on('m.seq', '=', (e) =>
          e
            .selectFrom('message as l')
            .select((x) => x.fn.max('l.seq').as('seq'))
            .whereRef('l.conversation', '=', 'c.key')
            .where('l.author', '!=', sql.lit('system'))
            .where('l.system', 'is', null),
        ),
    )
    .leftJoin('ticket as t', 't.conversation', 'c.key')
    .leftJoin('rating as r', 'r.conversation', 'c.key')
    .select(shown)
    .select(joined)
    .select((e) =>
      e
        .selectFrom('message as u')
        .select(sql<number>`count(*)`.as('n'))
        .whereRef('u.conversation', '=', 'c.key')
        .whereRef('u.seq', '>', 'c.readByAgent')
        .where('u.author', '=', sql.lit('visitor'))
        .where('u.system', 'is', null)
        .as('unread'),
    )
    .select((e) =>
      e
        .selectFrom('mail as f')
        .select(sql<number>`count(*)`.as('n'))
        .whereRef('f.conversation', '=', 'c.key')
        .where('f.failedAt', 'is not', null)
        .where('f.settledAt', 'is', null)
        .as('failedMails'),
    )
    .select((e) =>
      e
        .selectFrom('note as n')
        .select(sql<number>`count(*)`.as('n'))
        .whereRef('n.conversation', '=', 'c.key')
        .as('noteCount'),
    )
    .select((e) =>
      e.selectFrom('conversation as i').select('i.id').whereRef('i.key', '=', 'c.mergedInto').as('mergedIntoId'),
    )
    .select(partCount.as('partCount'))
    .select([blocksOfVisitor.as('blocks'), blocksOfAddress.as('addressBlocks'), bouncedIn(db).as('bounced')])
    .$castTo<ListedConversation>()
}

export function listQueries(db: Kysely<Database>) {
  return {
    detailedConversation: prepare((p: Slots<{ id: string }>) =>
      listed(db).select('c.context').where('c.id', '=', constant(p.id, 'text')).$castTo<DetailedConversation>(),
    ),
    listedConversation: prepare((p: Slots<{ id: string }>) => listed(db).where('c.id', '=', constant(p.id, 'text'))),
    listedTicket: prepare((p: Slots<{ reference: string }>) =>
      listed(db).where('t.reference', '=', constant(p.reference, 'text')),
    ),
    /** What else its visitor has begun: as a guest in the same browser, or as the same identity. */
    otherConversations: prepare((p: Slots<Pick<StoredConversation, 'key' | 'site' | 'visitor' | 'sub'>>) => {
      const [site, sub] = [constant(p.site, 'text'), constant(p.sub, 'text')]
      const keys = db.selectFrom('conversation').select('key').where('site', '=', site)
      // Each by its own index: with `or`, SQLite goes through all of the site's, to have them in order.
      const theirs = keys
        .where('visitor', '=', constant(p.visitor, 'bigint'))
        .where((e) => e.or([e('sub', 'is', null), e('sub', '=', sub)]))
        .union(keys.where('sub', '=', sub))
      return listed(db)
        .where('c.key', 'in', theirs)
        .where('c.key', '!=', constant(p.key, 'bigint'))
        .where('c.mergedInto', 'is', null)
        .where('c.restrictedAt', 'is', null)
        .orderBy('c.key', 'desc')
        .limit(sql.lit(bounds.others))
    }),
    /** The visitor's latest, open or closed, among those of `sub` and of nobody. */
    latestConversation: prepare((p: Slots<{ visitor: number; sub: string | null }>) =>
      listed(db)
        .where('c.visitor', '=', constant(p.visitor, 'bigint'))
        .where(isOf('c.sub', p.sub))
        .where('c.restrictedAt', 'is', null)
        .orderBy('c.key', 'desc')
        .limit(sql.lit(1)),
    ),
  }
}
