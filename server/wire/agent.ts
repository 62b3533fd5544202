// The `/agent` namespace: who may open it, and what they are told first.

import type { Config } from '../config/config.ts'
import type { AgentSocket } from '../live/sockets.ts'
import type { MailHealth } from '../mail/health.ts'
import { guarded } from '../faults.ts'
import { isSocketOf, servesSite } from '../access.ts'
import { ofTeam } from '../protocol/account.ts'
import { agentHandshake, type fromAgent } from '../protocol/agent.ts'
import { checkVersion, Refused } from '../protocol/answer.ts'
import { admitting } from './admit.ts'
import { type AgentEventParts, agentEndpoints } from './agentEvents.ts'
import { answer, type Counts } from './answer.ts'
import { closeSocket, reasonOf } from './close.ts'

/** What the person does; all else the console does by itself, but for opening a conversation anew. */
const acts = new Set<string>([
  'act:do',
  'message:send',
  'note:add',
  'ticket:find',
  'mail:again',
  'mail:settle',
  'mail:pass',
  'mailbox:connect',
  'mailbox:consent',
  'mailbox:disconnect',
  'reply:save',
  'reply:remove',
  'typing',
  'presence:set',
  'presence:here',
  'attendance:wish',
  'searches:open',
  'conversations:find',
  'hours:override',
  'team:save',
  'team:remove',
  ...(Object.keys(ofTeam) as (keyof typeof ofTeam)[]),
  'audit:open',
  'account:password',
  'account:passkey',
  'account:prove',
] satisfies (keyof typeof fromAgent)[])
const isAct = (event: string, asked: unknown): boolean =>
  acts.has(event) || (event === 'conversation:open' && (asked as { after?: unknown } | null)?.after === 0)

export interface AgentParts extends AgentEventParts {
  /** Where the console is served; no other page may open this namespace. */
  origins: string[]
  mailHealth: MailHealth
  clock: () => number
  counts: Counts
  addressOf: (socket: {
    handshake: { address: string; headers: Record<string, string | string[] | undefined> }
  }) => string
}

export function serveAgents(parts: AgentParts): void {
  const { config, live, teams, attendance, availability, mailHealth, arrivals, clock, log, limit, counts } = parts
  const handshakes = limit('agent-handshake')
  const served = agentEndpoints(parts)
  const sites = sitesOf(config, mailHealth)
  const admitOne = admitting<AgentSocket>(
    'agent',
    handshakes,
    (socket, address) => admit(socket, address, parts),
    parts,
  )
  live.agentSockets.use(admitOne)
  const serve = async (socket: AgentSocket) => {
    answer(socket, served, parts)
    const used = guarded(log, (event: string, asked: unknown) => {
      if (isAct(event, asked)) socket.data.usedAt = Date.now()
    })
    socket.onAny(used)
    const gone = guarded(log, (reason: string, details: unknown) => {
      counts.closed('/agent', reasonOf(socket, reason, details))
      live.team.changed()
    })
    socket.on('disconnect', gone)
    const own = sites.filter(({ id }) => servesSite(socket.data, id))
    await live.joinAgent(
      socket,
      own.map(({ id }) => id),
    )
    const { agent, presence, role } = socket.data
    const wishes = await attendance.welcome(socket.data)
    socket.emit('welcome', { me: { ...agent, presence }, role, sites: own, now: clock() })
    socket.emit('attendance', wishes)
    live.team.changed()
    socket.emit('presence', live.team.all())
    socket.emit('mail:trouble', { since: await mailHealth.troubleSince() })
    for (const { id } of own) {
      socket.emit('teams', { site: id, teams: await teams.of(id) })
      socket.emit('hours', await availability.hoursOf(id))
      socket.emit('mail:in', await arrivals.of(id))
    }
  }
  // Whoever has not been told everything comes back and is told it then.
  live.agentSockets.on(
    'connection',
    guarded(log, serve, (socket) => closeSocket(socket, 'failed')),
  )
}

/** What the console is told of each site. */
const sitesOf = ({ sites, files }: Config, mailHealth: MailHealth) =>
  [...sites.values()].map(({ id, name, locales, categories, plans, variables, chats }) => ({
    id,
    name,
    locales,
    categories,
    variables: Object.keys(variables),
    plans: Object.fromEntries(plans.flatMap((plan) => (plan.title === null ? [] : [[plan.id, plan.title]]))),
    lacks: mailHealth.lacks(id),
    offers: chats.offer,
    files: files && { maxSize: files.maxSize },
  }))

/** The cookie is strict to the site, not to the origin: another port's page sends it too, so Origin decides. */
async function admit(socket: AgentSocket, address: string, { origins, staff, clock }: AgentParts): Promise<void> {
  const { headers, auth } = socket.handshake
  if (!isSocketOf(origins, headers)) throw new Refused('wrong-origin')
  const parsed = agentHandshake.safeParse(auth)
  if (!parsed.success) throw new Refused('malformed')
  checkVersion(parsed.data.v)
  const found = await staff.signedIn(headers.cookie)
  if (!found) throw new Refused('signed-out')
  const { id, name, role, sites } = found.agent
  const { session } = found
  const { locale } = parsed.data
  if (locale !== undefined && locale !== found.locale) await staff.accounts.speak(id, locale)
  const { presence, idle = 0 } = parsed.data
  const isIssued = found.issued !== null
  const attended = { presence, awayBy: null, hereAt: clock() - idle, isLate: false }
  socket.data = { agent: { id, name }, role, sites, session, isIssued, ...attended, address, usedAt: 0 }
  if (found.issued?.provenAt != null) socket.data.provenAt = found.issued.provenAt
}
