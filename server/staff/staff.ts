// Staff: who may sign in to the console, through better-auth on our own database, which is loaded when somebody comes.

import type { openAuth } from './auth.ts'
import { devicesOf } from './devices.ts'
import { bounds } from '../bounds.ts'
import type { Live } from '../live/live.ts'
import { checkPassword } from './password.ts'
import type { Face } from '../protocol/pieces.ts'
import type { Store } from '../store/store.ts'

export type Role = 'agent' | 'owner'

/** A person who is signed in, and the sign-in itself. */
export interface SignedIn {
  agent: Face & { email: string; role: Role }
  session: string
  expiresAt: number
}

/** A sign-in ends when nothing was done in it for so long, and at the latest after so long, ms. */
export const sessionTime = { idle: 12 * 3_600_000, whole: 14 * 86_400_000 } as const

export interface NewAgent {
  email: string
  name: string
  password: string
  role: Role
}

/** An account, and how many sign-ins of it stand. */
export interface Account {
  email: string
  name: string
  role: Role
  sessions: number
  /** When something was last done in any of them, ms; null where none stands. */
  usedAt: number | null
}

/** What was done is written down this often, ms. */
const noted = 300_000

interface SessionRow {
  id: string
  userId: string
  createdAt: Date
  updatedAt: Date
  expiresAt: Date
}

export type Staff = ReturnType<typeof openStaff>

/**
 * The team's accounts. Sign-up is closed: `add` makes accounts.
 * @param url where the console is; cookies are `Secure` when it is https
 * @param origins what a browser may name as Origin when it changes something
 */
export function openStaff(store: Store, secret: string, url: string, origins: string[]) {
  let opened: ReturnType<typeof openAuth> | null = null
  /** 10 MB, which a server that nobody signs in to does not hold. What could not be opened is tried again. */
  const opening = async () => {
    const { openAuth } = await import('./auth.ts')
    return (opened ??= openAuth(store, secret, url, origins, sessionTime).catch((error: unknown) => {
      opened = null
      throw error
    }))
  }
  const find = async (email: string) => {
    const { internalAdapter } = await opening()
    return (await internalAdapter.findUserByEmail(email.toLowerCase()))?.user ?? null
  }
  /** Of these sign-ins, those that stand. */
  const standing = async (ids: string[]): Promise<SessionRow[]> => {
    const { adapter } = await opening()
    return adapter.findMany<SessionRow>({
      model: 'session',
      where: [
        { field: 'id', operator: 'in', value: ids },
        { field: 'expiresAt', operator: 'gt', value: new Date() },
      ],
      limit: ids.length,
    })
  }
  /** Lets a sign-in last longer by what was done in it, up to the whole of its time. */
  const prolong = async ({ id, createdAt, expiresAt, updatedAt }: SessionRow, usedAt: number): Promise<void> => {
    if (usedAt < updatedAt.getTime() + noted) return
    const until = new Date(Math.min(usedAt + sessionTime.idle, createdAt.getTime() + sessionTime.whole))
    const update = { updatedAt: new Date(usedAt), expiresAt: until > expiresAt ? until : expiresAt }
    const { adapter } = await opening()
    await adapter.update({ model: 'session', where: [{ field: 'id', value: id }], update })
  }

  return {
    /** Which browsers have been signed in to before. */
    devices: devicesOf(secret, url.startsWith('https:')),

    /** Answers `/api/auth/*`. */
    async handler(request: Request): Promise<Response> {
      const { handler } = await opening()
      return handler(request)
    },

    /** Who a request's cookies belong to, or null. */
    async signedIn(cookies = ''): Promise<SignedIn | null> {
      if (!cookies.includes('session_token')) return null
      const { api } = await opening()
      const found = await api.getSession({ headers: new Headers({ cookie: cookies }) })
      if (!found) return null
      const { user, session } = found
      return {
        agent: { id: user.id, name: user.name, email: user.email, role: user.role as Role },
        session: session.id,
        expiresAt: session.expiresAt.getTime(),
      }
    },

    /** Ends a sign-in. better-auth's own sign-out says that it has even when it could not. */
    async end(session: string): Promise<void> {
      const { adapter } = await opening()
      await adapter.delete({ model: 'session', where: [{ field: 'id', value: session }] })
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

    /** Forgets sign-ins that nobody can use any more. */
    async sweep(): Promise<void> {
      await store.db.deleteFrom('session').where('expiresAt', '<', new Date().toISOString()).execute()
    },

    /** Those of these agents who have no account any more. */
    async gone(agents: string[]): Promise<string[]> {
      if (agents.length === 0) return []
      const there = await store.db.selectFrom('user').select('id').where('id', 'in', agents).execute()
      return agents.filter((agent) => !there.some(({ id }) => id === agent))
    },

    /**
     * Makes an account. @returns false when the address has one already
     * @throws WeakPassword
     */
    add: async ({ email, name, password, role }: NewAgent): Promise<boolean> => {
      await checkPassword(password, [email, name])
      const { passwords, internalAdapter } = await opening()
      const hash = await passwords.hash(password)
      // Two nodes may be asked for the same one.
      return store.alone(async () => {
        if (await find(email)) return false
        const user = await internalAdapter.createUser(
          { email: email.toLowerCase(), name, role, emailVerified: true },
          { method: 'email-password' },
        )
        await internalAdapter.linkAccount({
          userId: user.id,
          providerId: 'credential',
          accountId: user.id,
          password: hash,
        })
        return true
      })
    },

    /** Everyone, by name. */
    async list(): Promise<Account[]> {
      const { internalAdapter } = await opening()
      const users = await internalAdapter.listUsers(10_000)
      const accounts = users.map(async ({ id, email, name, ...user }) => {
        const sessions = await internalAdapter.listSessions(id, { onlyActiveSessions: true })
        const usedAt = Math.max(0, ...sessions.map(({ updatedAt }) => updatedAt.getTime())) || null
        return { email, name, role: (user as unknown as { role: Role }).role, sessions: sessions.length, usedAt }
      })
      return (await Promise.all(accounts)).toSorted((a, b) => a.name.localeCompare(b.name))
    },

    /**
     * Gives an account another password, and ends every sign-in of it. @returns false when there is no such account
     * @throws WeakPassword
     */
    async setPassword(email: string, password: string): Promise<boolean> {
      const user = await find(email)
      if (!user) return false
      await checkPassword(password, [email, user.name])
      const { passwords, internalAdapter } = await opening()
      await internalAdapter.updatePassword(user.id, await passwords.hash(password))
      await internalAdapter.deleteUserSessions(user.id)
      return true
    },

    /** Removes an account with its sign-ins; what they wrote stays theirs. @returns false when there is none */
    async remove(email: string): Promise<boolean> {
      const user = await find(email)
      if (user) await (await opening()).internalAdapter.deleteUser(user.id)
      return user !== null
    },
  }
}
