// What each act makes of a conversation: steps of the write that does it. Null: it is so already.

import { due, notDue } from '../answers/targets.ts'
import { dueNow, dueSooner, takenBy } from '../answers/waiting.ts'
import { followersOfNote } from '../conversations/following.ts'
import * as write from '../conversations/writes.ts'
import { limits } from '../limits.ts'
import { checkAddress } from '../mail/address.ts'
import { mailboxOf } from '../mail/mailbox.ts'
import { changed, partyAt } from '../mail/parties.ts'
import type { Act, ActKind, ActOf } from '../protocol/act.ts'
import { Refused } from '../protocol/answer.ts'
import { type Face, isBlank } from '../protocol/pieces.ts'
import type { Work } from '../store/query.ts'
import type { StoredConversation } from '../store/tables/conversation.ts'
import { isSame } from './changes.ts'
import type { Change, Scene } from './scene.ts'
import { split } from './splitting.ts'

/** A tag is a word or a few, and a conversation has not more of them than a row can show. */
const mostTags = 20
const tagLength = 40

const taken = ({ name }: Face) => ({ code: 'taken' as const, values: { name } })

function checkOpen({ state }: StoredConversation): void {
  if (state === 'closed') throw new Refused('closed')
}

/** Whoever has shown who they are has the name and the address that their site has vouched for. */
export function checkGuest({ sub }: StoredConversation): void {
  if (sub !== null) throw new Refused('vouched')
}

/**
 * What is one person's goes on in one; what may be two people's never does: each would see the other's. What a guest
 * has written may become an identity's at the same browser, and nothing of an identity's anybody's who uses it.
 */
export function* checkMerge({ queries, row, ticket }: Scene, into: StoredConversation): Work<void> {
  if (row.mergedInto !== null || row.spamAt !== null || into.mergedInto !== null) throw new Refused('changed')
  if (into.state === 'closed') throw new Refused('closed')
  const isSameIdentity = row.sub !== null && row.sub === into.sub
  const isSameBrowser = row.sub === null && row.visitor === into.visitor
  if (!isSameIdentity && !isSameBrowser) throw new Refused('other-visitor')
  // Its visitor has a reference, and mails that lead to it.
  const [request] = yield* queries.ticket({ conversation: into.key })
  if (ticket && !request) throw new Refused('conflict')
}

/** Open again: whoever wrote last and was not answered waits anew. */
function* opened({ queries, site, row, ticket, agent, at }: Scene): Work<Change> {
  const own = row.assignee ? {} : { assignee: agent.id, assigneeName: agent.name }
  const [unanswered] = yield* queries.writtenAfter({
    conversation: row.key,
    author: 'visitor',
    after: row.answeredSeq,
  })
  const open = { ...own, state: 'open' as const, closedAt: null, spamAt: null, mergedInto: null }
  if (unanswered!.n > 0) {
    const counted = yield* dueNow(queries, site, row, at)
    return {
      conversation: { ...open, ...counted, waitingSince: at },
      ...(ticket && { ticket: { state: 'open', answerBy: counted.dueAt } }),
    }
  }
  return { conversation: open, ...(ticket && { ticket: { state: 'waiting' } }) }
}

/** An answer is due sooner from now on, or in its ordinary time again. */
function* marked({ queries, site, row, at }: Scene, target: 'critical' | 'ticket'): Work<Change> {
  // Paused: the next question is answered in the new time.
  if (row.dueAt === null) return { conversation: { target, ...notDue } }
  if (target === 'ticket') {
    const counted = due(site, { ...row, target }, row.waitingSince!, [])
    return { conversation: counted, ticket: { answerBy: counted.dueAt } }
  }
  const counted = yield* dueSooner(queries, site, { ...row, target }, at)
  return { conversation: { target, ...counted }, ...(counted && { ticket: { answerBy: counted.dueAt } }) }
}

function* given(scene: Scene, note: string | undefined): Work<Change | null> {
  const { queries, site, row, agent, heir, at, id, named } = scene
  checkOpen(row)
  let { followers } = row
  if (note !== undefined) {
    if (isBlank(note)) throw new Refused('empty')
    if (note.length > limits.text) throw new Refused('too-long')
    followers = yield* followersOfNote(queries, row, agent, named)
    yield* queries.addNote({ id, conversation: row.key, text: note, after: row.lastSeq, by: agent, at })
  }
  // What a team is given is nobody's until one of it takes it; whoever is given it next, it stays the team's.
  const isPerson = heir !== null && !heir.isTeam
  const next = isPerson ? { assignee: heir.id, team: row.team } : { assignee: null, team: heir?.id ?? null }
  if (next.assignee === row.assignee && next.team === row.team) return note === undefined ? null : { followers }
  if (!isPerson) return { conversation: { ...next, assigneeName: null }, followers }
  return { conversation: yield* takenBy(queries, site, row, heir, at), says: taken(heir), followers }
}

function tagged({ tags }: StoredConversation, { tag: typed, on }: ActOf<'tag'>): Change | null {
  const tag = typed.trim()
  if (tag === '') throw new Refused('empty')
  if (tag.length > tagLength) throw new Refused('too-long')
  const has = (tags ?? []).filter((each) => each.toLowerCase() !== tag.toLowerCase())
  if (has.length < (tags ?? []).length === on) return null
  const next = on ? [...has, tag] : has
  if (next.length > mostTags) throw new Refused('too-many')
  return { conversation: { tags: next.length > 0 ? next : null } }
}

/** The visitor's name and address, which a guest's form may have had wrong. */
function renamed(row: StoredConversation, typed: string): Change | null {
  checkGuest(row)
  const name = typed.trim() || null
  if (name && name.length > limits.name) throw new Refused('too-long')
  return name === row.name ? null : { conversation: { name } }
}

function moved({ row, ticket }: Scene, typed: string): Change | null {
  checkGuest(row)
  const email = typed.trim()
  checkAddress(email)
  if (email === row.email && (!ticket || email === ticket.email)) return null
  return { conversation: { email }, ...(ticket && { ticket: { email } }) }
}

/** What one of its parties may from now on. */
function allowed({ row }: Scene, address: string, change: { isCopied: boolean } | { isVisitor: boolean }) {
  const party = partyAt(row, address)
  // Whose mail nobody has proved to be theirs is nobody.
  if (!party || ('isVisitor' in change && change.isVisitor && !party.hasWritten)) throw new Refused('bad-email')
  const parties = changed(row, party, change)
  return isSame(parties, row.parties) ? null : { conversation: { parties } }
}

type Deed<Kind extends ActKind> = (scene: Scene, act: ActOf<Kind>) => Work<Change | null>

/** All of them but undoing, which is known by what it undoes. */
export const deeds: { [Kind in Exclude<ActKind, 'undo'>]: Deed<Kind> } = {
  *take({ queries, site, row, agent, at }, { isQuiet }) {
    checkOpen(row)
    if (row.assignee === agent.id) return null
    if (row.assignee) throw new Refused('taken')
    const conversation = yield* takenBy(queries, site, row, agent, at)
    return { conversation, ...(!isQuiet && { says: taken(agent) }) }
  },
  assign: (scene, { note }) => given(scene, note),
  *close({ row, ticket, agent, at }) {
    if (row.state === 'closed') return null
    return {
      conversation: { ...write.closed, closedAt: at },
      ...(ticket && { ticket: { state: 'solved' } }),
      says: { code: 'closed-by-agent', values: { name: agent.name } },
    }
  },
  *reopen(scene) {
    if (scene.row.state === 'open') return null
    const change = yield* opened(scene)
    return { ...change, says: taken({ id: '', name: scene.row.assigneeName ?? scene.agent.name }) }
  },
  *snooze({ row, at }, { until }) {
    checkOpen(row)
    if (until !== null && until <= at) throw new Refused('not-ahead')
    return { conversation: { snoozedAt: at, snoozedUntil: until, markedAt: null } }
  },
  *wake({ row }) {
    return row.snoozedAt === null ? null : { conversation: write.awake }
  },
  *tag({ row }, act) {
    return tagged(row, act)
  },
  *priority({ row }, { to }) {
    return row.priority === to ? null : { conversation: { priority: to } }
  },
  *critical(scene, { on }) {
    checkOpen(scene.row)
    const target = on ? 'critical' : 'ticket'
    if (scene.row.target === 'chat') throw new Refused('unknown-conversation')
    return scene.row.target === target ? null : yield* marked(scene, target)
  },
  *spam(scene, { on }) {
    const { row, ticket, at } = scene
    if ((row.spamAt !== null) === on) return null
    if (!on) return yield* opened(scene)
    // What is written to it goes where it goes on.
    if (row.mergedInto !== null) throw new Refused('changed')
    return {
      conversation: { ...write.closed, closedAt: row.closedAt ?? at, spamAt: at },
      ...(ticket && { ticket: { state: 'solved' } }),
    }
  },
  *unread({ row, at }, { on }) {
    return (row.markedAt !== null) === on ? null : { conversation: { markedAt: on ? at : null } }
  },
  *rename({ row }, { name }) {
    return renamed(row, name)
  },
  *address(scene, { email }) {
    return moved(scene, email)
  },
  *merge(scene, act) {
    const { queries, row, ticket, at } = scene
    const [into] = yield* queries.conversation({ id: act.into })
    if (!into || into.site !== row.site || into.key === row.key) throw new Refused('unknown-conversation')
    write.checkShown(into)
    if (row.mergedInto === into.key) return null
    yield* checkMerge(scene, into)
    return {
      conversation: { ...write.closed, closedAt: row.closedAt ?? at, mergedInto: into.key },
      ...(ticket && { ticket: { state: 'solved' } }),
    }
  },
  split,
  *follow(_, { on }) {
    return { marks: { follows: on } }
  },
  *block(_, { what, on }) {
    return { marks: what === 'visitor' ? { isBlocked: on } : { isAddressBlocked: on } }
  },
  *copy(scene, { address, on }) {
    return allowed(scene, address, { isCopied: on })
  },
  *same(scene, { address, on }) {
    return allowed(scene, address, { isVisitor: on })
  },
  *reachable({ queries, row }, { address }) {
    yield* queries.noteReachable({ mailbox: mailboxOf(address).mailbox, site: row.site })
    return {}
  },
  *request({ row, ticket, makeRequest }, { email: typed }) {
    checkOpen(row)
    if (ticket) return null
    const email = typed.trim()
    checkAddress(email)
    return { said: yield* makeRequest(row, email) }
  },
}

/** What an act makes of a conversation. */
export const deedOf = (scene: Scene, act: Exclude<Act, { kind: 'undo' }>): Work<Change | null> =>
  (deeds[act.kind] as Deed<typeof act.kind>)(scene, act as never)
