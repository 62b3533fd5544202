// What survives a reload: the visitor's secret, draft and outbox, in IndexedDB; in memory where storage is forbidden.

import type { TicketOpen } from '../server/protocol/ticket.ts'
import type { ConversationStart } from '../server/protocol/visitor.ts'
import { openDatabase } from './database.ts'
import type { Life } from './life.ts'

/** What waits to be acknowledged, with the ids it had before its first attempt. */
export type Entry = { key?: number; at: number; /** Why it was refused. */ refused?: string } & (
  | { kind: 'start'; payload: ConversationStart }
  | { kind: 'send'; payload: { conversation: string; id: string; text: string; files?: string[] } }
  | { kind: 'ticket'; payload: TicketOpen }
)

/** What waits of a conversation. */
export type ChatEntry = Exclude<Entry, { kind: 'ticket' }>

export interface Memory {
  /**
   * The other tabs of this browser: '' says that the outbox has changed, anything else that all was cleared, for whom
   * it names; null where storage is forbidden.
   */
  tabs: BroadcastChannel | null
  /** The token with which the page proves who the visitor is, once what another person left here is gone. */
  proof: Promise<string | undefined> | undefined
  /** What the server knows the visitor by: their secret, made and stored at the first call, and a token. */
  credentials(): Promise<{ secret: string; token: string | undefined }>
  /** In the order in which they were first put. */
  outbox(): Promise<Entry[]>
  /**
   * Stores an entry, or what became of it, and tells the other tabs; it is put before anything is sent. What was the
   * draft is none once it is first put.
   */
  put(entry: Entry): Promise<void>
  remove(id: string): Promise<void>
  /** What has begun to be written to a person; or, by name, in the other fields of a form. */
  draft(name?: 'fields'): Promise<string>
  keepDraft(text: string, name?: 'fields'): Promise<void>
  /**
   * Clears everything that is kept of this visitor. @param isElsewhere whether another tab has cleared what is stored
   */
  forget(isElsewhere?: boolean, next?: string): Promise<void>
  /** Tells the loader of later pages that a conversation is open or something waits, or no longer. */
  remember(isOpen: boolean): void
  /**
   * A choice the visitor made: `locale`, `sound`; that there are `files`; and `sub`, the identity whose all this is.
   */
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

/** Numbered as they come: the order they were written in is the order they are sent in. */
const stores = { facts: {}, outbox: { keyPath: 'key', autoIncrement: true } }
type Database = ReturnType<typeof openDatabase<keyof typeof stores>>

/** Nothing is opened or stored before the first call. */
export function openMemory(site: string, life: Life): Memory {
  const name = `rotame:${site}`
  const within = openDatabase(name, stores, life)
  const tabs = openTabs(name, life)
  const facts: Record<string, string> = {}
  /** Grows when what is kept is cleared: whoever asked before gets no secret that is stored after. */
  let cleared = 0

  const fact = async (key: string): Promise<string> =>
    (await within<string>('facts', 'readonly', (store) => store.get(key))) ?? facts[key] ?? ''
  const keep = async (key: string, value: string): Promise<void> => {
    facts[key] = value
    await within('facts', 'readwrite', (store) => store.put(value, key))
  }
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a channel has no target
  const tell = (what: string) => void local(() => tabs?.postMessage(what))
  const { clear, ...outbox } = openOutbox(within, facts, life, tell)
  return {
    tabs,
    ...outbox,
    ...choices(name),
    proof: undefined,
    async credentials() {
      const before = cleared
      const token = await this.proof
      const known = await fact('secret')
      if (before !== cleared) return new Promise(() => {})
      if (!known) {
        // Of two tabs that race, `add` lets one win; the other reads what it wrote.
        facts['secret'] = randomId(32)
        await within('facts', 'readwrite', (store) => store.add(facts['secret'], 'secret'))
      }
      return { token, secret: await fact('secret') }
    },
    draft: (name) => fact(name ?? 'draft'),
    keepDraft: (text, name) => keep(name ?? 'draft', text),
    async forget(isElsewhere, next) {
      cleared++
      clear()
      for (const key in facts) delete facts[key]
      if (isElsewhere) return
      tell(next || name)
      for (const key of ['', ':locale', ':sound', ':files', ':sub']) local((storage) => storage.removeItem(name + key))
      // Both are begun at once, so that nothing stored after can be cleared.
      await Promise.all(
        (['facts', 'outbox'] as const).map((store) => within(store, 'readwrite', (each) => each.clear())),
      )
    },
  }
}

/** @param facts what is kept besides, as far as it was written here: the draft ends with the first put */
function openOutbox(within: Database, facts: Record<string, string>, life: Life, tell: (what: string) => void) {
  let entries: Entry[] = []
  let isLoose = false
  // What is kept nowhere is lost with the page: the browser asks before.
  life.on(window, 'beforeunload', (event: Event) => {
    if (isLoose && entries.length > 0) event.preventDefault()
  })
  /** What is stored, and what could not be. */
  const outbox = async () => {
    const stored = await within<Entry[]>('outbox', 'readonly', (store) => store.getAll())
    return stored ? [...stored, ...entries.filter(({ key }) => !key)] : entries
  }
  return {
    outbox,
    async put(entry: Entry) {
      const isKnown = entries.some((each) => idOf(each) === idOf(entry))
      const isNew = !entry.key && !isKnown
      entries = isKnown ? entries.map((each) => (idOf(each) === idOf(entry) ? entry : each)) : [...entries, entry]
      const write = (store: IDBObjectStore) => {
        const request = store.put(entry)
        // At once: a page that ends in between would find its message in the composer too, and send it again.
        if (isNew && entry.kind !== 'ticket') store.transaction.objectStore('facts').put((facts['draft'] = ''), 'draft')
        return request
      }
      // A full disk is no reason not to send.
      const key = await within('outbox', 'readwrite', write)
      if (key) entry.key = key as number
      isLoose = !key
      tell('')
    },
    async remove(id: string) {
      entries = entries.filter((entry) => idOf(entry) !== id)
      const found = (await outbox()).find((entry) => idOf(entry) === id)
      if (found?.key) await within('outbox', 'readwrite', (store) => store.delete(found.key!))
      tell('')
    },
    clear: () => void (entries = []),
  }
}

/** Storage is forbidden to some: choices and the open conversation live as long as the page. */
function local<T>(act: (storage: Storage) => T): T | null {
  try {
    return act(localStorage)
  } catch {
    return null
  }
}

function openTabs(name: string, life: Life): BroadcastChannel | null {
  const tabs = local(() => {
    const channel = new BroadcastChannel(name)
    // One that refuses this refuses everything.
    life.on(channel, 'message', () => null)
    return channel
  })
  life.ends(() => tabs?.close())
  return tabs
}

const choices = (name: string): Pick<Memory, 'remember' | 'setting' | 'set'> => ({
  remember: (isOpen) => void local((storage) => (isOpen ? storage.setItem(name, '1') : storage.removeItem(name))),
  setting: (key) => local((storage) => storage.getItem(`${name}:${key}`)),
  set: (key, value) => void local((storage) => storage.setItem(`${name}:${key}`, value)),
})
