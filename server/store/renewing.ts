// Renewing: a store that is idle, and whose file nobody else has, is wiped by making that file anew while the store is
// closed.

import { lockFolder } from './lock.ts'
import { type Store, Unusable } from './store.ts'

/**
 * @param open the store; again, once its file is another
 * @param take keeps others from the file, and gives what lets them again; null: others have it
 * @param anew makes the file anew; false where that cannot be, and then SQLite does as it can
 */
export async function renewing(
  open: () => Promise<Store>,
  take: () => (() => void) | null,
  anew: () => boolean,
): Promise<Store> {
  let opened = await open()
  const wipe = async (isIdle = false) => {
    const free = isIdle ? take() : null
    if (!free) return opened.wipe()
    try {
      await opened.close()
      let isAnew = false
      try {
        isAnew = anew()
      } finally {
        opened = await open()
        Object.assign(store, { ...opened, wipe, close: store.close })
      }
      if (!isAnew) await opened.wipe()
    } finally {
      free()
    }
  }
  const store: Store = { ...opened, wipe, close: () => opened.close() }
  return store
}

/** Takes a data folder's lock; null: somebody has it. */
export function lockIfFree(data: string): (() => void) | null {
  try {
    return lockFolder(data)
  } catch (error) {
    if (error instanceof Unusable) return null
    throw error
  }
}
