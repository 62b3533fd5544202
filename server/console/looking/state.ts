// Who else of the team looks at a conversation: told while one looks oneself, and heard of the others.

import { effect, type ReadonlySignal, signal, untracked } from '@preact/signals'
import { limits } from '../../limits.ts'
import type { Face } from '../../protocol/pieces.ts'
import type { Clock } from '../clock.ts'
import type { Desk } from '../desk.ts'
import type { Line } from '../line.ts'

/** ms after which it is said again: whoever misses it once still believes it. */
const again = 20_000

interface LookingParts {
  line: Pick<Line, 'on' | 'tell' | 'life' | 'isOnline'>
  clock: Pick<Clock, 'now' | 'tick'>
  me: ReadonlySignal<Pick<Face, 'id'> | null>
  /** The conversation that is on the screen. */
  wanted: ReadonlySignal<string | null>
  document: Pick<Document, 'visibilityState'> & EventTarget
}

/** By conversation, each colleague with until when they are believed to look. */
type Lookers = ReadonlyMap<string, ReadonlyMap<string, { name: string; until: number }>>

export class Looking {
  readonly #parts: LookingParts
  readonly #lookers = signal<Lookers>(new Map())
  /** What was told last that one looks at; null: nothing. */
  #told: string | null = null

  constructor(parts: LookingParts) {
    const { line, wanted, document } = parts
    const { life } = line
    this.#parts = parts
    life.ends(line.on('looking', (fact) => this.#hear(fact)))
    life.ends(
      effect(() => {
        void [wanted.value, line.isOnline.value]
        untracked(() => this.#tell())
      }),
    )
    life.on(document, 'visibilitychange', () => this.#tell())
    life.every(again, () => this.#tell())
  }

  /** The names of those who look at a conversation too; to be asked again each second. */
  namesOf(conversation: string): string[] {
    const { clock, me } = this.#parts
    void clock.tick.value
    return [...(this.#lookers.value.get(conversation) ?? [])]
      .filter(([id, { until }]) => id !== me.value?.id && until > clock.now())
      .map(([, { name }]) => name)
  }

  /** Says what one looks at, and at what no longer. */
  #tell(): void {
    const { line, wanted, document } = this.#parts
    if (!line.isOnline.value) return
    const now = document.visibilityState === 'visible' ? wanted.value : null
    if (this.#told !== null && this.#told !== now) line.tell('looking', { conversation: this.#told, on: false })
    if (now !== null) line.tell('looking', { conversation: now, on: true })
    this.#told = now
  }

  #hear({ conversation, on, by }: { conversation: string; on: boolean; by: Face }): void {
    const { clock, me } = this.#parts
    const now = clock.now()
    const there = new Map([...(this.#lookers.value.get(conversation) ?? [])].filter(([, { until }]) => until > now))
    const isNew = on && !there.has(by.id) && by.id !== me.value?.id
    if (on) there.set(by.id, { name: by.name, until: now + limits.looking })
    else there.delete(by.id)
    const others = [...this.#lookers.value].filter(
      ([id, all]) => id !== conversation && [...all.values()].some(({ until }) => until > now),
    )
    this.#lookers.value = new Map([...others, ...(there.size > 0 ? [[conversation, there] as const] : [])])
    // Whoever has just come does not know who was there before.
    if (isNew && conversation === this.#told) this.#tell()
  }
}

export const lookingOf = ({ line, clock, agent, opened, place }: Desk): Looking =>
  new Looking({ line, clock, me: agent.me, wanted: opened.wanted, document: place.document })
