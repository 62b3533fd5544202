// Splitting: messages go to a conversation of their own, and come back where nobody has gone on there; steps of a
// write.

import { randomBytes } from 'node:crypto'
import { type Due, notDue } from '../answers/targets.ts'
import { dueNow } from '../answers/waiting.ts'
import * as write from '../conversations/writes.ts'
import type { ActOf } from '../protocol/act.ts'
import { Refused } from '../protocol/answer.ts'
import type { Queries } from '../store/queries.ts'
import type { Work } from '../store/query.ts'
import type { Split } from '../store/tables/act.ts'
import type { StoredConversation } from '../store/tables/conversation.ts'
import type { StoredMessage } from '../store/tables/message.ts'
import { isSame, pick } from './changes.ts'
import type { Change, Scene } from './scene.ts'

/** Messages that go at once, in one write. */
const mostMoved = 200
/** By these it is seen that somebody has gone on with what was split off: what was only read has them as they were. */
const telling = [
  'state',
  'assignee',
  'team',
  'lastSeq',
  'sub',
  'name',
  'email',
  'target',
  'tags',
  'priority',
  'snoozedAt',
  'spamAt',
  'mergedInto',
  'followers',
  'parties',
  'restrictedAt',
] as const satisfies (keyof StoredConversation)[]

type Authored = Pick<StoredMessage, 'seq' | 'author'>
type Wait = Partial<Due> & Pick<StoredConversation, 'waitingSince'>

const nobodyWaits = { waitingSince: null, ...notDue } as const
/** The seq of the latest message of an author's; 0: there is none. */
export const latestOf = (said: readonly Authored[], by: Authored['author']) =>
  said.findLast(({ author }) => author === by)?.seq ?? 0
/** Whether what a visitor has written last is not answered. */
const isOwed = (said: readonly Authored[]) => latestOf(said, 'visitor') > latestOf(said, 'agent')

/** Moves a message of the visitor's, and what follows if that is asked. */
export function* split(scene: Scene, { seq, isWithAfter }: ActOf<'split'>): Work<Change> {
  const { queries, row, ticket } = scene
  if (row.spamAt !== null) throw new Refused('changed')
  const said: Authored[] = yield* queries.saidIn({ conversation: row.key })
  const goes = (each: Authored) => each.seq === seq || (isWithAfter && each.seq > seq)
  const [going, staying] = [said.filter(goes), said.filter((each) => !goes(each))]
  // Moved already, or never a visitor's.
  if (going[0]?.author !== 'visitor') throw new Refused('changed')
  if (staying.length === 0) throw new Refused('only-message')
  if (going.length > mostMoved) throw new Refused('too-many')
  const messages = yield* readAll(queries, row, going)
  const made = yield* begin(scene, messages, yield* waitThere(scene, going))
  const traces = yield* move(queries, messages, row, { ...made, seqs: messages.map((_, at) => at + 2) })
  const quiet = { answeredSeq: latestOf(staying, 'agent'), ...(yield* waitHere(scene, staying)) }
  const own = ticket && quiet.waitingSince !== undefined
  if (own) {
    const state = quiet.waitingSince === null ? ('waiting' as const) : ('open' as const)
    yield* queries.changeTicket({ ...ticket, state, answerBy: quiet.dueAt ?? ticket.answerBy })
  }
  const kept: Split = {
    into: made.row.key,
    seqs: going.map((each) => each.seq),
    begun: pick(made.row, telling),
    before: pick(row, Object.keys(quiet) as (keyof StoredConversation)[]),
    after: quiet,
    ticket: own ? { state: ticket.state, answerBy: ticket.answerBy } : {},
  }
  return { quiet, split: kept, replaced: { messages: traces, others: [made.row.id] } }
}

/** Puts back what was split off; refused when somebody has gone on with it. */
export function* joinedAgain(scene: Scene, { into, seqs, begun, ...was }: Split): Work<Change> {
  const { queries, row, ticket, at } = scene
  const [made] = yield* queries.conversationByKey({ key: into })
  const left = made && (yield* leftOf(queries, made))
  const traces = yield* readAll(
    queries,
    row,
    seqs.map((seq) => ({ seq })),
  )
  const isThere = traces.every(({ system }) => system?.values['conversation'] === made?.id)
  const isAsLeft = left === 0 && isThere && isSame(pick(made!, telling), begun)
  if (!made || !isAsLeft) throw new Refused('changed')
  const messages = (yield* queries.messagesAfter({
    conversation: made.key,
    after: 1,
    limit: seqs.length,
  })) as StoredMessage[]
  const back = { row, reference: ticket?.reference ?? '', seqs }
  yield* move(queries, messages, made, back)
  yield* queries.changeTicketState({ conversation: made.key, state: 'solved' })
  // Whoever has it on a screen, or writes to it, goes on where it was.
  yield* write.change(queries, made, { ...write.closed, closedAt: at, mergedInto: row.key, answeredSeq: 0 })
  const quiet = waitBack(row, was)
  if (ticket && quiet.dueAt !== undefined) yield* queries.changeTicket({ ...ticket, ...was.ticket })
  return {
    quiet,
    replaced: {
      messages: yield* readAll(
        queries,
        row,
        messages.map((_, n) => ({ seq: seqs[n]! })),
      ),
      others: [made.id],
    },
  }
}

/** How much there is of it that came later and is kept beside it. */
function* leftOf(queries: Queries, made: StoredConversation): Work<number> {
  const [notes] = yield* queries.countNotes({ conversation: made.key })
  return notes!.n + (yield* queries.mergedIn(made)).length
}

/** Whole messages of a conversation, by their places. */
function* readAll(
  queries: Queries,
  { key }: StoredConversation,
  places: readonly { seq: number }[],
): Work<StoredMessage[]> {
  const seqs = new Set(places.map(({ seq }) => seq))
  const [first, last] = [Math.min(...seqs), Math.max(...seqs)]
  const all = yield* queries.messagesAfter({ conversation: key, after: first - 1, limit: last - first + 1 })
  return all.filter(({ seq }) => seqs.has(seq))
}

/** Begins one of the same visitor's, with a line that leads back; a request's has a reference of its own. */
function* begin(scene: Scene, messages: StoredMessage[], wait: Wait): Work<Omit<Destination, 'seqs'>> {
  const { queries, row, ticket, at, newReference } = scene
  const first = messages[0]!.at
  const lastSeq = messages.length + 1
  const upTo = (seq: number) => (messages[0]!.seq <= seq ? 1 + messages.filter((each) => each.seq <= seq).length : 0)
  const [begun] = yield* queries.addConversation({
    ...row,
    ...nobodyWaits,
    id: newId(),
    state: 'open',
    revision: 0,
    startedAt: first,
    closedAt: null,
    takenAt: null,
    takenAfter: null,
    readByAgent: upTo(row.readByAgent),
    readByVisitor: upTo(row.readByVisitor),
  })
  const values = { conversation: row.id, reference: ticket?.reference ?? '' }
  const line = { id: newId(), seq: 1, author: 'system' as const, text: '', system: { code: 'split' as const, values } }
  yield* queries.addMessage({ ...line, at: first, conversation: begun!.key })
  const answered = messages.findLastIndex(({ author }) => author === 'agent')
  const made = yield* write.change(queries, begun!, { ...wait, lastSeq, answeredSeq: answered < 0 ? 0 : answered + 2 })
  // What has waited to be mailed is mailed from where it was.
  yield* queries.noteMailed({ key: made.key, upTo: lastSeq })
  const reference = ticket ? yield* newReference() : ''
  if (ticket) {
    const state = made.waitingSince === null ? ('waiting' as const) : ('open' as const)
    const answerBy = made.dueAt ?? ticket.answerBy
    yield* queries.addTicket({ ...ticket, conversation: made.key, reference, state, openedAt: at, answerBy })
  }
  return { row: made, reference }
}

interface Destination {
  row: StoredConversation
  reference: string
  /** Where each is to stand. */
  seqs: number[]
}

/** Moves messages with their files and the mails that they came by; a line in the place of each leads to it. */
function* move(
  queries: Queries,
  messages: StoredMessage[],
  from: StoredConversation,
  to: Destination,
): Work<StoredMessage[]> {
  const traces: StoredMessage[] = []
  const system = { code: 'moved' as const, values: { conversation: to.row.id, reference: to.reference } }
  for (const [n, message] of messages.entries()) {
    const { id, seq, author, by, at, files = [] } = message
    yield* queries.putMessage({ ...message, seq: to.seqs[n]!, conversation: to.row.key })
    const trace = { id, seq, author, text: '', at, system, ...(by && { by }) }
    yield* queries.putMessage({ ...trace, conversation: from.key })
    const mails = yield* queries.moveArrival({ from: from.key, to: to.row.key, writing: id })
    const originals = mails.flatMap(({ original }) => original ?? [])
    for (const file of [...files.map((each) => each.id), ...originals])
      yield* queries.tieFile({ id: file, conversation: to.row.key })
    traces.push(trace)
  }
  return traces
}

/** How long its visitor waits there: as long as was promised for it, or from now on. */
function* waitThere({ queries, site, row, at }: Scene, going: Authored[]): Work<Wait> {
  if (!isOwed(going)) return { ...nobodyWaits, spent: 0 }
  const { waitingSince, dueAt, dueSince, dueWithin, spent, overdueAt } = row
  if (waitingSince !== null && latestOf(going, 'visitor') > row.answeredSeq)
    return { waitingSince, dueAt, dueSince, dueWithin, spent, overdueAt }
  return { ...(yield* dueNow(queries, site, { ...row, spent: 0 }, at)), waitingSince: at }
}

/** What becomes of who waits here: nobody does when that went, and who lost the answer they had does again. */
export function* waitHere(
  { queries, site, row, at }: Pick<Scene, 'queries' | 'site' | 'row' | 'at'>,
  staying: Authored[],
): Work<Partial<Wait>> {
  if (row.state === 'closed' || (row.waitingSince !== null) === isOwed(staying)) return {}
  return row.waitingSince !== null ? nobodyWaits : { ...(yield* dueNow(queries, site, row, at)), waitingSince: at }
}

/** Whoever waited waits as before; who has written since is not answered later for it. */
function waitBack(
  row: StoredConversation,
  { before, after }: Pick<Split, 'before' | 'after'>,
): Partial<StoredConversation> {
  const answeredSeq = Math.max(row.answeredSeq, before.answeredSeq ?? 0)
  const { answeredSeq: _, ...wait } = before
  const { answeredSeq: __, ...left } = after
  const names = Object.keys(left) as (keyof StoredConversation)[]
  const isSooner = wait.dueAt != null && wait.dueAt < (row.dueAt ?? Infinity)
  const isBack = row.state === 'open' && (isSame(pick(row, names), left) || isSooner)
  return { answeredSeq, ...(isBack && wait) }
}

const newId = () => randomBytes(16).toString('base64url')
