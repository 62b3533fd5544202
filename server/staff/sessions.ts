// Sign-ins: whose they are, how long they last, and their end.

import type { Session as Row, User } from 'better-auth'
import type { Standing } from '../access.ts'
import { bounds } from '../bounds.ts'
import type { Live } from '../live/live.ts'
import type { Face } from '../protocol/pieces.ts'
import type { Store } from '../store/store.ts'
import { standingOf } from './accounts.ts'
import type { Opening } from './auth.ts'

/** A person who is signed in, and the sign-in itself. */
export interface SignedIn {
  agent: Face & { email: string } & Standing
  session: string
  expiresAt: number
}

/** A sign-in ends when nothing was done in it for so long, and at the latest after so long, ms. */
export const sessionTime = { idle: 12 * 3_600_000, whole: 14 * 86_400_000 } as const

/** What was done is written down this often, ms. */
const noted = 300_000

interface SessionsParts {
  opening: Opening
  store: Store
  /** Whether a password alone opens nothing. */
  needsSecondFactor: boolean
}

export function sessionsOf({ opening, store, needsSecondFactor }: SessionsParts) {
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
  /** Who a request's cookies belong to, though a second factor may be due before anything is theirs. */
  const begun = async (cookies = ''): Promise<(SignedIn & { isWhole: boolean }) | null> => {
    if (!cookies.includes('session_token')) return null
    const { api } = await opening()
    const found = await api.getSession({ headers: new Headers({ cookie: cookies }) })
    if (!found) return null
    const { user, session } = found
    return {
      agent: { id: user.id, name: user.name, email: user.email, ...standingOf(user) },
      session: session.id,
      expiresAt: session.expiresAt.getTime(),
      // Who has a second factor has no session before it was given.
      isWhole: !needsSecondFactor || Boolean((user as User & { twoFactorEnabled?: boolean }).twoFactorEnabled),
    }
  }

  return {
    begun,

    /** Who a request's cookies belong to, or null. */
    async signedIn(cookies = ''): Promise<SignedIn | null> {
      const found = await begun(cookies)
      if (!found?.isWhole) return null
      const { isWhole: _, ...signedIn } = found
      return signedIn
    },

    /** Ends a sign-in. better-auth's own sign-out says that it has even when it could not. */
    async end(session: string): Promise<void> {
      const { adapter } = await opening()
      await adapter.delete({ model: 'session', where: [{ field: 'id', value: session }] })
    },

    /** Ends all sign-ins of an agent but one. @returns the ids of those that it has ended */
    async endOthers(agent: string, but: string): Promise<string[]> {
      const { adapter, internalAdapter } = await opening()
      const ended = (await internalAdapter.listSessions(agent)).map(({ id }) => id).filter((id) => id !== but)
      for (const id of ended) await adapter.delete({ model: 'session', where: [{ field: 'id', value: id }] })
      return ended
    },

    /** Lets the screens of those come back who may do something else now than they were told. */
    async beatStandings(live: Pick<Live, 'standings' | 'standingChanged'>): Promise<void> {
      const told = live.standings()
      if (told.size === 0) return
      const { adapter } = await opening()
      const rows = await adapter.findMany<{ id: string; role: string; sites?: string | null }>({
        model: 'user',
        where: [{ field: 'id', operator: 'in', value: [...told.keys()] }],
        limit: told.size,
      })
      const isSame = (a: Standing, b: Standing) => a.role === b.role && String(a.sites) === String(b.sites)
      for (const row of rows) if (!isSame(standingOf(row), told.get(row.id)!)) live.standingChanged(row.id)
    },

    /**
     * Ends the sockets of sign-ins that are over here, whoever has ended them: an idle time, a process beside this
     * one, a hand in the database. Those in which something was done last longer.
     */
    async beat(live: Pick<Live, 'sessions' | 'endSession'>): Promise<void> {
      const open = [...live.sessions()]
      for (let from = 0; from < open.length; from += bounds.atOnce) {
        const asked = open.slice(from, from + bounds.atOnce)
        const rows = new Map((await standing(asked.map(([id]) => id))).map((row) => [row.id, row]))
        for (const [id, usedAt] of asked) {
          const row = rows.get(id)
          if (row) await prolong(row, usedAt)
          else live.endSession(id)
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
