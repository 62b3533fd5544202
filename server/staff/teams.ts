// Teams: made, changed and removed by owners; what a removed one had returns to the queue.

import { giveBackOfTeams } from '../conversations/giveBack.ts'
import type { Publisher } from '../conversations/publisher.ts'
import { limits } from '../limits.ts'
import type { Live } from '../live/live.ts'
import { Refused } from '../protocol/answer.ts'
import { isBlank } from '../protocol/pieces.ts'
import type { Team } from '../protocol/team.ts'
import type { Store } from '../store/store.ts'
import type { facesOf } from './faces.ts'

interface TeamsParts {
  store: Store
  publisher: Publisher
  live: Pick<Live, 'teamsChanged'>
  staff: Pick<ReturnType<typeof facesOf>, 'sitesOf'>
  sites: { has: (id: string) => boolean }
}

/** Teams of one site. */
const most = 50

export class Teams {
  readonly #parts: TeamsParts

  constructor(parts: TeamsParts) {
    this.#parts = parts
  }

  /** Those of a site, in the order in which they were made. */
  async of(site: string): Promise<Team[]> {
    return (await this.all()).filter((team) => team.site === site)
  }

  async all(): Promise<Team[]> {
    const { all, queries } = this.#parts.store
    return all(queries.teams())
  }

  /** A team by its id, as somebody whom a conversation is given to; null: there is none. */
  async heir(id: string): Promise<{ id: string; name: string; answers: readonly string[]; isTeam: true } | null> {
    const { all, queries } = this.#parts.store
    const [team] = await all(queries.team({ id }))
    return team ? { id, name: team.name, answers: [team.site], isTeam: true } : null
  }

  /** Keeps one, once however often it is sent. */
  async save(asked: Team): Promise<Team> {
    const { store, staff, sites: known } = this.#parts
    const name = asked.name.trim()
    if (isBlank(name)) throw new Refused('empty')
    if (name.length > limits.name) throw new Refused('too-long')
    if (!known.has(asked.site)) throw new Refused('unknown-site')
    const members = [...new Set(asked.members)]
    for (const sites of (await staff.sitesOf(members)).values())
      if (sites && !sites.includes(asked.site)) throw new Refused('unknown-agent')
    const { queries, write } = store
    const team = { ...asked, name, members }
    await write(function* () {
      const [known] = yield* queries.team(team)
      if (known && known.site !== team.site) throw new Refused('conflict')
      const others = (yield* queries.teams()).filter(({ site }) => site === team.site)
      if (!known && others.length >= most) throw new Refused('no-room')
      if (known) yield* queries.changeTeam(team)
      else yield* queries.addTeam(team)
    })
    await this.#tell(team.site)
    return team
  }

  async remove(id: string): Promise<void> {
    const { queries, write } = this.#parts.store
    const removed = await write(function* () {
      const [team] = yield* queries.team({ id })
      yield* queries.removeTeam({ id })
      return team
    })
    if (!removed) return
    await giveBackOfTeams(this.#parts)
    await this.#tell(removed.site)
  }

  async #tell(site: string): Promise<void> {
    this.#parts.live.teamsChanged(site, await this.of(site))
  }
}
