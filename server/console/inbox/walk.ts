// Where the keyboard is in the list, and what is selected there.

import { signal } from '@preact/signals'

export class Walk {
  /** The row that the keyboard is at; null: none yet. */
  readonly at = signal<string | null>(null)
  readonly selected = signal<ReadonlySet<string>>(new Set())
  /** The conversations of the list that is shown, in its order. */
  ids: readonly string[] = []
  /** Where a range begins. */
  #from: string | null = null

  /** The row so many after one, or the first; nothing where the list ends. */
  after(id: string | null, step: number): string | undefined {
    const at = id === null ? -1 : this.ids.indexOf(id)
    return at < 0 ? this.ids[0] : this.ids[at + step]
  }

  toggle(id: string): void {
    const selected = new Set(this.selected.value)
    if (!selected.delete(id)) selected.add(id)
    this.#from = id
    this.selected.value = selected
  }

  /** Selects all from the row that was selected last, or the one that the keyboard is at, to this one. */
  extendTo(id: string): void {
    const [from, to] = [this.ids.indexOf(this.#from ?? this.at.value ?? id), this.ids.indexOf(id)]
    if (from < 0 || to < 0) return this.toggle(id)
    const range = this.ids.slice(Math.min(from, to), Math.max(from, to) + 1)
    this.selected.value = new Set([...this.selected.value, ...range])
  }

  clear(): void {
    this.#from = null
    if (this.selected.value.size > 0) this.selected.value = new Set()
  }
}
