// Accounts: who of the team may sign in, with which password, and who no longer may.

import type { Standing } from '../access.ts'
import type { Member } from '../protocol/account.ts'
import { Refused } from '../protocol/answer.ts'
import type { Role } from '../protocol/staff.ts'
import type { Store } from '../store/store.ts'
import type { Opening } from './auth.ts'
import type { Doing, Notices } from './notices.ts'
import { checkPassword } from './password.ts'
import { standingOf } from './standing.ts'

export interface NewAgent {
  email: string
  name: string
  password: string
  role: Role
  /** Left out: all. */
  sites?: readonly string[] | null
  /** Which language they read; left out: they will say. */
  locale?: string
}

interface UserRow {
  role: string
  sites?: string | null
  twoFactorEnabled?: boolean
  locale?: string | null
}

const heldBy = ({ id, email, name, ...row }: { id: string; email: string; name: string }) => ({
  id,
  email,
  name,
  ...standingOf(row as unknown as UserRow),
  locale: (row as unknown as UserRow).locale ?? null,
})

const unsaid: Doing = { by: null, browser: '' }

export class Accounts {
  readonly #opening: Opening
  readonly #store: Store
  readonly #notices: Notices

  constructor(opening: Opening, store: Store, notices: Notices) {
    this.#opening = opening
    this.#store = store
    this.#notices = notices
  }

  /**
   * Makes an account. @returns its id; null when the address has one already
   * @throws WeakPassword
   */
  async add({ email, name, password, role, sites = null, locale }: NewAgent): Promise<string | null> {
    await checkPassword(password, [email, name])
    const { passwords, internalAdapter } = await this.#opening()
    const hash = await passwords.hash(password)
    // Two nodes may be asked for the same one.
    return this.#store.alone(async () => {
      if (await this.#find(email)) return null
      const user = await internalAdapter.createUser(
        {
          email: email.toLowerCase(),
          name,
          role,
          sites: sites && JSON.stringify(sites),
          locale: locale ?? null,
          emailVerified: true,
        },
        { method: 'email-password' },
      )
      await this.#linkPassword(user.id, hash)
      return user.id
    })
  }

  async #linkPassword(userId: string, password: string): Promise<void> {
    const { internalAdapter } = await this.#opening()
    await internalAdapter.linkAccount({ userId, providerId: 'credential', accountId: userId, password })
  }

  /** Somebody of the team, for a letter to them; null: nobody. */
  async byEmail(email: string) {
    const user = await this.#find(email)
    return user && heldBy(user)
  }

  /** The same by their id. */
  async byId(id: string) {
    const user = await (await this.#opening()).internalAdapter.findUserById(id)
    return user && heldBy(user)
  }

  /** Ends sign-ins of an account that lack their code, its trust in browsers, and links to another password. */
  async forgetTrust(id: string): Promise<void> {
    await this.#store.db
      .deleteFrom('verification')
      .where('value', 'in', [id, `password:${id}`, `passkey:${id}`])
      .execute()
  }

  /** An account by its id, and its sign-ins that stand, the latest used first. */
  async own(id: string) {
    const { internalAdapter } = await this.#opening()
    const user = (await internalAdapter.findUserById(id)) as (UserRow & { email: string }) | null
    if (!user) throw new Refused('unknown-agent')
    const rows = await internalAdapter.listSessions(id, { onlyActiveSessions: true })
    const { all, queries } = this.#store
    const [signature] = await all(queries.signatureOf({ userId: id }))
    const passkeys = await all(queries.passkeysOf({ userId: id }))
    const signIns = rows.map(({ id: session, userAgent, createdAt, updatedAt }) => ({
      id: session,
      userAgent: userAgent ?? null,
      startedAt: createdAt.getTime(),
      usedAt: updatedAt.getTime(),
    }))
    return {
      email: user.email,
      hasPassword: await this.hasPassword(id),
      hasSecondFactor: Boolean(user.twoFactorEnabled),
      passkeys: passkeys.map(({ id, label, addedAt, usedAt }) => ({ id, label, addedAt, usedAt })),
      signature: signature?.text ?? '',
      signIns: signIns.toSorted((a, b) => b.usedAt - a.usedAt),
    }
  }

  /** Keeps which language somebody reads. */
  async speak(id: string, locale: string): Promise<void> {
    const { queries } = this.#store
    await this.#store.write(function* () {
      yield* queries.putLocale({ id, locale })
    })
  }

  /** What is below their answers by mail from now on; '': the site's. */
  async sign(id: string, text: string): Promise<void> {
    const { queries } = this.#store
    await this.#store.write(function* () {
      yield* queries.putSignature({ userId: id, text: text.trim() })
    })
  }

  /** Everyone, by name. */
  async list(): Promise<Member[]> {
    const { internalAdapter } = await this.#opening()
    const users = await internalAdapter.listUsers(10_000)
    const { all, queries } = this.#store
    const counts = new Map((await all(queries.passkeyCounts())).map(({ userId, n }) => [userId, Number(n)]))
    const accounts = users.map(async ({ id, email, name, ...user }) => {
      const { twoFactorEnabled, ...row } = user as unknown as UserRow
      const sessions = await internalAdapter.listSessions(id, { onlyActiveSessions: true })
      const usedAt = Math.max(0, ...sessions.map(({ updatedAt }) => updatedAt.getTime())) || null
      const ways = { hasPassword: await this.hasPassword(id), hasSecondFactor: Boolean(twoFactorEnabled) }
      const passkeys = counts.get(id) ?? 0
      return { id, email, name, ...standingOf(row), ...ways, passkeys, sessions: sessions.length, usedAt }
    })
    return (await Promise.all(accounts)).toSorted((a, b) => a.name.localeCompare(b.name))
  }

  /**
   * Gives an account another password, and ends every sign-in of it. @returns false when there is no such account
   * @throws WeakPassword
   */
  async setPassword(email: string, password: string, from: Doing = unsaid): Promise<boolean> {
    const user = await this.#find(email)
    if (!user) return false
    await checkPassword(password, [email, user.name])
    const { passwords } = await this.#opening()
    const hash = await passwords.hash(password)
    if (!(await this.hasPassword(user.id))) await this.#linkPassword(user.id, hash)
    const put = { userId: user.id, password: hash, updatedAt: new Date().toISOString() }
    const { queries } = this.#store
    await this.#notices.changing(user.id, 'password-reset', from, function* () {
      yield* queries.putPassword(put)
    })
    await this.endAll(user.id)
    return true
  }

  /**
   * Changes what an account may do; what it no longer may answer returns to the queue. @returns its id, or null when
   * there is none
   */
  async setStanding(email: string, { role, sites }: Partial<Standing>): Promise<string | null> {
    const user = await this.#find(email)
    if (!user) return null
    const { internalAdapter } = await this.#opening()
    await internalAdapter.updateUser(user.id, {
      ...(role && { role }),
      ...(sites !== undefined && { sites: sites && JSON.stringify(sites) }),
    })
    return user.id
  }

  /**
   * Takes an account's second factor and passkeys away, so that a new one is made at the next sign-in, and ends every
   * sign-in of it. @returns false when there is no such account
   */
  async resetSecondFactor(email: string, from: Doing = unsaid): Promise<boolean> {
    const user = await this.#find(email)
    if (!user) return false
    const { adapter, internalAdapter } = await this.#opening()
    await internalAdapter.updateUser(user.id, { twoFactorEnabled: false })
    await adapter.delete({ model: 'twoFactor', where: [{ field: 'userId', value: user.id }] })
    const { queries } = this.#store
    await this.#notices.changing(user.id, 'second-factor-reset', from, function* () {
      yield* queries.dropPasskeys({ userId: user.id })
    })
    await this.endAll(user.id)
    return true
  }

  /** Ends every sign-in of an account. @returns false when there is no such account */
  async endSessions(email: string): Promise<boolean> {
    const user = await this.#find(email)
    if (user) await this.endAll(user.id)
    return user !== null
  }

  /** Removes an account with its sign-ins; what they wrote stays theirs. @returns false when there is none */
  async remove(email: string): Promise<boolean> {
    const user = await this.#find(email)
    if (!user) return false
    await this.endAll(user.id)
    await (await this.#opening()).internalAdapter.deleteUser(user.id)
    return true
  }

  async #find(email: string) {
    const { internalAdapter } = await this.#opening()
    return (await internalAdapter.findUserByEmail(email.toLowerCase()))?.user ?? null
  }

  /** Ends every sign-in of an account, those that lack their code too, and the trust in browsers. @returns their ids */
  async endAll(id: string): Promise<string[]> {
    const { internalAdapter } = await this.#opening()
    const ended = await internalAdapter.listSessions(id)
    await internalAdapter.deleteUserSessions(id)
    await this.forgetTrust(id)
    return ended.map((each) => each.id)
  }

  /** Whether a password is theirs; whom the issuer alone lets in has none. */
  async hasPassword(id: string): Promise<boolean> {
    const { internalAdapter } = await this.#opening()
    return (await internalAdapter.findAccounts(id)).some((each) => each.providerId === 'credential')
  }
}
