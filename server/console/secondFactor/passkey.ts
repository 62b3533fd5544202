// Passkeys as the console makes and shows them: what a browser is asked, and why that came to nothing.

import type { KeyAsked, NewKey, ProofAsked, ShownKey } from '../../protocol/passkey.ts'
import { type CodeFailure, type Fetch, post } from './state.ts'

export type KeyFailure = CodeFailure | 'cancelled' | 'known' | 'notHere'

/** Whether this browser has passkeys. */
export const canPasskey = (): boolean =>
  typeof PublicKeyCredential === 'function' && 'parseRequestOptionsFromJSON' in PublicKeyCredential

const failures = new Map<string, KeyFailure>([
  ['InvalidStateError', 'known'],
  ['SecurityError', 'notHere'],
])

/** What the person's key says; a browser says no more of why it does not than that. */
async function ask<Said>(key: () => Promise<Credential | null>): Promise<Said | KeyFailure> {
  try {
    const given = (await key()) as PublicKeyCredential
    return given.toJSON() as Said
  } catch (error) {
    return failures.get((error as Error).name) ?? 'cancelled'
  }
}

const newKey = (asked: KeyAsked) =>
  ask<NewKey>(() =>
    navigator.credentials.create({
      publicKey: PublicKeyCredential.parseCreationOptionsFromJSON(asked as PublicKeyCredentialCreationOptionsJSON),
    }),
  )
const shownKey = (asked: ProofAsked) =>
  ask<ShownKey>(() => navigator.credentials.get({ publicKey: PublicKeyCredential.parseRequestOptionsFromJSON(asked) }))

/** Adds a key to one's account. @returns why it could not, or null */
export async function addPasskey(fetch: Fetch, password: string, label: string): Promise<KeyFailure | null> {
  const begun = await post(fetch, '/api/auth/passkey/new', { password })
  if ('failure' in begun) return begun.failure
  const key = await newKey(begun.said.asked)
  if (typeof key === 'string') return key
  const done = await post(fetch, '/api/auth/passkey/add', { key, label })
  return 'failure' in done ? done.failure : null
}

/** Signs in by a key. @returns why it could not, or null */
export async function showPasskey(fetch: Fetch): Promise<KeyFailure | null> {
  const begun = await post(fetch, '/api/auth/passkey/ask', {})
  if ('failure' in begun) return begun.failure
  const key = await shownKey(begun.said.asked)
  if (typeof key === 'string') return key
  const done = await post(fetch, '/api/auth/passkey/use', { key })
  return 'failure' in done ? done.failure : null
}
