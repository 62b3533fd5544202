// The sites' hours as the server tells them, and what an agent says of them for now.

import { signal } from '@preact/signals'
import type { HoursOverride, SiteHours } from '../../protocol/hours.ts'
import { begin } from '../../../widget/life.ts'
import type { Line } from '../line.ts'

export class Hours {
  /** By site. */
  readonly known = signal<ReadonlyMap<string, SiteHours>>(new Map())
  readonly #ask: Line['ask']
  readonly destroy: () => void

  constructor({ life: within, on, ask }: Pick<Line, 'life' | 'on' | 'ask'>) {
    const life = begin(within)
    this.#ask = ask
    this.destroy = life.end
    life.ends(on('hours', (told) => this.#learn(told)))
  }

  /** Changes a site's hours for now. @returns why it could not, or null */
  async override(asked: HoursOverride): Promise<string | null> {
    const answer = await this.#ask('hours:override', asked)
    if (!answer?.ok) return answer?.error ?? 'failed'
    this.#learn(answer.hours)
    return null
  }

  #learn(told: SiteHours): void {
    this.known.value = new Map(this.known.value).set(told.site, told)
  }
}
