// Says at every beat how far conversations have come, so that whoever has missed the last word asks for it.

import { setImmediate } from 'node:timers/promises'
import { bounds } from '../bounds.ts'
import type { Live } from '../live/live.ts'
import type { Store } from '../store/store.ts'
import { goesOnIn, listed } from './lookup.ts'
import { mayHave } from '../visitors/visitors.ts'

export class Heartbeat {
  readonly #store: Store
  readonly #live: Live
  /** By site, the latest change that was told. */
  readonly #told = new Map<string, number>()

  constructor({ store, live }: { store: Store; live: Live }) {
    this.#store = store
    this.#live = live
  }

  /** Tells the visitors and agents connected here. */
  async beat(sites: Iterable<string>): Promise<void> {
    for (const site of sites) {
      const isErased = await this.#tellAgents(site)
      await this.#tellVisitors(site, isErased)
    }
  }

  /** @returns whether anything was erased since the last beat */
  async #tellAgents(site: string): Promise<boolean> {
    const { all, queries } = this.#store
    const [counter] = await all(queries.revision({ site }))
    if (!counter) return false
    const { revision } = counter
    const after = this.#told.get(site) ?? revision
    this.#told.set(site, revision)
    const [changes] = after < revision ? await all(queries.changes({ site, after, upTo: revision })) : []
    this.#live.publish({ kind: 'queue-at', site, revision, changes: { after, count: 0, sum: 0, ...changes } })
    return after < revision && (await all(queries.erasedSince({ site, after, limit: 1 }))).length > 0
  }

  async #tellVisitors(site: string, isErased: boolean): Promise<void> {
    const { all, queries } = this.#store
    const visitors = this.#live.visitors(site)
    for (let from = 0; from < visitors.length; from += bounds.atOnce) {
      const asked = visitors.slice(from, from + bounds.atOnce)
      const secretHashes = asked.map(({ secretHash }) => secretHash)
      const latest = Map.groupBy(await all(queries.latestOf({ site, secretHashes })), (row) => row.secretHash)
      for (const visitor of asked) {
        // Whoever is there may have it on the screen: asked for, it is not there any more.
        const { secretHash, identity } = visitor
        const whose = { site, visitor: secretHash, sub: identity?.sub ?? null }
        if (isErased) this.#live.publish({ kind: 'at', ...whose, conversation: '', lastSeq: 0 })
        const found = latest.get(secretHash)?.find(({ sub }) => mayHave(visitor, sub))
        if (!found) continue
        const row =
          found.mergedInto === null ? found : await goesOnIn(this.#store, visitor, await listed(this.#store, found.id))
        const { id: conversation, sub, lastSeq } = row
        this.#live.publish({ kind: 'at', site, visitor: secretHash, sub, conversation, lastSeq })
      }
      // Whoever says something meanwhile need not wait for thousands.
      await setImmediate()
    }
  }
}
