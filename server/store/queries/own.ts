// What a visitor finds of what they have written.

import { type ExpressionBuilder, type Kysely, sql } from 'kysely'
import { prepare, type Slots } from '../query.ts'
import type { Database } from '../tables/tables.ts'
import { isOf } from './conversation.ts'
import { constant } from './list.ts'

/** Who asks: their browser, 0 where it has written nothing; and who the owner's site says they are. */
type Whose = Slots<{ site: string; visitor: number; sub: string | null }>

/** What was written in their browser; and their requests in others, which have a page where they are opened. */
const isTheirs = (alias: 'c' | 'i', p: Whose) =>
  sql<boolean>`((${sql.ref(`${alias}.visitor`)} = ${constant(p.visitor, 'bigint')} and ${isOf(`${alias}.sub`, p.sub)})
    or (${sql.ref(`${alias}.site`)} = ${constant(p.site, 'text')} and ${sql.ref(`${alias}.sub`)} = ${constant(p.sub, 'text')}
      and exists (select 1 from ticket as h where h.conversation = ${sql.ref(`${alias}.key`)})))`

const first = (e: ExpressionBuilder<Database & { c: Database['conversation'] }, 'c'>) =>
  e
    .selectFrom('message as l')
    .select((x) => x.fn.min('l.seq').as('seq'))
    .whereRef('l.conversation', '=', 'c.key')
    .where('l.author', '=', sql.lit('visitor' as const))
    .where('l.system', 'is', null)

export function ownQueries(db: Kysely<Database>) {
  return {
    /** The latest first. What goes on in another of theirs is found there. */
    ownConversations: prepare((p: Whose & Slots<{ limit: number }>) =>
      db
        .selectFrom('conversation as c')
        .leftJoin('ticket as t', 't.conversation', 'c.key')
        .leftJoin('message as m', (join) => join.onRef('m.conversation', '=', 'c.key').on('m.seq', '=', first))
        .select(['c.id', 'c.site', 'c.visitor', 'c.state', 'c.startedAt', 'c.waitingSince', 'c.dueAt'])
        .select(['t.reference', 't.email', 'm.text', 'm.files'])
        .select((e) =>
          e
            .selectFrom('message as u')
            .select(sql<number>`count(*)`.as('n'))
            .whereRef('u.conversation', '=', 'c.key')
            .whereRef('u.seq', '>', 'c.readByVisitor')
            .where('u.author', '=', sql.lit('agent' as const))
            .where('u.system', 'is', null)
            .as('unread'),
        )
        .where(isTheirs('c', p))
        .where('c.restrictedAt', 'is', null)
        .where((e) =>
          e.not(
            e.exists(
              e
                .selectFrom('conversation as i')
                .select('i.key')
                .whereRef('i.key', '=', 'c.mergedInto')
                .where(isTheirs('i', p)),
            ),
          ),
        )
        .orderBy('c.key', 'desc')
        .limit(p.limit),
    ),
  }
}
