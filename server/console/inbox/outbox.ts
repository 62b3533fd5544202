// What an agent has done and the server has not acknowledged: kept in the browser through reloads, sent in order, and
// done once however often it is sent.

import { computed, type ReadonlySignal, signal } from '@preact/signals'
import { limits } from '../../limits.ts'
import type { Act as Doing, Acted } from '../../protocol/act.ts'
import type { fromAgent } from '../../protocol/agent.ts'
import type { Answer } from '../../protocol/answer.ts'
import type { Message, Summary } from '../../protocol/conversation.ts'
import type { Attachment } from '../../protocol/files.ts'
import type { Presence } from '../../protocol/staff.ts'
import { deliver } from '../../../widget/deliver.ts'
import { fits } from '../../../widget/json.ts'
import { begin } from '../../../widget/life.ts'
import type { AnyLine } from '../../../widget/line.ts'
import { randomId } from '../../../widget/memory.ts'
import type { Line, Payload } from '../line.ts'
import { type ConsoleStorage, readJson } from '../storage.ts'

/** What waits to be acknowledged, in every tab of this agent. */
export interface Entry {
  id: string
  conversation: string
  /** The agent who did it: another who signs in here sends nothing of theirs. */
  by: string
  act: Act
  text: string
  /** The mail it is about. */
  mail?: number
  /** What is done to conversations, to which, and what is drawn of each until it is done; and whose doing it is. */
  doing?: Doing
  on?: string[]
  drawn?: Record<string, Partial<Summary>>
  doable?: string
  /** The latest message that was seen when it was written; without it, it goes whoever has answered since. */
  seen?: number
  /** What goes with it; the server has them already. */
  files?: Attachment[]
  /** Why it was refused; null while it waits. */
  refused: string | null
}
export type Act = keyof typeof acts

/** An event with its payload, as the server wants to be told. */
const request = <E extends keyof typeof fromAgent>(event: E, payload: Payload<E>) => ({ event, payload })

/** What an agent does that waits until it is acknowledged: doing it twice is doing it once. */
const acts = {
  send: ({ conversation, id, text, files, seen }: Entry) =>
    request('message:send', {
      conversation,
      id,
      text,
      ...(files && { files: files.map((file) => file.id) }),
      ...(seen !== undefined && { seen }),
    }),
  note: ({ conversation, id, text }: Entry) => request('note:add', { conversation, id, text }),
  do: ({ id, doing, on }: Entry) => request('act:do', { id, act: doing!, conversations: on! }),
  // As consoles of before have kept them.
  take: ({ conversation }: Entry) => request('conversation:take', { conversation }),
  close: ({ conversation }: Entry) => request('conversation:close', { conversation }),
  critical: ({ conversation }: Entry) => request('ticket:mark', { conversation, critical: true }),
  ordinary: ({ conversation }: Entry) => request('ticket:mark', { conversation, critical: false }),
  again: ({ conversation, mail }: Entry) => request('mail:again', { conversation, mail: mail! }),
  settle: ({ conversation, mail }: Entry) => request('mail:settle', { conversation, mail: mail! }),
}
export const isWritten = ({ act }: Pick<Entry, 'act'>): boolean => act === 'send' || act === 'note'

const key = 'rotame:unsent'

interface OutboxParts {
  line: Line
  storage: ConsoleStorage
  me: ReadonlySignal<Presence | null>
}

interface Outcome {
  message?: Message
  conversation?: Summary
  refused?: Acted['refused']
}
type Done = Answer<Outcome>
/** Hears what the server has said of an entry, before it leaves the outbox. */
export type OutboxWatcher = (entry: Entry, answer: Done) => Promise<void> | void

export class Outbox {
  readonly #parts: OutboxParts
  readonly #stored = signal<Entry[]>([])
  readonly #watchers = new Set<OutboxWatcher>()
  readonly #next: () => Promise<void>
  /** This agent's, in the order in which they were done. */
  readonly entries = computed(() => this.#stored.value.filter(({ by }) => by === this.#parts.me.value?.id))
  /** How conversations are drawn by what waits to be done to them. */
  readonly drawn = computed((): ReadonlyMap<string, Partial<Summary>> => {
    const drawn = new Map<string, Partial<Summary>>()
    for (const { drawn: each = {} } of this.entries.value)
      for (const [id, patch] of Object.entries(each)) drawn.set(id, { ...drawn.get(id), ...patch })
    return drawn
  })
  /** Sends what waits. */
  readonly flush: () => Promise<void>
  readonly destroy: () => void

  constructor(parts: OutboxParts) {
    const { line, storage } = parts
    this.#parts = parts
    const life = begin(line.life)
    this.destroy = life.end
    const show = () => void (this.#stored.value = this.#read())
    show()
    life.ends(storage.watch(key, show))
    life.ends(line.on('welcome', show))
    const { flush, next } = deliver<Entry, Outcome>({
      life,
      socket: line.socket as AnyLine['socket'],
      waiting: () => this.entries.value.filter(({ refused }) => !refused),
      idOf: ({ id }) => id,
      send: (entry) => {
        const { event, payload } = acts[entry.act](entry)
        return line.ask(event, payload)
      },
      settle: (entry, answer) => this.#settle(entry, answer),
    })
    this.flush = flush
    this.#next = next
  }

  /** Does something to a conversation: it is kept first, and sent as soon as it can be. @returns its id */
  add(act: Act, conversation: string, what: Partial<Omit<Entry, 'id' | 'by' | 'act'>> = {}): string {
    const by = this.#parts.me.value!.id
    const entry: Entry = { id: randomId(), conversation, by, act, text: '', ...what, refused: null }
    // What the server would never read is not sent: it would end the line, and everything behind it would wait.
    if (entry.text.length > limits.text || !fits(acts[act](entry).payload)) entry.refused = 'too-long'
    this.#keep((entries) => [...entries, entry])
    void this.#next()
    return entry.id
  }

  get(id: string): Entry | undefined {
    return this.entries.value.find((entry) => entry.id === id)
  }

  drop(id: string): void {
    this.#keep((entries) => entries.filter((entry) => entry.id !== id))
  }

  /** To be told of whatever is seen to be stored: it waits no longer. */
  arrived(id: string): void {
    if (this.get(id)) this.drop(id)
  }

  /** @returns what ends the watching */
  watch(watcher: OutboxWatcher): () => void {
    this.#watchers.add(watcher)
    return () => void this.#watchers.delete(watcher)
  }

  async #settle(entry: Entry, answer: Done): Promise<void> {
    for (const watcher of this.#watchers) await watcher(entry, answer)
    // Taking what somebody else has taken is settled: the list says how it is, and whoever did it is told why.
    if (answer.ok || entry.act === 'do' || (!isWritten(entry) && answer.error !== 'failed')) return this.drop(entry.id)
    const { error: refused } = answer
    this.#keep((entries) => entries.map((each) => (each.id === entry.id ? { ...each, refused } : each)))
  }

  #read(): Entry[] {
    return readJson<Entry[]>(this.#parts.storage.shared, key, [])
  }

  /** Changes what waits, from what every tab has put there. */
  #keep(change: (entries: Entry[]) => Entry[]): void {
    const entries = change(this.#read())
    this.#parts.storage.shared.setItem(key, JSON.stringify(entries))
    this.#stored.value = entries
  }
}
