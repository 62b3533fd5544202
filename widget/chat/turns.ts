// The tabs of a browser have one outbox: one of them sends, for a few seconds at most, then another may.

import { limits } from '../../server/limits.ts'
import type { Life } from '../life.ts'

/**
 * Where locks are missing, refused or never given two may send the same; its id makes it one message.
 * @param name of the lock, which all tabs of a site share
 * @returns what runs something while no other tab does
 */
export function createTurns(name: string, life: Life): (act: () => Promise<void>) => Promise<void> {
  const ended = new Promise<void>((resolve) => life.ends(resolve))
  let isLockless = false
  return (act) => {
    let done: Promise<void> | undefined
    // Whoever ends in the middle of it lets the others go on.
    const once = () => (done ??= Promise.race([act(), ended]))
    return Promise.race([
      (async () => {
        if (!isLockless) await navigator.locks.request(name, once)
      })(),
      life.pause(2 * limits.turn),
    ]).then(() => {
      isLockless ||= !done
      return once()
    }, once)
  }
}
