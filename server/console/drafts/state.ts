// What an agent has begun to write on their other devices: the latest wins, the other is offered.

import { effect, signal, untracked } from '@preact/signals'
import { limits } from '../../limits.ts'
import type { Draft } from '../../protocol/draft.ts'
import type { Desk } from '../desk.ts'
import type { Drafts } from '../inbox/drafts.ts'
import type { Line } from '../line.ts'

/** ms after the last word until it is kept. */
const pause = 800

interface Known {
  text: string
  at: number
}

interface DevicesParts {
  line: Pick<Line, 'ask' | 'on' | 'life' | 'isOnline'>
  drafts: Pick<Drafts, 'texts' | 'put' | 'nameIn'>
  /** The conversation that is on the screen. */
  wanted: { readonly value: string | null }
}

const kinds = ['reply', 'note'] as const

export class Devices {
  /** What another device had made of a draft, by its name. */
  readonly others = signal<Readonly<Record<string, string>>>({})
  readonly #parts: DevicesParts
  /** What the server has of each, as far as it is known here. */
  readonly #known = new Map<string, Known>()
  readonly #waiting = new Map<string, () => void>()

  constructor(parts: DevicesParts) {
    const { line, drafts, wanted } = parts
    this.#parts = parts
    const { life } = line
    life.ends(
      effect(() => {
        const id = wanted.value
        if (line.isOnline.value && id !== null) untracked(() => void this.#open(id))
      }),
    )
    life.ends(
      effect(() => {
        void drafts.texts.value
        if (line.isOnline.value) untracked(() => this.#look())
      }),
    )
    life.ends(
      line.on('draft:changed', ({ conversation }) => {
        if (wanted.value === conversation) void this.#open(conversation)
      }),
    )
  }

  /** Takes what the other device had, in the place of what stands here, which is then the other one. */
  take(name: string): void {
    const { drafts } = this.#parts
    const [other, here] = [this.others.value[name], drafts.texts.value[name] ?? '']
    this.#offer(name, here)
    if (other !== undefined) drafts.put(name, other)
  }

  /** Leaves it. */
  leave(name: string): void {
    this.#offer(name, '')
  }

  #offer(name: string, text: string): void {
    const { [name]: _, ...others } = this.others.value
    this.others.value = text ? { ...others, [name]: text } : others
  }

  /** Asks what the server has of a conversation, once what stands here was kept. */
  async #open(id: string): Promise<void> {
    const { line, drafts } = this.#parts
    const answer = await line.ask('draft:open', { conversation: id })
    if (!answer?.ok) return
    for (const kind of kinds) {
      const name = drafts.nameIn(id, kind)
      const there = answer.drafts.find((each: Draft) => each.kind === kind) ?? { text: '', at: 0 }
      const here = drafts.texts.value[name] ?? ''
      const known = this.#known.get(name)
      this.#known.set(name, { text: there.text, at: there.at })
      if (here === there.text) continue
      // What nobody has changed here since becomes what it is elsewhere.
      if (here === (known?.text ?? '')) drafts.put(name, there.text)
      else {
        if (there.text !== (known?.text ?? '')) this.#offer(name, there.text)
        this.#later(name)
      }
    }
  }

  /** Looks for what has been changed here. */
  #look(): void {
    const { texts } = this.#parts.drafts
    for (const name of new Set([...Object.keys(texts.value), ...this.#known.keys()]))
      if ((texts.value[name] ?? '') !== (this.#known.get(name)?.text ?? '')) this.#later(name)
  }

  #later(name: string): void {
    this.#waiting.get(name)?.()
    this.#waiting.set(
      name,
      this.#parts.line.life.after(pause, () => {
        this.#waiting.delete(name)
        void this.#save(name)
      }),
    )
  }

  async #save(name: string): Promise<void> {
    const { line, drafts } = this.#parts
    const [conversation, note] = name.split(' ') as [string, string | undefined]
    const text = drafts.texts.value[name] ?? ''
    const known = this.#known.get(name)
    // Too long to be sent is too long to be kept elsewhere.
    if (text === (known?.text ?? '') || text.length > limits.text) return
    const kind = note ? 'note' : 'reply'
    const answer = await line.ask('draft:save', { conversation, kind, text, was: known?.at ?? 0 })
    if (!answer?.ok) return
    this.#known.set(name, { text, at: answer.at })
    if (answer.other !== null) this.#offer(name, answer.other)
  }
}

export const devicesOf = ({ line, drafts, opened }: Desk): Devices =>
  new Devices({ line, drafts, wanted: opened.wanted })
