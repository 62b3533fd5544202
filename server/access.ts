// Who may ask for what, decided here alone: every request names its right, and a right without holders does not
// compile.

import { isOneOf } from './config/origins.ts'
import type { ActKind } from './protocol/act.ts'
import { Refused } from './protocol/answer.ts'
import type { Right } from './protocol/request.ts'
import type { Role } from './protocol/staff.ts'
import { mayHave, type Visitor } from './visitors/visitors.ts'

/** Kinds of those who ask. */
export type Caller =
  | 'nobody'
  | 'visitor'
  | 'other visitor'
  | 'visitor of another site'
  | 'viewer'
  | 'agent of another site'
  | 'agent'
  | 'owner'

const visitors = ['visitor', 'other visitor'] as const
const agents = ['agent', 'owner'] as const
const staff = ['viewer', ...agents] as const

/** Who has each right to what is a visitor's: `visitor` is they, the others are not. */
export const holders: Record<Right, readonly Caller[]> = {
  anybody: ['nobody', ...visitors, 'visitor of another site', 'agent of another site', ...staff],
  visitor: visitors,
  'visitor of the conversation': ['visitor'],
  staff: ['agent of another site', ...staff],
  'staff of the site': staff,
  'staff of the conversation': staff,
  agent: ['agent of another site', ...agents],
  'agent of the site': agents,
  'agent of the conversation': agents,
  owner: ['owner'],
  // The help pages are the site's own, and come from where the console is.
  'page of the site': [...visitors, 'agent of another site', ...staff],
  'page of the console': ['agent of another site', ...staff],
  'visitor or agent of the site': [...visitors, ...agents],
  'holder of the link': [],
  'holder of the token': [],
}

/** Who may do each act to a conversation of a site that is theirs. */
const doers: Record<ActKind, readonly Caller[]> = {
  take: agents,
  assign: agents,
  close: agents,
  reopen: agents,
  snooze: agents,
  wake: agents,
  tag: agents,
  priority: agents,
  critical: agents,
  spam: agents,
  unread: agents,
  rename: agents,
  address: agents,
  follow: agents,
  block: agents,
  copy: agents,
  same: agents,
  reachable: agents,
  request: agents,
  merge: agents,
  split: agents,
  // Of one's own acts alone.
  undo: agents,
}

export const mayDo = (caller: Caller, kind: ActKind): boolean => doers[kind].includes(caller)
/** What somebody of the team may do, and where; null: at every site. */
export interface Standing {
  role: Role
  sites: readonly string[] | null
}

export const servesSite = ({ sites }: Standing, site: string): boolean => sites === null || sites.includes(site)

/**
 * Lets somebody of the team ask, or not.
 * @param siteOf the site of a conversation, null: there is none; asked of those who do not serve every site
 * @throws Refused
 */
export async function checkRight(
  right: Right,
  payload: { site?: string; conversation?: string; conversations?: readonly string[] },
  who: Standing,
  siteOf: (conversation: string) => Promise<string | null>,
): Promise<void> {
  const caller = who.role
  if (!holders[right].includes(caller)) throw new Refused('not-allowed')
  if (who.sites === null) return
  if (payload.site !== undefined && !servesSite(who, payload.site)) throw new Refused('unknown-site')
  for (const conversation of payload.conversations ?? [payload.conversation]) {
    if (conversation === undefined) continue
    const site = await siteOf(conversation)
    // That it is there is nobody's business but theirs.
    if (site === null || !servesSite(who, site)) throw new Refused('unknown-conversation')
  }
}

/** Who browsers say that a page is, as no page can forge it. */
interface Named {
  origin?: string | undefined
  referer?: string | undefined
}

/** Whether one of these origins' pages asks: browsers name it in Origin with whatever may change something. */
export const isPageOf = (origins: readonly string[], { origin }: Named): boolean => isOneOf(origins, origin)

/**
 * Whether one of these origins' pages opens a socket. Its own server is asked without Origin by GET, as long polling
 * begins, but with a Referer.
 */
export function isSocketOf(origins: readonly string[], named: Named): boolean {
  const { origin, referer } = named
  if (origin !== undefined || referer === undefined) return isPageOf(origins, named)
  return URL.canParse(referer) && isOneOf(origins, new URL(referer).origin)
}

/** Whether what a visitor has written is this one's. */
export const isOwn = (
  visitor: Visitor,
  row: { site: string; secretHash: string | null; sub: string | null },
): boolean => row.site === visitor.site && row.secretHash === visitor.secretHash && mayHave(visitor, row.sub)
