// Accounts: who of the team may sign in, with which password, and who no longer may.

import type { Face } from '../protocol/pieces.ts'
import type { Store } from '../store/store.ts'
import type { Opening } from './auth.ts'
import { checkPassword } from './password.ts'

export type Role = 'agent' | 'owner'

export interface NewAgent {
  email: string
  name: string
  password: string
  role: Role
}

/** An account, and how many sign-ins of it stand. */
export interface Account {
  email: string
  name: string
  role: Role
  hasSecondFactor: boolean
  sessions: number
  /** When something was last done in any of them, ms; null where none stands. */
  usedAt: number | null
}

export function accountsOf(opening: Opening, store: Store) {
  const find = async (email: string) => {
    const { internalAdapter } = await opening()
    return (await internalAdapter.findUserByEmail(email.toLowerCase()))?.user ?? null
  }
  /** Ends every sign-in of an account, those that lack their code and the trust in browsers too. */
  const endAll = async (id: string): Promise<void> => {
    const { internalAdapter } = await opening()
    await internalAdapter.deleteUserSessions(id)
    await store.db.deleteFrom('verification').where('value', '=', id).execute()
  }

  return {
    /** Somebody of the team by their id, or null. */
    async face(id: string): Promise<Face | null> {
      return (await store.db.selectFrom('user').select(['id', 'name']).where('id', '=', id).executeTakeFirst()) ?? null
    },

    /** Everyone of the team, by name. */
    async faces(): Promise<Face[]> {
      const all = await store.db.selectFrom('user').select(['id', 'name']).execute()
      return all.toSorted((a, b) => a.name.localeCompare(b.name))
    },

    /** Those of these agents who have no account any more. */
    async gone(agents: string[]): Promise<string[]> {
      if (agents.length === 0) return []
      const there = await store.db.selectFrom('user').select('id').where('id', 'in', agents).execute()
      return agents.filter((agent) => !there.some(({ id }) => id === agent))
    },

    /**
     * Makes an account. @returns false when the address has one already
     * @throws WeakPassword
     */
    add: async ({ email, name, password, role }: NewAgent): Promise<boolean> => {
      await checkPassword(password, [email, name])
      const { passwords, internalAdapter } = await opening()
      const hash = await passwords.hash(password)
      // Two nodes may be asked for the same one.
      return store.alone(async () => {
        if (await find(email)) return false
        const user = await internalAdapter.createUser(
          { email: email.toLowerCase(), name, role, emailVerified: true },
          { method: 'email-password' },
        )
        await internalAdapter.linkAccount({
          userId: user.id,
          providerId: 'credential',
          accountId: user.id,
          password: hash,
        })
        return true
      })
    },

    /** Everyone, by name. */
    async list(): Promise<Account[]> {
      const { internalAdapter } = await opening()
      const users = await internalAdapter.listUsers(10_000)
      const accounts = users.map(async ({ id, email, name, ...user }) => {
        const { role, twoFactorEnabled } = user as unknown as { role: Role; twoFactorEnabled?: boolean }
        const sessions = await internalAdapter.listSessions(id, { onlyActiveSessions: true })
        const usedAt = Math.max(0, ...sessions.map(({ updatedAt }) => updatedAt.getTime())) || null
        return { email, name, role, hasSecondFactor: Boolean(twoFactorEnabled), sessions: sessions.length, usedAt }
      })
      return (await Promise.all(accounts)).toSorted((a, b) => a.name.localeCompare(b.name))
    },

    /**
     * Gives an account another password, and ends every sign-in of it. @returns false when there is no such account
     * @throws WeakPassword
     */
    async setPassword(email: string, password: string): Promise<boolean> {
      const user = await find(email)
      if (!user) return false
      await checkPassword(password, [email, user.name])
      const { passwords, internalAdapter } = await opening()
      await internalAdapter.updatePassword(user.id, await passwords.hash(password))
      await endAll(user.id)
      return true
    },

    /**
     * Takes an account's second factor away, so that a new one is made at the next sign-in, and ends every sign-in of
     * it. @returns false when there is no such account
     */
    async resetSecondFactor(email: string): Promise<boolean> {
      const user = await find(email)
      if (!user) return false
      const { adapter, internalAdapter } = await opening()
      await internalAdapter.updateUser(user.id, { twoFactorEnabled: false })
      await adapter.delete({ model: 'twoFactor', where: [{ field: 'userId', value: user.id }] })
      await endAll(user.id)
      return true
    },

    /** Ends every sign-in of an account. @returns false when there is no such account */
    async endSessions(email: string): Promise<boolean> {
      const user = await find(email)
      if (user) await endAll(user.id)
      return user !== null
    },

    /** Removes an account with its sign-ins; what they wrote stays theirs. @returns false when there is none */
    async remove(email: string): Promise<boolean> {
      const user = await find(email)
      if (!user) return false
      await endAll(user.id)
      await (await opening()).internalAdapter.deleteUser(user.id)
      return true
    },
  }
}
