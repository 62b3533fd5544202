// What else the visitor of the open conversation has begun: asked for with it, and when one of theirs changes.

import { effect, signal, untracked } from '@preact/signals'
import type { Summary } from '../../protocol/conversation.ts'
import type { Desk } from '../desk.ts'
import type { List } from '../inbox/list.ts'
import type { Opened } from '../inbox/opened.ts'
import { latest } from '../latest.ts'
import type { Line } from '../line.ts'

interface OthersParts {
  line: Pick<Line, 'ask' | 'life' | 'isOnline'>
  list: Pick<List, 'watch'>
  opened: Pick<Opened, 'wanted' | 'conversation'>
}

export class Others {
  readonly #parts: OthersParts
  readonly #only = latest()
  readonly #known = signal<{ id: string; all: readonly Summary[] } | null>(null)

  constructor(parts: OthersParts) {
    const { line, list, opened } = parts
    this.#parts = parts
    line.life.ends(
      effect(() => {
        const id = opened.wanted.value
        if (line.isOnline.value && id !== null) untracked(() => void this.#look(id))
      }),
    )
    line.life.ends(
      list.watch((known, summary) => {
        const { value } = opened.conversation
        if (!value || !summary || known.id === value.id) return
        // Two browsers may have the same number: then it is asked once too often.
        if (summary.guest === value.guest || (value.sub !== null && summary.sub === value.sub))
          void this.#look(value.id)
      }),
    )
  }

  /** Of a conversation, the latest first; none before they were told. */
  of(id: string | undefined): readonly Summary[] {
    const { value } = this.#known
    return value?.id === id ? (value?.all ?? []) : []
  }

  async #look(id: string): Promise<void> {
    const answer = await this.#only(this.#parts.line.ask('conversation:others', { conversation: id }))
    if (answer?.ok) this.#known.value = { id, all: answer.conversations }
  }
}

export const othersOf = ({ line, list, opened }: Desk): Others => new Others({ line, list, opened })
