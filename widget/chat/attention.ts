// Whether anybody looks at the page, and when they come back to it.

import type { Life } from '../life.ts'

export const isLookedAt = (): boolean => document.visibilityState === 'visible'

/** Calls `act` when somebody comes back to the page, or its line does. */
export function onReturn(life: Life, act: () => void): void {
  const look = () => isLookedAt() && act()
  life.on(document, 'visibilitychange', look)
  life.on(window, 'online', look)
}
