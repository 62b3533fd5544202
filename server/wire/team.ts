// What somebody of the team asks about their own account, and an owner about everyone's.

import type { Live } from '../live/live.ts'
import type { AgentSocket } from '../live/sockets.ts'
import { Refused } from '../protocol/answer.ts'
import { type Member, ofOneself, ofTeam } from '../protocol/account.ts'
import type { Pushes } from '../push/pushes.ts'
import { WeakPassword } from '../staff/password.ts'
import type { Inviting } from '../staff/inviting.ts'
import type { Staff } from '../staff/staff.ts'
import type { Limit, Payment, Served } from './answer.ts'
import { browserOf } from './visitor.ts'

interface TeamParts {
  staff: Staff
  inviting: Inviting
  live: Live
  pushes: Pick<Pushes, 'calledOn'>
  /** Real time, ms. */
  realClock: () => number
  limit: Limit
  hasSite: (id: string) => boolean
}

type Budgets = Record<'open' | 'change', readonly Payment<AgentSocket>[]>

/** For how long a password that was said again counts. */
const provenForMs = 600_000

const browserIn = ({ handshake }: AgentSocket) => browserOf(handshake.headers['user-agent'])

/** Refuses a password that is guessed too easily, in a word. */
export const weak = (error: unknown): never => {
  throw error instanceof WeakPassword ? new Refused('weak-password') : error
}

/** Whether a password is right: wrong ones are counted, right ones are not. */
function countedOf(limit: Limit) {
  const tries = limit('agent-proof')
  return async (agent: string, look: () => Promise<boolean>): Promise<void> => {
    await tries.spend(agent)
    if (!(await look())) throw new Refused('wrong-password')
    await tries.refund(agent)
  }
}

/** What is changed of what lets oneself in. */
const ofCredentials = (
  { staff, live }: TeamParts,
  counted: ReturnType<typeof countedOf>,
  endOthers: (socket: AgentSocket) => Promise<void>,
  change: Budgets['change'],
) =>
  ({
    'account:password': [
      change,
      async ({ password, next }, socket) => {
        const { agent } = socket.data
        const { email } = await staff.accounts.own(agent.id)
        await counted(agent.id, () =>
          staff.changePassword({ ...agent, email, browser: browserIn(socket) }, password, next).catch(weak),
        )
        await staff.accounts.forgetTrust(agent.id)
        await endOthers(socket)
      },
    ],
    'account:passkey': [
      change,
      async ({ id, password }, socket) => {
        const { agent, session } = socket.data
        await counted(agent.id, () => staff.isPassword(agent.id, password))
        const from = { by: null, browser: browserIn(socket) }
        for (const ended of await staff.passkeys.remove(agent.id, id, session, from)) {
          await staff.end(ended)
          live.signIns.end(ended)
        }
      },
    ],
  }) satisfies Partial<Served<typeof ofOneself, AgentSocket>>

export function ownAccount(parts: TeamParts, { open, change }: Budgets): Served<typeof ofOneself, AgentSocket> {
  const { staff, live, realClock, limit } = parts
  const counted = countedOf(limit)
  const endOthers = async ({ data: { agent, session } }: AgentSocket) => {
    for (const ended of await staff.endOthers(agent.id, session)) live.signIns.end(ended)
  }
  return {
    'account:open': [
      open,
      async (_, { data: { agent, session } }) => {
        const { signIns, ...own } = await staff.accounts.own(agent.id)
        const called = await parts.pushes.calledOn(agent.id)
        const told = signIns.map(({ userAgent, ...each }) => ({
          ...each,
          device: browserOf(userAgent ?? undefined),
          isThis: each.id === session,
          isCalled: called.includes(each.id),
        }))
        return { ...own, signIns: told }
      },
    ],
    'account:end': [
      change,
      async ({ id }, socket) => {
        if (id === undefined) return endOthers(socket)
        const { signIns } = await staff.accounts.own(socket.data.agent.id)
        if (!signIns.some((each) => each.id === id)) return
        await staff.end(id)
        live.signIns.end(id)
      },
    ],
    ...ofCredentials(parts, counted, endOthers, change),
    'account:signature': [change, ({ text }, { data }) => staff.accounts.sign(data.agent.id, text)],
    'account:prove': [
      change,
      async ({ password }, { data }) => {
        await counted(data.agent.id, () => staff.isPassword(data.agent.id, password))
        data.provenAt = realClock()
      },
    ],
  }
}

/** @param now ms, of the real clock @throws Refused `unproven` to whoever has not said lately who they are */
export function checkProven({ provenAt }: AgentSocket['data'], now: number): void {
  if (provenAt === undefined || now - provenAt > provenForMs) throw new Refused('unproven')
}

/** What an owner's changes are held against, and what follows them. */
function careOf({ staff, live, realClock, hasSite }: TeamParts) {
  const prove = (data: AgentSocket['data']) => checkProven(data, realClock())
  /** Somebody of the team, for an owner who has just said their password. */
  const member = async (id: string, { data }: AgentSocket): Promise<Member> => {
    prove(data)
    const found = (await staff.accounts.list()).find((each) => each.id === id)
    if (!found) throw new Refused('unknown-agent')
    return found
  }
  const keepOwner = async (but: string) => {
    const others = (await staff.accounts.list()).filter(({ id, role }) => role === 'owner' && id !== but)
    if (others.length === 0) throw new Refused('last-owner')
  }
  const known = (sites: readonly string[] | null) => {
    if (sites?.some((site) => !hasSite(site))) throw new Refused('unknown-site')
    return sites
  }
  /** Does something that ends somebody's sign-ins, and cuts their sockets at once. */
  const ending = async (id: string, act: () => Promise<unknown>) => {
    const { signIns } = await staff.accounts.own(id)
    await act()
    for (const { id: ended } of signIns) live.signIns.end(ended)
  }
  return { prove, member, keepOwner, known, ending }
}

export function wholeTeam(parts: TeamParts, { open, change }: Budgets): Served<typeof ofTeam, AgentSocket> {
  const { staff, live } = parts
  const { member, prove, keepOwner, known, ending } = careOf(parts)
  return {
    'people:open': [
      open,
      async (_, { data }) => ({
        issuer: data.isIssued ? (staff.issuer?.name ?? null) : null,
        people: await staff.accounts.list(),
        invited: await parts.inviting.list(),
        unmailed: await parts.inviting.unmailed(),
      }),
    ],
    'people:standing': [
      change,
      async ({ id, role, sites }, socket) => {
        const { email } = await member(id, socket)
        if (role !== 'owner') await keepOwner(id)
        await staff.accounts.setStanding(email, { role, sites: known(sites) })
        live.signIns.standingChanged(id)
      },
    ],
    'people:reset': [
      change,
      async ({ id }, socket) => {
        const { email } = await member(id, socket)
        await ending(id, () =>
          staff.accounts.resetSecondFactor(email, { by: socket.data.agent.name, browser: browserIn(socket) }),
        )
      },
    ],
    'people:end': [
      change,
      async ({ id }, socket) => {
        const { email } = await member(id, socket)
        await ending(id, () => staff.accounts.endSessions(email))
      },
    ],
    'people:remove': [
      change,
      async ({ id }, socket) => {
        const { email } = await member(id, socket)
        await keepOwner(id)
        await ending(id, () => staff.accounts.remove(email))
      },
    ],
    ...ofInvitations(parts, { prove, member, known }, change),
  }
}

/** Links into the team, and to another password. */
const ofInvitations = (
  { staff, inviting }: TeamParts,
  { prove, member, known }: Pick<ReturnType<typeof careOf>, 'prove' | 'member' | 'known'>,
  change: Budgets['change'],
) =>
  ({
    'people:invite': [
      change,
      async ({ sites, ...asked }, { data }) => {
        prove(data)
        staff.checkOpen()
        return inviting.invite({ ...asked, sites: known(sites) }, data.agent)
      },
    ],
    'people:again': [
      change,
      async ({ id }, { data }) => {
        prove(data)
        staff.checkOpen()
        return inviting.again(id, data.agent)
      },
    ],
    'people:withdraw': [
      change,
      async ({ id }, { data }) => {
        prove(data)
        await inviting.withdraw(id)
      },
    ],
    'people:password': [
      change,
      async ({ id, locale }, socket) => {
        const account = await member(id, socket)
        staff.checkOpen()
        return inviting.resend(account, locale)
      },
    ],
  }) satisfies Partial<Served<typeof ofTeam, AgentSocket>>
