// Overrides: what agents say of the hours for now (closed early, open longer, a break), which ends by itself.

import { stateAt } from './calendar.ts'
import type { Hours } from './schema.ts'
import type { Sites } from '../config/config.ts'
import { Refused } from '../protocol/answer.ts'
import type { HoursOverride } from '../protocol/hours.ts'
import type { Face } from '../protocol/pieces.ts'
import type { Queries } from '../store/queries.ts'
import type { Work } from '../store/query.ts'
import type { Store } from '../store/store.ts'
import type { ToldOverride } from '../store/tables/facts.ts'
import type { StoredOverride } from '../store/tables/override.ts'

/** What was said later than now is of a clock that has been put back, as a demo's may be. */
const saidOf = (stored: StoredOverride[], now: number): ToldOverride[] =>
  stored
    .filter(({ from }) => from <= now)
    .map(({ id, kind, from, until, by }) => ({ id, kind, open: kind === 'open', from, until, by }))

/**
 * A page looks at its clock once a minute, and that clock lags a little: what is said now holds since the minute began.
 */
const wholeMinute = (at: number) => Math.floor(at / 60_000) * 60_000

/** How far ahead one may say something: whoever means longer means an exception in `rotame.yaml`. */
const farthest = 24 * 3_600_000

/** What holds at an instant: the latest word. */
export const holding = (said: readonly ToldOverride[], at: number): ToldOverride | null =>
  said.findLast(({ from, until }) => from <= at && at < until) ?? null

/** What was said of a site's hours until `now` and did not end before `after`, in order. Part of a write. */
export function* saidIn(queries: Queries, site: string, now: number, after = now): Work<ToldOverride[]> {
  return saidOf(yield* queries.overrides({ site, after }), now)
}

export class Overrides {
  readonly #sites: Sites
  readonly #store: Store
  readonly #clock: () => number

  constructor({ sites, store, clock }: { sites: Sites; store: Store; clock: () => number }) {
    this.#sites = sites
    this.#store = store
    this.#clock = clock
  }

  /** What was said of a site's hours and did not end before `after`, in order; read anew, so that every node knows. */
  async of(site: string, after: number): Promise<ToldOverride[]> {
    return saidOf(await this.#store.all(this.#store.queries.overrides({ site, after })), this.#clock())
  }

  /** Whether a site is open at an instant, whatever was said of its hours. */
  async isOpen(site: string, at: number): Promise<boolean> {
    const hours = this.#sites.get(site)?.hours
    return hours !== undefined && stateAt(hours, at, await this.of(site, at)).open
  }

  /**
   * Changes a site's hours until their next scheduled change; refused where it would change nothing, or what was not
   * meant.
   */
  async set(by: Face, asked: HoursOverride): Promise<void> {
    const site = this.#sites.get(asked.site)
    if (!site) throw new Refused('unknown-site')
    const { queries } = this.#store
    const now = wholeMinute(this.#clock())
    await this.#store.write(function* () {
      const said = yield* saidIn(queries, asked.site, now)
      // A break is made of what is open, extended or not; all else is said of the usual hours.
      const isOver = ({ kind }: ToldOverride) => kind !== 'open' || asked.kind === 'open' || asked.kind === 'usual'
      const until = endOf(
        asked,
        site.hours,
        said,
        said.filter((each) => !isOver(each)),
        now,
      )
      for (const { id } of said.filter(isOver)) yield* queries.endOverride({ id, at: now })
      if (until === null || asked.kind === 'usual') return
      yield* queries.addOverride({ site: asked.site, kind: asked.kind, from: now, until, by })
    })
  }
}

/** Until when it holds; null when the usual hours say the same. @param kept what goes on beside it */
function endOf(
  asked: HoursOverride,
  hours: Hours,
  said: ToldOverride[],
  kept: ToldOverride[],
  now: number,
): number | null {
  const { open, changesAt } = stateAt(hours, now, kept)
  if (asked.kind === 'usual') return null
  if (!('until' in asked)) {
    if (!open || holding(said, now)?.kind === 'closed') throw new Refused('already-closed')
    if (changesAt === null) throw new Refused('never-closes')
    return changesAt
  }
  const until = wholeMinute(asked.until)
  if (until <= now || until > now + farthest) throw new Refused('not-ahead')
  if (asked.kind === 'away') {
    if (!open) throw new Refused('already-closed')
    if (changesAt !== null && until >= changesAt) throw new Refused('past-closing')
    return until
  }
  const isAsUsual = open && (changesAt === null || until <= changesAt)
  if (isAsUsual && said.length === 0) throw new Refused('already-open')
  if (isAsUsual) return null
  const opensAt = open ? stateAt(hours, changesAt!).changesAt : changesAt
  return Math.min(until, opensAt ?? Infinity)
}
