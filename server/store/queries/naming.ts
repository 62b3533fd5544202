// Where somebody's address stands in conversations that are another's: who was in copy, and what they wrote into them.

import { type Kysely, sql } from 'kysely'
import type { Via } from '../../protocol/via.ts'
import { prepare, type Slots } from '../query.ts'
import type { Facts } from '../tables/facts.ts'
import type { Database } from '../tables/tables.ts'

export function namingQueries(db: Kysely<Database>) {
  return {
    partiesOfAll: prepare(() =>
      db.selectFrom('conversation').select(['key', 'site', 'parties']).where('parties', 'is not', null),
    ),
    /** What the messages that came by mail say of people; and the notes, whose rows are told by other columns. */
    viasOfMessages: prepare(() =>
      db.selectFrom('message').select(['conversation', 'via']).where('via', 'is not', null),
    ),
    viasOfNotes: prepare(() => db.selectFrom('note').select(['conversation', 'via']).where('via', 'is not', null)),
    mailedMessages: prepare((p: Slots<{ conversation: number }>) =>
      db
        .selectFrom('message')
        .select(['seq', 'via'])
        .where('conversation', '=', p.conversation)
        .where('via', 'is not', null),
    ),
    mailedNotes: prepare((p: Slots<{ conversation: number }>) =>
      db
        .selectFrom('note')
        .select(['key', 'conversation', 'byId', 'id', 'files', 'via'])
        .where('conversation', '=', p.conversation)
        .where('via', 'is not', null),
    ),
    arrivalsIn: prepare((p: Slots<{ conversation: number }>) =>
      db
        .selectFrom('arrival')
        .select(['key', 'sender', 'original'])
        .where('conversation', '=', p.conversation)
        .where('sender', 'is not', null),
    ),
    /** Mails with what agents have answered. */
    answersIn: prepare((p: Slots<{ conversation: number }>) =>
      db
        .selectFrom('mail')
        .select(['messageId', 'facts'])
        .where('conversation', '=', p.conversation)
        .where('kind', 'in', [sql.lit('ticket-reply' as const), sql.lit('continuity' as const)])
        .where('facts', 'is not', null),
    ),
    actsIn: prepare((p: Slots<{ conversation: number }>) =>
      db.selectFrom('act').select(['key', 'act', 'before', 'after']).where('conversation', '=', p.conversation),
    ),
  }
}

/** What takes it away there. */
export function unnamingQueries(db: Kysely<Database>) {
  return {
    tieMessage: prepare((p: Slots<{ conversation: number; seq: number; via: Via | null }>) =>
      db.updateTable('message').set({ via: p.via }).where('conversation', '=', p.conversation).where('seq', '=', p.seq),
    ),
    tieNote: prepare((p: Slots<{ conversation: number; byId: string; id: string; via: Via | null }>) =>
      db
        .updateTable('note')
        .set({ via: p.via })
        .where('conversation', '=', p.conversation)
        .where('byId', '=', p.byId)
        .where('id', '=', p.id),
    ),
    eraseNote: prepare((p: Slots<{ key: number }>) => db.deleteFrom('note').where('key', '=', p.key)),
    forgetNoteWords: prepare((p: Slots<{ conversation: number; place: number }>) =>
      db
        .deleteFrom('entry')
        .where('conversation', '=', p.conversation)
        .where('kind', '=', sql.lit('note' as const))
        .where('place', '=', p.place),
    ),
    noteFacts: prepare((p: Slots<{ messageId: string; facts: Facts | null }>) =>
      db.updateTable('mail').set({ facts: p.facts }).where('messageId', '=', p.messageId),
    ),
    eraseAct: prepare((p: Slots<{ key: number }>) => db.deleteFrom('act').where('key', '=', p.key)),
  }
}
