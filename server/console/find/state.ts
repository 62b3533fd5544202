// What is looked for, as the address says it, and what was found: of several answers under way the last one counts.

import { batch, signal } from '@preact/signals'
import type { FindAsked, FoundPage } from '../../protocol/finding.ts'
import { type Filter, readFilter, wantedIn, writeFilter } from '../inbox/filter.ts'
import { latest } from '../latest.ts'
import type { Line } from '../line.ts'

/** What an agent has chosen: what lists are filtered by, and more. */
export interface Query extends Filter {
  text: string
  state: '' | 'open' | 'closed'
  /** Of the last so many days; 0: of all. */
  days: number
}

const states = ['open', 'closed'] as const
const kinds = ['chat', 'request']

/** @param address what stands in the address after the page; whatever is none of ours is left out */
export function readQuery(address: string | null): Query {
  const given = new URLSearchParams(address ?? '')
  const days = Number(given.get('days'))
  const filter = readFilter(address ?? '')
  return {
    ...filter,
    kind: kinds.includes(filter.kind) ? filter.kind : '',
    text: given.get('q') ?? '',
    state: states.find((each) => each === given.get('state')) ?? '',
    days: Number.isInteger(days) && days > 0 && days <= 3_650 ? days : 0,
  }
}

/** Null: there is nothing to say. */
export function writeQuery({ text, state, days, ...filter }: Query): string | null {
  const said = Object.entries({ q: text, state, days: days ? String(days) : '' }).filter(([, value]) => value)
  return [new URLSearchParams(said).toString(), writeFilter(filter)].filter(Boolean).join('&') || null
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
function askedBy({ text, state, days, ...filter }: Query, now: number): FindAsked | null {
  if (!/[\p{L}\p{N}]/u.test(text)) return null
  return {
    text: text.slice(0, 200),
    // Nothing has a longer name; an address may say anything.
    ...Object.fromEntries(wantedIn(filter).map(([name, value]) => [name, value.slice(0, 64)])),
    ...(state && { state }),
    ...(days > 0 && { from: now - days * day }),
  }
}
