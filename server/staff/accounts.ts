// Accounts: who of the team may sign in, with which password, and who no longer may.

import type { Standing } from '../access.ts'
import { Refused } from '../protocol/answer.ts'
import type { Face } from '../protocol/pieces.ts'
import type { Role } from '../protocol/staff.ts'
import type { Store } from '../store/store.ts'
import type { Opening } from './auth.ts'
import { checkPassword } from './password.ts'

/** Of a row as the database has it; an owner serves every site. */
export function standingOf({ role, sites }: { role: string; sites?: string | null | undefined }): Standing {
  return { role: role as Role, sites: role === 'owner' || !sites ? null : (JSON.parse(sites) as string[]) }
}

/** The sites whose questions somebody may answer; null: all. */
const answersOf = ({ role, sites }: Standing): readonly string[] | null => (role === 'viewer' ? [] : sites)

export interface NewAgent {
  email: string
  name: string
  password: string
  role: Role
  /** Left out: all. */
  sites?: readonly string[] | null
}

/** An account, and how many sign-ins of it stand. */
export interface Account {
  id: string
  email: string
  name: string
  role: Role
  sites: readonly string[] | null
  hasSecondFactor: boolean
  sessions: number
  /** When something was last done in any of them, ms; null where none stands. */
  usedAt: number | null
}

interface UserRow {
  role: string
  sites?: string | null
  twoFactorEnabled?: boolean
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
    await forgetTrust(id)
  }
  const forgetTrust = async (id: string): Promise<void> => {
    await store.db.deleteFrom('verification').where('value', '=', id).execute()
  }

  return {
    /** Somebody of the team by their id, with the sites whose questions they may answer, null: all; or null. */
    async face(id: string): Promise<(Face & { answers: readonly string[] | null }) | null> {
      const columns = ['id', 'name', 'role', 'sites'] as const
      const row = await store.db.selectFrom('user').select(columns).where('id', '=', id).executeTakeFirst()
      return row ? { id, name: row.name, answers: answersOf(standingOf(row)) } : null
    },

    /** Everyone who answers, by name. */
    async faces(): Promise<Face[]> {
      const all = await store.db.selectFrom('user').select(['id', 'name']).where('role', '<>', 'viewer').execute()
      return all.toSorted((a, b) => a.name.localeCompare(b.name))
    },

    /** The sites whose questions each of these agents may answer; null: all. Who has no account any more has none. */
    async sitesOf(agents: string[]): Promise<Map<string, readonly string[] | null>> {
      if (agents.length === 0) return new Map()
      const rows = await store.db.selectFrom('user').select(['id', 'role', 'sites']).where('id', 'in', agents).execute()
      const known = new Map(rows.map((row) => [row.id, standingOf(row)]))
      return new Map(
        agents.map((agent) => {
          const standing = known.get(agent)
          return [agent, standing ? answersOf(standing) : []]
        }),
      )
    },

    /**
     * Makes an account. @returns false when the address has one already
     * @throws WeakPassword
     */
    add: async ({ email, name, password, role, sites = null }: NewAgent): Promise<boolean> => {
      await checkPassword(password, [email, name])
      const { passwords, internalAdapter } = await opening()
      const hash = await passwords.hash(password)
      // Two nodes may be asked for the same one.
      return store.alone(async () => {
        if (await find(email)) return false
        const user = await internalAdapter.createUser(
          { email: email.toLowerCase(), name, role, sites: sites && JSON.stringify(sites), emailVerified: true },
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

    /** Ends sign-ins of an account that lack their code, and its trust in browsers. */
    forgetTrust,

    /** An account by its id, and its sign-ins that stand, the latest used first. */
    async own(id: string) {
      const { internalAdapter } = await opening()
      const user = (await internalAdapter.findUserById(id)) as (UserRow & { email: string }) | null
      if (!user) throw new Refused('unknown-agent')
      const rows = await internalAdapter.listSessions(id, { onlyActiveSessions: true })
      const signIns = rows.map(({ id: session, userAgent, createdAt, updatedAt }) => ({
        id: session,
        userAgent: userAgent ?? null,
        startedAt: createdAt.getTime(),
        usedAt: updatedAt.getTime(),
      }))
      return {
        email: user.email,
        hasSecondFactor: Boolean(user.twoFactorEnabled),
        signIns: signIns.toSorted((a, b) => b.usedAt - a.usedAt),
      }
    },

    /** Everyone, by name. */
    async list(): Promise<Account[]> {
      const { internalAdapter } = await opening()
      const users = await internalAdapter.listUsers(10_000)
      const accounts = users.map(async ({ id, email, name, ...user }) => {
        const { twoFactorEnabled, ...row } = user as unknown as UserRow
        const sessions = await internalAdapter.listSessions(id, { onlyActiveSessions: true })
        const usedAt = Math.max(0, ...sessions.map(({ updatedAt }) => updatedAt.getTime())) || null
        const hasSecondFactor = Boolean(twoFactorEnabled)
        return { id, email, name, ...standingOf(row), hasSecondFactor, sessions: sessions.length, usedAt }
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
     * Changes what an account may do; what it no longer may answer returns to the queue. @returns its id, or null when
     * there is none
     */
    async setStanding(email: string, { role, sites }: Partial<Standing>): Promise<string | null> {
      const user = await find(email)
      if (!user) return null
      const { internalAdapter } = await opening()
      await internalAdapter.updateUser(user.id, {
        ...(role && { role }),
        ...(sites !== undefined && { sites: sites && JSON.stringify(sites) }),
      })
      return user.id
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
