// Staff: the team's accounts and sign-ins, through better-auth on our own database, which is loaded when somebody
// comes.

import type { Oidc } from '../config/oidc.ts'
import { Accounts } from './accounts.ts'
import type { Auth, Opening } from './auth.ts'
import { devicesOf } from './devices.ts'
import { enteringOf } from './entering.ts'
import { facesOf } from './faces.ts'
import { linksOf } from './links.ts'
import { type NoticeParts, noticesOf } from './notices.ts'
import { oidcOf } from './oidc/oidc.ts'
import { passkeysOf } from './passkeys.ts'
import { proofsOf } from './proofs.ts'
import { sessionsOf, sessionTime } from './sessions.ts'
import { upkeepOf } from './upkeep.ts'

export type Staff = ReturnType<typeof openStaff>

export interface StaffParts extends NoticeParts {
  /** The server's own. */
  secret: string
  /** Where the console is; cookies are `Secure` when it is https. */
  url: string
  /** What a browser may name as Origin when it changes something. */
  origins: string[]
  secondFactor: 'required' | 'optional'
  oidc: Oidc | null
}

/** The team's accounts. Sign-up is closed: `add` makes accounts. */
export function openStaff(parts: StaffParts) {
  const { store, secret, url, origins, secondFactor, oidc } = parts
  let opened: Promise<Auth> | null = null
  /** 10 MB, which a server that nobody signs in to does not hold. What could not be opened is tried again. */
  const opening: Opening = async () => {
    const { openAuth } = await import('./auth.ts')
    return (opened ??= openAuth(store, secret, url, origins, sessionTime).catch((error: unknown) => {
      opened = null
      throw error
    }))
  }
  const notices = noticesOf(parts)
  const accounts = new Accounts(opening, store, notices)
  const links = linksOf(store, url)
  const vouching = oidcOf({ ...parts, opening, accounts })
  return {
    /** Which browsers have been signed in to before. */
    devices: devicesOf(secret, url.startsWith('https:')),

    /** Answers `/api/auth/*`. */
    async handler(request: Request): Promise<Response> {
      const { handler } = await opening()
      return handler(request)
    },

    accounts,
    links,
    notices,
    passkeys: passkeysOf({ ...parts, opening, notices }),
    ...vouching,
    ...enteringOf({ accounts, links, store, checkOpen: vouching.checkOpen }),
    ...facesOf(store),
    ...sessionsOf({ opening, needsSecondFactor: secondFactor === 'required', oidc }),
    ...upkeepOf(opening, store),
    ...proofsOf(opening, store, notices),
  }
}
