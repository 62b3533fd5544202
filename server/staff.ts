// Staff: who may sign in to the console, through better-auth on our own database.

import { betterAuth } from 'better-auth'
import { getMigrations } from 'better-auth/db/migration'
import type { Face } from './protocol.ts'
import type { Store } from './store/store.ts'

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

export const shortestPassword = 10

export type Staff = Awaited<ReturnType<typeof openStaff>>

/**
 * Opens the team's accounts, making their tables when missing. Sign-up is closed: `add` makes accounts.
 * @param url where the console is; cookies are `Secure` when it is https
 * @param origins what a browser may name as Origin when it changes something
 */
export async function openStaff(store: Store, secret: string, url: string, origins: string[]) {
  const auth = betterAuth({
    appName: 'Rotame',
    baseURL: url,
    basePath: '/api/auth',
    secret,
    trustedOrigins: origins,
    database: { db: store.db, type: store.dialect },
    emailAndPassword: { enabled: true, disableSignUp: true, minPasswordLength: shortestPassword },
    user: { additionalFields: { role: { type: 'string', required: true, defaultValue: 'agent', input: false } } },
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
  await store.makeTables(async (db) => {
    const { runMigrations } = await getMigrations({ ...auth.options, database: { db, type: store.dialect } })
    await runMigrations()
  })

  return {
    /** Answers `/api/auth/*`. */
    handler: (request: Request): Promise<Response> => auth.handler(request),

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

    /** Makes an account. @returns false when the address has one already */
    add: ({ email, name, password, role }: NewAgent): Promise<boolean> =>
      // Two nodes may be asked for the same one.
      store.alone(async () => {
        const { internalAdapter, password: passwords } = await auth.$context
        if (await internalAdapter.findUserByEmail(email.toLowerCase())) return false
        const user = await internalAdapter.createUser(
          { email: email.toLowerCase(), name, role, emailVerified: true },
          { method: 'email-password' },
        )
        const hash = await passwords.hash(password)
        await internalAdapter.linkAccount({
          userId: user.id,
          providerId: 'credential',
          accountId: user.id,
          password: hash,
        })
        return true
      }),
  }
}
