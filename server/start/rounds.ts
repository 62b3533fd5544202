// Rounds: what is done again and again by itself, each for itself: what one cannot do keeps no other from what it does.

import { bounds } from '../bounds.ts'
import { guarded } from '../faults.ts'
import { forgetSearches } from '../faq/insights.ts'
import { closeSlow } from '../wire/close.ts'
import type { Concepts } from './concepts.ts'
import type { Ground } from './ground.ts'

export function startRounds({ config, store, clock, live, log }: Ground, concepts: Concepts) {
  const { acts, conversations, staff, arrivals, availability, continuity, files, finding } = concepts
  const beats = [
    () => conversations.beat(config.sites.keys()),
    () => conversations.giveBack(staff.sitesOf),
    () => staff.beat(live),
    () => staff.beatStandings(live),
    () => availability.beat(),
    () => continuity.look(),
    () => arrivals.beat(live),
  ]
  const sweeps = [() => files.sweep(), () => staff.sweep(), () => acts.sweep(), () => forgetSearches({ store, clock })]
  const sweep = () => sweeps.forEach((act) => guarded(log, act)())
  const closeSlowReaders = () => {
    closeSlow(live.visitorSockets.sockets.values())
    closeSlow(live.agentSockets.sockets.values())
  }
  const every = (ms: number, act: () => unknown) => setInterval(guarded(log, act), ms)
  const timers = [
    ...beats.map((act) => every(bounds.heartbeat, act)),
    every(bounds.reading, closeSlowReaders),
    every(bounds.sweep, sweep),
  ]
  sweep()
  guarded(log, () => finding.addOlder())()
  return {
    /** What is done every heartbeat, now. */
    beat: () => Promise.all(beats.map((act) => act())),
    async stop() {
      timers.forEach((timer) => clearInterval(timer))
      await finding.stop()
    },
  }
}
