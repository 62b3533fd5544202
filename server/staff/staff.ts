// Staff: who may sign in to the console, through better-auth on our own database.

import { betterAuth } from 'better-auth'
import { getMigrations } from 'better-auth/db/migration'
import { devicesOf } from './devices.ts'
import { limits } from '../limits.ts'
import type { Live } from '../live/live.ts'
import { checkPassword, passwordLength } from './password.ts'
import type { Face } from '../protocol/pieces.ts'
import type { Store } from '../store/store.ts'

export type Role = 'agent' | 'owner'

/** A person who is signed in, and the sign-in itself. */
export interface SignedIn {
  agent: Face & { email: string; role: Role }
  session: string
  expiresAt: number
}

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

/** A sign-in ends when nothing was done in it for so long, and at the latest after so long, ms. */
export const sessionTime = { idle: 12 * 3_600_000, whole: 14 * 86_400_000 } as const

/** What was done is written down this often, ms. */
const noted = 300_000

interface SessionRow {
  id: string
  userId: string
  createdAt: Date
  updatedAt: Date
  expiresAt: Date
}

export type Staff = Awaited<ReturnType<typeof openStaff>>

/**
 * Opens the team's accounts, making their tables when missing. Sign-up is closed: `add` makes accounts.
 * @param url where the console is; cookies are `Secure` when it is https
 * @param origins what a browser may name as Origin when it changes something
 */
export async function openStaff(store: Store, secret: string, url: string, origins: string[]) {
  const auth = authOf(store, secret, url, origins)
  await store.makeTables(async (db) => {
    const { runMigrations } = await getMigrations({ ...auth.options, database: { db, type: store.dialect } })
    await runMigrations()
  })
  const { adapter, internalAdapter, password: passwords } = await auth.$context
  const find = async (email: string) => (await internalAdapter.findUserByEmail(email.toLowerCase()))?.user ?? null
  /** Of these sign-ins, those that stand. */
  const standing = async (ids: string[]): Promise<SessionRow[]> =>
    adapter.findMany<SessionRow>({
      model: 'session',
      where: [
        { field: 'id', operator: 'in', value: ids },
        { field: 'expiresAt', operator: 'gt', value: new Date() },
      ],
      limit: ids.length,
    })
  /** Lets a sign-in last longer by what was done in it, up to the whole of its time. */
  const prolong = async ({ id, createdAt, expiresAt, updatedAt }: SessionRow, usedAt: number): Promise<void> => {
    if (usedAt < updatedAt.getTime() + noted) return
    const until = new Date(Math.min(usedAt + sessionTime.idle, createdAt.getTime() + sessionTime.whole))
    const update = { updatedAt: new Date(usedAt), expiresAt: until > expiresAt ? until : expiresAt }
    await adapter.update({ model: 'session', where: [{ field: 'id', value: id }], update })
  }

  return {
    /** Which browsers have been signed in to before. */
    devices: devicesOf(secret, url.startsWith('https:')),

    /** Answers `/api/auth/*`. */
    handler: (request: Request): Promise<Response> => auth.handler(request),

    /** All that it could answer, `POST /sign-up/email` among them; `wire/signIn` serves what we use. */
    routes: Object.values(auth.api).flatMap(({ path, options }: { path?: string; options: { method?: unknown } }) =>
      path === undefined ? [] : [options.method ?? 'GET'].flat().map((method) => `${String(method)} ${path}`),
    ),

    /** Who a request's cookies belong to, or null. */
    async signedIn(headers: Headers): Promise<SignedIn | null> {
      const found = await auth.api.getSession({ headers })
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
      await adapter.delete({ model: 'session', where: [{ field: 'id', value: session }] })
    },

    /**
     * Ends the sockets of sign-ins that are over here, whoever has ended them: an idle time, a process beside this
     * one, a hand in the database. Those in which something was done last longer.
     */
    async beat(live: Pick<Live, 'sessions' | 'endSession'>): Promise<void> {
      const open = [...live.sessions()]
      for (let from = 0; from < open.length; from += limits.atOnce) {
        const asked = open.slice(from, from + limits.atOnce)
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
      await adapter.deleteMany({ model: 'session', where: [{ field: 'expiresAt', operator: 'lt', value: new Date() }] })
    },

    /** Those of these agents who have no account any more. */
    async gone(agents: string[]): Promise<string[]> {
      if (agents.length === 0) return []
      const where = [{ field: 'id', operator: 'in' as const, value: agents }]
      const there = await adapter.findMany<{ id: string }>({ model: 'user', where, limit: agents.length })
      return agents.filter((agent) => !there.some(({ id }) => id === agent))
    },

    /**
     * Makes an account. @returns false when the address has one already
     * @throws WeakPassword
     */
    add: async ({ email, name, password, role }: NewAgent): Promise<boolean> => {
      await checkPassword(password, [email, name])
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
      await internalAdapter.updatePassword(user.id, await passwords.hash(password))
      await internalAdapter.deleteUserSessions(user.id)
      return true
    },

    /** Removes an account with its sign-ins; what they wrote stays theirs. @returns false when there is none */
    async remove(email: string): Promise<boolean> {
      const user = await find(email)
      if (user) await internalAdapter.deleteUser(user.id)
      return user !== null
    },
  }
}

function authOf(store: Store, secret: string, url: string, origins: string[]) {
  return betterAuth({
    appName: 'Rotame',
    baseURL: url,
    basePath: '/api/auth',
    secret,
    trustedOrigins: origins,
    database: { db: store.db, type: store.dialect },
    emailAndPassword: {
      enabled: true,
      disableSignUp: true,
      minPasswordLength: passwordLength.least,
      maxPasswordLength: passwordLength.most,
    },
    user: { additionalFields: { role: { type: 'string', required: true, defaultValue: 'agent', input: false } } },
    // The cookie lasts as long as a sign-in may; how long this one does is in its row, and `beat` says so. A socket
    // that comes back by itself is no use of it.
    session: { expiresIn: sessionTime.whole / 1000, disableSessionRefresh: true },
    databaseHooks: {
      session: {
        create: {
          before: async (session) => ({ data: { ...session, expiresAt: new Date(Date.now() + sessionTime.idle) } }),
        },
      },
    },
    // Ours are in wire/http: better-auth believes any X-Forwarded-For, or puts everyone in one bucket.
    rateLimit: { enabled: false },
    advanced: {
      cookiePrefix: 'rotame',
      useSecureCookies: url.startsWith('https:'),
      defaultCookieAttributes: { sameSite: 'strict' },
      ipAddress: { disableIpTracking: true },
    },
    telemetry: { enabled: false },
    logger: { disabled: true },
  })
}
