// What is written and can be found later: each statement that stores words adds them to the index in the same write.

import type { Kysely } from 'kysely'
import { prepare, type Slots, type Work } from '../query.ts'
import type { StoredConversation } from '../tables/conversation.ts'
import type { Database } from '../tables/tables.ts'
import type { conversationQueries } from './conversation.ts'
import { indexing } from './finding.ts'
import type { messageQueries } from './message.ts'
import type { movingQueries } from './moving.ts'
import type { noteQueries } from './note.ts'
import type { ticketQueries } from './ticket.ts'

type Plain = ReturnType<typeof conversationQueries> &
  ReturnType<typeof messageQueries> &
  ReturnType<typeof movingQueries> &
  ReturnType<typeof noteQueries> &
  ReturnType<typeof ticketQueries>
type First<Of extends (values: never) => unknown> = Parameters<Of>[0]

export function indexedQueries(db: Kysely<Database>, plain: Plain) {
  const index = indexing(db)
  const noteKey = prepare((p: Slots<{ conversation: number; byId: string; id: string }>) =>
    db
      .selectFrom('note')
      .select('key')
      .where('conversation', '=', p.conversation)
      .where('byId', '=', p.byId)
      .where('id', '=', p.id),
  )
  const about = (row: Pick<StoredConversation, 'key' | 'name' | 'email' | 'sub'>): Work<void> =>
    index({ conversation: row.key, kind: 'about', place: 0 }, row.name, row.email, row.sub)
  return {
    *addMessage(message: First<Plain['addMessage']>): Work<void> {
      yield* plain.addMessage(message)
      const { conversation, seq: place, text, files = [] } = message
      yield* index({ conversation, kind: 'message', place }, text, ...files.map(({ name }) => name))
    },
    /** Adds a message, or puts it in the place of what stands there: what that said is found there no more. */
    *putMessage(message: First<Plain['putMessage']>): Work<void> {
      yield* plain.putMessage(message)
      const { conversation, seq: place, text, files = [] } = message
      yield* plain.forgetWords({ conversation, place })
      yield* index({ conversation, kind: 'message', place }, text, ...files.map(({ name }) => name))
    },
    /** Adds words alone; changes nothing when their author has sent a message with this id already. */
    *addWords(words: First<Plain['addWords']>): Work<{ changed: number }[]> {
      const rows = yield* plain.addWords(words)
      const { conversation, seq: place, text } = words
      if (rows[0]!.changed > 0) yield* index({ conversation, kind: 'message', place }, text)
      return rows
    },
    *addNote(note: First<Plain['addNote']>): Work<void> {
      yield* plain.addNote(note)
      const { conversation, id, text, by } = note
      const [row] = yield* noteKey({ conversation, id, byId: by?.id ?? '' })
      if (row) yield* index({ conversation, kind: 'note', place: row.key }, text)
    },
    *addConversation(made: First<Plain['addConversation']>): Work<StoredConversation[]> {
      const rows = yield* plain.addConversation(made)
      yield* about(rows[0]!)
      return rows
    },
    *changeConversation(row: First<Plain['changeConversation']>): Work<void> {
      yield* plain.changeConversation(row)
      yield* about(row)
    },
    *addTicket(ticket: First<Plain['addTicket']>): Work<void> {
      yield* plain.addTicket(ticket)
      const { conversation, reference, email } = ticket
      yield* index({ conversation, kind: 'about', place: 1 }, reference, reference.replace('-', ''), email)
    },
  }
}
