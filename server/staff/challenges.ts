// Challenges: what somebody is asked to bring back within minutes, once, in the browser that was asked. Rows of
// better-auth's table of what is proven within a time.

import { createHash, randomBytes } from 'node:crypto'
import type { Refused } from '../protocol/answer.ts'
import type { Store } from '../store/store.ts'

/** How long a challenge waits, ms. */
export const challengeHolds = 300_000

export type Challenges = ReturnType<typeof challengesOf>

const random = () => randomBytes(32).toString('base64url')

/** @param kind what they are of @param wrong that it is not for these, was used, or is over */
export function challengesOf({ queries, write }: Store, kind: string, wrong: () => Refused) {
  /** @param of whom it is for: a sign-in, or a browser that nobody is signed in to */
  const identifierOf = (of: string, challenge: string) =>
    `${kind}:${createHash('sha256').update(`${of} ${challenge}`).digest('base64url')}`
  return {
    /** @param value what is to be known of it later; by this it can be ended before its time */
    async make(of: string, value: string): Promise<string> {
      const challenge = random()
      const now = new Date()
      const expiresAt = new Date(now.getTime() + challengeHolds).toISOString()
      const at = { createdAt: now.toISOString(), updatedAt: now.toISOString() }
      const row = { id: random(), identifier: identifierOf(of, challenge), value, expiresAt, ...at }
      await write(function* () {
        yield* queries.addLink(row)
      })
      return challenge
    },
    /** Uses it up. @returns its value @throws what `wrong` makes */
    async spend(of: string, challenge: string): Promise<string> {
      const asked = { identifier: identifierOf(of, challenge), now: new Date().toISOString() }
      const [spent] = await write(function* () {
        return yield* queries.spendChallenge(asked)
      })
      if (!spent) throw wrong()
      return spent.value
    },
  }
}
