// What an agent has begun to write on their other devices: the latest wins, the other is offered.

import { effect, signal, untracked } from '@preact/signals'
import { limits } from '../../limits.ts'
import type { Carried, Draft } from '../../protocol/draft.ts'
import type { Desk } from '../desk.ts'
import type { Begun, Drafts } from '../inbox/drafts.ts'
import type { Line } from '../line.ts'

/** ms after the last word until it is kept. */
const pause = 800

const nothing: Begun = { text: '' }
/** Whether two are the same for whoever reads them. */
const isSame = (one: Begun, other: Begun): boolean => keyOf(one) === keyOf(other)
const keyOf = ({ text, article, steps = [] }: Begun) => JSON.stringify([text, article?.id, steps])

/** As this tab keeps it. */
const begunOf = ({ text, article, steps }: Pick<Draft, 'text'> & Carried): Begun => ({ text, article, steps })

interface Known {
  begun: Begun
  at: number
}

interface DevicesParts {
  line: Pick<Line, 'ask' | 'on' | 'life' | 'isOnline'>
  drafts: Pick<Drafts, 'begun' | 'put' | 'names' | 'nameIn'>
  /** The conversation that is on the screen. */
  wanted: { readonly value: string | null }
}

const kinds = ['reply', 'note'] as const

export class Devices {
  /** What another device had made of a draft, by its name. */
  readonly others = signal<Readonly<Record<string, Begun>>>({})
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
        void drafts.names()
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
    const [other, here] = [this.others.value[name], drafts.begun(name)]
    this.#offer(name, here)
    if (other !== undefined) drafts.put(name, other)
  }

  /** Leaves it. */
  leave(name: string): void {
    this.#offer(name, nothing)
  }

  #offer(name: string, begun: Begun): void {
    const { [name]: _, ...others } = this.others.value
    this.others.value = isSame(begun, nothing) ? others : { ...others, [name]: begun }
  }

  /** Asks what the server has of a conversation, once what stands here was kept. */
  async #open(id: string): Promise<void> {
    const { line, drafts } = this.#parts
    const answer = await line.ask('draft:open', { conversation: id })
    if (!answer?.ok) return
    for (const kind of kinds) {
      const name = drafts.nameIn(id, kind)
      const found = answer.drafts.find((each: Draft) => each.kind === kind)
      const there = found ? begunOf(found) : nothing
      const here = drafts.begun(name)
      const known = this.#known.get(name)?.begun ?? nothing
      this.#known.set(name, { begun: there, at: found?.at ?? 0 })
      // What nobody has changed here since becomes what it is elsewhere; whether an article is served may be news.
      if (isSame(here, known) || isSame(here, there)) {
        if (JSON.stringify(here) !== JSON.stringify(there)) drafts.put(name, there)
        continue
      }
      if (!isSame(there, known)) this.#offer(name, there)
      this.#later(name)
    }
  }

  /** Looks for what has been changed here. */
  #look(): void {
    const { drafts } = this.#parts
    for (const name of new Set([...drafts.names(), ...this.#known.keys()]))
      if (!isSame(drafts.begun(name), this.#known.get(name)?.begun ?? nothing)) this.#later(name)
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
    const begun = drafts.begun(name)
    const { text, article, steps } = begun
    const known = this.#known.get(name)
    // Too long to be sent is too long to be kept elsewhere.
    if (isSame(begun, known?.begun ?? nothing) || text.length > limits.text) return
    const answer = await line.ask('draft:save', {
      conversation,
      kind: note ? 'note' : 'reply',
      text,
      ...(article && { article: { id: article.id, title: article.title } }),
      ...(steps && { steps: [...steps] }),
      was: known?.at ?? 0,
    })
    if (!answer?.ok) return
    this.#known.set(name, { begun, at: answer.at })
    if (answer.other !== null) this.#offer(name, begunOf({ ...answer.carried, text: answer.other }))
  }
}

export const devicesOf = ({ line, drafts, opened }: Desk): Devices =>
  new Devices({ line, drafts, wanted: opened.wanted })
