// All that is kept of a person, found and erased by walking the tables: what a table says of itself is enough.

import { type MailKind, toStaff } from '../../protocol/mail.ts'
import { type Kysely, sql } from 'kysely'
import { prepare, prepareCounted, type Slots, some } from '../query.ts'
import { partsOf } from './parts.ts'
import type { Column } from '../tables/column.ts'
import { added, noted, type StoredErased, type StoredErasure } from '../tables/erasure.ts'
import { kept, type StoredErasureKey } from '../tables/erasureKey.ts'
import { type Database, tables } from '../tables/tables.ts'

/** After which key. */
export interface Page {
  after: number
  limit: number
}

/** Mails to the team. */
const toTeam = (['ticket-team', 'overdue', 'answered', ...toStaff] satisfies MailKind[]).map((kind) =>
  sql.lit<MailKind>(kind),
)

export function personQueries(db: Kysely<Database>) {
  return {
    parts: partsOf(db),
    /** The columns of a conversation itself. */
    conversationColumns: tables.conversation.columns as Record<string, Column>,
    /** By what conversations tell whose they are, in pages, as all of these. */
    peopleOfConversations: prepare((p: Slots<Page>) =>
      db
        .selectFrom('conversation as c')
        .innerJoin('visitor as v', 'v.key', 'c.visitor')
        .select(['c.key', 'c.site', 'c.visitor', 'c.sub', 'c.email', 'v.secretHash'])
        .where('c.key', '>', p.after)
        .orderBy('c.key')
        .limit(p.limit),
    ),
    addressesOfTickets: prepare((p: Slots<Page>) =>
      db
        .selectFrom('ticket as t')
        .innerJoin('conversation as c', 'c.key', 't.conversation')
        .select(['t.conversation as key', 't.conversation', 't.email', 'c.site'])
        .where('t.conversation', '>', p.after)
        .orderBy('t.conversation')
        .limit(p.limit),
    ),
    /** Not those that are yet to be proven to be theirs; one a conversation and purpose, and these are few. */
    addressesOfCodes: prepare(() =>
      db
        .selectFrom('code as o')
        .innerJoin('conversation as c', 'c.key', 'o.conversation')
        .select(['o.conversation', 'o.email', 'c.site'])
        .where('o.purpose', '!=', sql.lit('address' as const)),
    ),
    /** To whom visitors' mails went or are to go. */
    addressesOfMails: prepare((p: Slots<Page>) =>
      db
        .selectFrom('mail as m')
        .leftJoin('conversation as c', 'c.key', 'm.conversation')
        .select(['m.id as key', 'm.conversation', 'm.to as email', 'c.site'])
        .where('m.kind', 'not in', toTeam)
        .where('m.id', '>', p.after)
        .orderBy('m.id')
        .limit(p.limit),
    ),
    /** Who has written what belongs to nothing, by their mailbox. */
    sendersOfStrays: prepare((p: Slots<Page>) =>
      db
        .selectFrom('arrival')
        .select(['key', 'site', 'sender as email'])
        .where('conversation', 'is', null)
        .where('key', '>', p.after)
        .orderBy('key')
        .limit(p.limit),
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
    /** One, but where two nodes made theirs at once. */
    erasureKeys: prepare(() => db.selectFrom('erasureKey').selectAll().orderBy('id')),
    addErasureKey: prepare((p: Slots<StoredErasureKey>) => db.insertInto('erasureKey').values(some(p, kept))),
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
