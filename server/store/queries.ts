// Every statement of ours, built once.

import type { Kysely } from 'kysely'
import { findingQueries, olderQueries } from './queries/finding.ts'
import { indexedQueries } from './queries/indexed.ts'
import { erasingQueries, erasureQueries, personQueries } from './queries/person.ts'
import { actQueries } from './queries/act.ts'
import { arrivalQueries, inboxQueries, strayMailQueries } from './queries/arrival.ts'
import { assigneeQueries, conversationQueries } from './queries/conversation.ts'
import { closedQueries } from './queries/closed.ts'
import { drawingQueries } from './queries/drawing.ts'
import { dueQueries } from './queries/due.ts'
import { failedMailQueries } from './queries/failedMail.ts'
import { fileQueries } from './queries/file.ts'
import { listQueries } from './queries/list.ts'
import { mailQueries } from './queries/mail.ts'
import { messageQueries } from './queries/message.ts'
import { noteQueries } from './queries/note.ts'
import { overdueQueries } from './queries/overdue.ts'
import { overrideQueries } from './queries/override.ts'
import { beatQueries, deskQueries } from './queries/screens.ts'
import { searchQueries } from './queries/search.ts'
import { leaseQueries, outcomeQueries } from './queries/sending.ts'
import { siteQueries } from './queries/site.ts'
import { ticketQueries } from './queries/ticket.ts'
import { transcriptQueries } from './queries/transcript.ts'
import { unmailedQueries } from './queries/unmailed.ts'
import type { Reserved } from './query.ts'
import type { Database, RawDatabase } from './tables/tables.ts'

export type Queries = ReturnType<typeof buildQueries>

/** Compiles all statements for the dialect of `raw`. @param reserved what the writer's batch has reserved */
export function buildQueries(raw: Kysely<RawDatabase>, reserved: Reserved, dialect: 'sqlite' | 'postgres') {
  // What `prepare` makes of a statement writes and reads JSON.
  const db = raw as unknown as Kysely<Database>
  const plain = plainQueries(db, reserved)
  return {
    ...plain,
    ...indexedQueries(db, plain),
    ...personQueries(db),
    ...erasingQueries(db),
    ...erasureQueries(db),
    ...findingQueries(db, dialect === 'postgres'),
    ...olderQueries(db),
  }
}

/** Those of each table by itself. */
function plainQueries(db: Kysely<Database>, reserved: Reserved) {
  return {
    ...siteQueries(db, reserved),
    ...conversationQueries(db),
    ...assigneeQueries(db),
    ...unmailedQueries(db),
    ...messageQueries(db),
    ...noteQueries(db),
    ...listQueries(db),
    ...deskQueries(db),
    ...beatQueries(db),
    ...ticketQueries(db),
    ...actQueries(db),
    ...closedQueries(db),
    ...mailQueries(db),
    ...drawingQueries(db),
    ...leaseQueries(db),
    ...outcomeQueries(db),
    ...failedMailQueries(db),
    ...arrivalQueries(db),
    ...strayMailQueries(db),
    ...inboxQueries(db),
    ...transcriptQueries(db),
    ...searchQueries(db),
    ...overrideQueries(db),
    ...dueQueries(db),
    ...overdueQueries(db),
    ...fileQueries(db),
  }
}
