// What survives a reload: the visitor's secret, draft and outbox, in IndexedDB; in memory where storage is forbidden.

import type { ConversationStart, TicketOpen } from '../server/protocol.ts'

/** What waits to be acknowledged, with the ids it had before its first attempt. */
export type Entry = { key?: number; at: number; /** Why it was refused. */ refused?: string } & (
  | { kind: 'start'; payload: ConversationStart }
  | { kind: 'send'; payload: { conversation: string; id: string; text: string; files?: string[] } }
  | { kind: 'ticket'; payload: TicketOpen }
)

export interface Memory {
  /** The other tabs of this browser: '' says that the outbox has changed, anything else that all was cleared, for whom it names; null where storage is forbidden. */
  tabs: BroadcastChannel | null
  /** The token with which the page proves who the visitor is, once what another person left here is gone. */
  proof: Promise<string | undefined> | undefined
  /** What the server knows the visitor by: their secret, made and stored at the first call, and a token. */
  credentials(): Promise<{ secret: string; token: string | undefined }>
  /** In the order in which they were first put. */
  outbox(): Promise<Entry[]>
  /** Stores an entry, or what became of it; it is put before anything is sent. What was the draft is none from then on. */
  put(entry: Entry): Promise<void>
  remove(id: string): Promise<void>
  /** What has begun to be written to a person; or, by name, in the other fields of a form. */
  draft(name?: 'fields'): Promise<string>
  keepDraft(text: string, name?: 'fields'): Promise<void>
  /** Clears everything that is kept of this visitor. @param isElsewhere whether another tab has cleared what is stored */
  forget(isElsewhere?: boolean, next?: string): Promise<void>
  /** Tells the loader of later pages that a conversation is open, or no longer. */
  remember(isOpen: boolean): void
  /** A choice the visitor made: `locale`, `sound`; that there are `files`; and `sub`, the identity whose all this is. */
  setting(name: string): string | null
  set(name: string, value: string): void
}

/** 128 random bits and more, base64url; `getRandomValues` works without TLS. */
export function randomId(bytes = 16): string {
  const text = String.fromCharCode(...crypto.getRandomValues(new Uint8Array(bytes)))
  return btoa(text).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '')
}

/** The id of what an entry says: a message's or a form's. */
export const idOf = (entry: Entry): string => (entry.kind === 'start' ? entry.payload.message.id : entry.payload.id)

/** Nothing is opened or stored before the first call. */
export function openMemory(site: string): Memory {
  const name = `rotame:${site}`
  let opened: Promise<IDBDatabase | null> | undefined
  let entries: Entry[] = []
  let isLoose = false
  const facts: Record<string, string> = {}

  /** Runs one transaction, and resolves when it is on disk; null where storage is forbidden. */
  const within = async <T>(
    store: 'facts' | 'outbox',
    mode: IDBTransactionMode,
    act: (store: IDBObjectStore) => IDBRequest<T>,
  ): Promise<T | null> => {
    const db = await (opened ??= open(name))
    if (!db) return null
    return new Promise((resolve, reject) => {
      // Over both stores, so that all come to disk in the order they were begun in.
      const transaction = db.transaction(['facts', 'outbox'], mode, { durability: 'strict' })
      const request = act(transaction.objectStore(store))
      // Said at once: a page that ends now has written all the same.
      if (mode === 'readwrite') transaction.commit()
      transaction.oncomplete = () => resolve(request.result)
      transaction.onerror = transaction.onabort = () => reject(transaction.error)
    })
  }
  const fact = async (key: string): Promise<string> =>
    (await within<string>('facts', 'readonly', (store) => store.get(key))) ?? facts[key] ?? ''
  const keep = async (key: string, value: string): Promise<void> => {
    facts[key] = value
    await within('facts', 'readwrite', (store) => store.put(value, key))
  }
  // What is kept nowhere is lost with the page: the browser asks before.
  addEventListener('beforeunload', (event) => {
    if (isLoose && entries.length > 0) event.preventDefault()
  })
  /** What is stored, and what could not be. */
  const outbox = async () => [
    ...((await within<Entry[]>('outbox', 'readonly', (store) => store.getAll())) ?? []),
    ...entries.filter(({ key }) => !key),
  ]
  const local = <T>(act: (storage: Storage) => T): T | null => {
    try {
      return act(localStorage)
    } catch {
      // Storage is forbidden: choices and the open conversation live as long as the page.
      return null
    }
  }
  const tabs = local(() => new BroadcastChannel(name))
  return {
    tabs,
    proof: undefined,
    async credentials() {
      const token = await this.proof
      if (!(await fact('secret'))) {
        // Of two tabs that race, `add` lets one win; the other reads what it wrote.
        facts['secret'] = randomId(32)
        await within('facts', 'readwrite', (store) => store.add(facts['secret'], 'secret')).catch(() => null)
      }
      return { token, secret: await fact('secret') }
    },
    outbox,
    async put(entry) {
      entries = [...entries.filter((each) => idOf(each) !== idOf(entry)), entry]
      const write = (store: IDBObjectStore) => {
        const request = store.put(entry)
        // At once: a page that ends in between would find its message in the composer too, and send it again.
        if (!entry.key && entry.kind !== 'ticket')
          store.transaction.objectStore('facts').put((facts['draft'] = ''), 'draft')
        return request
      }
      // A full disk is no reason not to send.
      const key = await within('outbox', 'readwrite', write).catch(() => 0)
      if (key) entry.key = key as number
      isLoose = !key
    },
    async remove(id) {
      entries = entries.filter((entry) => idOf(entry) !== id)
      const found = (await outbox()).find((entry) => idOf(entry) === id)
      if (found?.key) await within('outbox', 'readwrite', (store) => store.delete(found.key!))
    },
    draft: (name) => fact(name ?? 'draft'),
    keepDraft: (text, name) => keep(name ?? 'draft', text),
    async forget(isElsewhere, next) {
      entries = []
      for (const key in facts) delete facts[key]
      if (isElsewhere) return
      // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a channel has no target
      tabs?.postMessage(next || name)
      for (const key of ['', ':locale', ':sound', ':files', ':sub']) local((storage) => storage.removeItem(name + key))
      // Both are begun at once, so that nothing stored after can be cleared.
      await Promise.all(
        (['facts', 'outbox'] as const).map((store) => within(store, 'readwrite', (each) => each.clear())),
      )
    },
    remember: (isOpen) => void local((storage) => (isOpen ? storage.setItem(name, '1') : storage.removeItem(name))),
    setting: (key) => local((storage) => storage.getItem(`${name}:${key}`)),
    set: (key, value) => void local((storage) => storage.setItem(`${name}:${key}`, value)),
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
