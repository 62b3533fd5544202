// Who is there and until when, by the server's clock; it flips on the minute in an open page.

import { computed, type Signal, signal } from '@preact/signals-core'
import type { Availability } from '../../server/protocol/hours.ts'
import type { Answered, OfSite } from '../../server/protocol/http.ts'
import { status } from '../hours.ts'
import { get } from './requests.ts'

/** @param address of the site's availability */
export function createPresence(availability: Signal<Availability | null>, address: string, gone: AbortSignal) {
  /** How far the server's clock is ahead of this one, ms. */
  const offset = signal(0)
  /** The product's minute. */
  const minute = signal(0)
  const now = () => Date.now() + offset.value
  return {
    /** The server's clock, ms. */
    now,
    /** How things stand, and whether somebody is there. */
    how: computed(() => {
      void minute.value
      const known = availability.value
      if (!known) return { open: false, changesAt: null, online: false, why: undefined }
      const at = status(known.windows, now(), known.override)
      return { ...at, online: at.open && known.team.length > 0 }
    }),
    tick: () => void (minute.value = Math.floor(now() / 60_000)),
    /**
     * Asks who is there, and sets the clock.
     * @param at when, by this clock: each question has its own
     * @throws when the server is away
     */
    async ask(at: number): Promise<Availability> {
      const response: Answered<OfSite['availability']> = await get(`${address}?${at}t`, gone)
      const known = await response.json()
      // An answer to another question was kept somewhere on the way: it moves no clock, and nobody need still be here.
      const [time = '', answered = at] = response.headers.get('rotame-time')?.split(' ') ?? []
      if (+answered !== at) known.team = []
      else if (+time) offset.value = +time - Date.now()
      return known
    },
  }
}
