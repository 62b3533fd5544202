// What the browser keeps for the console; where storage is forbidden, or lost what it had, as long as the page lives.

export type Kept = Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>

export interface ConsoleStorage {
  /** Of every tab of this browser. */
  shared: Kept
  /** Of this tab, through a reload. */
  tab: Kept
  /** Calls `act` when another tab has changed what is shared. @returns what ends that */
  watch: (key: string, act: (value: string | null) => void) => () => void
}

function open(name: 'localStorage' | 'sessionStorage'): Kept {
  /** What could not be stored. */
  const here = new Map<string, string>()
  const tried = <T>(act: (storage: Storage) => T): T | null => {
    try {
      return act(globalThis[name])
    } catch {
      return null
    }
  }
  return {
    getItem: (key) => here.get(key) ?? tried((storage) => storage.getItem(key)),
    setItem(key, value) {
      here.delete(key)
      // Some take everything and keep nothing.
      const isKept = tried((storage) => {
        storage.setItem(key, value)
        return storage.getItem(key) === value
      })
      if (!isKept) here.set(key, value)
    },
    removeItem(key) {
      here.delete(key)
      tried((storage) => storage.removeItem(key))
    },
  }
}

export const openStorage = (): ConsoleStorage => ({
  shared: open('localStorage'),
  tab: open('sessionStorage'),
  watch(key, act) {
    const hear = (event: StorageEvent) => {
      if (event.key === key) act(event.newValue)
    }
    addEventListener('storage', hear)
    return () => removeEventListener('storage', hear)
  },
})

export const storage = openStorage()

/** Reads a list or an object that was kept as JSON; `otherwise` where there is nothing, or nothing of that kind. */
export const readJson = <T extends object>(kept: Kept, key: string, otherwise: T): T => {
  const text = kept.getItem(key) ?? ''
  try {
    const value: unknown = JSON.parse(text)
    const isKind = typeof value === 'object' && value !== null && Array.isArray(value) === Array.isArray(otherwise)
    return isKind ? (value as T) : otherwise
  } catch {
    // Cut off, or of a page that is none of ours: a console that will not open helps nobody.
    return otherwise
  }
}
