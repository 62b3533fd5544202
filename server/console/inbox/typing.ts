// Who is typing: visitors, as the server tells it, and this agent, as it is told.

import { signal } from '@preact/signals'
import { limits } from '../../limits.ts'
import type { Message } from '../../protocol/conversation.ts'
import type { Face } from '../../protocol/pieces.ts'
import { begin } from '../../../widget/life.ts'
import type { Clock } from '../clock.ts'
import type { Line } from '../line.ts'

interface TypingParts {
  line: Line
  clock: Clock
}

export class Typing {
  /** By conversation, until when it is believed. */
  readonly #until = signal<ReadonlyMap<string, number>>(new Map())
  /** The same of colleagues, the latest of each. */
  readonly #colleagues = signal<ReadonlyMap<string, { by: Face; until: number }>>(new Map())
  readonly #parts: TypingParts
  readonly destroy: () => void

  constructor(parts: TypingParts) {
    const { line } = parts
    this.#parts = parts
    const life = begin(line.life)
    this.destroy = life.end
    const told = ({ conversation, on, by }: { conversation: string; on: boolean; by?: Face }) => {
      if (!by) return this.#set(conversation, on)
      const now = parts.clock.now()
      const others = [...this.#colleagues.value].filter(([id, { until }]) => id !== conversation && until > now)
      this.#colleagues.value = new Map([
        ...others,
        ...(on ? [[conversation, { by, until: now + limits.typing }] as const] : []),
      ])
    }
    const written = ({ conversation, message }: { conversation: string; message: Message }) => {
      if (message.author === 'visitor') this.#set(conversation, false)
    }
    life.ends(line.on('typing', told))
    life.ends(line.on('message:new', written))
    life.ends(line.on('message:more', (facts) => facts.forEach(written)))
  }

  /** Whether a conversation's visitor is typing; to be asked again each second. */
  isTyping(conversation: string): boolean {
    const { clock } = this.#parts
    void clock.tick.value
    return (this.#until.value.get(conversation) ?? 0) > clock.now()
  }

  /** The colleague who is typing in a conversation, or null; to be asked again each second. */
  colleague(conversation: string, me: string | undefined): string | null {
    const { clock } = this.#parts
    void clock.tick.value
    const told = this.#colleagues.value.get(conversation)
    return told && told.by.id !== me && told.until > clock.now() ? told.by.name : null
  }

  /** Of how many conversations it is remembered. */
  get size(): number {
    return this.#until.value.size + this.#colleagues.value.size
  }

  /** Says that this agent has begun to type, or has stopped. */
  tell(conversation: string, on: boolean): void {
    this.#parts.line.tell('typing', { conversation, on })
  }

  #set(conversation: string, isTyping: boolean): void {
    if (!isTyping && !this.#until.value.has(conversation)) return
    const now = this.#parts.clock.now()
    // Who left without a word would stay for ever.
    const until = new Map([...this.#until.value].filter(([id, end]) => id !== conversation && end > now))
    if (isTyping) until.set(conversation, now + limits.typing)
    this.#until.value = until
  }
}
