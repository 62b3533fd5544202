// Dates of a calendar: here a date is the ms of its midnight in UTC, whatever the zone, and a local time likewise.

export const days = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const
export const dayLength = 86_400_000

/** 2026-05-28 */
export const isoOf = (date: number): string => new Date(date).toISOString().split('T')[0]!

/** The key in `weekly` of an ISO date. */
export const weekdayOf = (date: string): (typeof days)[number] => days[(new Date(date).getUTCDay() + 6) % 7]!
