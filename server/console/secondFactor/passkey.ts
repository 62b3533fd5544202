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
const shownKey = (asked: ProofAsked, more: CredentialRequestOptions = {}) =>
  ask<ShownKey>(() =>
    navigator.credentials.get({ ...more, publicKey: PublicKeyCredential.parseRequestOptionsFromJSON(asked) }),
  )

/** Adds a key to one's account. @returns why it could not, or null */
export async function addPasskey(fetch: Fetch, password: string, label: string): Promise<KeyFailure | null> {
  const begun = await post(fetch, '/api/auth/passkey/new', { password })
  if ('failure' in begun) return begun.failure
  const key = await newKey(begun.said.asked)
  if (typeof key === 'string') return key
  const done = await post(fetch, '/api/auth/passkey/add', { key, label })
  return 'failure' in done ? done.failure : null
}

/** What ends the offer of keys in a field: a browser heeds one wish at a time. */
let offered: AbortController | null = null

/** Signs in by a key. @returns why it could not, or null */
export async function showPasskey(fetch: Fetch): Promise<KeyFailure | null> {
  offered?.abort()
  const begun = await post(fetch, '/api/auth/passkey/ask', {})
  if ('failure' in begun) return begun.failure
  return use(fetch, await shownKey(begun.said.asked))
}

/**
 * Offers the browser's keys among what it fills into the field of the address, as long as that is there, and signs in
 * by the one that is chosen.
 * @param done is told why it could not, or null; not where nobody chooses one
 * @returns what ends it
 */
export function offerPasskeys(fetch: Fetch, done: (failure: KeyFailure | null) => void): () => void {
  const offer = (offered = new AbortController())
  void (async () => {
    // Not in every browser that has passkeys; and what was asked for holds for minutes, so it is asked for anew.
    if (!canPasskey() || !(await PublicKeyCredential.isConditionalMediationAvailable?.())) return
    while (!offer.signal.aborted) {
      const begun = await post(fetch, '/api/auth/passkey/ask', {})
      if ('failure' in begun || offer.signal.aborted) return
      const { timeout } = begun.said.asked
      const over = AbortSignal.timeout(timeout - spare)
      const signal = AbortSignal.any([offer.signal, over])
      const key = await shownKey(begun.said.asked, { mediation: 'conditional', signal })
      if (over.aborted) continue
      if (key !== 'cancelled') return done(await use(fetch, key))
      return
    }
  })()
  return () => offer.abort()
}
/** ms before a challenge runs out that another is asked for: some of it the server's and the person's. */
const spare = 60_000

async function use(fetch: Fetch, key: ShownKey | KeyFailure): Promise<KeyFailure | null> {
  if (typeof key === 'string') return key
  const done = await post(fetch, '/api/auth/passkey/use', { key })
  return 'failure' in done ? done.failure : null
}
