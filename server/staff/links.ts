// Links that let somebody of the team in once, within an hour: what is in one is kept as a hash alone.

import { createHash, randomBytes } from 'node:crypto'
import { Refused } from '../protocol/answer.ts'
import type { Work } from '../store/query.ts'
import type { Store } from '../store/store.ts'

/** How long a link holds, ms. */
export const linkHolds = 3_600_000

/** What a link is for, with the id of the invitation or of the account. */
export type Purpose = 'owner' | `invitation:${string}` | `password:${string}`
export type Links = ReturnType<typeof linksOf>

const hashOf = (token: string) => `link:${createHash('sha256').update(token).digest('base64url')}`

export function linksOf({ queries, all, write }: Store, url: string) {
  const add = (token: string, value: string, until: Date) => {
    const now = new Date().toISOString()
    const id = randomBytes(18).toString('base64url')
    const expiresAt = until.toISOString()
    return queries.addLink({ id, identifier: hashOf(token), value, expiresAt, createdAt: now, updatedAt: now })
  }
  const find = async (token: string) => {
    const [found] = await all(queries.linkBy({ identifier: hashOf(token), now: new Date().toISOString() }))
    if (!found) throw new Refused('expired')
    return found
  }
  const hasOwner = async () => (await all(queries.anOwner())).length > 0
  return {
    /** Makes a link; part of a write. @returns its address, which is in the hands of whoever is given it alone */
    *make(purpose: Purpose): Work<string> {
      const token = randomBytes(32).toString('base64url')
      yield* add(token, purpose, new Date(Date.now() + linkHolds))
      // After the #, so that it is in no server's log and in no Referer.
      return `${url}/console/#/link/${token}`
    },

    /** Ends every link for this; part of a write. */
    *end(purpose: Purpose): Work<void> {
      yield* queries.endLinks({ value: purpose })
    },

    /** For who runs the server, as long as nobody does in the console; null: somebody does. */
    async firstOwner(): Promise<string | null> {
      return (await hasOwner()) ? null : write(() => this.make('owner'))
    },

    hasOwner,

    /** What a link is for. @throws Refused `expired`: it was used, or its time is over */
    purposeOf: async (token: string) => (await find(token)).value as Purpose,

    /**
     * Uses a link up, and every other one for the same; where what it was for fails, it holds again.
     * @throws Refused `expired`, also when somebody else was quicker
     */
    async spend<T>(token: string, act: () => Promise<T>): Promise<T> {
      const { id, value, expiresAt } = await find(token)
      const ended = await write(function* () {
        return yield* queries.endLinks({ value })
      })
      if (!ended.some((each) => each.id === id)) throw new Refused('expired')
      try {
        return await act()
      } catch (error) {
        await write(function* () {
          yield* add(token, value, new Date(expiresAt))
        })
        throw error
      }
    },
  }
}
