// The steps of which writes to conversations are made; each is part of one write, committed or undone as a whole.

import { randomBytes } from 'node:crypto'
import type { Site } from '../config/config.ts'
import { tie, type Uploader } from '../files/files.ts'
import { saidIn } from '../hours/overrides.ts'
import { Refused } from '../protocol/answer.ts'
import type { Context } from '../protocol/context.ts'
import type { SystemCode } from '../protocol/conversation.ts'
import type { Face } from '../protocol/pieces.ts'
import type { Report } from '../protocol/ticket.ts'
import type { Queries } from '../store/queries.ts'
import type { BriefConversation } from '../store/queries/conversation.ts'
import type { Work } from '../store/query.ts'
import type { StoredConversation } from '../store/tables/conversation.ts'
import type { StoredMessage } from '../store/tables/message.ts'
import type { StoredNote } from '../store/tables/note.ts'
import { due, notDue, waited } from '../answers/targets.ts'
import { isOwn } from '../access.ts'
import { type Visitor, visitorKey } from '../visitors/visitors.ts'
import { type Author, readWith, type Stranger, siteOf, uploaderOf, viaOf } from './author.ts'

export interface NewConversation {
  /** Made by the browser. */
  id: string
  /** As typed; an identity has its own. */
  name: string | null
  /** The id of a guest's plan. */
  plan: string
  context: Context
  browser: string
  at: number
}

/** The conversation; refused when there is none. */
export function* get(queries: Queries, id: string): Work<StoredConversation> {
  const [row] = yield* queries.conversation({ id })
  if (!row) throw new Refused('unknown-conversation')
  return row
}

/** A conversation that its author may write in, as much of it as a message needs; refused when there is none. */
export function* own(queries: Queries, author: Author | Stranger, id: string): Work<BriefConversation> {
  const [row] = yield* queries.briefConversation({ id })
  const isTheirs = row && (author.kind === 'visitor' ? isOwn(author.visitor, row) : row.site === siteOf(author))
  if (!isTheirs) throw new Refused('unknown-conversation')
  if (author.kind === 'reference') {
    const [ticket] = yield* queries.ticketByReference({ reference: author.reference })
    if (ticket?.conversation !== row.key) throw new Refused('unknown-conversation')
  }
  return row
}

/** The visitor's conversation with this id, or null; refused when the id is somebody else's. */
export function* find(queries: Queries, visitor: Visitor, id: string): Work<StoredConversation | null> {
  const [row] = yield* queries.briefConversation({ id })
  if (!row) return null
  if (!isOwn(visitor, row)) throw new Refused('conflict')
  return yield* get(queries, id)
}

/** The chat that the visitor has going on. */
export function* findOpen(queries: Queries, visitor: Visitor): Work<StoredConversation | null> {
  const [known] = yield* queries.visitor(visitor)
  if (!known) return null
  const [row] = yield* queries.openConversation({ visitor: known.key, sub: visitor.identity?.sub ?? null })
  return row ?? null
}

export function* create(queries: Queries, visitor: Visitor, made: NewConversation): Work<StoredConversation> {
  const key = yield* visitorKey(queries, visitor, made.at)
  const revision = yield* queries.nextRevision({ site: visitor.site })
  const [row] = yield* queries.addConversation({
    id: made.id,
    site: visitor.site,
    visitor: key,
    state: 'open',
    assignee: null,
    assigneeName: null,
    lastSeq: 0,
    readByAgent: 0,
    readByVisitor: 0,
    revision,
    startedAt: made.at,
    closedAt: null,
    waitingSince: null,
    target: 'chat',
    ...notDue,
    spent: 0,
    takenAt: null,
    takenAfter: null,
    ...whose(visitor, { name: made.name, sub: null, email: null, plan: made.plan }),
    locale: made.context.locale,
    context: { ...made.context, browser: made.browser },
  })
  return row!
}

type Whose = Pick<StoredConversation, 'sub' | 'name' | 'email' | 'plan'>

/** Whose a conversation is from now on: an identity's, or as it was. */
export function whose({ identity }: Visitor, { sub, name, email, plan }: Whose): Whose {
  if (!identity) return { sub, name, email, plan }
  // Where an identity is written to, nobody has typed.
  return { sub: identity.sub, name: identity.name ?? name, email: identity.email, plan: identity.plan }
}

/** Gives an open conversation to the identity of its visitor, with what it says of them now. */
export function* join(
  queries: Queries,
  site: Site,
  row: StoredConversation,
  visitor: Visitor,
  at: number,
): Work<StoredConversation> {
  const now = whose(visitor, row)
  const isSame = (Object.keys(now) as (keyof Whose)[]).every((key) => now[key] === row[key])
  if (isSame || row.state === 'closed') return row
  return yield* change(queries, row, { ...now, ...(yield* hurries(queries, site, { ...row, ...now }, at)) })
}

/** By another plan or as another target an answer may be due sooner from now on; never later than was said. */
export function* hurries(
  queries: Queries,
  site: Site,
  row: StoredConversation,
  at: number,
): Work<Partial<StoredConversation>> {
  const counted = yield* sooner(queries, site, row, at)
  if (counted && row.target !== 'chat') yield* queries.promiseTicket({ conversation: row.key, answerBy: counted.dueAt })
  return counted ?? {}
}

/** By when an answer is due as things are now; null: not sooner than was said. */
export function* sooner(queries: Queries, site: Site, row: StoredConversation, at: number) {
  const counted = yield* counts(queries, site, row, at)
  return row.dueAt !== null && counted.dueAt < row.dueAt ? counted : null
}

export function* counts(queries: Queries, site: Site, row: StoredConversation, at: number) {
  return due(site, row, at, row.target === 'chat' ? yield* saidIn(queries, row.site, at) : [])
}

/** Changes a conversation under a number drawn from its site's counter. */
export function* change(
  queries: Queries,
  row: StoredConversation,
  patch: Partial<StoredConversation>,
): Work<StoredConversation> {
  const changed = { ...row, ...patch, revision: yield* queries.nextRevision({ site: row.site }) }
  yield* queries.changeConversation(changed)
  return changed
}

/** Says that something about a conversation has changed that is kept elsewhere. @returns its id */
export function* touch(queries: Queries, key: number): Work<string> {
  const [row] = yield* queries.conversationByKey({ key })
  yield* change(queries, row!, {})
  return row!.id
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

/** What somebody has written, under an id of their own. */
export interface Written {
  id: string
  text: string
  /** Ids of what they have uploaded for it. */
  files?: readonly string[] | undefined
  report?: Report | undefined
}

/** Refuses `answered` when another agent has answered after a message. */
export function* checkAnswered(queries: Queries, row: StoredConversation, agent: Face, after: number): Work<void> {
  const replies = yield* queries.repliesAfter({ conversation: row.key, after })
  if (replies.some(({ by }) => by?.id !== agent.id)) throw new Refused('answered')
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
  { id, text, files = [], report }: Written,
): Work<StoredMessage | null> {
  const [known] = yield* queries.message({ conversation: row.key, author, id })
  // A mail is known by all of it, and may be read in another way by a later version.
  if (!known || known.via?.kind === 'mail') return known ?? null
  const isSame =
    known.text === text &&
    String((known.files ?? []).map((file) => file.id)) === String(files) &&
    JSON.stringify(known.report) === JSON.stringify(report)
  if (!isSame) throw new Refused('conflict')
  return known
}

/** Whoever is written to or writes is looked after now. */
export const awake = { snoozedAt: null, snoozedUntil: null } as const

/** The visitor begins to wait, and the clock of the answer to run. */
function* begins(queries: Queries, site: Site, row: StoredConversation, at: number): Work<Partial<StoredConversation>> {
  const counted = yield* counts(queries, site, row, at)
  if (row.target !== 'chat') yield* queries.promiseTicket({ conversation: row.key, answerBy: counted.dueAt })
  return { ...counted, waitingSince: at }
}

/** The conversation becomes an agent's; out of the queue, with how long it had waited there. */
export function* takes(
  queries: Queries,
  site: Site,
  row: StoredConversation,
  agent: Face,
  at: number,
): Work<Partial<StoredConversation>> {
  const own = { assignee: agent.id, assigneeName: agent.name }
  const { target, waitingSince, takenAt } = row
  if (target !== 'chat' || waitingSince === null || takenAt !== null) return own
  const said = yield* saidIn(queries, row.site, at, waitingSince)
  return { ...own, takenAt: at, takenAfter: waited(site, waitingSince, at, said) }
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
  if (isMore && row.state === 'open' && row.snoozedAt === null && !sent.files?.length && !sent.report && !via) {
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
  // On a page another chat is begun; who answers a mail has no other place to say it.
  if (row.state === 'closed' && !via) throw new Refused('closed')
  const whole = yield* get(queries, row.id)
  const written = yield* writtenIn(queries, row, sent, uploaderOf(author))
  // Whoever is held for spam is kept, and nobody is called by it.
  const isSpam = whole.spamAt !== null
  const begun = isMore || isSpam ? {} : yield* begins(queries, site, whole, at)
  const draft = { ...written, author: 'visitor' as const, ...(via && { via }), at }
  const open = isSpam ? {} : ({ state: 'open', closedAt: null } as const)
  const patch = { ...begun, ...awake, ...open, readByVisitor: readWith(author, row) }
  return { stored: yield* append(queries, whole, draft, patch), revision: null, before: -1 }
}

/** Adds a note, once by its id and writer. It changes nothing of who waits for whom. */
export function* addNote(queries: Queries, row: StoredConversation, note: Omit<StoredNote, 'after'>): Work<StoredNote> {
  const made = { ...note, after: row.lastSeq }
  yield* queries.addNote({ ...made, conversation: row.key })
  // Who missed it learns of it by the number of the change, as of any other.
  yield* change(queries, row, {})
  return made
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
