// Rounds: what is done again and again by itself, each for itself: what one cannot do keeps no other from what it does.

import { bounds } from '../bounds.ts'
import { giveBack, giveBackOfTeams } from '../conversations/giveBack.ts'
import { guarded } from '../faults.ts'
import { byServer, noteDone } from '../staff/audit.ts'
import { applyRetention } from '../visitors/retention.ts'
import { closeSlow } from '../wire/close.ts'
import type { Concepts } from './concepts.ts'
import type { Ground } from './ground.ts'

export function startRounds({ config, store, clock, realClock, live, log }: Ground, concepts: Concepts) {
  const { acts, offers, pushes, staff, inviting, files, indexing, learning } = concepts
  const beats = beatsOf({ config, store, live }, concepts)
  const sweeps = [() => files.sweep(), () => staff.sweep(), () => inviting.sweep(), () => acts.sweep()]
  const sweep = () => sweeps.forEach((act) => guarded(log, act)())
  const forget = guarded(log, async () => {
    const counts = await applyRetention({ store, retention: config.retention, clock, realClock })
    if (Object.keys(counts).length === 0) return
    log.info({ counts }, 'what was kept for long enough is gone')
    await noteDone(store, { ...byServer, what: 'retention-applied', facts: counts }, clock())
  })
  const learn = guarded(log, () => learning.look())
  const closeSlowReaders = () => {
    closeSlow(live.visitorSockets.sockets.values())
    closeSlow(live.agentSockets.sockets.values())
  }
  const every = (ms: number, act: () => unknown) => setInterval(guarded(log, act), ms)
  const timers = [
    ...beats.map((act) => every(bounds.heartbeat, act)),
    every(bounds.reading, closeSlowReaders),
    every(bounds.sweep, sweep),
    every(bounds.retention, forget),
    every(bounds.learning, learn),
  ]
  sweep()
  forget()
  guarded(log, () => pushes.beat())()
  indexing.wake()
  learn()
  return {
    /** What is done every heartbeat, now. */
    beat: () => Promise.all(beats.map((act) => act())),
    async stop() {
      timers.forEach((timer) => clearInterval(timer))
      pushes.stop()
      await offers.stop()
      await indexing.stop()
    },
  }
}

/** What is done at every heartbeat. */
function beatsOf({ config, store, live }: Pick<Ground, 'config' | 'store' | 'live'>, concepts: Concepts) {
  const { attendance, returning, offers } = concepts
  const { pushes, claims, heartbeat, publisher, staff, arrivals, availability, continuity, indexing } = concepts
  return [
    () => heartbeat.beat(config.sites.keys()),
    () => giveBack({ store, publisher }, staff.sitesOf),
    () => giveBackOfTeams({ store, publisher }),
    // Who is here is noted before anything is taken from who is not.
    async () => {
      await attendance.beat()
      await returning.look()
      await offers.look()
    },
    () => pushes.beat(),
    () => staff.beat(live.signIns),
    () => staff.beatStandings(live.signIns),
    () => availability.beat(),
    () => continuity.look(),
    () => claims.beat(),
    () => arrivals.beat(live),
    () => indexing.wake(),
  ]
}
