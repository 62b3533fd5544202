// What an agent has done and the server has not acknowledged: kept in the browser through reloads, sent in order, and
// done once however often it is sent.

import { computed, type ReadonlySignal, signal } from '@preact/signals'
import { limits } from '../../limits.ts'
import type { Act as Doing, Acted, Step } from '../../protocol/act.ts'
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
import type { ChosenArticle } from './drafts.ts'

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
  /** What is done with a reply; `drawn` of it too. */
  steps?: Step[]
  /** What goes with it; the server has them already. */
  files?: Attachment[]
  article?: ChosenArticle
  /** Why it was refused; null while it waits. */
  refused: string | null
}
export type Act = keyof typeof acts

/** An event with its payload, as the server wants to be told. */
const request = <E extends keyof typeof fromAgent>(event: E, payload: Payload<E>) => ({ event, payload })

const doing = ({ id, conversation, on = [conversation] }: Entry, act: Doing) =>
  request('act:do', { id, act, conversations: on })

/** What an agent does that waits until it is acknowledged: doing it twice is doing it once. */
const acts = {
  send: ({ conversation, id, text, files, article, seen, steps }: Entry) =>
    request('message:send', {
      conversation,
      id,
      text,
      ...(files && { files: files.map((file) => file.id) }),
      ...(article && { article: article.id }),
      ...(seen !== undefined && { seen }),
      ...(steps && { steps }),
    }),
  note: ({ conversation, id, text }: Entry) => request('note:add', { conversation, id, text }),
  do: (entry: Entry) => doing(entry, entry.doing!),
  // As consoles of before have kept them.
  take: (entry: Entry) => doing(entry, { kind: 'take' }),
  close: (entry: Entry) => doing(entry, { kind: 'close' }),
  critical: (entry: Entry) => doing(entry, { kind: 'critical', on: true }),
  ordinary: (entry: Entry) => doing(entry, { kind: 'critical', on: false }),
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
type OutboxWatcher = (entry: Entry, answer: Done) => Promise<void> | void

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
    for (const { drawn: each = {}, refused } of this.entries.value)
      for (const [id, patch] of Object.entries(refused ? {} : each)) drawn.set(id, { ...drawn.get(id), ...patch })
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
      send: async ({ id }) => {
        const entry = this.get(id)
        if (entry) {
          const { event, payload } = acts[entry.act](entry)
          return line.ask(event, payload)
        }
        // It waits no longer: what is behind it goes in the next turn.
        void this.#next()
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
    // What is written can be taken back; whatever else was not done is told as if the server had refused it.
    if (entry.refused && !isWritten(entry))
      queueMicrotask(() => void this.#settle(entry, { ok: false, error: 'too-long' }))
    void this.#next()
    return entry.id
  }

  get(id: string): Entry | undefined {
    return this.entries.value.find((entry) => entry.id === id)
  }

  drop(id: string): void {
    this.#keep((entries) => entries.filter((entry) => entry.id !== id))
  }

  /** Leaves some out of what is to be done; nothing is done where none is left. */
  spare(id: string, conversations: readonly string[]): void {
    this.#keep((entries) =>
      entries.flatMap((entry) => {
        if (entry.id !== id) return [entry]
        const on = entry.on!.filter((each) => !conversations.includes(each))
        const drawn = Object.fromEntries(on.map((each) => [each, entry.drawn![each]!]))
        return on.length > 0 ? [{ ...entry, on, drawn }] : []
      }),
    )
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
