// Business hours: the owner's block of hours, computed into open windows, right at holidays and clock changes.

import { Temporal } from 'temporal-polyfill'
import { forever, status, type Status } from '../../widget/hours.ts'
import { dayLength, isoOf, weekdayOf } from './dates.ts'
import { holidaysOf } from './holidays.ts'
import type { Hours } from './schema.ts'
import type { Window } from '../protocol/hours.ts'

/**
 * What people have made of the hours from one instant until another, ms. Of changes that overlap the later in a list
 * holds.
 */
export interface Change {
  open: boolean
  from: number
  until: number
}

/**
 * The open windows that touch [from, to), in order, merged where they touch or overlap. A window belongs to the day it
 * starts on; a local time that a clock change skips is the first moment after it; one that happens twice is its first
 * occurrence for a start and its last for an end. Ends are true, `forever` for what never closes; the start of a window
 * that began in a year before may be said too late.
 */
export function windows(hours: Hours, from: number, to: number, changes: readonly Change[] = []): Window[] {
  const found: Window[] = []
  for (const window of windowsFrom(hours, from, changes)) {
    if (window[0] >= to) break
    found.push(window)
  }
  return found
}

/**
 * The windows that touch [from, to) and the next one after, so that who is told knows the next opening, however far.
 */
export function windowsAhead(hours: Hours, from: number, to: number, changes: readonly Change[] = []): Window[] {
  const found: Window[] = []
  for (const window of windowsFrom(hours, from, changes)) {
    found.push(window)
    if (window[0] >= to) break
  }
  return found
}

/** Whether it is open, and when that changes next; null when it never does. */
export function stateAt(hours: Hours, at: number, changes: readonly Change[] = []): Status {
  for (const window of windowsFrom(hours, at, changes)) return status([window], at)
  return status([], at)
}

export const isOpen = (hours: Hours, at: number): boolean => stateAt(hours, at).open

/** When it opens or closes next after `at`; null when it never does. */
export const nextChange = (hours: Hours, at: number): number | null => stateAt(hours, at).changesAt

/** The first instant at which `ms` of open time have passed since `at`; null when it never opens long enough. */
export function addOpenTime(hours: Hours, at: number, ms: number, changes: readonly Change[] = []): number | null {
  if (ms <= 0) return at
  let left = ms
  for (const [start, end] of windowsFrom(hours, at, changes)) {
    const from = Math.max(start, at)
    if (from + left <= end) return from + left
    left -= end - from
  }
  return null
}

/** Milliseconds of open time in [from, to). */
export function openTimeBetween(hours: Hours, from: number, to: number, changes: readonly Change[] = []): number {
  return windows(hours, from, to, changes).reduce(
    (sum, [start, end]) => sum + Math.min(end, to) - Math.max(start, from),
    0,
  )
}

/** Years without a change after which none will come: no rule of a holiday is rarer. */
const quietYears = 12

/** The merged windows that end after `at`, in order, as people have changed them. */
function* windowsFrom(hours: Hours, at: number, changes: readonly Change[]): Generator<Window, void, undefined> {
  if (changes.length === 0) return yield* scheduledFrom(hours, at)
  const first = Math.min(at, ...changes.map(({ from }) => from))
  const last = Math.max(...changes.map(({ until }) => until))
  // What lies behind the last change is as the week has it, however far that goes.
  const near: Window[] = []
  const rest = scheduledFrom(hours, first)
  let next = rest.next()
  for (; !next.done && next.value[0] <= last; next = rest.next()) near.push(next.value)
  for (const window of changes.reduce(changedBy, near)) if (window[1] > at) yield window
  for (; !next.done; next = rest.next()) if (next.value[1] > at) yield next.value
}

function changedBy(found: Window[], { open, from, until }: Change): Window[] {
  if (from >= until) return found
  const before = found.filter(([start]) => start < from).map(([start, end]): Window => [start, Math.min(end, from)])
  const after = found.filter(([, end]) => end > until).map(([start, end]): Window => [Math.max(start, until), end])
  if (!open) return [...before, ...after]
  const start = before.at(-1)?.[1] === from ? before.pop()![0] : from
  const end = after[0]?.[0] === until ? after.shift()![1] : until
  return [...before, [start, end], ...after]
}

/** The merged windows of the schedule that end after `at`, in order. */
function* scheduledFrom(hours: Hours, at: number): Generator<Window, void, undefined> {
  const first = new Date(at).getUTCFullYear() - 1
  let last = Math.max(first + 1, calendarOf(hours).lastException) + quietYears
  let open: Window | null = null
  for (let year = first; year <= last; year++) {
    for (const window of windowsOfYear(hours, year)) {
      if (window[1] <= at) continue
      if (open && window[0] <= open[1]) {
        if (window[1] > open[1]) open = [open[0], window[1]]
        continue
      }
      if (open) yield open
      open = window
      last = Math.max(last, year + quietYears)
    }
  }
  if (!open) return
  // What is still open after years without a change never closes.
  yield open[1] < midnightOf(last + 1) - 2 * dayLength ? open : [open[0], forever]
}

interface Calendar {
  /** The year of the last exception. */
  lastException: number
  years: Map<number, Window[]>
}

const calendars = new WeakMap<Hours, Calendar>()

/** What is remembered of a block of hours, which does not change once it is read. */
function calendarOf(hours: Hours): Calendar {
  const known = calendars.get(hours)
  if (known) return known
  const lastException = Number(Object.keys(hours.exceptions).toSorted().at(-1)?.slice(0, 4) ?? 0)
  const made: Calendar = { lastException, years: new Map() }
  calendars.set(hours, made)
  return made
}

/** The windows of the days of a year, merged. */
function windowsOfYear(hours: Hours, year: number): Window[] {
  const { years } = calendarOf(hours)
  const known = years.get(year)
  if (known) return known
  const [from, to] = [midnightOf(year), midnightOf(year + 1)]
  const stretches = stretchesOf(hours.timezone, from - 2 * dayLength, to + 3 * dayLength)
  const closings = closingsOf(hours, year)
  const made: [number, number][] = []
  for (let date = from; date < to; date += dayLength) {
    for (const [start, end] of spansOn(hours, date, closings)) {
      const window: [number, number] = [firstAt(stretches, start), lastAt(stretches, end)]
      const before = made.at(-1)
      if (before && window[0] <= before[1]) before[1] = Math.max(before[1], window[1])
      else if (window[0] < window[1]) made.push(window)
    }
  }
  years.set(year, made)
  return made
}

/** Of each holiday of a year, the local time at which it closes. */
function closingsOf({ holidays, timezone }: Hours, year: number): Map<string, string> {
  const found = new Map<string, string>()
  for (const { date, from } of holidays ? holidaysOf(holidays, timezone, year) : [])
    if (!found.has(date)) found.set(date, from)
  return found
}

/** The local times between which it is open on a date, in order. */
function spansOn(hours: Hours, date: number, closings: Map<string, string>): [start: number, end: number][] {
  const iso = isoOf(date)
  const exception = hours.exceptions[iso]
  const closing = exception ? undefined : closings.get(iso)
  const texts = exception ?? hours.weekly[weekdayOf(iso)]
  const closesAt = closing === undefined ? Infinity : date + msOf(closing)
  return texts
    .toSorted()
    .map((text): [number, number] => {
      const [start, end] = [date + msOf(text.slice(0, 5)), date + msOf(text.slice(6))]
      return [start, Math.min(end > start ? end : end + dayLength, closesAt)]
    })
    .filter(([start, end]) => start < end)
}

const msOf = (clock: string) => (Number(clock.slice(0, 2)) * 60 + Number(clock.slice(3))) * 60_000

/** A time in which the zone's clocks are `offset` ms ahead of UTC. */
interface Stretch {
  from: number
  to: number
  offset: number
}

/** The stretches of a zone from one clock change to the next, in [from, to). */
function stretchesOf(timezone: string, from: number, to: number): Stretch[] {
  const found: Stretch[] = []
  let at = Temporal.Instant.fromEpochMilliseconds(from).toZonedDateTimeISO(timezone)
  for (;;) {
    const next = at.getTimeZoneTransition('next')
    const ends = Math.min(next?.epochMilliseconds ?? to, to)
    found.push({ from: at.epochMilliseconds, to: ends, offset: at.offsetNanoseconds / 1_000_000 })
    if (!next || ends === to) return found
    at = next
  }
}

/** The first instant at which clocks show a local time, or the first one after it where they skip it. */
function firstAt(stretches: Stretch[], local: number): number {
  const { from, offset } = stretches.find(({ to, offset }) => local < to + offset)!
  return Math.max(from, local - offset)
}

/** The last instant at which clocks show a local time, or the first one after it where they skip it. */
function lastAt(stretches: Stretch[], local: number): number {
  const { to, offset } = stretches.findLast(({ from, offset }) => from + offset <= local)!
  return Math.min(to, local - offset)
}

/** A year may be before 100, which `Date.UTC` takes for 19xx. */
const midnightOf = (year: number) => new Date(0).setUTCFullYear(year, 0, 1)

/** The instant that ISO 8601 text names, ms; null when it names none, or a local time without an offset. */
export function instantOf(text: string): number | null {
  if (!/^\d{4}-/.test(text)) return null
  try {
    return Temporal.Instant.from(text).epochMilliseconds
  } catch {
    return null
  }
}
