// Views as they were told the last time: lists with a filter, the team's and one's own.

import { type ReadonlySignal, signal } from '@preact/signals'
import type { Face } from '../../protocol/pieces.ts'
import type { View } from '../../protocol/view.ts'
import { latest } from '../latest.ts'
import type { Line } from '../line.ts'

interface ViewsParts {
  line: Pick<Line, 'ask' | 'on' | 'life'>
  me: ReadonlySignal<Face | null>
}

export class Views {
  readonly all = signal<readonly View[]>([])
  readonly #line: ViewsParts['line']
  readonly #latest = latest()

  constructor({ line, me }: ViewsParts) {
    this.#line = line
    const changed = line.on('views:changed', ({ owner }) => {
      if (owner === null || owner === me.value?.id) void this.look()
    })
    line.life.ends(changed)
  }

  /** Asks anew; what is known stays where no answer comes. */
  async look(): Promise<void> {
    const answer = await this.#latest(this.#line.ask('views:open', {}))
    if (answer?.ok) this.all.value = answer.views
  }

  /** The one that an address is. */
  of(page: string, filter: string): View | undefined {
    return this.all.value.find((view) => view.page === page && view.filter === filter)
  }

  /** @returns why it was not; null: it is saved */
  async save(view: View): Promise<string | null> {
    const answer = await this.#line.ask('view:save', view)
    await this.look()
    return answer?.ok ? null : (answer?.error ?? 'failed')
  }

  /** @returns why it is still there; null: it is gone */
  async remove(id: string): Promise<string | null> {
    const answer = await this.#line.ask('view:remove', { id })
    await this.look()
    return answer?.ok ? null : (answer?.error ?? 'failed')
  }
}
