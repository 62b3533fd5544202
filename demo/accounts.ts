// OX Zino's own accounts: one of each plan, and the tokens that its site signs for whoever is signed in.

import { generateKeyPairSync } from 'node:crypto'
import { SignJWT } from 'jose'
import type { IdentityKey } from '../server/visitors/identity.ts'

export const accounts: Record<string, { sub: string; name: string; email: string }> = {
  basic: { sub: '1017', name: 'Γιώργος Λάμπρου', email: 'giorgos.l@example.com' },
  premium: { sub: '1042', name: 'Μαρία Κωνσταντίνου', email: 'maria.k@example.com' },
  business: { sub: '1003', name: 'Άννα Μωραΐτη', email: 'anna.m@example.com' },
}

/** Makes a key for as long as the demo runs; an owner's lies in a file, or a secret in the environment. */
export function openAccounts(site: string) {
  const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  const key: IdentityKey = { algorithm: 'ES256', key: publicKey }
  return {
    key,
    /** A token for the account with this plan, good for so many seconds; null when there is none. */
    async tokenOf(plan: string, seconds = 3_600): Promise<string | null> {
      if (!Object.hasOwn(accounts, plan)) return null
      return new SignJWT({ ...accounts[plan], plan })
        .setProtectedHeader({ alg: 'ES256' })
        .setAudience(site)
        .setExpirationTime(new Date(Date.now() + seconds * 1_000))
        .sign(privateKey)
    },
  }
}
