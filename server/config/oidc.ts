// `staff.oidc`: who says who somebody of the team is, and what that makes them here.

import * as z from 'zod'
import type { Role } from '../protocol/staff.ts'
import { endpoint } from './oauth.ts'
import { variable } from './values.ts'

const role = z.enum(['owner', 'agent', 'viewer'] satisfies Role[], 'write owner, agent or viewer')
const groups = z.array(z.string().min(1)).min(1)

export const oidcSchema = z
  .strictObject({
    issuer: endpoint,
    /** What the button of sign-in calls it. */
    name: z.string().min(1).max(40),
    clientId: z.string().min(1),
    secretVariable: variable('OIDC_CLIENT_SECRET', 'client secret').default('OIDC_CLIENT_SECRET'),
    scopes: z
      .array(z.string().min(1))
      .refine((given) => given.includes('openid'), 'has to have openid in it')
      .default(['openid', 'email', 'profile']),
    /** Whose addresses are let in. */
    domains: z
      .array(z.string().regex(/^[a-z\d-]+(\.[a-z\d-]+)+$/, 'write a domain in small letters, like example.com'))
      .min(1),
    /** What says that an address is proven. */
    verifiedClaim: z.string().min(1).default('email_verified'),
    /** Where the issuer says in which groups somebody is; dots lead into what is nested. */
    claim: z.string().min(1).nullable().default(null),
    /** The role of a new account that no group decides; null: whoever has no account is not let in. */
    role: role.nullable().default(null),
    /** By role, the groups that have it; whoever is in none of any is not let in. */
    roles: z.partialRecord(role, groups).default({}),
    /** By site, the groups that serve it; left out: all are served. */
    sites: z.record(z.string(), groups).default({}),
    /** Whether nothing else lets in: neither a password nor a passkey. */
    only: z.boolean().default(false),
  })
  .superRefine((given, { addIssue, issues }) => {
    // Of what is written wrongly nothing is left to be told by.
    if (issues.some(({ path }) => ['roles', 'sites', 'claim'].includes(String(path?.[0])))) return
    const isMapped = Object.keys(given.roles).length + Object.keys(given.sites).length > 0
    if (isMapped === (given.claim !== null)) return
    const message = isMapped ? 'write where the issuer says the groups' : 'is for roles or sites; write these'
    addIssue({ code: 'custom', path: ['claim'], message })
  })
type Given = z.infer<typeof oidcSchema>

/** Who says who somebody of the team is. */
export type Oidc = Omit<Given, 'secretVariable'> & { secret: string }

type Wrong = [path: string[], message: string]

/** What an owner has written, with its secret; or what is wrong with that: key and words. */
export function readOidc(
  { secretVariable, ...given }: Given,
  env: NodeJS.ProcessEnv,
  { url, sites }: { url: string; sites: readonly string[] },
): Oidc | Wrong {
  const unknown = Object.keys(given.sites).find((site) => !sites.includes(site))
  if (unknown !== undefined) return [['sites'], `${unknown} is no site; write one of ${sites.join(', ')}`]
  if (!endpoint.safeParse(url).success)
    return [['issuer'], 'needs TLS: it sends people back to url, so let that begin with https://']
  const secret = env[secretVariable]
  if (secret) return { ...given, secret }
  return [
    ['secretVariable'],
    `neither ${secretVariable} nor ${secretVariable}_FILE is in the environment; put the client secret there`,
  ]
}
