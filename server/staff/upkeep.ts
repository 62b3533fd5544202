// Upkeep of sign-ins: those in which something was done last longer, and what is over, or means something else now, is
// told to the screens that are open in it.

import type { Session as Row } from 'better-auth'
import type { Standing } from '../access.ts'
import { bounds } from '../bounds.ts'
import type { SignIns } from '../live/signIns.ts'
import type { Store } from '../store/store.ts'
import type { Opening } from './auth.ts'
import { sessionTime } from './sessions.ts'
import { standingOf } from './standing.ts'

/** What was done is written down this often, ms. */
const noted = 300_000

export function upkeepOf(opening: Opening, store: Store) {
  /** Of these sign-ins, those that stand. */
  const standing = async (ids: string[]): Promise<Row[]> => {
    const { adapter } = await opening()
    return adapter.findMany<Row>({
      model: 'session',
      where: [
        { field: 'id', operator: 'in', value: ids },
        { field: 'expiresAt', operator: 'gt', value: new Date() },
      ],
      limit: ids.length,
    })
  }
  /** Lets a sign-in last longer by what was done in it, up to the whole of its time. */
  const prolong = async ({ id, createdAt, expiresAt, updatedAt }: Row, usedAt: number): Promise<void> => {
    if (usedAt < updatedAt.getTime() + noted) return
    const until = new Date(Math.min(usedAt + sessionTime.idle, createdAt.getTime() + sessionTime.whole))
    const update = { updatedAt: new Date(usedAt), expiresAt: until > expiresAt ? until : expiresAt }
    const { adapter } = await opening()
    await adapter.update({ model: 'session', where: [{ field: 'id', value: id }], update })
  }

  return {
    /** Lets the screens of those come back who may do something else now than they were told. */
    async beatStandings(signIns: Pick<SignIns, 'standings' | 'standingChanged'>): Promise<void> {
      const told = signIns.standings()
      if (told.size === 0) return
      const asked = [...told.keys()]
      const rows = await store.db.selectFrom('user').select(['id', 'role', 'sites']).where('id', 'in', asked).execute()
      const isSame = (a: Standing, b: Standing) => a.role === b.role && String(a.sites) === String(b.sites)
      for (const row of rows) if (!isSame(standingOf(row), told.get(row.id)!)) signIns.standingChanged(row.id)
    },

    /**
     * Ends the sockets of sign-ins that are over here, whoever has ended them: an idle time, a process beside this
     * one, a hand in the database. Those in which something was done last longer.
     */
    async beat(signIns: Pick<SignIns, 'usedAt' | 'end'>): Promise<void> {
      const open = [...signIns.usedAt()]
      for (let from = 0; from < open.length; from += bounds.atOnce) {
        const asked = open.slice(from, from + bounds.atOnce)
        const rows = new Map((await standing(asked.map(([id]) => id))).map((row) => [row.id, row]))
        for (const [id, usedAt] of asked) {
          const row = rows.get(id)
          if (row) await prolong(row, usedAt)
          else signIns.end(id)
        }
      }
    },

    /** Forgets sign-ins that nobody can use any more, finished or not. */
    async sweep(): Promise<void> {
      const now = new Date().toISOString()
      await store.db.deleteFrom('session').where('expiresAt', '<', now).execute()
      await store.db.deleteFrom('verification').where('expiresAt', '<', now).execute()
    },
  }
}
