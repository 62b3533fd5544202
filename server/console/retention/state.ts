// What goes by its age within a week, as it was told the last time.

import { signal } from '@preact/signals'
import type { fromAgent } from '../../protocol/agent.ts'
import type { ReplyOf } from '../../protocol/request.ts'
import type { Line } from '../line.ts'

export type Told = ReplyOf<typeof fromAgent, 'retention:open'>

export class Retention {
  /** Null before it was told. */
  readonly known = signal<Told | null>(null)
  readonly #ask: Line['ask']

  constructor({ ask }: Pick<Line, 'ask'>) {
    this.#ask = ask
  }

  /** Asks anew; what is known stays where no answer comes. */
  async look(): Promise<void> {
    const answer = await this.#ask('retention:open', {})
    if (answer?.ok) this.known.value = answer
  }
}
