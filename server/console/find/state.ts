// What is looked for, as the address says it, and what was found: of several answers under way the last one counts.

import { batch, signal } from '@preact/signals'
import type { FindAsked, FoundPage } from '../../protocol/finding.ts'
import { latest } from '../latest.ts'
import type { Line } from '../line.ts'

/** What an agent has chosen. */
export interface Query {
  text: string
  site: string
  state: '' | 'open' | 'closed'
  /** An agent's id. */
  agent: string
  /** Of the last so many days; 0: of all. */
  days: number
}

const states = ['open', 'closed'] as const

/** @param address what stands in the address after the page; whatever is none of ours is left out */
export function readQuery(address: string | null): Query {
  const given = new URLSearchParams(address ?? '')
  const days = Number(given.get('days'))
  return {
    text: given.get('q') ?? '',
    site: given.get('site') ?? '',
    state: states.find((each) => each === given.get('state')) ?? '',
    agent: given.get('agent') ?? '',
    days: Number.isInteger(days) && days > 0 && days <= 3_650 ? days : 0,
  }
}

/** Null: there is nothing to say. */
export function writeQuery({ text, site, state, agent, days }: Query): string | null {
  const said = Object.entries({ q: text, site, state, agent, days: days ? String(days) : '' }).filter(
    ([, value]) => value,
  )
  return said.length > 0 ? new URLSearchParams(said).toString() : null
}

const day = 86_400_000

export class Finding {
  /** Null: nothing is looked for, or no answer has come yet. */
  readonly found = signal<FoundPage | null>(null)
  /** Whether no answer has come to what is looked for now. */
  readonly isLost = signal(false)
  readonly #ask: Line['ask']
  readonly #latest = latest()

  constructor({ ask }: Pick<Line, 'ask'>) {
    this.#ask = ask
  }

  /** Asks; what was found before stays until an answer comes. @param now the product's clock, ms */
  async look(query: Query, now: number): Promise<void> {
    const asked = askedBy(query, now)
    const answer = await this.#latest(asked ? this.#ask('conversations:find', asked) : Promise.resolve(null))
    if (answer === undefined) return
    // What was found for other words is no answer to these.
    batch(() => {
      this.found.value = answer?.ok ? answer : null
      this.isLost.value = asked !== null && !answer?.ok
    })
  }
}

/** Null where no word is looked for. */
function askedBy({ text, site, state, agent, days }: Query, now: number): FindAsked | null {
  if (!/[\p{L}\p{N}]/u.test(text)) return null
  return {
    text: text.slice(0, 200),
    ...(site && { site }),
    ...(state && { state }),
    ...(agent && { agent }),
    ...(days > 0 && { from: now - days * day }),
  }
}
