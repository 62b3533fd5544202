// Every statement of ours, built once.

import type { Kysely } from 'kysely'
import { findingQueries, type Tokens } from './queries/finding.ts'
import { indexingQueries } from './queries/indexing.ts'
import { erasingQueries, erasureQueries, personQueries, recallQueries } from './queries/person.ts'
import { accountQueries } from './queries/account.ts'
import { actQueries } from './queries/act.ts'
import { attendanceQueries, offerQueries } from './queries/attendance.ts'
import { auditQueries } from './queries/audit.ts'
import { arrivalQueries, inboxQueries, strayMailQueries } from './queries/arrival.ts'
import { blockQueries } from './queries/block.ts'
import { bounceQueries } from './queries/bounce.ts'
import { assigneeQueries, conversationQueries } from './queries/conversation.ts'
import { consentQueries } from './queries/consent.ts'
import { closedQueries } from './queries/closed.ts'
import { drawingQueries } from './queries/drawing.ts'
import { dueQueries } from './queries/due.ts'
import { failedMailQueries } from './queries/failedMail.ts'
import { fileQueries } from './queries/file.ts'
import { invitationQueries } from './queries/invitation.ts'
import { linkQueries } from './queries/link.ts'
import { listQueries } from './queries/list.ts'
import { mailQueries } from './queries/mail.ts'
import { messageQueries } from './queries/message.ts'
import { movingQueries } from './queries/moving.ts'
import { namingQueries, unnamingQueries } from './queries/naming.ts'
import { noteQueries } from './queries/note.ts'
import { ownQueries } from './queries/own.ts'
import { overdueQueries } from './queries/overdue.ts'
import { overrideQueries } from './queries/override.ts'
import { passkeyQueries } from './queries/passkey.ts'
import { readyReplyQueries } from './queries/readyReply.ts'
import { subscriptionQueries } from './queries/subscription.ts'
import { draftQueries } from './queries/draft.ts'
import { teamQueries } from './queries/team.ts'
import { viewQueries } from './queries/view.ts'
import { beatQueries, deskQueries } from './queries/screens.ts'
import { restrictionQueries } from './queries/restriction.ts'
import { ratingQueries } from './queries/rating.ts'
import { learningQueries } from './queries/learning.ts'
import { searchQueries } from './queries/search.ts'
import { leaseQueries, outcomeQueries } from './queries/sending.ts'
import { siteQueries } from './queries/site.ts'
import { ticketQueries } from './queries/ticket.ts'
import { claimEndQueries, claimQueries } from './queries/claim.ts'
import { correctionQueries } from './queries/correction.ts'
import { codeQueries } from './queries/code.ts'
import { signatureQueries } from './queries/signature.ts'
import { takingBackQueries, unmailedQueries } from './queries/unmailed.ts'
import { closedLongQueries, holdQueries, oldPartsQueries, oldWordsQueries } from './queries/retention.ts'
import type { Reserved } from './query.ts'
import type { Database, RawDatabase } from './tables/tables.ts'

export type Queries = ReturnType<typeof buildQueries>

/**
 * Compiles all statements for the dialect of `raw`.
 * @param reserved what the writer's batch has reserved
 * @param tokens what makes tokens of the words that are looked for; null: they are kept as they are
 */
export function buildQueries(
  raw: Kysely<RawDatabase>,
  reserved: Reserved,
  dialect: 'sqlite' | 'postgres',
  tokens: Tokens | null = null,
) {
  // What `prepare` makes of a statement writes and reads JSON.
  const db = raw as unknown as Kysely<Database>
  return {
    ...plainQueries(db, reserved),
    ...personQueries(db),
    ...erasingQueries(db),
    ...namingQueries(db),
    ...unnamingQueries(db),
    ...erasureQueries(db),
    ...recallQueries(db),
    ...holdQueries(db),
    ...auditQueries(db),
    ...closedLongQueries(db),
    ...oldPartsQueries(db),
    ...oldWordsQueries(db),
    ...findingQueries(db, dialect === 'postgres', tokens),
    ...indexingQueries(db),
  }
}

/** Those of each table by itself. */
function plainQueries(db: Kysely<Database>, reserved: Reserved) {
  return {
    ...siteQueries(db, reserved),
    ...conversationQueries(db),
    ...assigneeQueries(db),
    ...unmailedQueries(db),
    ...takingBackQueries(db),
    ...messageQueries(db),
    ...movingQueries(db),
    ...noteQueries(db),
    ...accountQueries(db),
    ...passkeyQueries(db),
    ...linkQueries(db),
    ...invitationQueries(db),
    ...listQueries(db),
    ...ownQueries(db),
    ...deskQueries(db),
    ...beatQueries(db),
    ...ticketQueries(db),
    ...actQueries(db),
    ...blockQueries(db),
    ...ratingQueries(db),
    ...closedQueries(db),
    ...mailQueries(db),
    ...drawingQueries(db),
    ...leaseQueries(db),
    ...outcomeQueries(db),
    ...failedMailQueries(db),
    ...arrivalQueries(db),
    ...bounceQueries(db),
    ...strayMailQueries(db),
    ...inboxQueries(db),
    ...consentQueries(db),
    ...codeQueries(db),
    ...claimQueries(db),
    ...claimEndQueries(db),
    ...correctionQueries(db),
    ...signatureQueries(db),
    ...searchQueries(db),
    ...learningQueries(db),
    ...overrideQueries(db),
    ...readyReplyQueries(db),
    ...viewQueries(db),
    ...teamQueries(db),
    ...draftQueries(db),
    ...subscriptionQueries(db),
    ...attendanceQueries(db),
    ...offerQueries(db),
    ...dueQueries(db),
    ...overdueQueries(db),
    ...fileQueries(db),
    ...restrictionQueries(db),
  }
}
