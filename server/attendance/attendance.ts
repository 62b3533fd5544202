// Attendance: which of the team's screens count as away by themselves, and when each of the team was there last.

import type { Sites } from '../config/config.ts'
import type { Overrides } from '../hours/overrides.ts'
import type { Live } from '../live/live.ts'
import type { AgentSocketData } from '../live/sockets.ts'
import type { Attending } from '../protocol/attendance.ts'
import type { Store } from '../store/store.ts'

interface AttendanceParts {
  store: Store
  sites: Sites
  overrides: Pick<Overrides, 'isOpen'>
  live: Pick<Live, 'team'>
  clock: () => number
}

/** What nobody has said anything of: they are away when they say so, and take as many chats as the site lets them. */
const usualAttending: Attending = { idle: null, hours: false, most: null }

export class Attendance {
  readonly #parts: AttendanceParts

  constructor(parts: AttendanceParts) {
    this.#parts = parts
  }

  async wishesOf(userId: string): Promise<Attending> {
    const { all, queries } = this.#parts.store
    const [known] = await all(queries.attendanceOf({ userId }))
    return known?.wishes ?? usualAttending
  }

  async wish(userId: string, wishes: Attending): Promise<void> {
    const { store, live } = this.#parts
    await store.write(function* () {
      yield* store.queries.putAttending({ userId, wishes })
    })
    live.team.tellWishes(userId, wishes)
    await this.#look(live.team.screensOf(userId), new Map([[userId, wishes]]))
  }

  /** Looks at a screen that has just been connected. @returns what its agent wants */
  async welcome(screen: AgentSocketData): Promise<Attending> {
    const wishes = await this.wishesOf(screen.agent.id)
    await this.#judge([screen], new Map([[screen.agent.id, wishes]]))
    return wishes
  }

  /** Somebody does something at a screen. */
  isHere(screen: AgentSocketData): void {
    screen.hereAt = this.#parts.clock()
    if (screen.awayBy !== 'idle') return
    screen.awayBy = null
    this.#parts.live.team.changed()
  }

  /** Notes who is connected here, and who counts as away. */
  async beat(): Promise<void> {
    const { store, live, clock } = this.#parts
    const { all, queries, write } = store
    const screens = live.team.screensOf().filter(({ role }) => role !== 'viewer')
    if (screens.length === 0) return
    const seenAt = clock()
    const ids = new Set(screens.map(({ agent }) => agent.id))
    const accounts = await store.db
      .selectFrom('user')
      .select('id')
      .where('id', 'in', [...ids])
      .execute()
    await write(function* () {
      for (const { id: userId } of accounts) yield* queries.noteSeen({ userId, seenAt })
    })
    const wishes = (await all(queries.attendance())).map((each) => [each.userId, each.wishes] as const)
    await this.#look(screens, new Map(wishes))
  }

  async #look(screens: readonly AgentSocketData[], wishes: ReadonlyMap<string, Attending | null>): Promise<void> {
    await this.#judge(screens, wishes)
    this.#parts.live.team.changed()
  }

  async #judge(screens: readonly AgentSocketData[], wishes: ReadonlyMap<string, Attending | null>): Promise<void> {
    const now = this.#parts.clock()
    const open = new Map<string, boolean>()
    for (const screen of screens) {
      const wished = wishes.get(screen.agent.id) ?? usualAttending
      screen.hereAt ??= now
      // A clock may be put back.
      const idleFor = now - screen.hereAt
      const isOver = wished.hours && !(await this.#isOpen(screen, now, open))
      if (wished.hours && !isOver) screen.isLate = false
      const isIdle = wished.idle !== null && idleFor >= wished.idle * 60_000
      screen.awayBy = isOver && !screen.isLate ? 'hours' : isIdle ? 'idle' : null
    }
  }

  /** Whether any of the sites is open that somebody answers for. @param known of each, as far as it was looked at */
  async #isOpen({ sites: own }: AgentSocketData, now: number, known: Map<string, boolean>): Promise<boolean> {
    const { sites, overrides } = this.#parts
    for (const id of own ?? sites.keys()) {
      if (!known.has(id)) known.set(id, await overrides.isOpen(id, now))
      if (known.get(id)) return true
    }
    return false
  }
}
