// All that is kept of a person, found and erased by walking the tables: what a table says of itself is enough.

import { type MailKind, toStaff } from '../../protocol/mail.ts'
import { type Kysely, sql } from 'kysely'
import { prepare, prepareCounted, type Query, type Slots, some } from '../query.ts'
import type { Column, Table } from '../tables/column.ts'
import { added, noted, type StoredErased, type StoredErasure } from '../tables/erasure.ts'
import { type Database, tables } from '../tables/tables.ts'

type Row = Record<string, unknown>

/** The rows that a conversation has in one table. */
export interface Part {
  table: keyof typeof tables
  columns: Record<string, Column>
  rows: (values: { conversation: number }) => Query<Row>
  erase: (values: { conversation: number }) => Query<{ changed: number }>
}

/** Tables whose rows name their conversation; those that others refer to come last. */
export const ofConversations = (Object.entries(tables) as [keyof typeof tables, Table][])
  .filter(([, { columns }]) => 'conversation' in columns)
  .map(([name]) => name)
  .toReversed()

/** Mails to the team. */
const toTeam = (['ticket-team', 'overdue', 'answered', ...toStaff] satisfies MailKind[]).map((kind) =>
  sql.lit<MailKind>(kind),
)

export function personQueries(db: Kysely<Database>) {
  const tablesAlike = db as unknown as Kysely<Record<string, Row>>
  const parts = ofConversations.map((table): Part => ({
    table,
    columns: tables[table].columns,
    rows: prepare((p: Slots<{ conversation: number }>) =>
      tablesAlike.selectFrom(table).selectAll().where('conversation', '=', p.conversation),
    ),
    erase: prepareCounted((p: Slots<{ conversation: number }>) =>
      tablesAlike.deleteFrom(table).where('conversation', '=', p.conversation),
    ),
  }))
  return {
    parts,
    /** The columns of a conversation itself. */
    conversationColumns: tables.conversation.columns as Record<string, Column>,
    /** By what conversations tell whose they are. */
    peopleOfConversations: prepare(() =>
      db
        .selectFrom('conversation as c')
        .innerJoin('visitor as v', 'v.key', 'c.visitor')
        .select(['c.key', 'c.site', 'c.visitor', 'c.sub', 'c.email', 'v.secretHash']),
    ),
    addressesOfTickets: prepare(() => db.selectFrom('ticket').select(['conversation', 'email'])),
    /** Not those that are yet to be proven to be theirs. */
    addressesOfCodes: prepare(() =>
      db
        .selectFrom('code')
        .select(['conversation', 'email'])
        .where('purpose', '!=', sql.lit('address' as const)),
    ),
    /** To whom visitors' mails went or are to go. */
    addressesOfMails: prepare(() =>
      db.selectFrom('mail').select(['id', 'conversation', 'to as email']).where('kind', 'not in', toTeam),
    ),
    /** Who has written what belongs to nothing, by their mailbox. */
    sendersOfStrays: prepare(() =>
      db.selectFrom('arrival').select(['key', 'site', 'sender as email']).where('conversation', 'is', null),
    ),
    conversationsOf: prepare((p: Slots<{ visitor: number }>) =>
      db.selectFrom('conversation').select(['key', 'sub', 'email']).where('visitor', '=', p.visitor),
    ),
    visitorByKey: prepare((p: Slots<{ key: number }>) => db.selectFrom('visitor').selectAll().where('key', '=', p.key)),
  }
}

/** What goes with a conversation or stands for its person elsewhere. */
export function erasingQueries(db: Kysely<Database>) {
  return {
    eraseConversation: prepareCounted((p: Slots<{ key: number }>) =>
      db.deleteFrom('conversation').where('key', '=', p.key),
    ),
    eraseVisitor: prepareCounted((p: Slots<{ key: number }>) => db.deleteFrom('visitor').where('key', '=', p.key)),
    /** What somebody has uploaded and not sent. */
    unsentOf: prepare((p: Slots<{ by: string }>) =>
      db.selectFrom('file').select(['id', 'hash']).where('by', '=', p.by).where('conversation', 'is', null),
    ),
    eraseFile: prepareCounted((p: Slots<{ id: string }>) => db.deleteFrom('file').where('id', '=', p.id)),
    /** Mails that tell the team of many conversations at once. */
    mailsOfMany: prepare(() =>
      db
        .selectFrom('mail')
        .select(['id', 'facts'])
        .where('kind', '=', sql.lit('overdue' as const))
        .where('facts', 'is not', null),
    ),
    eraseMail: prepareCounted((p: Slots<{ id: number }>) => db.deleteFrom('mail').where('id', '=', p.id)),
    /** What was searched for in the same words. */
    searchesLike: prepare((p: Slots<{ site: string; locale: string; key: string }>) =>
      db
        .selectFrom('search')
        .select(['opened', 'total'])
        .where('site', '=', p.site)
        .where('locale', '=', p.locale)
        .where('key', '=', p.key),
    ),
    eraseSearches: prepareCounted((p: Slots<{ site: string; locale: string; key: string }>) =>
      db.deleteFrom('search').where('site', '=', p.site).where('locale', '=', p.locale).where('key', '=', p.key),
    ),
    searchedKeys: prepare(() => db.selectFrom('search').select(['site', 'locale', 'key', 'query']).distinct()),
    struckWords: prepare((p: Slots<{ site: string }>) =>
      db.selectFrom('struck').selectAll().where('site', '=', p.site),
    ),
    lackingWords: prepare(() =>
      db.selectFrom('feedback').select(['site', 'id', 'missing']).where('missing', '!=', sql.lit('')),
    ),
    eraseLacking: prepareCounted((p: Slots<{ site: string; id: string }>) =>
      db.updateTable('feedback').set({ missing: '' }).where('site', '=', p.site).where('id', '=', p.id),
    ),
  }
}

/** Mails that are not to go after all. */
export function recallQueries(db: Kysely<Database>) {
  /** Who holds one is told at its next renewal, and nobody takes it. */
  const recalled = (p: Slots<{ at: number }>) =>
    db
      .updateTable('mail')
      .set({ failedAt: p.at, attempts: sql`attempts + 1` })
      .where('sentAt', 'is', null)
      .where('failedAt', 'is', null)
      .returning('id')
  return {
    recallMail: prepare((p: Slots<{ id: number; at: number }>) => recalled(p).where('id', '=', p.id)),
    /** Those of a conversation, by its id. */
    recallMailsOf: prepare((p: Slots<{ conversation: string; at: number }>) =>
      recalled(p).where('conversation', '=', (e) =>
        e.selectFrom('conversation as c').select('c.key').where('c.id', '=', p.conversation),
      ),
    ),
    /** Until when somebody holds a mail; null: nobody does. */
    mailLease: prepare((p: Slots<{ id: number }>) => db.selectFrom('mail').select('leaseUntil').where('id', '=', p.id)),
  }
}

/** What stands in the place of what is gone. */
export function erasureQueries(db: Kysely<Database>) {
  return {
    addErasure: prepare((p: Slots<StoredErasure>) =>
      db
        .insertInto('erasure')
        .values(some(p, noted))
        .onConflict((c) => c.column('id').doUpdateSet(some(p, ['doneAt', 'counts']))),
    ),
    erasure: prepare((p: Slots<{ id: string }>) => db.selectFrom('erasure').selectAll().where('id', '=', p.id)),
    erasures: prepare(() => db.selectFrom('erasure').selectAll().orderBy('at')),
    addErased: prepare((p: Slots<Omit<StoredErased, 'key'>>) =>
      db
        .insertInto('erased')
        .values(some(p, added))
        .onConflict((c) => c.doNothing()),
    ),
    erasedConversation: prepare((p: Slots<{ id: string }>) =>
      db
        .selectFrom('erased as e')
        .innerJoin('erasure as a', 'a.id', 'e.erasure')
        .select(['e.id', 'a.at', 'a.why'])
        .where('e.id', '=', p.id),
    ),
    /** A site's, whose erasing came after one change of it. */
    erasedSince: prepare((p: Slots<{ site: string; after: number; limit: number }>) =>
      db
        .selectFrom('erased')
        .select(['id', 'site', 'revision'])
        .where('site', '=', p.site)
        .where('revision', '>', p.after)
        .orderBy('revision')
        .limit(p.limit),
    ),
  }
}
