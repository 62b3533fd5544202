// Tells that somebody does something at this screen: now and then, and at once where it counts as away without.

import type { Desk } from '../desk.ts'
import { used } from '../activity.ts'

/** ms between two signs: what is idle for a minute is away at the earliest. */
const pause = 30_000

const signs = ['pointerdown', 'pointermove', 'wheel', 'keydown', 'touchstart'] as const

export function watchPresence({ agent, line, place }: Desk): void {
  let toldAt = 0
  const hear = () => {
    used.at = Date.now()
    const isIdle = agent.me.value?.why === 'idle'
    const isWanted = isIdle || (agent.attendance.value?.idle ?? null) !== null
    if (!isWanted || used.at - toldAt < (isIdle ? 1_000 : pause) || !line.socket.connected) return
    toldAt = used.at
    void line.ask('presence:here', {})
  }
  for (const sign of signs) line.life.on(place, sign, hear)
}
