// The product's own doors, opened without a socket and at a time of one's own: whatever goes through them is stored,
// counted and found as what people write.

import { sql } from 'kysely'
import type { Config } from '../../server/config/config.ts'
import { countSearches, markOf } from '../../server/faq/insights.ts'
import { Drawer } from '../../server/letters/drawer.ts'
import type { SearchesTold } from '../../server/protocol/insight.ts'
import type { NewAgent } from '../../server/staff/accounts.ts'
import { makeConcepts } from '../../server/start/concepts.ts'
import { openGround } from '../../server/start/ground.ts'
import type { Surroundings } from '../../server/start/surroundings.ts'
import type { Query, Work } from '../../server/store/query.ts'
import type { Store } from '../../server/store/store.ts'

export type Doors = Awaited<ReturnType<typeof openDoors>>

/** One transaction for all that is written, in which each write runs to its end at once. */
const within = (store: Store): Store => ({
  ...store,
  readLong: (query) => store.all(query),
  async write<T>(work: () => Work<T>): Promise<T> {
    const steps = work() as Generator<Query<unknown>, T, unknown>
    let step = steps.next()
    while (!step.done) step = steps.next(await store.all(step.value))
    return step.value
  },
})

function* noteOverdue({ queries }: Store, site: string, now: number): Work<void> {
  yield* queries.noteOverdue({ site, now })
}

/**
 * @param agents those who have an account from the beginning
 * @param newReference makes the references of requests
 * @param begins when they are opened (ms since 1970)
 */
export async function openDoors(
  config: Config,
  agents: readonly NewAgent[],
  surroundings: Pick<Surroundings, 'log' | 'dist'>,
  newReference: () => string,
  begins: number,
) {
  let at = begins
  const clock = () => at
  // Nothing goes out, and that is nothing to warn of.
  const log = surroundings.log.child({}, { level: 'error' })
  const ground = await openGround({ ...config, smtpUrl: null, limitsFactor: 1_000 }, { ...surroundings, log, clock })
  const store = within(ground.store)
  const moved = { ...ground, store, realClock: clock }
  const concepts = await makeConcepts(moved, { replyDelay: 0, newReference })
  const { db } = ground.store
  for (const agent of agents) await concepts.staff.accounts.add(agent)
  await sql`begin immediate`.execute(db)
  return {
    ...concepts,
    store,
    secret: ground.secret,
    countSearches: (site: string, told: SearchesTold, from: string) =>
      countSearches(site, told, (article) => markOf(ground.secret, site, article, from), {
        store,
        hasLocale: () => true,
        clock,
      }),
    clock,
    setClock: (to: number) => void (at = to),
    /** Draws the mails that were queued, and notes that each was sent seconds later; and that what is late was told. */
    async finish(): Promise<void> {
      // What waits to be taken back is past that by then.
      const realClock = () => Number.MAX_SAFE_INTEGER
      const parts = { ...moved, realClock, sites: config.sites, url: config.url, ...concepts }
      const drawer = new Drawer({ ...parts, failed: async () => {} })
      while (!(await drawer.drawWaiting())) continue
      for (const site of config.sites.keys()) await store.write(() => noteOverdue(store, site, at))
      await concepts.indexing.add()
      await sql`update mail set "sentAt" = "queuedAt" + 2000 where "sentAt" is null`.execute(db)
    },
    /** @param isKept whether all of it is; else nothing is */
    async close(isKept: boolean): Promise<void> {
      await (isKept ? sql`commit` : sql`rollback`).execute(db)
      concepts.articles.close()
      ground.live.leave()
      await ground.io.close()
      await ground.store.close()
    },
  }
}
