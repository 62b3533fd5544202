// The steps of which writes to conversations are made; each is part of one write, committed or undone as a whole.

import { randomBytes } from 'node:crypto'
import { type Context, type Message, Refused, type SystemCode } from '../protocol.ts'
import type { BriefRow, ConversationRow, MessageRow, Queries } from '../store/queries.ts'
import type { Work } from '../store/query.ts'
import { type Visitor, visitorKey } from '../visitors.ts'
import { messageOf } from './shapes.ts'

export interface NewConversation {
  /** Made by the browser. */
  id: string
  name: string | null
  /** The id of the visitor's plan. */
  plan: string
  context: Context
  browser: string
  at: number
}

/** The conversation; refused when there is none. */
export function* get(queries: Queries, id: string): Work<ConversationRow> {
  const [row] = yield* queries.conversation({ id })
  if (!row) throw new Refused('unknown-conversation')
  return row
}

/** The visitor's own conversation, as much of it as a message needs; refused when there is none. */
export function* own(queries: Queries, visitor: Visitor, id: string): Work<BriefRow> {
  const [row] = yield* queries.briefConversation({ id })
  if (row?.site !== visitor.site || row.secretHash !== visitor.secretHash) throw new Refused('unknown-conversation')
  return row
}

/** The visitor's conversation with this id, or null; refused when the id is somebody else's. */
export function* find(queries: Queries, visitor: Visitor, id: string): Work<ConversationRow | null> {
  const [row] = yield* queries.conversation({ id })
  if (!row) return null
  const [known] = yield* queries.visitor(visitor)
  if (known?.key !== row.visitor) throw new Refused('conflict')
  return row
}

/** The chat that the visitor has going on. */
export function* findOpen(queries: Queries, visitor: Visitor): Work<ConversationRow | null> {
  const [known] = yield* queries.visitor(visitor)
  if (!known) return null
  const [row] = yield* queries.openConversation({ visitor: known.key })
  return row ?? null
}

export function* create(queries: Queries, visitor: Visitor, made: NewConversation): Work<ConversationRow> {
  const key = yield* visitorKey(queries, visitor, made.at)
  const [site] = yield* queries.nextRevision({ site: visitor.site })
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
    revision: site!.revision,
    startedAt: made.at,
    closedAt: null,
    waitingSince: null,
    name: made.name,
    sub: null,
    email: null,
    locale: made.context.locale,
    plan: made.plan,
    context: JSON.stringify({ ...made.context, browser: made.browser }),
  })
  return row!
}

/** Changes a conversation under a number drawn from its site's counter. */
export function* change(queries: Queries, row: ConversationRow, patch: Partial<ConversationRow>): Work<ConversationRow> {
  const [site] = yield* queries.nextRevision({ site: row.site })
  const changed = { ...row, ...patch, revision: site!.revision }
  yield* queries.changeConversation(changed)
  return changed
}

type Draft = Pick<MessageRow, 'id' | 'author' | 'text' | 'at'> & Partial<MessageRow>

function* add(queries: Queries, { key, lastSeq }: Pick<BriefRow, 'key' | 'lastSeq'>, draft: Draft): Work<Message> {
  const message = { byId: null, byName: null, article: null, system: null, ...draft, conversation: key, seq: lastSeq + 1 }
  yield* queries.addMessage(message)
  return messageOf(message)
}

/** Adds a message under the next seq, with what else it changes. */
export function* append(
  queries: Queries,
  row: ConversationRow,
  draft: Draft,
  patch: Partial<ConversationRow> = {},
): Work<Message> {
  yield* change(queries, row, { ...patch, lastSeq: row.lastSeq + 1 })
  return yield* add(queries, row, draft)
}

/** Adds a line of the system's, worded by each reader's screen. */
export function* say(
  queries: Queries,
  row: ConversationRow,
  system: { code: SystemCode; values: Record<string, string>; at: number },
  patch: Partial<ConversationRow>,
): Work<Message> {
  const { at, ...line } = system
  const id = randomBytes(16).toString('base64url')
  return yield* append(queries, row, { id, author: 'system', text: '', system: JSON.stringify(line), at }, patch)
}

/** The stored message with this id, if it was sent before; the same id with another text is refused. */
export function* repeated(
  queries: Queries,
  row: Pick<BriefRow, 'key'>,
  author: MessageRow['author'],
  { id, text }: { id: string; text: string },
): Work<Message | null> {
  const [known] = yield* queries.message({ conversation: row.key, author, id })
  if (!known) return null
  if (known.text !== text) throw new Refused('conflict')
  return messageOf(known)
}

/** A visitor's message, stored once however often it is sent. */
export function* receive(queries: Queries, row: BriefRow, sent: { id: string; text: string; at: number }): Work<Message> {
  return (yield* receiveMore(queries, row, sent)).message
}

/**
 * @returns the message, and a revision when it is all that the message has changed: the visitor waited already
 */
export function* receiveMore(
  queries: Queries,
  row: BriefRow,
  sent: { id: string; text: string; at: number },
): Work<{ message: Message; revision: number | null }> {
  const isMore = row.waitingSince !== null
  const known = yield* repeated(queries, row, 'visitor', sent)
  if (known) return { message: known, revision: isMore ? row.revision : null }
  if (row.state === 'closed') throw new Refused('closed')
  const draft = { ...sent, author: 'visitor' as const }
  const lastSeq = row.lastSeq + 1
  if (!isMore) {
    const whole = yield* get(queries, row.id)
    return { message: yield* append(queries, whole, draft, { waitingSince: sent.at, readByVisitor: lastSeq }), revision: null }
  }
  const [site] = yield* queries.nextRevision({ site: row.site })
  const { revision } = site!
  yield* queries.advanceConversation({ key: row.key, lastSeq, readByVisitor: lastSeq, readByAgent: row.readByAgent, revision })
  return { message: yield* add(queries, row, draft), revision }
}
