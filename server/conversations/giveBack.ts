// Gives conversations back to the queue whose agents are no more or serve another site now, or whose team is no more.

import type { Store } from '../store/store.ts'
import type { Publisher } from './publisher.ts'
import * as write from './writes.ts'

/** Takes conversations from teams that are no more. */
export async function giveBackOfTeams({ store, publisher }: { store: Store; publisher: Publisher }): Promise<void> {
  const { all, queries } = store
  for (const { id } of await all(queries.givenToNone())) {
    await store.write(function* () {
      const row = yield* write.get(queries, id)
      const [team] = row.team === null ? [] : yield* queries.team({ id: row.team })
      if (!team) yield* write.change(queries, row, { team: null })
    })
    await publisher.tellAgents(id)
  }
}

/**
 * What the agents wrote keeps their name.
 * @param sitesOf the sites whose questions each of these agents may answer; null: all
 */
export async function giveBack(
  { store, publisher }: { store: Store; publisher: Publisher },
  sitesOf: (agents: string[]) => Promise<Map<string, readonly string[] | null>>,
): Promise<void> {
  const { all, queries } = store
  const assignees = (await all(queries.assignees())).map(({ assignee }) => assignee)
  for (const [agent, sites] of await sitesOf(assignees)) {
    if (sites === null) continue
    for (const { id, site } of await all(queries.assignedTo({ assignee: agent }))) {
      if (sites.includes(site)) continue
      await store.write(function* () {
        const row = yield* write.get(queries, id)
        if (row.state === 'closed' || row.assignee !== agent) return
        yield* write.change(queries, row, { assignee: null, assigneeName: null })
      })
      await publisher.publish(id)
    }
  }
}
