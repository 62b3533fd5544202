// Names and times as the console says them.

import { clockOf, dateWords, zoneHere } from '../../widget/hours.ts'
import type { Summary } from '../protocol/conversation.ts'
import type { Localized } from '../protocol/pieces.ts'
import type { ConsoleSite } from '../protocol/staff.ts'
import { guestOf } from './guests.ts'
import { locale, tag, words } from './strings.ts'

export const zone = zoneHere()

/** Whether nothing is known to call somebody by. */
export const isNameless = ({ name, email, ticket }: Summary): boolean => !name && !email && !ticket?.email

export const nameOf = ({ name, email, ticket, guest }: Summary): string =>
  name || email || ticket?.email || guestOf(guest, locale)

export function timeOf(at: number): string {
  const { hour, minute } = clockOf(at, zone)
  return `${hour}:${minute}`
}

/** The time on the clocks of a zone that a browser has named; null when it names none. */
export function timeIn(named: string, at: number): string | null {
  try {
    return new Intl.DateTimeFormat(tag, { timeZone: named, timeStyle: 'short', hourCycle: 'h23' }).format(at)
  } catch {
    return null
  }
}

/** Where a mail to an address is begun; whatever is in the address stays in it. */
export function mailTo(email: string, ticket: Summary['ticket']): string {
  const to = email.split('@').map(encodeURIComponent).join('@')
  return `mailto:${to}${ticket ? `?subject=${encodeURIComponent(`[${ticket.reference}]`)}` : ''}`
}

/** The time alone today, else the day. */
export function shortTime(at: number, now: number): string {
  if (clockOf(at, zone).date === clockOf(now, zone).date) return timeOf(at)
  return new Intl.DateTimeFormat(tag, { timeZone: zone || undefined, day: 'numeric', month: 'short' }).format(at)
}

/** «48 δευτ.», «13 λεπτά», «5 ώρες». */
export function spanOf(ms: number): string {
  const minutes = Math.round(ms / 60_000)
  if (ms < 60_000) return words.seconds(Math.max(0, Math.floor(ms / 1000)))
  return minutes < 60 ? words.minutes(minutes) : words.hoursLong(Math.round(minutes / 60))
}

/** By when an answer is due, in words, and how urgent that is; null when nobody waits. */
export function dueOf(
  { dueAt, dueWithin }: Summary,
  now: number,
): { text: string; urgency: '' | 'soon' | 'late' } | null {
  if (dueAt === null) return null
  const left = dueAt - now
  if (left <= 0) return { text: words.ended(shortTime(dueAt, now)), urgency: 'late' }
  const isSoon = left < Math.min((dueWithin ?? 0) / 4, 4 * 3_600_000)
  return {
    text: left < 3_600_000 ? words.inTime(spanOf(left)) : words.by(shortTime(dueAt, now)),
    urgency: isSoon ? 'soon' : '',
  }
}

/** «Σήμερα», or the day in full. */
export const dayOf = (at: number, now: number): string =>
  clockOf(at, zone).date === clockOf(now, zone).date ? words.today : dateWords(at, zone, tag, true)

/** A word of the owner's in the agent's language, where there is one. */
const wordOf = (given: Localized | undefined): string | undefined =>
  typeof given === 'object' ? (given[locale] ?? Object.values(given)[0]) : given

/** The owner's word for an id, which somebody may have chosen to be the name of what every object has. */
export const wordFor = (given: Record<string, Localized> | undefined, id: string): string | undefined =>
  given && Object.hasOwn(given, id) ? wordOf(given[id]) : undefined

/** What the plan of a conversation is called; its id where the owner has not said. */
export const planOf = ({ site, plan }: Summary, sites: readonly ConsoleSite[]): string =>
  wordFor(sites.find(({ id }) => id === site)?.plans, plan) ?? plan
