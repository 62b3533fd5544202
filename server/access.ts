// Who may ask for what, decided here alone: every request names its right, and a right without holders does not
// compile.

import { isOneOf } from './config/origins.ts'
import type { ActKind } from './protocol/act.ts'
import type { Right } from './protocol/request.ts'
import { mayHave, type Visitor } from './visitors/visitors.ts'

/** Kinds of those who ask. Agents serve every site: accounts have none of their own yet. */
export type Caller = 'nobody' | 'visitor' | 'other visitor' | 'visitor of another site' | 'agent' | 'owner'

const visitors = ['visitor', 'other visitor'] as const
const staff = ['agent', 'owner'] as const

/** Who has each right to what is a visitor's: `visitor` is they, the others are not. */
export const holders: Record<Right, readonly Caller[]> = {
  anybody: ['nobody', ...visitors, 'visitor of another site', ...staff],
  visitor: visitors,
  'visitor of the conversation': ['visitor'],
  agent: staff,
  'agent of the site': staff,
  'agent of the conversation': staff,
  // The help pages are the site's own, and come from where the console is.
  'page of the site': [...visitors, ...staff],
  'page of the console': staff,
  'visitor or agent of the site': [...visitors, ...staff],
  'holder of the link': [],
  'holder of the token': [],
}

/** Who may do each act to a conversation of a site that is theirs. */
const doers: Record<ActKind, readonly Caller[]> = {
  take: staff,
  assign: staff,
  close: staff,
  reopen: staff,
  snooze: staff,
  wake: staff,
  tag: staff,
  priority: staff,
  critical: staff,
  spam: staff,
  unread: staff,
  rename: staff,
  address: staff,
  // Of one's own acts alone.
  undo: staff,
}

export const mayDo = (caller: Caller, kind: ActKind): boolean => doers[kind].includes(caller)

/**
 * Whether one of these origins' pages asks. Its own server is asked without Origin by GET, as long polling begins, but
 * with a Referer; no page can forge either.
 */
export function isPageOf(
  origins: readonly string[],
  { origin, referer }: { origin?: string | undefined; referer?: string | undefined },
): boolean {
  if (origin !== undefined) return isOneOf(origins, origin)
  return referer !== undefined && URL.canParse(referer) && isOneOf(origins, new URL(referer).origin)
}

/** Whether what a visitor has written is this one's. */
export const isOwn = (
  visitor: Visitor,
  row: { site: string; secretHash: string | null; sub: string | null },
): boolean => row.site === visitor.site && row.secretHash === visitor.secretHash && mayHave(visitor, row.sub)
