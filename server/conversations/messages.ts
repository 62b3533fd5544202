// How messages and notes are added, each once under its id however often it is sent: steps of a write.

import { randomBytes } from 'node:crypto'
import { beginWaiting } from '../answers/waiting.ts'
import type { Site } from '../config/config.ts'
import { tie, type Uploader } from '../files/uploader.ts'
import { limits } from '../limits.ts'
import { Refused } from '../protocol/answer.ts'
import type { SystemCode } from '../protocol/conversation.ts'
import { type Face, isBlank } from '../protocol/pieces.ts'
import type { Report } from '../protocol/ticket.ts'
import type { BriefConversation } from '../store/queries/conversation.ts'
import type { Queries } from '../store/queries.ts'
import type { Work } from '../store/query.ts'
import type { StoredConversation } from '../store/tables/conversation.ts'
import type { StoredMessage } from '../store/tables/message.ts'
import type { StoredNote } from '../store/tables/note.ts'
import { type Author, readWith, type Stranger, uploaderOf, viaOf } from './author.ts'
import { checkHolder } from './blocking.ts'
import { followersOfNote } from './following.ts'
import { awake, change, get } from './writes.ts'

/** What somebody has written, under an id of their own. */
export interface Written {
  id: string
  text: string
  /** Ids of what they have uploaded for it. */
  files?: readonly string[] | undefined
  report?: Report | undefined
}
/** What the team has written may have an article with it, by its id. */
export type Answered = Written & { article?: string | undefined }

/** Refuses what nobody can have meant to send, and what no screen could show. */
export function checkText({ text, files = [], article }: Pick<Answered, 'text' | 'files' | 'article'>): void {
  if (isBlank(text) && files.length === 0 && article === undefined) throw new Refused('empty')
  if (text.length > limits.text) throw new Refused('too-long')
}

/** What was written as a message holds it; its files are tied to the conversation. */
export function* writtenIn(
  queries: Queries,
  row: Pick<StoredConversation, 'key'>,
  { id, text, files = [], report }: Written,
  uploader: Uploader,
) {
  const kept = yield* tie(queries, uploader, files, row.key)
  return { id, text, ...(kept && { files: kept }), ...(report && { report }) }
}

/** The stored message with this id, if it was sent before; the same id with another text or other files is refused. */
export function* repeated(
  queries: Queries,
  row: Pick<BriefConversation, 'key'>,
  author: StoredMessage['author'],
  { id, text, files = [], report, article }: Answered,
): Work<StoredMessage | null> {
  const [known] = yield* queries.message({ conversation: row.key, author, id })
  // A mail is known by all of it, and may be read in another way by a later version.
  // One that was moved or taken back meanwhile was taken.
  if (!known || known.via?.kind === 'mail' || known.system) return known ?? null
  const isSame =
    known.text === text &&
    String((known.files ?? []).map((file) => file.id)) === String(files) &&
    JSON.stringify(known.report) === JSON.stringify(report) &&
    known.article?.id === article
  if (!isSame) throw new Refused('conflict')
  return known
}

/** Whether its words were taken back. */
export const isWithdrawn = ({ system }: Pick<StoredMessage, 'system'>): boolean => system?.code === 'withdrawn'

/** Whether another agent has answered after a message. */
export function* hasAnswered(queries: Queries, row: StoredConversation, agent: Face, after: number): Work<boolean> {
  if (row.answeredSeq <= after) return false
  const replies = yield* queries.repliesAfter({ conversation: row.key, after })
  return replies.some(({ by, system }) => !system && by?.id !== agent.id)
}

/** A message that has no place in its conversation yet. */
type Draft = Omit<StoredMessage, 'seq'>

/** Adds a message under the next seq, with what else it changes. */
export function* append(
  queries: Queries,
  row: StoredConversation,
  draft: Draft,
  patch: Partial<StoredConversation> = {},
): Work<StoredMessage> {
  yield* change(queries, row, { ...patch, lastSeq: row.lastSeq + 1 })
  const message = { ...draft, seq: row.lastSeq + 1 }
  yield* queries.addMessage({ ...message, conversation: row.key })
  return message
}

/** Adds a line of the system's, worded by each reader's screen. */
export function* say(
  queries: Queries,
  row: StoredConversation,
  system: { code: SystemCode; values: Record<string, string>; at: number },
  patch: Partial<StoredConversation>,
): Work<StoredMessage> {
  const { at, ...line } = system
  const id = randomBytes(16).toString('base64url')
  return yield* append(queries, row, { id, author: 'system', text: '', system: line, at }, patch)
}

/** A message of the visitor's side, stored once however often it is sent. */
export function* receive(
  queries: Queries,
  site: Site,
  row: BriefConversation,
  sent: Written & { at: number },
  author: Author,
): Work<StoredMessage> {
  return (yield* receiveMore(queries, site, row, sent, author)).stored
}

/**
 * @returns the message, and a revision when it is all that the message has changed: the visitor waited already; and the
 * revision before, -1 where that is not known
 */
export function* receiveMore(
  queries: Queries,
  site: Site,
  row: BriefConversation,
  { at, ...sent }: Written & { at: number },
  author: Author,
): Work<{ stored: StoredMessage; revision: number | null; before: number }> {
  const isMore = row.waitingSince !== null
  const lastSeq = row.lastSeq + 1
  const via = viaOf(author)
  // The usual case, in as few statements as can be: words of a visitor who waits already.
  const isShown = row.restrictedAt === null
  const isUsual = isMore && isShown && row.state === 'open' && row.snoozedAt === null && !row.blocks
  if (isUsual && !sent.files?.length && !sent.report && !via) {
    const words = { id: sent.id, seq: lastSeq, author: 'visitor' as const, text: sent.text, at }
    const [added] = yield* queries.addWords({ conversation: row.key, ...words })
    if (added!.changed > 0) {
      const revision = yield* queries.nextRevision({ site: row.site })
      yield* queries.advanceConversation({
        key: row.key,
        lastSeq,
        readByVisitor: lastSeq,
        readByAgent: row.readByAgent,
        revision,
      })
      return { stored: words, revision, before: row.revision }
    }
  }
  const known = yield* repeated(queries, row, 'visitor', sent)
  if (known) return { stored: known, revision: isMore ? row.revision : null, before: -1 }
  if (row.blocks && author.kind !== 'mail') throw new Refused('blocked')
  if (author.kind === 'reference') yield* checkHolder(queries, row.site, author.reference)
  // On a page another chat is begun; who answers a mail has no other place to say it.
  if ((row.state === 'closed' && !via) || !isShown) throw new Refused('closed')
  const whole = yield* get(queries, row.id)
  const written = yield* writtenIn(queries, row, sent, uploaderOf(author))
  // Whoever is held for spam is kept, and nobody is called by it; nor by what is of long ago.
  const isOld = author.kind === 'mail' && author.isOld === true
  const isSpam = whole.spamAt !== null
  const begun = isMore || isSpam || isOld ? {} : yield* beginWaiting(queries, site, whole, at)
  const draft = { ...written, author: 'visitor' as const, ...(via && { via }), at }
  const open = isSpam ? {} : ({ state: 'open', closedAt: null } as const)
  const calls = isOld ? { readByAgent: row.lastSeq + 1 } : { ...begun, ...awake, ...open }
  const patch = { ...calls, readByVisitor: readWith(author, row) }
  return { stored: yield* append(queries, whole, draft, patch), revision: null, before: -1 }
}

/** What is not the visitor's word, for the team alone: it opens nothing, and nobody waits by it. */
export function* receiveStranger(
  queries: Queries,
  row: Pick<BriefConversation, 'id' | 'key'>,
  { at, ...sent }: Written & { at: number },
  author: Stranger,
): Work<StoredNote> {
  const [known] = yield* queries.note({ conversation: row.key, byId: author.kind, id: sent.id })
  if (known) return known
  const { id, text, files } = yield* writtenIn(queries, row, sent, uploaderOf(author))
  const by = { id: author.kind, name: author.address }
  const note = { id, text, ...(files && { files }), via: viaOf(author)!, by, at }
  return yield* addNote(queries, yield* get(queries, row.id), note)
}

/**
 * Adds a note, once by its id and writer. It changes nothing of who waits for whom.
 * @param named those of the team who follow from now on
 */
export function* addNote(
  queries: Queries,
  row: StoredConversation,
  note: Omit<StoredNote, 'after'>,
  named: readonly string[] = [],
): Work<StoredNote> {
  const made = { ...note, after: row.lastSeq }
  const followers = yield* followersOfNote(queries, row, note.by, named)
  yield* queries.addNote({ ...made, conversation: row.key })
  // Who missed it learns of it by the number of the change, as of any other.
  yield* change(queries, row, { followers })
  return made
}
