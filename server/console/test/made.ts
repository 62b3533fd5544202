// What the tests of the console's state are about: agents, sites, conversations and messages as the server tells them.

import { signal } from '@preact/signals'
import type { Attending } from '../../protocol/attendance.ts'
import type { Detail, Message, Summary } from '../../protocol/conversation.ts'
import type { ConsoleSite, Presence } from '../../protocol/staff.ts'
import { type ConsoleStorage, type Kept } from '../storage.ts'

export const eleni: Presence = { id: 'eleni', name: 'Ελένη Παππά', presence: 'present' }
export const nikos: Presence = { id: 'nikos', name: 'Νίκος Αλεξίου', presence: 'present' }

export const site: ConsoleSite = {
  id: 'oxzino',
  name: 'OX Zino',
  locales: ['el', 'en'],
  categories: {},
  variables: [],
  plans: {},
  lacks: null,
  offers: 'all',
  files: { maxSize: 1_000 },
}

export function agentOf(me: Presence | null = eleni) {
  const ownTeams = signal(new Set<string>())
  return {
    me: signal(me),
    sites: signal([site]),
    attendance: signal<Attending | null>(null),
    ownTeams,
    isOurs: ({ team }: { team: string | null }) => team !== null && ownTeams.value.has(team),
    site: (id: string) => (id === site.id ? site : undefined),
  }
}

/** An id as conversations have them. */
export const idOf = (name: string) => name.padEnd(22, '_')

export const summaryOf = (name: string, patch: Partial<Summary> = {}): Summary => ({
  id: idOf(name),
  revision: 1,
  state: 'open',
  assignee: null,
  lastSeq: 1,
  readByAgent: 0,
  readByVisitor: 1,
  startedAt: 1_000,
  plan: 'basic',
  waiting: null,
  ticket: null,
  rating: null,
  site: site.id,
  name: null,
  email: null,
  guest: 7,
  sub: null,
  locale: 'el',
  waitingSince: 1_000,
  target: 'chat',
  dueAt: null,
  dueWithin: null,
  last: { author: 'visitor', text: 'Καλημέρα', at: 1_000 },
  unread: 1,
  here: true,
  topic: null,
  failedMails: 0,
  heldBack: null,
  bounced: null,
  noteCount: 0,
  answeredSeq: 0,
  snoozed: null,
  tags: [],
  priority: 'normal',
  isSpam: false,
  isMarked: false,
  team: null,
  offered: null,
  followers: [],
  parties: [],
  isBlocked: false,
  isAddressBlocked: false,
  closedAt: null,
  mergedInto: null,
  partCount: 0,
  ...patch,
})

export const detailOf = (name: string, patch: Partial<Detail> = {}): Detail => ({
  ...summaryOf(name),
  context: { page: { url: '', title: '' }, locale: 'el', zone: 'Europe/Athens', path: [], browser: '' },
  notes: [],
  parts: [],
  ...patch,
})

export const messageOf = (seq: number, patch: Partial<Message> = {}): Message => ({
  id: `message ${seq}`,
  seq,
  author: 'visitor',
  text: `Γραμμή ${seq}`,
  at: 1_000 * seq,
  ...patch,
})

/** What one browser keeps: tabs that are opened on it share the first half of it. */
export function openBrowser() {
  const shared = new Map<string, string>()
  const watchers = new Set<{ tab: object; key: string; act: (value: string | null) => void }>()
  const keptIn = (
    kept: Map<string, string>,
    changed: (key: string, value: string | null) => void = () => {},
  ): Kept => ({
    getItem: (key) => kept.get(key) ?? null,
    setItem(key, value) {
      // As browsers do it: what is the same is no change.
      if (kept.get(key) === value) return
      kept.set(key, value)
      changed(key, value)
    },
    removeItem(key) {
      kept.delete(key)
      changed(key, null)
    },
  })
  return {
    shared,
    openTab(kept = new Map<string, string>()): ConsoleStorage {
      const tab = {}
      const changed = (key: string, value: string | null) => {
        for (const watcher of watchers) if (watcher.tab !== tab && watcher.key === key) watcher.act(value)
      }
      return {
        shared: keptIn(shared, changed),
        tab: keptIn(kept),
        watch(key, act) {
          const watcher = { tab, key, act }
          watchers.add(watcher)
          return () => void watchers.delete(watcher)
        },
      }
    },
  }
}
