// Ready replies as they were told the last time, found by few letters, and the one that is being written: kept in this
// tab until it is saved or put away.

import { effect, type ReadonlySignal, signal } from '@preact/signals'
import { limits } from '../../limits.ts'
import type { Face } from '../../protocol/pieces.ts'
import type { ReadyReply } from '../../protocol/readyReply.ts'
import { matchOf, meant } from '../acts/find.ts'
import { latest } from '../latest.ts'
import type { Line } from '../line.ts'
import { type Kept, readJson } from '../storage.ts'

/** One that is being written. */
export interface Writing extends Omit<ReadyReply, 'revision'> {
  site: string
  /** The revision that it was made of; 0: it is new. */
  was: number
}

const writingKey = 'rotame:reply'

interface ReadyRepliesParts {
  line: Pick<Line, 'ask' | 'on' | 'life'>
  me: ReadonlySignal<Face | null>
  tab: Kept
}

export class ReadyReplies {
  /** By site. */
  readonly #known = signal<ReadonlyMap<string, readonly ReadyReply[]>>(new Map())
  /** Of each site, which answer counts. */
  readonly #latest = new Map<string, ReturnType<typeof latest>>()
  readonly #parts: ReadyRepliesParts
  /** Null: nothing is being written. */
  readonly writing = signal<Writing | null>(null)
  /** Why what is being written could not be saved, or put away for another; null: nothing is in the way. */
  readonly refused = signal<string | null>(null)

  constructor(parts: ReadyRepliesParts) {
    this.#parts = parts
    const { line, me, tab } = parts
    // Who this is, is known when the server has said it; another who signs in has none of theirs.
    let reader: string | undefined
    const read = () => {
      if (me.value?.id === reader) return
      reader = me.value?.id
      const kept = readJson<Partial<Writing>>(tab, this.#key, {})
      this.writing.value = kept.id === undefined ? null : ({ steps: [], ...kept } as unknown as Writing)
    }
    line.life.ends(effect(read))
    const changed = line.on('replies:changed', ({ site, owner }) => {
      if (this.#known.value.has(site) && (owner === null || owner === me.value?.id)) void this.look(site)
    })
    // What has changed without a line is asked for when there is one.
    const welcome = line.on('welcome', () => this.#known.value.forEach((_, site) => void this.look(site)))
    line.life.ends(changed)
    line.life.ends(welcome)
  }

  /** Nothing before they were told. */
  of(site: string): readonly ReadyReply[] | undefined {
    return this.#known.value.get(site)
  }

  /** Asks anew; what is known stays where no answer comes. */
  async look(site: string): Promise<void> {
    const only = this.#latest.get(site) ?? latest()
    this.#latest.set(site, only)
    const answer = await only(this.#parts.line.ask('replies:open', { site }))
    if (answer?.ok) this.#known.value = new Map(this.#known.value).set(site, answer.replies)
  }

  /** Those that answer to a few letters, best first; of the conversation's language before others. */
  find(site: string, locale: string, query: string): readonly ReadyReply[] {
    const wanted = meant(query)
    return (this.of(site) ?? [])
      .map((reply) => {
        const inTitle = matchOf(wanted, reply.title)
        const score = wanted.length === 0 ? 1 : inTitle * 2 || matchOf(wanted, reply.text)
        return { reply, score, isSpoken: reply.locale === locale }
      })
      .filter(({ score }) => score > 0)
      .toSorted((a, b) => Number(b.isSpoken) - Number(a.isSpoken) || b.score - a.score)
      .map(({ reply }) => reply)
  }

  /** Begins to write one, unless another is being written, whose text would be gone: that is named instead. */
  begin(writing: Writing): void {
    if (this.writing.value) this.refused.value = 'writing'
    else this.write(writing)
  }

  /** Goes on to write one; null puts it away. */
  write(writing: Writing | null): void {
    this.refused.value = null
    this.#keep(writing)
  }

  /** Saves what is being written; when somebody has changed it meanwhile, the next time writes over theirs. */
  async save(): Promise<void> {
    const saved = this.writing.value
    if (!saved) return
    // What the server would never read is not sent: it would end the line.
    if (saved.title.length > limits.name || saved.text.length > limits.text)
      return void (this.refused.value = 'too-long')
    if (saved.steps.length > limits.steps) return void (this.refused.value = 'too-many')
    const answer = await this.#parts.line.ask('reply:save', { ...saved, steps: [...saved.steps] })
    this.refused.value = answer?.ok ? null : (answer?.error ?? 'failed')
    await this.look(saved.site)
    // What was typed meanwhile is not saved yet.
    const { value: now } = this.writing
    if (now?.id !== saved.id) return
    if (answer?.ok) this.#keep(now === saved ? null : { ...now, was: answer.reply.revision })
    else if (this.refused.value === 'changed') {
      const theirs = this.of(saved.site)?.find(({ id }) => id === saved.id)
      this.#keep({ ...now, was: theirs?.revision ?? 0 })
    }
  }

  /** @returns why it is still there; null: it is gone */
  async remove(site: string, id: string): Promise<string | null> {
    const answer = await this.#parts.line.ask('reply:remove', { site, id })
    if (answer?.ok && this.writing.value?.id === id) this.#keep(null)
    await this.look(site)
    return answer?.ok ? null : (answer?.error ?? 'failed')
  }

  get #key(): string {
    return `${writingKey}:${this.#parts.me.value?.id}`
  }

  #keep(writing: Writing | null): void {
    this.writing.value = writing
    if (writing) this.#parts.tab.setItem(this.#key, JSON.stringify(writing))
    else this.#parts.tab.removeItem(this.#key)
  }
}
