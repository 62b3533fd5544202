// Names and times as the console says them.

import { clockOf, dateWords } from '../../widget/hours.ts'
import type { Summary } from '../protocol.ts'
import { tag, words } from './strings.ts'

export const zone = Intl.DateTimeFormat().resolvedOptions().timeZone

export const nameOf = ({ name, email, ticket }: Summary): string => name ?? email ?? ticket?.email ?? words.visitor

export function timeOf(at: number): string {
  const { hour, minute } = clockOf(at, zone)
  return `${hour}:${minute}`
}

/** The time alone today, else the day. */
export function shortTime(at: number, now: number): string {
  if (clockOf(at, zone).date === clockOf(now, zone).date) return timeOf(at)
  return new Intl.DateTimeFormat(tag, { timeZone: zone, day: 'numeric', month: 'short' }).format(at)
}

/** «Σήμερα», or the day in full. */
export const dayOf = (at: number, now: number): string =>
  clockOf(at, zone).date === clockOf(now, zone).date ? words.today : dateWords(at, zone, tag, true)
