// What is closed, or held for spam: asked for page by page from the end, and kept right by what is told.

import { computed, type ReadonlySignal, signal } from '@preact/signals'
import type { Summary } from '../../protocol/conversation.ts'
import { begin } from '../../../widget/life.ts'
import type { Line } from '../line.ts'
import type { Agent } from '../shell/agent.ts'
import type { List } from './list.ts'

interface PastParts {
  line: Line
  list: Pick<List, 'watch'>
  agent: Pick<Agent, 'sites'>
  drawn: ReadonlySignal<ReadonlyMap<string, Partial<Summary>>>
  isSpam: boolean
}

/** How far a site's have come: the last one that was told, and whether another page follows. */
interface Way {
  before: { at: number; id: string } | null
  more: boolean
}

const byClosing = (a: Summary, b: Summary) => b.closedAt! - a.closedAt! || (a.id < b.id ? 1 : -1)

export class Past {
  readonly #parts: PastParts
  readonly #known = signal<ReadonlyMap<string, Summary>>(new Map())
  readonly #ways = new Map<string, Way>()
  #loading: Promise<void> | null = null
  #isWanted = false
  /** Whether what is on its way was asked for over a line before this one. */
  #isBehind = false
  /** Whether there is another page, as far as it is known. */
  readonly hasMore = signal(true)
  /** Those closed last first, as they are drawn. */
  readonly all = computed(() => {
    const drawn = this.#parts.drawn.value
    return [...this.#known.value.values()]
      .map((summary) => (drawn.has(summary.id) ? { ...summary, ...drawn.get(summary.id) } : summary))
      .filter((summary) => this.#isOne(summary))
      .toSorted(byClosing)
  })
  readonly destroy: () => void

  constructor(parts: PastParts) {
    const { line, list } = parts
    this.#parts = parts
    const life = begin(line.life)
    this.destroy = life.end
    life.ends(list.watch((known, summary) => summary && this.#hear(known.id, summary)))
    // Whoever was away has missed some.
    life.ends(
      line.on('welcome', () => {
        if (!this.#isWanted) return
        this.#isBehind = this.#loading !== null
        this.#ways.clear()
        void this.load()
      }),
    )
  }

  /** Asks for the next page of each site that has one. */
  load(): Promise<void> {
    this.#isWanted = true
    return (this.#loading ??= this.#loadAll().finally(() => (this.#loading = null)))
  }

  async #loadAll(): Promise<void> {
    await this.#load()
    if (!this.#isBehind) return
    this.#isBehind = false
    this.#ways.clear()
    await this.#load()
  }

  async #load(): Promise<void> {
    const { line, agent, isSpam } = this.#parts
    for (const { id: site } of agent.sites.value) {
      const way = this.#ways.get(site) ?? { before: null, more: true }
      if (!way.more) continue
      const answer = await line.ask('closed:open', { site, spam: isSpam, before: way.before })
      if (!answer?.ok) return
      const { conversations, more } = answer
      const last = conversations.at(-1)
      this.#ways.set(site, { before: last ? { at: last.closedAt!, id: last.id } : way.before, more })
      this.#put(conversations)
    }
    this.hasMore.value = agent.sites.value.some(({ id }) => this.#ways.get(id)?.more !== false)
  }

  #isOne({ state, isSpam, closedAt }: Summary): boolean {
    return state === 'closed' && closedAt !== null && isSpam === this.#parts.isSpam
  }

  #hear(id: string, summary: Summary): void {
    if (!this.#isWanted || (!this.#known.value.has(id) && !this.#isOne(summary))) return
    this.#put([summary])
  }

  #put(summaries: readonly Summary[]): void {
    const known = new Map(this.#known.value)
    for (const summary of summaries)
      if ((known.get(summary.id)?.revision ?? -1) <= summary.revision) known.set(summary.id, summary)
    this.#known.value = known
  }
}
