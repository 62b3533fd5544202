// Corrections and objections: a name or an address that stands instead of another in what is kept, and what of it is
// not counted.

import type { Kysely } from 'kysely'
import { prepare, type Slots } from '../query.ts'
import type { Database } from '../tables/tables.ts'

export function correctionQueries(db: Kysely<Database>) {
  return {
    correctName: prepare((p: Slots<{ id: string; name: string | null; revision: number }>) =>
      db.updateTable('conversation').set({ name: p.name, revision: p.revision }).where('id', '=', p.id),
    ),
    correctEmail: prepare((p: Slots<{ id: string; email: string; revision: number }>) =>
      db.updateTable('conversation').set({ email: p.email, revision: p.revision }).where('id', '=', p.id),
    ),
    objectTo: prepare((p: Slots<{ key: number; at: number | null }>) =>
      db.updateTable('conversation').set({ objectedAt: p.at }).where('key', '=', p.key),
    ),
    correctTicketEmail: prepare((p: Slots<{ conversation: number; email: string }>) =>
      db.updateTable('ticket').set({ email: p.email }).where('conversation', '=', p.conversation),
    ),
  }
}
