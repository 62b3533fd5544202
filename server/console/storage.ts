// What the browser keeps for the desk; where storage is forbidden, or lost what it had, as long as the page lives.

type Kept = Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>

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

/** Named like what they stand for, so that nobody takes the others by mistake. */
export const localStorage = open('localStorage')
export const sessionStorage = open('sessionStorage')
