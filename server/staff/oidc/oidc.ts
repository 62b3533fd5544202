// Signing in by another's word: somebody of the team is sent to the issuer, and what they come back with is taken once,
// in the browser that was asked. What they may do is mapped anew each time; whoever is mapped no more is out.

import { createHmac } from 'node:crypto'
import type { Oidc } from '../../config/oidc.ts'
import { Refused } from '../../protocol/answer.ts'
import type { Store } from '../../store/store.ts'
import type { Accounts } from '../accounts.ts'
import type { Opening } from '../auth.ts'
import { challengesOf } from '../challenges.ts'
import { standingOf } from '../standing.ts'
import { type Asked, type Claims, type Issuer, issuerOf } from './issuer.ts'
import { type Person, personOf } from './mapping.ts'

interface OidcParts {
  oidc: Oidc | null
  store: Store
  opening: Opening
  accounts: Accounts
  /** The server's own. */
  secret: string
  url: string
}

/** Where the issuer sends people back to. */
export const callbackOf = (url: string): string => `${url}/api/auth/oidc/back`

/** That somebody is not let in, after which these sign-ins of theirs are over. */
export class Out extends Refused {
  readonly ended: readonly string[]
  constructor({ code }: Refused, ended: readonly string[]) {
    super(code)
    this.ended = ended
  }
}

/** Who has come back, and what was changed here for it. */
export interface Vouched {
  userId: string
  facts: { issuer: string; provenAt: number | null }
  changed: 'account-added' | 'account-changed' | null
}

/** How an account knows its person at the issuer. */
const providerId = 'oidc'

export function oidcOf(parts: OidcParts) {
  const { oidc, store, opening, secret, url } = parts
  const challenges = challengesOf(store, 'oidc', () => new Refused('expired'))
  const issuer = oidc && issuerOf(oidc, callbackOf(url))
  const needed = (): { oidc: Oidc; issuer: Issuer } => {
    if (!oidc || !issuer) throw new Refused('malformed')
    return { oidc, issuer }
  }
  /** Nobody but this server can say them, so they need not be kept. */
  const askedOf = (browser: string, state: string): Asked => {
    const of = (what: string) => createHmac('sha256', secret).update(`${what} ${browser} ${state}`).digest('base64url')
    return { state, nonce: of('oidc nonce'), verifier: of('oidc verifier') }
  }

  return {
    /** What sign-in calls the issuer, and whether there is no other way in; null: there is none. */
    issuer: oidc && { name: oidc.name, isOnly: oidc.only },

    /** @throws Refused `issuer-only` where nothing else lets in */
    checkOpen(): void {
      if (oidc?.only) throw new Refused('issuer-only')
    },

    /** Where somebody is sent. @param browser what tells the browser that is to come back */
    async sendTo(browser: string, isAnew: boolean): Promise<string> {
      const { issuer } = needed()
      const state = await challenges.make(browser, isAnew ? 'oidc anew' : 'oidc')
      return issuer.addressOf(askedOf(browser, state), isAnew)
    },

    /**
     * Takes what somebody came back with. @param said the query of the address
     * @throws Out, Refused, IssuerFailed
     */
    async vouched(browser: string, said: string): Promise<Vouched> {
      const { oidc, issuer } = needed()
      const state = new URLSearchParams(said).get('state') ?? ''
      const isAnew = (await challenges.spend(browser, state)) === 'oidc anew'
      const claims = await issuer.claimsOf(said, askedOf(browser, state))
      const { userId, changed } = await placeOf(parts, oidc, claims)
      return { userId, changed, facts: { issuer: oidc.issuer, provenAt: provenAt(claims, isAnew) } }
    },

    /** Signs in whom the issuer vouches for. @returns better-auth's answer, with its cookies */
    async enterVouched({ userId, facts }: Vouched, headers: Headers): Promise<Response> {
      const { api } = await opening()
      return api.enter({ body: { userId, facts }, headers, asResponse: true })
    },
  }
}

/** When somebody has proven who they are; an issuer that does not say is believed where it was asked for it anew. */
function provenAt(claims: Claims, isAnew: boolean): number | null {
  const said = claims['auth_time'] ?? (isAnew ? claims['iat'] : undefined)
  return typeof said === 'number' ? said * 1_000 : null
}

/** Finds or makes somebody's account, as their groups are now. @throws Out, Refused */
async function placeOf(parts: OidcParts, oidc: Oidc, claims: Claims): Promise<Pick<Vouched, 'userId' | 'changed'>> {
  const { store, accounts } = parts
  const [known] = await store.all(store.queries.accountBy({ providerId, accountId: `${claims.iss} ${claims.sub}` }))
  let person: Person
  try {
    person = personOf(oidc, claims)
  } catch (error) {
    if (!(error instanceof Refused) || !known) throw error
    throw new Out(error, await accounts.endAll(known.userId))
  }
  // Two nodes may be asked for the same one.
  return store.alone(async () => {
    const userId = known?.userId ?? (await linked(parts, oidc, person))
    if (userId === null) return { userId: await made(parts, oidc, person), changed: 'account-added' }
    return { userId, changed: (await renewed(parts, userId, person)) ? 'account-changed' : null }
  })
}

/** Links an account that has the address to who it is at the issuer; null: there is none. */
async function linked({ opening, accounts }: OidcParts, oidc: Oidc, person: Person): Promise<string | null> {
  const found = await accounts.byEmail(person.email)
  if (!found) return null
  const { internalAdapter } = await opening()
  const others = await internalAdapter.findAccounts(found.id)
  // An address that was another's there before is not theirs here.
  if (others.some((each) => each.providerId === providerId && each.accountId.startsWith(`${oidc.issuer} `)))
    throw new Refused('taken')
  await internalAdapter.linkAccount({ userId: found.id, providerId, accountId: person.subject })
  return found.id
}

async function made({ opening }: OidcParts, oidc: Oidc, { email, name, subject, ...person }: Person): Promise<string> {
  const role = person.role ?? oidc.role
  if (role === null) throw new Refused('not-mapped')
  const { internalAdapter } = await opening()
  const sites = person.sites ? JSON.stringify(person.sites) : null
  const user = await internalAdapter.createUser({ email, name, role, sites, emailVerified: true }, { method: 'oauth' })
  await internalAdapter.linkAccount({ userId: user.id, providerId, accountId: subject })
  return user.id
}

/** Gives an account what its person's groups say, and their address. @returns whether it may do something else */
async function renewed({ opening, accounts }: OidcParts, id: string, { email, ...person }: Person): Promise<boolean> {
  const { internalAdapter } = await opening()
  const user = (await internalAdapter.findUserById(id))!
  if (user.email !== email && !(await accounts.byEmail(email))) await internalAdapter.updateUser(id, { email })
  const is = standingOf(user as unknown as Parameters<typeof standingOf>[0])
  // Whatever groups say, somebody owns it.
  const isOther = (each: { id: string; role: string }) => each.role === 'owner' && each.id !== id
  const isLast = is.role === 'owner' && !(await accounts.list()).some(isOther)
  const role = isLast ? 'owner' : (person.role ?? is.role)
  const sites = person.sites === undefined ? is.sites : person.sites
  const isOwner = role === 'owner'
  if (role === is.role && (isOwner || String(sites) === String(is.sites))) return false
  await internalAdapter.updateUser(id, { role, sites: isOwner || !sites ? null : JSON.stringify(sites) })
  return true
}
