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

export class Book {
  /** Null before it was told. */
  readonly known = signal<Told | null>(null)
  /** What alone is shown; null: everything. */
  readonly what = signal<Deed | null>(null)
  readonly #ask: Line['ask']
  readonly #latest = latest()
  /** What alone the known lines are of. */
  #of: Deed | null = null

  constructor({ ask }: Pick<Line, 'ask'>) {
    this.#ask = ask
  }

  /** Asks for the latest; what is known stays where no answer comes. */
  async look(): Promise<void> {
    const answer = await this.#latest(this.#ask('audit:open', { before: null, what: this.what.value }))
    if (answer?.ok) {
      this.known.value = answer
      this.#of = this.what.value
    } else if (answer !== undefined && this.#of !== this.what.value) this.known.value = null
  }

  /** Shows one kind alone, or everything; lines of another do not stand below its name where no answer comes. */
  async show(what: Deed | null): Promise<void> {
    this.what.value = what
    await this.look()
  }

  /** Adds older lines. */
  async addOlder(): Promise<void> {
    const known = this.#of === this.what.value ? this.known.value : null
    const before = known?.lines.at(-1)?.key
    if (!known || before === undefined) return
    const answer = await this.#latest(this.#ask('audit:open', { before, what: this.what.value }))
    if (answer?.ok) this.known.value = { lines: [...known.lines, ...answer.lines], more: answer.more }
  }
}
