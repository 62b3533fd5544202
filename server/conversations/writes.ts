// The steps of which writes to conversations are made: a conversation is found, and changed under a new number.

import { isOwn } from '../access.ts'
import { notDue } from '../answers/targets.ts'
import { Refused } from '../protocol/answer.ts'
import type { Queries } from '../store/queries.ts'
import type { BriefConversation } from '../store/queries/conversation.ts'
import type { Work } from '../store/query.ts'
import type { Store } from '../store/store.ts'
import type { StoredConversation } from '../store/tables/conversation.ts'
import type { Visitor } from '../visitors/visitors.ts'
import { type Author, siteOf } from './author.ts'

/** The conversation; refused when there is none. */
export function* get(queries: Queries, id: string): Work<StoredConversation> {
  const [row] = yield* queries.conversation({ id })
  if (!row) throw new Refused('unknown-conversation')
  return row
}

/** Refuses the team what is restricted, and says why. */
export function checkShown({ restrictedAt, restriction }: Pick<StoredConversation, 'restrictedAt' | 'restriction'>) {
  if (restrictedAt !== null)
    throw new Refused('unknown-conversation', undefined, { reference: restriction!, at: restrictedAt })
}

/** A conversation that the team may see; refused when there is none. */
export function* shown(queries: Queries, id: string): Work<StoredConversation> {
  const row = yield* get(queries, id)
  checkShown(row)
  return row
}

/**
 * Where what is written to a conversation goes: to the one that it goes on in, but for what is stored in it already. A
 * circle is gone round once.
 * @param message the id that its author has given to what they have written
 */
export function* into<Row extends Pick<StoredConversation, 'key' | 'id' | 'mergedInto'>>(
  queries: Queries,
  row: Row,
  message: string | null,
): Work<Row | StoredConversation> {
  let now: Row | StoredConversation = row
  for (const seen = new Set([row.key]); now.mergedInto !== null && !seen.has(now.mergedInto); seen.add(now.key)) {
    const stored: unknown[] =
      message === null ? [] : yield* queries.message({ conversation: now.key, author: 'visitor', id: message })
    if (stored.length > 0) return now
    const [next]: StoredConversation[] = yield* queries.conversationByKey({ key: now.mergedInto })
    now = next!
  }
  return now
}

/**
 * A conversation that its author may write in, as much of it as a message needs; refused when there is none.
 * @param message the id of what they write
 */
export function* own(queries: Queries, author: Author, id: string, message: string | null): Work<BriefConversation> {
  const [row] = yield* queries.briefConversation({ id })
  const isTheirs = row && (author.kind === 'visitor' ? isOwn(author.visitor, row) : row.site === siteOf(author))
  if (!isTheirs) throw new Refused('unknown-conversation')
  if (author.kind === 'reference') {
    const [ticket] = yield* queries.ticketByReference({ reference: author.reference })
    if (ticket?.conversation !== row.key) throw new Refused('unknown-conversation')
  }
  if (row.mergedInto === null) return row
  const now = yield* into(queries, row, message)
  const [brief] = yield* queries.briefConversation({ id: now.id })
  // Merged are conversations of one person alone, whoever shows themselves here by now.
  if (author.kind === 'visitor' && !isOwn(author.visitor, brief!)) throw new Refused('closed')
  return brief!
}

interface Sending {
  author: Author
  conversation: string
  /** The id of what they write. */
  message: string
}

/**
 * Writes what an author has sent, beside the writes of other conversations; but where it goes on in another, which only
 * the write can know, with nothing beside it, as others change that one.
 */
export async function to<T extends object>(
  { write, queries }: Pick<Store, 'write' | 'queries'>,
  { author, conversation, message }: Sending,
  work: (row: BriefConversation) => Work<T>,
): Promise<T> {
  const done = await write(function* () {
    const row = yield* own(queries, author, conversation, message)
    return row.id === conversation ? yield* work(row) : null
  }, conversation)
  if (done) return done
  return write(function* () {
    return yield* work(yield* own(queries, author, conversation, message))
  })
}

/**
 * The visitor's conversation with this id, or the one that it goes on in, or null; refused when the id is somebody
 * else's. @param message the id of what they write
 */
export function* find(
  queries: Queries,
  visitor: Visitor,
  id: string,
  message: string,
): Work<StoredConversation | null> {
  const [row] = yield* queries.briefConversation({ id })
  if (!row) return null
  if (!isOwn(visitor, row)) throw new Refused('conflict')
  if (row.mergedInto === null) return yield* get(queries, id)
  const now = yield* into(queries, row, message)
  const [brief] = yield* queries.briefConversation({ id: now.id })
  return isOwn(visitor, brief!) ? yield* get(queries, now.id) : yield* get(queries, id)
}

/** The chat that the visitor has going on. */
export function* findOpen(queries: Queries, visitor: Visitor): Work<StoredConversation | null> {
  const [known] = yield* queries.visitor(visitor)
  if (!known) return null
  const [row] = yield* queries.openConversation({ visitor: known.key, sub: visitor.identity?.sub ?? null })
  return row ?? null
}

/** Of that its visitor is told, by mail too. */
const isDone = ({ state, spamAt, mergedInto }: StoredConversation): boolean =>
  state === 'closed' && spamAt === null && mergedInto === null

/**
 * Changes a conversation under a number drawn from its site's counter. Whoever opens it, or takes it elsewhere: the
 * mail that it is closed does not go any more.
 */
export function* change(
  queries: Queries,
  row: StoredConversation,
  patch: Partial<StoredConversation>,
): Work<StoredConversation> {
  const changed = { ...row, ...patch, revision: yield* queries.nextRevision({ site: row.site }) }
  yield* queries.changeConversation(changed)
  if (isDone(row) && !isDone(changed)) yield* queries.dropClosingMail({ conversation: row.key })
  return changed
}

/** Says that something about a conversation has changed that is kept elsewhere. @returns its id */
export function* touch(queries: Queries, key: number): Work<string> {
  const [row] = yield* queries.conversationByKey({ key })
  yield* change(queries, row!, {})
  return row!.id
}

/** Whoever is written to or writes is looked after now. */
export const awake = { snoozedAt: null, snoozedUntil: null } as const

/** Nobody waits in what is closed. */
export const closed = { state: 'closed', waitingSince: null, ...notDue, ...awake, markedAt: null } as const
