// How stored conversations are shown to visitors and agents.

import type { Conversation, Detail, Summary, Waiting } from '../protocol/conversation.ts'
import type { Rating } from '../protocol/rating.ts'
import type { Ticket } from '../protocol/ticket.ts'
import type { DetailedConversation, ListedConversation } from '../store/queries/list.ts'
import type { KeptFile } from '../store/tables/message.ts'

/** Files without words are known by their names. */
export const namesOf = (files: KeptFile[] | null): string => (files ?? []).map(({ name }) => name).join(', ')

/** By which a guest is told from others: too little of the hash to say anything of it. */
export const guestOf = (secretHash: string): number => Buffer.from(secretHash, 'base64url').readUInt16BE() % 1_024

/** What its visitor may see of a conversation. @param waiting how they wait in the queue */
export function conversationOf(row: ListedConversation, waiting: Waiting | null): Conversation {
  return {
    id: row.id,
    revision: row.revision,
    state: row.state,
    assignee: row.assignee === null ? null : { id: row.assignee, name: row.assigneeName ?? '' },
    lastSeq: row.lastSeq,
    readByAgent: row.readByAgent,
    readByVisitor: row.readByVisitor,
    startedAt: row.startedAt,
    plan: row.plan,
    waiting,
    ticket: row.reference === null ? null : ticketOf(row, row.reference),
    rating: ratingOf(row),
  }
}

export const ratingOf = ({ outcome, comment, ratedAt }: ListedConversation): Rating | null =>
  outcome === null ? null : { outcome, comment: comment ?? '', at: ratedAt! }

function ticketOf(row: ListedConversation, reference: string): Ticket {
  return {
    reference,
    email: row.ticketEmail!,
    state: row.ticketState!,
    openedAt: row.openedAt!,
    answerBy: row.answerBy!,
    isConfirmed: row.heldBack === null,
  }
}

/** @param here whether the visitor has a tab connected now */
export function summaryOf(row: ListedConversation, here: boolean): Summary {
  return {
    ...conversationOf(row, null),
    site: row.site,
    name: row.name,
    email: row.email,
    guest: guestOf(row.secretHash),
    sub: row.sub,
    locale: row.locale,
    waitingSince: row.waitingSince,
    target: row.target,
    dueAt: row.dueAt,
    dueWithin: row.dueWithin,
    last:
      row.lastAuthor === null
        ? null
        : {
            author: row.lastAuthor,
            text: row.lastText || row.lastArticle?.title || namesOf(row.lastFiles),
            at: row.lastAt!,
          },
    unread: row.unread,
    here,
    topic: row.topic,
    failedMails: row.failedMails,
    heldBack: row.heldBack,
    bounced: row.bounced,
    noteCount: row.noteCount,
    answeredSeq: row.answeredSeq,
    snoozed: row.snoozedAt === null ? null : { until: row.snoozedUntil },
    tags: row.tags ?? [],
    priority: row.priority,
    isSpam: row.spamAt !== null,
    isMarked: row.markedAt !== null,
    team: row.team,
    offered: offeredOf(row),
    followers: row.followers ?? [],
    parties: row.parties ?? [],
    isBlocked: row.blocks > 0,
    isAddressBlocked: row.addressBlocks > 0,
    closedAt: row.closedAt,
    mergedInto: row.mergedIntoId,
    partCount: row.partCount,
  }
}

/** What somebody has is not offered any more, whatever was. */
const offeredOf = ({ assignee, offeredTo, offeredUntil }: ListedConversation): Summary['offered'] =>
  assignee === null && offeredTo !== null && offeredUntil !== null ? { to: offeredTo, until: offeredUntil } : null

export function detailOf(row: DetailedConversation, here: boolean, said: Pick<Detail, 'notes' | 'parts'>): Detail {
  return { ...summaryOf(row, here), context: row.context, ...said }
}
