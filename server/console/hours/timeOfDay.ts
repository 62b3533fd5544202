// What an agent types as a time of day, as the instant that is meant.

import { clockOf } from '../../../widget/hours.ts'

const minute = 60_000
const day = 1_440

const minutesAt = (at: number, zone: string): number => {
  const { hour, minute: past } = clockOf(at, zone)
  return hour * 60 + Number(past)
}

/** The next instant after `now` at which clocks of a zone show `HH:MM`, or the first after it where they skip it. */
export function instantAt(time: string, now: number, zone: string): number {
  const [hours, minutes] = time.split(':').map(Number) as [number, number]
  const wanted = hours * 60 + minutes
  const start = Math.floor(now / minute) * minute
  const guess = start + ((wanted - minutesAt(start, zone) + day) % day || day) * minute
  // Between now and then the clocks may have changed.
  const off = ((wanted - minutesAt(guess, zone) + day * 1.5) % day) - day / 2
  const mended = guess + off * minute
  return minutesAt(mended, zone) === wanted && mended > now ? mended : Math.max(guess, mended)
}

/** `HH:MM`, as an input of type time has it. */
export function timeAt(at: number, zone: string): string {
  const { hour, minute: past } = clockOf(at, zone)
  return `${String(hour).padStart(2, '0')}:${past}`
}
