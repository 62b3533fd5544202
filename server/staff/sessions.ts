// Sign-ins: whose they are, how long they last, and their end.

import type { Session, User } from 'better-auth'
import type { Standing } from '../access.ts'
import type { Oidc } from '../config/oidc.ts'
import type { Face } from '../protocol/pieces.ts'
import type { Opening } from './auth.ts'
import { domainOf } from './oidc/mapping.ts'
import { standingOf } from './standing.ts'

/** A person who is signed in, and the sign-in itself. */
export interface SignedIn {
  agent: Face & { email: string } & Standing
  session: string
  expiresAt: number
  /** Which language they read; null: they have not said. */
  locale: string | null
  /** Where the issuer has said who it is: when they proved it there, ms, as far as it says; null: it was not asked. */
  issued: { provenAt: number | null } | null
}

/** A sign-in ends when nothing was done in it for so long, and at the latest after so long, ms. */
export const sessionTime = { idle: 12 * 3_600_000, whole: 14 * 86_400_000 } as const

/** A sign-in; not whole, it opens nothing before a second factor is made. */
export type Begun = SignedIn & { isWhole: boolean }
type Row = Session & { passkey?: string | null; issuer?: string | null; provenAt?: number | null }
type SessionUser = User & { twoFactorEnabled?: boolean; locale?: string | null }

interface SessionsParts {
  opening: Opening
  /** Whether a password alone opens nothing. */
  needsSecondFactor: boolean
  oidc: Oidc | null
}

export function sessionsOf({ opening, needsSecondFactor, oidc }: SessionsParts) {
  /** Who a request's cookies belong to, though a second factor may be due before anything is theirs. */
  const begun = async (cookies = ''): Promise<Begun | null> => {
    if (!cookies.includes('session_token')) return null
    const { api } = await opening()
    const found = await api.getSession({ headers: new Headers({ cookie: cookies }) })
    if (!found) return null
    const { user } = found
    const session = found.session as Row
    const issuer = session.issuer ?? null
    // What the settings no longer say lets in has let in.
    if (issuer !== null && (issuer !== oidc?.issuer || !oidc.domains.includes(domainOf(user.email)))) return null
    return {
      agent: { id: user.id, name: user.name, email: user.email, ...standingOf(user) },
      session: session.id,
      expiresAt: session.expiresAt.getTime(),
      locale: (user as SessionUser).locale ?? null,
      issued: issuer === null ? null : { provenAt: session.provenAt == null ? null : Number(session.provenAt) },
      // Whoever has a second factor has no session before it was given; a passkey is password and code, and what the
      // issuer asks for is the issuer's.
      isWhole:
        !needsSecondFactor ||
        Boolean((user as SessionUser).twoFactorEnabled) ||
        Boolean(session.passkey) ||
        issuer !== null,
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
  }
}
