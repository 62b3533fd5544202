// The `/agent` namespace: who may open it, and what an agent may say.

import type { Acts } from '../acts/acts.ts'
import type { AvailabilityBoard } from '../hours/availability.ts'
import type { Config } from '../config/config.ts'
import type { Finding } from '../conversations/finding.ts'
import type { Conversations } from '../conversations/conversations.ts'
import type { AgentSocket, Live } from '../live/live.ts'
import type { Failures } from '../mail/failures.ts'
import type { Arrivals } from '../mail/inbound/arrivals.ts'
import type { MailHealth } from '../mail/health.ts'
import { guarded } from '../faults.ts'
import { checkRight, isSocketOf, mayDo, servesSite } from '../access.ts'
import { ofTeam } from '../protocol/account.ts'
import { agentHandshake, fromAgent } from '../protocol/agent.ts'
import { checkVersion, Refused } from '../protocol/answer.ts'
import type { Searched } from '../protocol/insight.ts'
import type { Staff } from '../staff/staff.ts'
import { admitting, handshakeBudget } from './admit.ts'
import { answer, type Budget, type Counts, endpoints, type Limit, type Log } from './answer.ts'
import { closeSocket, reasonOf } from './close.ts'
import { ownAccount, type TeamParts, wholeTeam } from './team.ts'

/** Budgets, per agent. */
function budgets(limit: Limit) {
  const perAgent = (name: string, budget: Budget) => [
    { limiter: limit(`agent-${name}`, budget), of: ({ data }: AgentSocket) => data.agent.id },
  ]
  return {
    send: perAgent('send', { points: 120, seconds: 60 }),
    open: perAgent('open', { points: 240, seconds: 60 }),
    change: perAgent('change', { points: 120, seconds: 60 }),
    sign: perAgent('sign', { points: 240, seconds: 60 }),
    hours: perAgent('hours', { points: 12, seconds: 60 }),
  }
}

/** What the person does; all else the console does by itself, but for opening a conversation anew. */
const acts = new Set<string>([
  'act:do',
  'message:send',
  'note:add',
  'conversation:take',
  'conversation:close',
  'ticket:find',
  'ticket:mark',
  'mail:again',
  'mail:settle',
  'typing',
  'presence:set',
  'searches:open',
  'conversations:find',
  'hours:override',
  ...Object.keys(ofTeam),
  'account:password',
  'account:prove',
] satisfies (keyof typeof fromAgent | (string & {}))[])
const isAct = (event: string, asked: unknown): boolean =>
  acts.has(event) || (event === 'conversation:open' && (asked as { after?: unknown } | null)?.after === 0)

export interface AgentParts {
  config: Config
  /** Where the console is served; no other page may open this namespace. */
  origins: string[]
  staff: Staff
  live: Live
  acts: Acts
  conversations: Conversations
  availability: AvailabilityBoard
  failures: Failures
  mailHealth: MailHealth
  arrivals: Arrivals
  finding: Finding
  searchesOf: (site: string, locale: string) => Promise<{ unanswered: Searched[]; asked: Searched[] }>
  clock: () => number
  counts: Counts
  limit: Limit
  log: Log
  addressOf: (socket: {
    handshake: { address: string; headers: Record<string, string | string[] | undefined> }
  }) => string
}

export function serveAgents(parts: AgentParts): void {
  const { config, live, availability, mailHealth, arrivals, clock, log, limit, counts } = parts
  const handshakes = limit('agent-handshake', handshakeBudget)
  const served = endpointsOf(parts, budgets(limit), parts)
  const sites = [...config.sites.values()].map(({ id, name, locales, categories, plans }) => ({
    id,
    name,
    locales,
    categories,
    plans: Object.fromEntries(plans.flatMap((plan) => (plan.title === null ? [] : [[plan.id, plan.title]]))),
    lacks: mailHealth.lacks(id),
    files: config.files && { maxSize: config.files.maxSize },
  }))
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
      live.teamChanged()
    })
    socket.on('disconnect', gone)
    const own = sites.filter(({ id }) => servesSite(socket.data, id))
    await live.joinAgent(
      socket,
      own.map(({ id }) => id),
    )
    const { agent, presence, role } = socket.data
    socket.emit('welcome', { me: { ...agent, presence }, role, sites: own, now: clock() })
    live.teamChanged()
    socket.emit('presence', live.team())
    socket.emit('mail:trouble', { since: await mailHealth.troubleSince() })
    for (const { id } of own) {
      socket.emit('hours', await availability.hoursOf(id))
      socket.emit('mail:in', await arrivals.of(id))
    }
  }
  // Who has not been told everything comes back and is told it then.
  live.agentSockets.on(
    'connection',
    guarded(log, serve, (socket) => closeSocket(socket, 'failed')),
  )
}

/** The cookie is strict to the site, not to the origin: another port's page sends it too, so Origin decides. */
async function admit(socket: AgentSocket, address: string, { origins, staff }: AgentParts): Promise<void> {
  const { headers, auth } = socket.handshake
  if (!isSocketOf(origins, headers)) throw new Refused('wrong-origin')
  const parsed = agentHandshake.safeParse(auth)
  if (!parsed.success) throw new Refused('malformed')
  checkVersion(parsed.data.v)
  const found = await staff.signedIn(headers.cookie)
  if (!found) throw new Refused('signed-out')
  const { id, name, role, sites } = found.agent
  const { session } = found
  socket.data = { agent: { id, name }, role, sites, session, presence: parsed.data.presence, address, usedAt: 0 }
}

/** What an agent may say. */
const endpointsOf = (
  { config, live, acts, staff, conversations, availability, failures, arrivals, searchesOf, log, limit }: AgentParts,
  { open, send, change, sign, hours }: ReturnType<typeof budgets>,
  { finding }: Pick<AgentParts, 'finding'>,
  team: TeamParts = { staff, live, limit, realClock: Date.now, hasSite: (id) => config.sites.has(id) },
) =>
  endpoints<typeof fromAgent, AgentSocket>(
    fromAgent,
    {
      ...ownAccount(team, { open, change }),
      ...wholeTeam(team, { open, change }),
      'queue:open': [
        open,
        async ({ site, after, first }) => {
          if (!config.sites.has(site)) throw new Refused('unknown-site')
          return conversations.queue(site, after, first)
        },
      ],
      'closed:open': [
        open,
        async (asked) => {
          if (!config.sites.has(asked.site)) throw new Refused('unknown-site')
          return conversations.closed(asked)
        },
      ],
      'conversation:open': [open, ({ conversation, after }) => conversations.openForAgent(conversation, after)],
      'ticket:find': [
        open,
        async ({ text }, { data }) => {
          const conversation = await conversations.ofReference(text)
          if (!servesSite(data, conversation.site)) throw new Refused('unknown-conversation')
          return { conversation }
        },
      ],
      'act:do': [
        change,
        async (asked, { data }) => {
          if (!mayDo(data.role, asked.act.kind)) throw new Refused('not-allowed')
          return acts.do(data.agent, asked)
        },
      ],
      'ticket:mark': [
        change,
        async ({ conversation, critical: on }, { data }) => ({
          conversation: await acts.doOne(data.agent, conversation, { kind: 'critical', on }),
        }),
      ],
      'conversation:take': [
        change,
        async ({ conversation }, { data }) => ({
          conversation: await acts.doOne(data.agent, conversation, { kind: 'take' }),
        }),
      ],
      'conversation:close': [
        change,
        async ({ conversation }, { data }) => ({
          conversation: await acts.doOne(data.agent, conversation, { kind: 'close' }),
        }),
      ],
      'conversation:read': [sign, ({ conversation, seq }) => conversations.readByAgent(conversation, seq)],
      'message:send': [send, async (sent, { data }) => ({ message: await conversations.reply(data.agent, sent) })],
      'note:add': [send, async (sent, { data }) => ({ note: await conversations.note(data.agent, sent) })],
      'mail:failed': [open, async ({ conversation }) => ({ mails: await failures.of(conversation) })],
      'mail:again': [change, ({ conversation, mail }) => failures.again(conversation, mail)],
      'mail:whole': [
        open,
        async ({ conversation, writing }) => ({ mail: await arrivals.whole(conversation, writing) }),
      ],
      'mail:strays': [open, async ({ site }) => ({ mails: await arrivals.strays(site) })],
      'mail:pass': [change, ({ site, mail }) => arrivals.settle(site, mail)],
      'mail:settle': [change, ({ conversation, mail }) => failures.settle(conversation, mail)],
      typing: [sign, ({ conversation, on }, { data }) => conversations.agentTypes(data.agent, conversation, on)],
      'conversations:find': [
        open,
        (asked, { data }) =>
          finding.find(
            asked,
            [...config.sites.keys()].filter((id) => servesSite(data, id)),
          ),
      ],
      'searches:open': [
        open,
        async ({ site, locale }) => {
          if (!config.sites.get(site)?.locales.includes(locale)) throw new Refused('unknown-locale')
          return searchesOf(site, locale)
        },
      ],
      'fault:report': [sign, async (fault, { data }) => log.error({ agent: data.agent.id, ...fault }, 'console fault')],
      'team:open': [open, async () => ({ agents: await staff.faces() })],
      'presence:set': [sign, async ({ presence }, { data }) => live.setPresence(data.agent.id, presence)],
      'hours:override': [hours, async (asked, { data }) => ({ hours: await availability.override(data.agent, asked) })],
    },
    (right, payload, { data }) => checkRight(right, payload, data, (id) => conversations.siteOf(id)),
  )
