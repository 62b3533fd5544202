// Views: an agent's own, which nobody else is told of, and the team's, which owners make.

import { limits } from '../limits.ts'
import type { Live } from '../live/live.ts'
import { Refused } from '../protocol/answer.ts'
import { type Face, isBlank } from '../protocol/pieces.ts'
import type { Role } from '../protocol/staff.ts'
import type { View } from '../protocol/view.ts'
import type { Store } from '../store/store.ts'
import type { StoredView } from '../store/tables/view.ts'

interface ViewsParts {
  store: Store
  live: Pick<Live, 'viewsChanged'>
}

/** Views of the team, and of each agent. */
const most = 50

const told = ({ userId, ...view }: StoredView): View => ({ ...view, isShared: userId === null })

/** Whether they may change it: theirs, or the team's where they are an owner. */
const isTheirs = (agent: Face, role: Role, { userId }: Pick<StoredView, 'userId'>): boolean =>
  userId === null ? role === 'owner' : userId === agent.id

export class Views {
  readonly #parts: ViewsParts

  constructor(parts: ViewsParts) {
    this.#parts = parts
  }

  async of(agent: Face): Promise<View[]> {
    const { all, queries } = this.#parts.store
    return (await all(queries.views({ userId: agent.id }))).map(told)
  }

  /** Keeps one, once however often it is sent. */
  async save(agent: Face, role: Role, { isShared, ...asked }: View): Promise<View> {
    const name = asked.name.trim()
    if (isBlank(name)) throw new Refused('empty')
    if (name.length > limits.name) throw new Refused('too-long')
    const row = { ...asked, name, userId: isShared ? null : agent.id }
    if (!isTheirs(agent, role, row)) throw new Refused('not-allowed')
    const { queries, write } = this.#parts.store
    const before = await write(function* () {
      const [known = null] = yield* queries.view({ id: row.id })
      if (known && !isTheirs(agent, role, known)) throw new Refused('not-allowed')
      if (known?.userId !== row.userId) {
        const all = yield* queries.views({ userId: agent.id })
        if (all.filter(({ userId }) => userId === row.userId).length >= most) throw new Refused('no-room')
      }
      if (known) yield* queries.changeView(row)
      else yield* queries.addView(row)
      return known
    })
    this.#tell(before, row)
    return told(row)
  }

  async remove(agent: Face, role: Role, id: string): Promise<void> {
    const { queries, write } = this.#parts.store
    const removed = await write(function* () {
      const [row] = yield* queries.view({ id })
      if (!row) return null
      if (!isTheirs(agent, role, row)) throw new Refused('not-allowed')
      yield* queries.removeView({ id })
      return row
    })
    this.#tell(removed)
  }

  /** Tells whoever has it, or had. */
  #tell(...rows: (Pick<StoredView, 'userId'> | null)[]): void {
    const owners = new Set(rows.flatMap((row) => (row ? [row.userId] : [])))
    for (const owner of owners) this.#parts.live.viewsChanged(owner)
  }
}
