// Quiet hours: when an agent is not called, on their own clock.

import type { Wishes } from '../protocol/push.ts'

export const usualWishes: Wishes = { tells: ['mine', 'queue', 'team', 'followed'], quiet: null, hasText: false }

export function isQuiet({ quiet }: Wishes, at: number): boolean {
  if (quiet === null) return false
  const { from, until, zone } = quiet
  const now = new Intl.DateTimeFormat('en-GB', {
    timeZone: zone,
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  }).format(at)
  return from <= until ? from <= now && now < until : now >= from || now < until
}
