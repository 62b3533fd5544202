// The record of who did what, as far as it was asked for, the latest first.

import { signal } from '@preact/signals'
import type { Deed, Recorded } from '../../protocol/audit.ts'
import { latest } from '../latest.ts'
import type { Line } from '../line.ts'

export interface Told {
  lines: Recorded[]
  /** Whether there are older ones. */
  more: boolean
}

/** What alone is shown; null: everything. */
export interface Shown {
  what: Deed | null
  /** An account. */
  by: string | null
  /** Whom it is about, as the command line takes them. */
  person: string | null
}

export class Book {
  /** Null before it was told. */
  readonly known = signal<Told | null>(null)
  readonly shown = signal<Shown>({ what: null, by: null, person: null })
  readonly #ask: Line['ask']
  readonly #latest = latest()
  /** What the known lines are of. */
  #of = this.shown.value

  constructor({ ask }: Pick<Line, 'ask'>) {
    this.#ask = ask
  }

  /** Asks for the latest; what is known stays where no answer comes. */
  async look(): Promise<void> {
    const answer = await this.#latest(this.#ask('audit:open', { before: null, ...this.shown.value }))
    if (answer?.ok) {
      this.known.value = answer
      this.#of = this.shown.value
    } else if (answer !== undefined && this.#of !== this.shown.value) this.known.value = null
  }

  /** Shows some alone, or everything; others do not stand below their names where no answer comes. */
  async show(shown: Partial<Shown>): Promise<void> {
    this.shown.value = { ...this.shown.value, ...shown }
    await this.look()
  }

  /** Adds older lines. */
  async addOlder(): Promise<void> {
    const known = this.#of === this.shown.value ? this.known.value : null
    const before = known?.lines.at(-1)?.key
    if (!known || before === undefined) return
    const answer = await this.#latest(this.#ask('audit:open', { before, ...this.shown.value }))
    if (answer?.ok) this.known.value = { lines: [...known.lines, ...answer.lines], more: answer.more }
  }
}
