// What an issuer's word makes of somebody here: their address, their role and their sites, or why they are nobody.

import type { Oidc } from '../../config/oidc.ts'
import { Refused } from '../../protocol/answer.ts'
import type { Role } from '../../protocol/staff.ts'
import { type Claims, valueAt } from './issuer.ts'

/** Somebody whom the issuer vouches for. */
export interface Person {
  /** Who it is there, whatever becomes of their address. */
  subject: string
  email: string
  name: string
  /** Null: no group decides it. */
  role: Role | null
  /** Null: all; left out: no group decides them. */
  sites?: readonly string[] | null
}

/** The one with the most rights first. */
const roles = ['owner', 'agent', 'viewer'] as const
const proven: unknown[] = [true, 'true', 1, '1']

export const domainOf = (email: string): string => email.slice(email.lastIndexOf('@') + 1).toLowerCase()

/** @throws Refused `unverified`, `not-mapped` */
export function personOf(oidc: Oidc, claims: Claims): Person {
  const { email } = claims
  if (typeof email !== 'string' || !/^[^\s@]+@[^\s@]+$/.test(email) || !proven.includes(claims[oidc.verifiedClaim]))
    throw new Refused('unverified')
  if (!oidc.domains.includes(domainOf(email))) throw new Refused('not-mapped')
  const said = oidc.claim === null ? [] : [valueAt(claims, oidc.claim)].flat()
  const isIn = (groups: readonly string[] = []) => groups.some((group) => said.includes(group))
  const role = roles.find((each) => isIn(oidc.roles[each])) ?? null
  if (role === null && Object.keys(oidc.roles).length > 0) throw new Refused('not-mapped')
  const own = Object.keys(oidc.sites).filter((site) => isIn(oidc.sites[site]))
  const hasSites = Object.keys(oidc.sites).length > 0
  if (hasSites && own.length === 0 && role !== 'owner') throw new Refused('not-mapped')
  const name = typeof claims['name'] === 'string' && claims['name'].trim() ? claims['name'].trim() : email
  return {
    subject: `${claims.iss} ${claims.sub}`,
    email: email.toLowerCase(),
    name: name.slice(0, 80),
    role,
    ...(hasSites && { sites: role === 'owner' ? null : own }),
  }
}
