// What an act has changed is written: the conversation under one number, its ticket, what is kept beside it, and others
// that it concerns. Steps of the write that does the act.

import { block } from '../conversations/blocking.ts'
import { withFollower, withoutFollower } from '../conversations/following.ts'
import { say } from '../conversations/messages.ts'
import * as write from '../conversations/writes.ts'
import { partiesTogether } from '../mail/parties.ts'
import type { Act } from '../protocol/act.ts'
import type { Work } from '../store/query.ts'
import type { Changed, Marks } from '../store/tables/act.ts'
import type { StoredConversation } from '../store/tables/conversation.ts'
import type { StoredMessage } from '../store/tables/message.ts'
import { isSame, pick } from './changes.ts'
import type { Change, Scene } from './scene.ts'

/** How things stand that are kept beside a conversation; of acts that leave them, nothing is asked. */
export function* marksOf({ queries, row, agent }: Scene, { kind }: Act): Work<Marks> {
  const follows = row.followers?.some(({ id }) => id === agent.id) ?? false
  if (kind !== 'block' && kind !== 'undo') return { follows, isBlocked: false, isAddressBlocked: false }
  const [blocks] = yield* queries.blocksIn({ conversation: row.key })
  return { follows, isBlocked: blocks!.visitor > 0, isAddressBlocked: blocks!.address > 0 }
}

/** Changes what is to be changed, under one number, with the line that says so. @returns what is told of it */
export function* apply(
  scene: Scene,
  after: Changed,
  { says, said, quiet, replaced, followers }: Change,
): Work<StoredMessage[]> {
  const { queries, row, ticket, agent, at } = scene
  if (said) return [said]
  const { conversation, ticket: facts, marks = {} } = after
  if (ticket && Object.keys(facts).length > 0) {
    const { state, answerBy, email } = { ...ticket, ...facts }
    yield* queries.changeTicket({ conversation: row.key, state, answerBy, email })
  }
  for (const [what, on] of [['visitor', marks.isBlocked] as const, ['address', marks.isAddressBlocked] as const])
    if (on !== undefined) yield* block(queries, what, on, { row, ticket, by: agent.id, at })
  const patch = { ...conversation, ...quiet, followers: yield* followersOf(scene, marks, followers) }
  if (says) return [yield* say(queries, row, { ...says, at }, patch)]
  yield* write.change(queries, row, patch)
  return replaced?.messages ?? []
}

/** Who follows from now on. @param others what the act makes of them by itself */
function* followersOf({ queries, row, agent }: Scene, { follows }: Partial<Marks>, others = row.followers) {
  if (follows === undefined) return others
  if (!follows) return withoutFollower(row, agent.id) ?? others
  const [notes] = yield* queries.countNotes({ conversation: row.key })
  return withFollower(row, { id: agent.id, seq: row.lastSeq, notes: notes!.n }) ?? others
}

/** Says of what else its visitor has open that they are blocked there too, or no longer. @returns their ids */
export function* touchOthers({ queries, row }: Scene): Work<string[]> {
  const others = (yield* queries.openOfVisitor(row)).filter(({ key }) => key !== row.key)
  for (const other of others) yield* write.change(queries, other, {})
  return others.map(({ id }) => id)
}

/** What has become of the one that it goes on in, or has gone on in. */
interface Touched {
  others: string[]
  before: Partial<StoredConversation>
  after: Partial<StoredConversation>
}

/** Whoever waits goes on waiting where it goes on, and no longer there once that is undone. */
export function* touchWhole(
  scene: Scene,
  { conversation: { mergedInto } }: Changed,
  back: Change['wholeBack'],
): Work<Touched> {
  const { queries, row } = scene
  const none = { others: [], before: {}, after: {} }
  if (mergedInto === undefined) return none
  const [whole] = yield* queries.conversationByKey({ key: (mergedInto ?? row.mergedInto)! })
  if (!whole) return none
  const after =
    mergedInto === null
      ? { ...(yield* waitsBack(scene, whole, back)), ...partiesBack(whole, back) }
      : { ...waitsThere(row, whole), ...(yield* partiesThere(scene, whole)) }
  yield* write.change(queries, whole, after)
  return { others: [whole.id], before: alike(whole, after), after }
}

/** Whoever is to be answered sooner is answered in their time. */
function waitsThere({ waitingSince, dueAt, dueSince, dueWithin }: StoredConversation, whole: StoredConversation) {
  const isSooner = waitingSince !== null && dueAt !== null && dueAt < (whole.dueAt ?? Infinity)
  return isSooner ? { waitingSince, dueAt, dueSince, dueWithin } : {}
}

/** Who waited before waits as before, unless they were answered since; who has written since goes on waiting. */
function* waitsBack({ queries }: Scene, whole: StoredConversation, back: Change['wholeBack']) {
  const { parties: _, ...before } = back?.before.whole ?? {}
  const { parties: __, ...left } = back?.after.whole ?? {}
  if (!isSame(alike(whole, left), left)) return {}
  if (before.waitingSince !== null) return before
  const { key: conversation, answeredSeq } = whole
  const [written] = yield* queries.writtenAfter({ conversation, author: 'visitor', after: answeredSeq })
  return written!.n > 0 ? {} : before
}

/** Whom it knows and who gets its answers is known where it goes on, and gets them there. */
function* partiesThere({ queries, row }: Scene, whole: StoredConversation): Work<Partial<StoredConversation>> {
  if (!row.parties) return {}
  const [ticket] = yield* queries.ticket({ conversation: whole.key })
  const parties = partiesTogether(whole, row, [whole.email, ticket?.email])
  return parties ? { parties } : {}
}

/** They are as they were, unless one has come or was changed since. */
function partiesBack({ parties }: StoredConversation, back: Change['wholeBack']): Partial<StoredConversation> {
  const { before: { whole: before = {} } = {}, after: { whole: left = {} } = {} } = back ?? {}
  return left.parties && isSame(parties, left.parties) ? { parties: before.parties ?? null } : {}
}

/** As much of one as another has. */
const alike = (of: StoredConversation, like: Partial<StoredConversation>): Partial<StoredConversation> =>
  pick(of, Object.keys(like) as (keyof StoredConversation)[])
