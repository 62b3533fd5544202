// Targets: how long a plan's answers may take, and by when that is, in the open hours of each kind of answer.

import { addOpenTime, type Change, openTimeBetween } from '../hours/calendar.ts'
import type { Site } from '../config/config.ts'
import { planOf } from './plans.ts'
import type { StoredConversation } from '../store/tables/conversation.ts'

/** What of a conversation says by when it is to be answered. */
export type Due = Pick<StoredConversation, 'target' | 'dueAt' | 'dueSince' | 'dueWithin' | 'spent' | 'overdueAt'>

/** Nobody waits. */
export const notDue = { dueAt: null, dueSince: null, dueWithin: null, overdueAt: null } as const

/** When so much time of a kind of answer has passed; by the clock on the wall where its hours never come. */
function after(site: Site, kind: keyof Site['answerHours'], at: number, ms: number, said: readonly Change[]): number {
  return addOpenTime(site.answerHours[kind], at, ms, kind === 'chat' ? said : []) ?? at + ms
}

/**
 * The clock of an answer starts, or goes on where it was paused. Who has been answered once and writes again is
 * answered in the rest of the time, or in the plan's time for an e-mail (of a critical incident, in its own) where
 * that ends later: so that a reply at the last minute leaves nobody a minute.
 * @param said what people have made of the site's hours
 */
export function due(
  site: Site,
  { plan, target, spent }: Pick<StoredConversation, 'plan' | 'target' | 'spent'>,
  at: number,
  said: readonly Change[],
): Due & { dueAt: number } {
  const times = planOf(site.plans, plan)
  const start = { target, spent, dueSince: at, overdueAt: null }
  const rest = Math.max(times[target] - spent, 0)
  const restAt = after(site, target, at, rest, said)
  const kind = target === 'ticket' ? 'email' : target
  const againAt = spent > 0 ? after(site, kind, at, times[kind], said) : restAt
  return againAt > restAt
    ? { ...start, dueAt: againAt, dueWithin: times[kind] }
    : { ...start, dueAt: restAt, dueWithin: rest }
}

/** A new request; by mail it is answered in the plan's time for an e-mail, in the hours of the mailbox. */
export function dueOfRequest(site: Site, plan: string, at: number, isByMail = false): Due & { dueAt: number } {
  if (!isByMail) return due(site, { plan, target: 'ticket', spent: 0 }, at, [])
  const { email } = planOf(site.plans, plan)
  const dueAt = after(site, 'email', at, email, [])
  return { target: 'ticket', spent: 0, dueSince: at, overdueAt: null, dueAt, dueWithin: email }
}

/** The clock stops: we have answered. Of a chat each question has the whole time. */
export function paused(site: Site, { target, dueSince, spent }: Due, at: number): Partial<Due> {
  if (target === 'chat' || dueSince === null) return notDue
  return { ...notDue, spent: spent + openTimeBetween(site.answerHours[target], dueSince, at) }
}

/** By when a chat is due now that its site's hours have changed. */
export function recounted(site: Site, { dueSince, dueWithin }: Due, said: readonly Change[]): number | null {
  return dueSince === null || dueWithin === null ? null : after(site, 'chat', dueSince, dueWithin, said)
}

/** Open time that passed while somebody waited in the queue, ms. */
export const waited = (site: Site, since: number, at: number, said: readonly Change[]): number =>
  openTimeBetween(site.hours, since, at, said)
