// Which conversations are listed, in which order, and the parts that the lists show of them.

import { computed, type ReadonlySignal } from '@preact/signals'
import type { Follower, Summary } from '../../protocol/conversation.ts'
import { forever } from '../../../widget/hours.ts'
import { turnOf } from './turn.ts'

export const isListed = ({ state, failedMails }: Summary): boolean => state === 'open' || failedMails > 0
/** What is urgent before all, then what falls due first; then what waits on the visitor. */
const weights = { high: 0, normal: 1, low: 2 }
const byDue = (a: Summary, b: Summary) =>
  weights[a.priority] - weights[b.priority] ||
  (a.dueAt ?? forever) - (b.dueAt ?? forever) ||
  a.startedAt - b.startedAt ||
  (a.id < b.id ? -1 : 1)
/** Up to so many are put in their places one by one; more are sorted with the others. */
const mostPlaced = 50

/** What one was in the list, and what it is now; null: it is not in it. */
export type Change = readonly [before: Summary | null, after: Summary | null]

/** A list in order, with changes. Of thousands a few are looked for and moved, by what the engine does at once. */
export function placed(list: readonly Summary[], changes: readonly Change[]): Summary[] {
  if (changes.length > mostPlaced) {
    const left = new Set(changes.map(([before]) => before))
    const come = changes.flatMap(([, after]) => after ?? [])
    return [...list.filter((each) => !left.has(each)), ...come].toSorted(byDue)
  }
  const now = list.slice()
  for (const [before, after] of changes) {
    const at = before ? now.indexOf(before) : -1
    if (at >= 0) now.splice(at, 1)
    if (after) now.splice(placeOf(now, after), 0, after)
  }
  return now
}

function placeOf(list: readonly Summary[], one: Summary): number {
  let [low, high] = [0, list.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if (byDue(list[middle]!, one) < 0) low = middle + 1
    else high = middle
  }
  return low
}

const parts = [
  ...(['open', 'queue', 'mine', 'others', 'tickets'] as const),
  ...(['team', 'snoozed', 'theirs', 'followed', 'failed'] as const),
]
type Part = (typeof parts)[number]

/** An agent as somebody who follows a conversation; nothing: they do not. */
export const followingOf = ({ followers }: Summary, me: string | undefined): Follower | undefined =>
  followers.find(({ id }) => id === me)

/** All parts at once: of thousands, each looked through for itself would cost a keystroke its frame. */
export function partsOf(
  all: readonly Summary[],
  me: string | undefined,
  agent: { isOurs: (of: Summary) => boolean },
): Record<Part, Summary[]> {
  const lists = Object.fromEntries(parts.map((name) => [name, [] as Summary[]])) as Record<Part, Summary[]>
  for (const each of all) {
    if (each.failedMails > 0) lists.failed.push(each)
    if (each.state !== 'open') continue
    const { assignee, ticket, snoozed } = each
    lists.open.push(each)
    if (turnOf(each) === 'theirs') lists.theirs.push(each)
    if (each.followers.length > 0 && followingOf(each, me)) lists.followed.push(each)
    if (snoozed) lists.snoozed.push(each)
    else if (ticket) lists.tickets.push(each)
    else lists[!assignee ? 'queue' : assignee.id === me ? 'mine' : 'others'].push(each)
    if (!snoozed && each.team !== null && agent.isOurs(each)) lists.team.push(each)
  }
  lists.snoozed.sort((a, b) => (a.snoozed!.until ?? forever) - (b.snoozed!.until ?? forever))
  return lists
}

/** The same list as before where the same are in it: whoever shows it need not draw it again. */
export function steady(read: () => Summary[]): ReadonlySignal<Summary[]> {
  let before: Summary[] = []
  return computed(() => {
    const now = read()
    if (now.length !== before.length || now.some((each, at) => each !== before[at])) before = now
    return before
  })
}
