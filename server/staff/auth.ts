// Signing in: better-auth on our own database, as we want it.

import { betterAuth, type BetterAuthPlugin } from 'better-auth'
import { createAuthEndpoint } from 'better-auth/api'
import { setSessionCookie } from 'better-auth/cookies'
import { twoFactor } from 'better-auth/plugins/two-factor'
import * as z from 'zod'
import { newBackupCodes, trusted } from './backupCodes.ts'
import { passwordLength } from './password.ts'
import type { Store } from '../store/store.ts'

/** How long a sign-in lasts without use and in whole, ms. */
interface SessionTime {
  idle: number
  whole: number
}

export type Auth = Awaited<ReturnType<typeof openAuth>>
/** Gives better-auth, which is loaded when somebody comes. */
export type Opening = () => Promise<Auth>

/** Opens better-auth, for which the tables are there: `store/migrations.ts` makes them. */
export async function openAuth(store: Store, secret: string, url: string, origins: string[], time: SessionTime) {
  const auth = authOf(store, secret, url, origins, time)
  const { adapter, internalAdapter, password: passwords } = await auth.$context
  return { api: auth.api, handler: auth.handler, options: auth.options, adapter, internalAdapter, passwords }
}

/** Signs in whoever has proven a passkey, or is known to the issuer; no address leads here. */
const byOthers = {
  id: 'by-others',
  endpoints: {
    enter: createAuthEndpoint.serverOnly(
      {
        method: 'POST',
        body: z.object({
          userId: z.string(),
          facts: z.union([
            z.object({ passkey: z.string() }),
            z.object({ issuer: z.string(), provenAt: z.number().nullable() }),
          ]),
        }),
      },
      async (ctx) => {
        const { userId, facts } = ctx.body
        const { internalAdapter } = ctx.context
        const user = await internalAdapter.findUserById(userId)
        if (!user) throw ctx.error('UNAUTHORIZED')
        const session = await internalAdapter.createSession(userId, false, facts, true)
        await setSessionCookie(ctx, { session, user })
        return ctx.json({ ok: true })
      },
    ),
  },
} satisfies BetterAuthPlugin

const text = { type: 'string', required: false, input: false } as const

// The cookie lasts as long as a sign-in may; how long this one does is in its row, and `beat` says so. A socket that
// comes back by itself is no use of it.
const sessionOf = (time: SessionTime) => ({
  expiresIn: time.whole / 1000,
  disableSessionRefresh: true,
  additionalFields: {
    passkey: text,
    /** Who has said who it is; null: it was proven to us. */
    issuer: text,
    /** When somebody has last proven to the issuer who they are, ms. */
    provenAt: { type: 'number', required: false, input: false, bigint: true },
  } as const,
})

function authOf(store: Store, secret: string, url: string, origins: string[], time: SessionTime) {
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
    user: {
      additionalFields: {
        role: { type: 'string', required: true, defaultValue: 'agent', input: false },
        /** JSON: the ids of the sites served; null: all. */
        sites: { type: 'string', required: false, input: false },
        locale: { type: 'string', required: false, input: false },
      },
    },
    session: sessionOf(time),
    databaseHooks: {
      session: {
        create: {
          before: async (session) => ({ data: { ...session, expiresAt: new Date(Date.now() + time.idle) } }),
        },
      },
    },
    // Ours are in wire/http: better-auth believes any X-Forwarded-For, or puts everyone in one bucket.
    rateLimit: { enabled: false },
    plugins: [
      byOthers,
      twoFactor({
        // What the app calls the account: one may be at several servers.
        issuer: `Rotame ${new URL(url).hostname}`,
        trustDeviceMaxAge: trusted,
        backupCodeOptions: { storeBackupCodes: 'encrypted', customBackupCodesGenerate: newBackupCodes },
        accountLockout: { maxFailedAttempts: 10, durationSeconds: 900 },
      }),
    ],
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
