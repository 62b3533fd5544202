// Ready replies: an agent's own, which nobody else has, and a site's, which everyone who answers there may change.

import type { Sites } from '../config/config.ts'
import { limits } from '../limits.ts'
import type { Live } from '../live/live.ts'
import { Refused } from '../protocol/answer.ts'
import { type Face, isBlank } from '../protocol/pieces.ts'
import type { ReadyReply, SavedReply } from '../protocol/readyReply.ts'
import type { Work } from '../store/query.ts'
import type { Store } from '../store/store.ts'
import type { StoredReadyReply } from '../store/tables/readyReply.ts'

interface ReadyRepliesParts {
  store: Store
  sites: Sites
  live: Pick<Live, 'repliesChanged'>
}

/** Shared replies that a site may have, and an agent's own: all of them are told at once. */
const most = 300

const told = ({ id, userId, locale, title, text, steps, revision }: StoredReadyReply): ReadyReply => ({
  id,
  isShared: userId === null,
  locale,
  title,
  text,
  steps: steps ?? [],
  revision,
})

/** Whether the agent has it at this site. */
const has = (agent: Face, site: string, row: StoredReadyReply): boolean =>
  row.site === site && (row.userId === null || row.userId === agent.id)

const isSame = (one: StoredReadyReply, other: StoredReadyReply): boolean =>
  one.userId === other.userId &&
  one.locale === other.locale &&
  one.title === other.title &&
  one.text === other.text &&
  JSON.stringify(one.steps) === JSON.stringify(other.steps)

export class ReadyReplies {
  readonly #parts: ReadyRepliesParts

  constructor(parts: ReadyRepliesParts) {
    this.#parts = parts
  }

  async of(agent: Face, site: string): Promise<ReadyReply[]> {
    const { store, sites } = this.#parts
    if (!sites.has(site)) throw new Refused('unknown-site')
    return (await store.all(store.queries.readyReplies({ site, userId: agent.id }))).map(told)
  }

  /** Keeps one, once however often it is sent. */
  async save(agent: Face, asked: SavedReply): Promise<ReadyReply> {
    const { store, sites } = this.#parts
    const site = sites.get(asked.site)
    if (!site) throw new Refused('unknown-site')
    if (!site.locales.includes(asked.locale)) throw new Refused('unknown-locale')
    const title = asked.title.trim()
    if (title === '' || isBlank(asked.text)) throw new Refused('empty')
    if (title.length > limits.name || asked.text.length > limits.text) throw new Refused('too-long')
    const { was, isShared, steps, ...kept } = asked
    const row = {
      ...kept,
      title,
      steps: steps.length > 0 ? steps : null,
      userId: isShared ? null : agent.id,
      revision: was + 1,
    }
    const { before, after } = await store.write(() => this.#save(agent, row))
    this.#tell(asked.site, before, after)
    return told(after)
  }

  *#save(agent: Face, row: StoredReadyReply): Work<{ before: StoredReadyReply | null; after: StoredReadyReply }> {
    const { queries } = this.#parts.store
    const [before = null] = yield* queries.readyReply({ id: row.id })
    if (before && !has(agent, row.site, before)) throw new Refused('conflict')
    if (before && isSame(before, row)) return { before, after: before }
    if (before && before.revision !== row.revision - 1) throw new Refused('changed')
    if (before?.userId !== row.userId) {
      const all = yield* queries.readyReplies({ site: row.site, userId: agent.id })
      if (all.filter(({ userId }) => userId === row.userId).length >= most) throw new Refused('no-room')
    }
    if (before) yield* queries.changeReadyReply(row)
    else yield* queries.addReadyReply(row)
    return { before, after: row }
  }

  async remove(agent: Face, { site, id }: { site: string; id: string }): Promise<void> {
    const { store } = this.#parts
    const { queries } = store
    const removed = await store.write(function* () {
      const [row] = yield* queries.readyReply({ id })
      if (!row || !has(agent, site, row)) return null
      yield* queries.removeReadyReply({ id })
      return row
    })
    if (removed) this.#tell(site, removed)
  }

  /** Tells whoever has it, or had. */
  #tell(site: string, ...rows: (StoredReadyReply | null)[]): void {
    const owners = new Set(rows.flatMap((row) => (row ? [row.userId] : [])))
    for (const owner of owners) this.#parts.live.repliesChanged(site, owner)
  }
}
