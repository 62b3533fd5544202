// Passkeys: keys in a phone, a computer or a small device, by which somebody of the team signs in alone. The key proves
// that it was there and that its person was: it stands for password and code.

import { randomBytes } from 'node:crypto'
import { Refused } from '../protocol/answer.ts'
import type { KeyAsked, NewKey, ProofAsked, ShownKey } from '../protocol/passkey.ts'
import type { Store } from '../store/store.ts'
import type { Opening } from './auth.ts'
import { challengeHolds, type Challenges, challengesOf } from './challenges.ts'
import type { Doing, Notices } from './notices.ts'
import type { Holder } from './proofs.ts'

interface PasskeyParts {
  store: Store
  opening: Opening
  notices: Notices
  /** Where the console is: keys are of its host. */
  url: string
  /** Where a browser may have opened it. */
  origins: string[]
  realClock: () => number
}

/** How many one account may have. */
const most = 20
/** EdDSA, ES256, RS256. */
const algorithms = [-8, -7, -257]

const random = () => randomBytes(32).toString('base64url')
const wrong = () => new Refused('wrong-passkey')

/** The challenge that was signed, as the browser says. @throws Refused */
function challengeIn({ response }: NewKey | ShownKey): string {
  try {
    const said = JSON.parse(Buffer.from(response.clientDataJSON, 'base64url').toString()) as { challenge?: unknown }
    return String(said.challenge)
  } catch {
    throw wrong()
  }
}

/** What keys are held against. */
const expectedOf = ({ url, origins }: PasskeyParts) => ({
  expectedOrigin: origins,
  expectedRPID: new URL(url).hostname,
  requireUserVerification: true,
})

/** Making keys. */
function addingOf(parts: PasskeyParts, challenges: Challenges) {
  const { store, notices, realClock } = parts
  const { queries, all } = store
  const expected = expectedOf(parts)
  return {
    /** What a new key is to sign. @param session the sign-in in which it is added */
    async askNew({ id, email, name }: Omit<Holder, 'browser'>, session: string): Promise<KeyAsked> {
      const known = await all(queries.passkeysOf({ userId: id }))
      if (known.length >= most) throw new Refused('too-many')
      return {
        rp: { id: expected.expectedRPID, name: `Rotame ${expected.expectedRPID}` },
        user: { id: Buffer.from(id).toString('base64url'), name: email, displayName: name },
        challenge: await challenges.make(session, `passkey:${id}`),
        pubKeyCredParams: algorithms.map((alg) => ({ type: 'public-key', alg })),
        timeout: challengeHolds,
        attestation: 'none',
        excludeCredentials: known.map(({ credential, transports }) => ({
          type: 'public-key',
          id: credential,
          transports: [...transports],
        })),
        authenticatorSelection: { residentKey: 'required', requireResidentKey: true, userVerification: 'required' },
      }
    },

    /** Adds a key. @returns its id @throws Refused */
    async add(userId: string, session: string, key: NewKey, label: string, from: Doing): Promise<string> {
      const challenge = challengeIn(key)
      await challenges.spend(session, challenge)
      const { verifyRegistrationResponse } = await import('@simplewebauthn/server')
      const { registrationInfo } = await verifyRegistrationResponse({
        response: key as Parameters<typeof verifyRegistrationResponse>[0]['response'],
        expectedChallenge: challenge,
        supportedAlgorithmIDs: algorithms,
        ...expected,
      }).catch(() => ({ registrationInfo: null }))
      if (!registrationInfo) throw wrong()
      const { credential } = registrationInfo
      const [taken] = await all(queries.passkeyBy({ credential: credential.id }))
      if (taken) throw wrong()
      const row = {
        id: random(),
        userId,
        credential: credential.id,
        publicKey: Buffer.from(credential.publicKey).toString('base64url'),
        counter: credential.counter,
        transports: key.response.transports ?? [],
        label,
        addedAt: realClock(),
      }
      await notices.changing(userId, 'passkey-added', from, function* () {
        yield* queries.addPasskey(row)
        // Whoever had begun to make another second factor with the password alone does not finish it now.
        yield* queries.dropUnproven({ userId })
      })
      return row.id
    },
  }
}

/** Signing in by keys. */
function provingOf(parts: PasskeyParts, challenges: Challenges) {
  const { store, realClock } = parts
  const { queries, all, write } = store
  const expected = expectedOf(parts)
  return {
    /** What a key is to sign to let its person in. @param browser what tells the browser that is to bring it */
    async ask(browser: string): Promise<ProofAsked> {
      const challenge = await challenges.make(browser, 'passkey')
      return { rpId: expected.expectedRPID, challenge, timeout: challengeHolds, userVerification: 'required' }
    },

    /** Whose a key is that has signed what this browser was asked. @throws Refused */
    async prove(browser: string, key: ShownKey): Promise<{ id: string; userId: string }> {
      const challenge = challengeIn(key)
      await challenges.spend(browser, challenge)
      const [held] = await all(queries.passkeyBy({ credential: key.id }))
      const handle = Buffer.from(key.response.userHandle, 'base64url').toString()
      if (!held || held.userId !== handle) throw wrong()
      const { verifyAuthenticationResponse } = await import('@simplewebauthn/server')
      const { verified, authenticationInfo } = await verifyAuthenticationResponse({
        response: key as Parameters<typeof verifyAuthenticationResponse>[0]['response'],
        expectedChallenge: challenge,
        credential: {
          id: held.credential,
          publicKey: new Uint8Array(Buffer.from(held.publicKey, 'base64url')),
          counter: held.counter,
        },
        ...expected,
      }).catch(() => ({ verified: false, authenticationInfo: null }))
      if (!verified || !authenticationInfo) throw wrong()
      const now = { id: held.id, counter: authenticationInfo.newCounter, usedAt: realClock() }
      const [used] = await write(function* () {
        return yield* queries.passkeyUsed(now)
      })
      if (!used) throw wrong()
      return { id: held.id, userId: held.userId }
    },
  }
}

export function passkeysOf(parts: PasskeyParts) {
  const { store, opening, notices } = parts
  const { queries, all } = store
  const challenges = challengesOf(store, 'passkey', wrong)
  const rowsOf = (userId: string) => all(queries.passkeysOf({ userId }))

  return {
    ...addingOf(parts, challenges),
    ...provingOf(parts, challenges),

    /** Whether anybody has one. */
    isAny: async (): Promise<boolean> => (await all(queries.anyPasskey())).length > 0,
    /** Whether an account has any. */
    has: async (userId: string): Promise<boolean> => (await rowsOf(userId)).length > 0,

    /** Signs in whoever has proven a key. @returns better-auth's answer, with its cookies */
    async enter(passkey: string, userId: string, headers: Headers): Promise<Response> {
      const { api } = await opening()
      return api.enter({ body: { userId, facts: { passkey } }, headers, asResponse: true })
    },

    /** Removes a key. @returns the sign-ins that it had made, which are over; this one stays @throws Refused */
    async remove(userId: string, id: string, session: string, from: Doing): Promise<string[]> {
      const [known] = (await rowsOf(userId)).filter((row) => row.id === id)
      if (!known) throw wrong()
      await notices.changing(userId, 'passkey-removed', from, function* () {
        yield* queries.dropPasskey({ id, userId })
      })
      const made = await all(queries.signInsBy({ passkey: id }))
      return made.map((each) => each.id).filter((each) => each !== session)
    },
  }
}
