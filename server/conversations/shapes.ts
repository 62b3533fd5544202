// How stored conversations and messages are shown to visitors and agents.

import type { Kept, Stored } from '../files/files.ts'
import type { Conversation, Detail, Note, Summary, Waiting } from '../protocol/conversation.ts'
import type { Report, Ticket } from '../protocol/ticket.ts'
import type { ListedRow, MessageRow, NoteRow } from '../store/queries.ts'

export function messageOf(row: MessageRow): Stored {
  return {
    id: row.id,
    seq: row.seq,
    author: row.author,
    text: row.text,
    at: row.at,
    ...(row.byId !== null && { by: { id: row.byId, name: row.byName ?? '' } }),
    ...(row.system !== null && { system: JSON.parse(row.system) as Stored['system'] }),
    ...(row.files !== null && { files: filesOf(row.files) }),
    ...(row.report !== null && { report: JSON.parse(row.report) as Report }),
  }
}

/** Files without words are known by their names. */
const namesOf = (files: string | null): string =>
  filesOf(files)
    .map(({ name }) => name)
    .join(', ')

/** The files of a stored message. */
export const filesOf = (files: string | null): Kept[] => (files === null ? [] : (JSON.parse(files) as Kept[]))

/** What its visitor may see of a conversation. @param waiting how they wait in the queue */
export function conversationOf(row: ListedRow, waiting: Waiting | null): Conversation {
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
  }
}

function ticketOf(row: ListedRow, reference: string): Ticket {
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
export function summaryOf(row: ListedRow, here: boolean): Summary {
  return {
    ...conversationOf(row, null),
    site: row.site,
    name: row.name,
    email: row.email,
    // Too little of the hash to say anything of it.
    guest: Buffer.from(row.secretHash, 'base64url').readUInt16BE() % 1_024,
    sub: row.sub,
    locale: row.locale,
    waitingSince: row.waitingSince,
    target: row.target,
    dueAt: row.dueAt,
    dueWithin: row.dueWithin,
    last:
      row.lastAuthor === null
        ? null
        : { author: row.lastAuthor, text: row.lastText || namesOf(row.lastFiles), at: row.lastAt! },
    unread: row.unread,
    here,
    topic: row.topic,
    failedMails: row.failedMails,
    heldBack: row.heldBack,
    noteCount: row.noteCount,
  }
}

export function detailOf(row: ListedRow, here: boolean, notes: NoteRow[]): Detail {
  return { ...summaryOf(row, here), context: JSON.parse(row.context) as Detail['context'], notes: notes.map(noteOf) }
}

export const noteOf = ({ id, after, byId, byName, text, at }: Omit<NoteRow, 'key'>): Note => ({
  id,
  after,
  by: { id: byId, name: byName },
  text,
  at,
})
