// Whose messages are refused.

import { type Kysely, sql } from 'kysely'
import { prepare, type Slots, some } from '../query.ts'
import { added, type BlockedBy, type StoredBlock } from '../tables/block.ts'
import type { StoredConversation } from '../tables/conversation.ts'
import type { Database } from '../tables/tables.ts'

/**
 * How many blocks hold for the visitor of a conversation `c`, by their browser or by who they are. Each names the site:
 * SQLite would go through all of a site's blocks for every row, were that said once of both.
 */
export const blocksOfVisitor = sql<number>`(select count(*) from block as b where
  (b.site = c.site and b.kind = 'visitor'
    and b.value = (select s."secretHash" from visitor as s where s.key = c.visitor))
  or (b.site = c.site and b.kind = 'identity' and b.value = c.sub))`

/** How many say in a conversation `c` that its address is blocked. */
export const blocksOfAddress = sql<number>`(select count(*) from block as a
  where a.conversation = c.key and a.kind = 'address')`

/** What somebody may be known by; null: they are not. */
export type KnownBy = Record<BlockedBy, string | null>

export function blockQueries(db: Kysely<Database>) {
  return {
    /** How many blocks of a site hold for somebody. */
    blocksOf: prepare((p: Slots<{ site: string } & KnownBy>) =>
      db
        .selectFrom('block')
        .select(sql<number>`count(*)`.as('n'))
        .where((e) =>
          e.or(
            (['visitor', 'identity', 'address'] as const).map((kind) =>
              e.and([e('site', '=', p.site), e('kind', '=', sql.lit(kind)), e('value', '=', p[kind])]),
            ),
          ),
        ),
    ),
    addBlock: prepare((p: Slots<Omit<StoredBlock, 'key'>>) =>
      db
        .insertInto('block')
        .values(some(p, added))
        .onConflict((c) => c.doNothing()),
    ),
    liftBlock: prepare((p: Slots<Pick<StoredBlock, 'site' | 'kind' | 'value'>>) =>
      db.deleteFrom('block').where('site', '=', p.site).where('kind', '=', p.kind).where('value', '=', p.value),
    ),
    /** Whatever was blocked in a conversation, wherever it is blocked besides. */
    liftBlocksIn: prepare((p: Slots<Pick<StoredBlock, 'conversation' | 'site' | 'kind'>>) =>
      db
        .deleteFrom('block')
        .where('site', '=', p.site)
        .where('kind', '=', p.kind)
        .where('value', 'in', (e) =>
          e
            .selectFrom('block as b')
            .select('b.value')
            .where('b.conversation', '=', p.conversation)
            .where('b.kind', '=', p.kind),
        ),
    ),
    /** How a conversation and its visitor are blocked. */
    blocksIn: prepare((p: Slots<{ conversation: number }>) =>
      db
        .selectFrom('conversation as c')
        .innerJoin('visitor as v', 'v.key', 'c.visitor')
        .select(['v.secretHash', blocksOfVisitor.as('visitor'), blocksOfAddress.as('address')])
        .where('c.key', '=', p.conversation),
    ),
    /** Open conversations of one browser, and of one identity at others. */
    openOfVisitor: prepare((p: Slots<Pick<StoredConversation, 'site' | 'visitor' | 'sub'>>) =>
      db
        .selectFrom('conversation')
        .selectAll()
        .where('site', '=', p.site)
        .where('state', '=', sql.lit('open'))
        .where((e) => e.or([e('visitor', '=', p.visitor), e('sub', '=', p.sub)]))
        .orderBy('key'),
    ),
  }
}
