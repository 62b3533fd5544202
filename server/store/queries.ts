// Every statement of ours, built once.

import type { Kysely } from 'kysely'
import { conversationQueries } from './queries/conversation.ts'
import { dueQueries } from './queries/due.ts'
import { fileQueries } from './queries/file.ts'
import { listQueries } from './queries/list.ts'
import { mailQueries } from './queries/mail.ts'
import { messageQueries } from './queries/message.ts'
import { overrideQueries } from './queries/override.ts'
import { searchQueries } from './queries/search.ts'
import { sendingQueries } from './queries/sending.ts'
import { siteQueries } from './queries/site.ts'
import { ticketQueries } from './queries/ticket.ts'
import { transcriptQueries } from './queries/transcript.ts'
import type { Reserved } from './query.ts'
import type { Database, RawDatabase } from './tables/tables.ts'

export type Queries = ReturnType<typeof buildQueries>

/** Compiles all statements for the dialect of `raw`. @param reserved what the writer's batch has reserved */
export function buildQueries(raw: Kysely<RawDatabase>, reserved: Reserved) {
  // What `prepare` makes of a statement writes and reads JSON.
  const db = raw as unknown as Kysely<Database>
  return {
    ...siteQueries(db, reserved),
    ...conversationQueries(db),
    ...messageQueries(db),
    ...listQueries(db),
    ...ticketQueries(db),
    ...mailQueries(db),
    ...sendingQueries(db),
    ...transcriptQueries(db),
    ...searchQueries(db),
    ...overrideQueries(db),
    ...dueQueries(db),
    ...fileQueries(db),
  }
}
