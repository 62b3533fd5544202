// Which conversations are listed, in which order, and the parts that the lists show of them.

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
export function placed(list: readonly Summary[], changes: readonly Change[], order = byDue): Summary[] {
  if (changes.length > mostPlaced) {
    const left = new Set(changes.map(([before]) => before))
    const come = changes.flatMap(([, after]) => after ?? [])
    return [...list.filter((each) => !left.has(each)), ...come].toSorted(order)
  }
  const now = list.slice()
  for (const [before, after] of changes) {
    const at = before ? now.indexOf(before) : -1
    if (at >= 0) now.splice(at, 1)
    if (after) now.splice(placeOf(now, after, order), 0, after)
  }
  return now
}

function placeOf(list: readonly Summary[], one: Summary, order: typeof byDue): number {
  let [low, high] = [0, list.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if (order(list[middle]!, one) < 0) low = middle + 1
    else high = middle
  }
  return low
}

/** Who looks at the lists. */
export interface Reader {
  id: string | undefined
  /** Ids of those that they are in. */
  teams: ReadonlySet<string>
}

/** An agent as somebody who follows a conversation; nothing: they do not. */
export const followingOf = ({ followers }: Summary, me: string | undefined): Follower | undefined =>
  followers.find(({ id }) => id === me)

const isAwake = ({ state, snoozed }: Summary) => state === 'open' && !snoozed
const isChat = (of: Summary) => isAwake(of) && !of.ticket

/** What each list shows. */
const shows = {
  all: () => true,
  open: ({ state }) => state === 'open',
  queue: (of) => isChat(of) && !of.assignee,
  mine: (of, { id }) => isChat(of) && of.assignee !== null && of.assignee.id === id,
  others: (of, { id }) => isChat(of) && of.assignee !== null && of.assignee.id !== id,
  tickets: (of) => isAwake(of) && of.ticket !== null,
  own: (of, { id }) => isAwake(of) && of.assignee !== null && of.assignee.id === id,
  free: (of) => isAwake(of) && !of.assignee,
  team: (of, { teams }) => isAwake(of) && of.team !== null && teams.has(of.team),
  snoozed: ({ state, snoozed }) => state === 'open' && snoozed !== null,
  theirs: (of) => of.state === 'open' && turnOf(of) === 'theirs',
  followed: (of, { id }) => of.state === 'open' && followingOf(of, id) !== undefined,
  failed: ({ failedMails }) => failedMails > 0,
} satisfies Record<string, (of: Summary, reader: Reader) => boolean>

type Part = keyof typeof shows
export type Parts = Readonly<Record<Part, Summary[]>>
const parts = Object.keys(shows) as Part[]

/** Those that come back first before those that wait for a word. */
const byReturn = (a: Summary, b: Summary) =>
  (a.snoozed!.until ?? forever) - (b.snoozed!.until ?? forever) || byDue(a, b)
const orderOf = (part: Part) => (part === 'snoozed' ? byReturn : byDue)

/** @param all in order */
const partsOf = (all: Summary[], reader: Reader): Parts =>
  Object.fromEntries(
    parts.map((part) => {
      const list = all.filter((each) => shows[part](each, reader))
      return [part, part === 'snoozed' ? list.toSorted(byReturn) : list]
    }),
  ) as Record<Part, Summary[]>

/** The parts with changes; one that none concerns is the same list, and whoever shows it need not draw it again. */
export const changed = (before: Parts, changes: readonly Change[], reader: Reader): Parts =>
  Object.fromEntries(
    parts.map((part) => {
      const holds = (one: Summary | null) => (one && shows[part](one, reader) ? one : null)
      const own = changes.map(([was, is]): Change => [holds(was), holds(is)]).filter(([was, is]) => was ?? is)
      return [part, own.length === 0 ? before[part] : placed(before[part], own, orderOf(part))]
    }),
  ) as Record<Part, Summary[]>

/** All that is listed, in order. */
export interface Told {
  /** Counts the news. */
  at: number
  all: Summary[]
  /** Since the news before. */
  changes: Change[]
}

/** Sorts what is told into its parts: of the next news only what has changed is moved. */
export function sorting(): (told: Told, reader: Reader) => Parts {
  let last: { at: number; reader: Reader; parts: Parts } | null = null
  return ({ at, all, changes }, reader) => {
    const isNext = last?.at === at - 1 && last.reader === reader
    const parts = isNext ? changed(last!.parts, changes, reader) : partsOf(all, reader)
    last = { at, reader, parts }
    return parts
  }
}
