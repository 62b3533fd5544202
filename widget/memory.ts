// What survives a reload: the visitor's secret and the outbox, in IndexedDB; in memory where storage is forbidden.

import type { ConversationStart } from '../server/protocol.ts'

/** What waits to be acknowledged, with the ids it had before its first attempt. */
export type Entry =
  | { key?: number; kind: 'start'; payload: ConversationStart; at: number }
  | { key?: number; kind: 'send'; payload: { conversation: string; id: string; text: string }; at: number }

export interface Memory {
  /** The visitor's secret, made and stored at the first call. */
  secret(): Promise<string>
  outbox(): Promise<Entry[]>
  /** Stores an entry; it is `put` before anything is sent. */
  put(entry: Entry): Promise<void>
  remove(id: string): Promise<void>
  /** Tells the loader of later pages that a conversation is open, or no longer. */
  remember(isOpen: boolean): void
}

/** 128 random bits and more, base64url; `getRandomValues` works without TLS. */
export function randomId(bytes = 16): string {
  const text = String.fromCharCode(...crypto.getRandomValues(new Uint8Array(bytes)))
  return btoa(text).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '')
}

const idOf = (entry: Entry) => (entry.kind === 'start' ? entry.payload.message.id : entry.payload.id)

/** Nothing is opened or stored before the first call. */
export function openMemory(site: string): Memory {
  const name = `rotame:${site}`
  let opened: Promise<IDBDatabase | null> | undefined
  const database = () => (opened ??= open(name))
  const fallback = { secret: '', entries: [] as Entry[] }
  return {
    async secret() {
      const db = await database()
      if (!db) return (fallback.secret ||= randomId(32))
      const store = db.transaction('facts', 'readwrite').objectStore('facts')
      // One transaction: of two tabs that race, the second reads what the first wrote.
      const known = await result<string | undefined>(store.get('secret'))
      if (known) return known
      const made = randomId(32)
      await result(store.put(made, 'secret'))
      return made
    },
    async outbox() {
      const db = await database()
      if (!db) return [...fallback.entries]
      return result<Entry[]>(db.transaction('outbox').objectStore('outbox').getAll())
    },
    async put(entry) {
      const db = await database()
      if (!db) return void fallback.entries.push(entry)
      await done(db, (store) => store.add(entry))
    },
    async remove(id) {
      const db = await database()
      if (!db) return void (fallback.entries = fallback.entries.filter((entry) => idOf(entry) !== id))
      const entries = await result<Entry[]>(db.transaction('outbox').objectStore('outbox').getAll())
      const found = entries.find((entry) => idOf(entry) === id)
      if (found) await done(db, (store) => store.delete(found.key!))
    },
    remember(isOpen) {
      try {
        if (isOpen) localStorage.setItem(name, '1')
        else localStorage.removeItem(name)
      } catch {
        // Storage is forbidden: the conversation lives as long as the page.
      }
    },
  }
}

function open(name: string): Promise<IDBDatabase | null> {
  return new Promise((resolve) => {
    try {
      const asked = indexedDB.open(name, 1)
      asked.onupgradeneeded = () => {
        asked.result.createObjectStore('facts')
        // Numbered as they come: the order they were written in is the order they are sent in.
        asked.result.createObjectStore('outbox', { keyPath: 'key', autoIncrement: true })
      }
      asked.onsuccess = () => resolve(asked.result)
      asked.onerror = () => resolve(null)
    } catch {
      resolve(null)
    }
  })
}

const result = <T>(request: IDBRequest): Promise<T> =>
  new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result as T)
    request.onerror = () => reject(request.error)
  })

/** Resolves when the change is on disk, not only asked for. */
const done = (db: IDBDatabase, change: (store: IDBObjectStore) => void): Promise<void> =>
  new Promise((resolve, reject) => {
    const transaction = db.transaction('outbox', 'readwrite', { durability: 'strict' })
    change(transaction.objectStore('outbox'))
    transaction.oncomplete = () => resolve()
    transaction.onerror = () => reject(transaction.error)
  })
