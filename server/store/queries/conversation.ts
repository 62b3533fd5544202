// Conversations one by one, as writes find and change them.

import { type Kysely, sql } from 'kysely'
import { prepare, type Slot, type Slots, some } from '../query.ts'
import { blocksOfVisitor } from './block.ts'
import { added, changing, type StoredConversation } from '../tables/conversation.ts'
import type { Database } from '../tables/tables.ts'

const brief = [
  'key',
  'id',
  'site',
  'state',
  'lastSeq',
  'readByAgent',
  'readByVisitor',
  'revision',
  'waitingSince',
  'snoozedAt',
  'sub',
  'mergedInto',
  'restrictedAt',
] as const
/** As much of a conversation as it takes to go on in it. */
export type BriefConversation = Pick<StoredConversation, (typeof brief)[number]> & Partial<Blocks>

/** How many blocks hold for a visitor. */
interface Blocks {
  blocks: number
}

/** What every message changes, and nothing that is in an index besides. */
const advanced = ['lastSeq', 'readByAgent', 'readByVisitor', 'revision'] as const

/** Of somebody or of nobody; of all, for a guest, who proves to be no one else. */
export const isOf = (column: string, sub: Slot<string | null>) =>
  sql<boolean>`(${sql.ref(column)} is null or ${sql.ref(column)} = coalesce(cast(${sub} as text), ${sql.ref(column)}))`

export function conversationQueries(db: Kysely<Database>) {
  return {
    conversation: prepare((p: Slots<{ id: string }>) =>
      db.selectFrom('conversation').selectAll().where('id', '=', p.id),
    ),
    briefConversation: prepare((p: Slots<{ id: string }>) =>
      db
        .selectFrom('conversation as c')
        .select(brief.map((name) => `c.${name}` as const))
        .select((e) =>
          e.selectFrom('visitor as v').select('v.secretHash').whereRef('v.key', '=', 'c.visitor').as('secretHash'),
        )
        .select(blocksOfVisitor.as('blocks'))
        .where('c.id', '=', p.id),
    ),
    /** Those that go on in one, in the order in which they began. */
    mergedIn: prepare((p: Slots<{ key: number }>) =>
      db.selectFrom('conversation').selectAll().where('mergedInto', '=', p.key).orderBy('key'),
    ),
    conversationByKey: prepare((p: Slots<{ key: number }>) =>
      db.selectFrom('conversation').selectAll().where('key', '=', p.key),
    ),
    /** The chat that a visitor has going on, among those of `sub` and of nobody; a ticket is not one. */
    openConversation: prepare((p: Slots<{ visitor: number; sub: string | null }>) =>
      db
        .selectFrom('conversation')
        .selectAll()
        .where('visitor', '=', p.visitor)
        .where(isOf('sub', p.sub))
        .where((e) =>
          e.not(
            e.exists(e.selectFrom('ticket').select('conversation').whereRef('conversation', '=', 'conversation.key')),
          ),
        )
        .where('state', '=', sql.lit('open'))
        .where('restrictedAt', 'is', null)
        .orderBy('key', 'desc')
        .limit(sql.lit(1)),
    ),
    addConversation: prepare((p: Slots<Pick<StoredConversation, (typeof added)[number]>>) =>
      db.insertInto('conversation').values(some(p, added)).returningAll(),
    ),
    changeConversation: prepare((p: Slots<StoredConversation>) =>
      db.updateTable('conversation').set(some(p, changing)).where('key', '=', p.key).where('id', '=', p.id),
    ),
    changeContext: prepare((p: Slots<Pick<StoredConversation, 'key' | 'id' | 'context'>>) =>
      db
        .updateTable('conversation')
        .set(some(p, ['context']))
        .where('key', '=', p.key)
        .where('id', '=', p.id),
    ),
    advanceConversation: prepare((p: Slots<Pick<StoredConversation, 'key' | (typeof advanced)[number]>>) =>
      db.updateTable('conversation').set(some(p, advanced)).where('key', '=', p.key),
    ),
  }
}

/** Who has open conversations, and which. */
export function assigneeQueries(db: Kysely<Database>) {
  return {
    /** Who has open conversations. */
    assignees: prepare(() =>
      db
        .selectFrom('conversation')
        .select('assignee')
        .distinct()
        .where('state', '=', sql.lit('open'))
        .where('assignee', 'is not', null)
        .$castTo<{ assignee: string }>(),
    ),
    assignedTo: prepare((p: Slots<{ assignee: string }>) =>
      db
        .selectFrom('conversation')
        .select(['id', 'site'])
        .where('state', '=', sql.lit('open'))
        .where('assignee', '=', p.assignee)
        .orderBy('key'),
    ),
  }
}
