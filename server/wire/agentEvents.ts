// What an agent may say: each event with the budget that it is paid from and what answers it.

import type { Acts } from '../acts/acts.ts'
import type { Withdrawing } from '../acts/withdrawing.ts'
import type { Attendance } from '../attendance/attendance.ts'
import type { AvailabilityBoard } from '../hours/availability.ts'
import type { Config } from '../config/config.ts'
import type { Cards } from '../faq/cards.ts'
import type { Finding } from '../conversations/finding.ts'
import type { Conversations } from '../conversations/conversations.ts'
import type { Publisher } from '../conversations/publisher.ts'
import type { Ratings } from '../conversations/ratings.ts'
import type { Reading } from '../conversations/reading.ts'
import type { Live } from '../live/live.ts'
import type { AgentSocket } from '../live/sockets.ts'
import type { Failures } from '../mail/failures.ts'
import type { Consents } from '../mail/consent/consents.ts'
import type { Arrivals } from '../mail/inbound/arrivals.ts'
import { checkRight, mayDo, servesSite } from '../access.ts'
import { fromAgent } from '../protocol/agent.ts'
import { Refused } from '../protocol/answer.ts'
import type { ReplyOf } from '../protocol/request.ts'
import type { Pushes } from '../push/pushes.ts'
import type { Inviting } from '../staff/inviting.ts'
import type { Staff } from '../staff/staff.ts'
import type { Teams } from '../staff/teams.ts'
import type { Claims } from '../visitors/claims.ts'
import { type Endpoint, endpoints, type Limit, type Log, type Served } from './answer.ts'
import type { AuditRecord } from '../staff/audit.ts'
import { ofCalls } from './calls.ts'
import { ofMailboxEvents } from './mailboxes.ts'
import { recorded } from './recorded.ts'
import { ofReplies, type ReplyEventParts } from './replies.ts'
import { ofSearches, type SearchEventParts } from './searches.ts'
import { checkProven, ownAccount, wholeTeam } from './team.ts'

export interface AgentEventParts extends SearchEventParts, ReplyEventParts {
  config: Config
  staff: Staff
  inviting: Inviting
  teams: Teams
  pushes: Pushes
  attendance: Attendance
  live: Live
  acts: Acts
  withdrawing: Withdrawing
  conversations: Conversations
  publisher: Publisher
  reading: Reading
  availability: AvailabilityBoard
  failures: Failures
  arrivals: Arrivals
  consents: Consents
  finding: Finding
  cards: Pick<Cards, 'find'>
  record: AuditRecord
  claims: Pick<Claims, 'list' | 'decide'>
  goingSoon: () => Promise<ReplyOf<typeof fromAgent, 'retention:open'>>
  ratings: Ratings
  limit: Limit
  log: Log
}

export function agentEndpoints(parts: AgentEventParts): Record<string, Endpoint<AgentSocket>> {
  const { config, limit, reading } = parts
  const budget = budgets(limit)
  const team = { ...parts, realClock: Date.now, hasSite: (id: string) => config.sites.has(id) }
  return endpoints<typeof fromAgent, AgentSocket>(
    fromAgent,
    {
      ...recorded(parts, {
        ...ownAccount(team, budget),
        ...wholeTeam(team, budget),
        ...ofTeams(parts, budget),
        ...ofHours(parts, budget),
      }),
      'audit:open': [budget.open, parts.record.lines],
      'retention:open': [budget.open, () => parts.goingSoon()],
      'claims:open': [budget.open, async () => ({ claims: await parts.claims.list() })],
      'claims:decide': [
        budget.change,
        ({ reference, ...decision }, { data }) => {
          // What is erased or given does not come back.
          if (decision.accept) checkProven(data, team.realClock())
          const { agent, session } = data
          return parts.claims.decide(reference, decision, { userId: agent.id, by: agent.name, session })
        },
      ],
      ...ofLists(parts, budget),
      ...ofConversations(parts, budget),
      ...ofMails(parts, budget),
      ...ofMailboxEvents(parts, budget),
      ...ofSites(parts, budget),
      ...ofSearches(parts, budget),
      ...ofThemselves(parts, budget),
      ...ofReplies(parts, budget),
      ...ofCalls(parts.pushes, budget),
    },
    async (right, payload: { conversation?: string }, { data }) => {
      await checkRight(right, payload, data, (id) => reading.siteOf(id))
      if (payload.conversation !== undefined) await reading.checkShown(payload.conversation)
    },
  )
}

function budgets(limit: Limit) {
  const perAgent = (name: 'send' | 'open' | 'change' | 'sign' | 'hours') => [
    { limiter: limit(`agent-${name}`), of: ({ data }: AgentSocket) => data.agent.id },
  ]
  return {
    send: perAgent('send'),
    open: perAgent('open'),
    change: perAgent('change'),
    sign: perAgent('sign'),
    hours: perAgent('hours'),
  }
}
type Budgets = ReturnType<typeof budgets>

type Events = Partial<Served<typeof fromAgent, AgentSocket>>

/** Conversations as they are listed and found. */
const ofLists = ({ config, reading, finding }: AgentEventParts, { open }: Budgets) =>
  ({
    'queue:open': [
      open,
      async ({ site, after, first }) => {
        if (!config.sites.has(site)) throw new Refused('unknown-site')
        return reading.queue(site, after, first)
      },
    ],
    'closed:open': [
      open,
      async (asked) => {
        if (!config.sites.has(asked.site)) throw new Refused('unknown-site')
        return reading.closed(asked)
      },
    ],
    'ticket:find': [
      open,
      async ({ text }, { data }) => {
        const conversation = await reading.ofReference(text)
        if (!servesSite(data, conversation.site)) throw new Refused('unknown-conversation')
        await reading.checkShown(conversation.id)
        return { conversation }
      },
    ],
    'conversations:find': [
      open,
      (asked, { data }) => {
        const sites = [...config.sites.keys()].filter((id) => servesSite(data, id))
        return finding.find(asked, sites)
      },
    ],
  }) satisfies Events

/** A conversation, and what is done to it. */
const ofConversations = (
  { acts, cards, conversations, publisher, reading, withdrawing }: AgentEventParts,
  { open, send, change, sign }: Budgets,
) =>
  ({
    'conversation:open': [open, ({ conversation, after }) => reading.openForAgent(conversation, after)],
    'conversation:others': [open, async ({ conversation }) => ({ conversations: await reading.others(conversation) })],
    'conversation:read': [
      sign,
      ({ conversation, seq }, { data }) => conversations.readByAgent(data.agent, conversation, seq),
    ],
    'message:send': [
      send,
      async (sent, { data }) => {
        if (sent.steps?.some(({ kind }) => !mayDo(data.role, kind))) throw new Refused('not-allowed')
        return { message: await conversations.reply(data.agent, sent) }
      },
    ],
    'message:withdraw': [
      change,
      async (asked, { data: { agent, session } }) => ({
        message: await withdrawing.withdraw({ userId: agent.id, by: agent.name, session }, asked),
      }),
    ],
    'articles:find': [
      open,
      async ({ conversation, query }) => {
        const { site, locale } = await reading.summary(conversation)
        return { found: cards.find(site, locale, query) }
      },
    ],
    'note:add': [send, async (sent, { data }) => ({ note: await conversations.note(data.agent, sent) })],
    looking: [sign, ({ conversation, on }, { data }) => publisher.agentLooks(data.agent, conversation, on)],
    typing: [sign, ({ conversation, on }, { data }) => publisher.agentTypes(data.agent, conversation, on)],
    'act:do': [
      change,
      async (asked, { data }) => {
        if (!mayDo(data.role, asked.act.kind)) throw new Refused('not-allowed')
        return acts.do(data.agent, asked, data.session)
      },
    ],
  }) satisfies Events

/** Mails that could not be sent, and those that have come. */
const ofMails = ({ failures, arrivals }: AgentEventParts, { open, change }: Budgets) =>
  ({
    'mail:failed': [open, async ({ conversation }) => ({ mails: await failures.of(conversation) })],
    'mail:again': [change, ({ conversation, mail }) => failures.again(conversation, mail)],
    'mail:settle': [change, ({ conversation, mail }) => failures.settle(conversation, mail)],
    'mail:whole': [open, async ({ conversation, writing }) => ({ mail: await arrivals.whole(conversation, writing) })],
    'mail:strays': [open, async ({ site }) => ({ mails: await arrivals.strays(site) })],
    'mail:pass': [change, ({ site, mail }) => arrivals.settle(site, mail)],
  }) satisfies Events

/** Teams of colleagues, as owners make them. */
const ofTeams = ({ teams }: AgentEventParts, { change }: Budgets) =>
  ({
    'team:save': [change, async (asked) => ({ team: await teams.save(asked) })],
    'team:remove': [change, ({ id }) => teams.remove(id)],
  }) satisfies Events

/** A site's hours for now. */
const ofHours = ({ availability }: AgentEventParts, { hours }: Budgets) =>
  ({
    'hours:override': [hours, async (asked, { data }) => ({ hours: await availability.override(data.agent, asked) })],
  }) satisfies Events

/** What is said of a site. */
const ofSites = ({ config, ratings }: AgentEventParts, { open }: Budgets) =>
  ({
    'ratings:open': [
      open,
      async ({ site }, { data }) => {
        if (!config.sites.has(site)) throw new Refused('unknown-site')
        return ratings.told(site, data.role === 'owner')
      },
    ],
  }) satisfies Events

/** The agent and their colleagues. */
const ofThemselves = ({ staff, attendance, live, log }: AgentEventParts, { open, sign, change }: Budgets) =>
  ({
    'team:open': [open, async () => ({ agents: await staff.faces() })],
    'presence:set': [sign, async ({ presence }, { data }) => live.team.setPresence(data.agent.id, presence)],
    'presence:here': [sign, async (_, { data }) => attendance.isHere(data)],
    'attendance:wish': [change, (asked, { data }) => attendance.wish(data.agent.id, asked)],
    'fault:report': [sign, async (fault, { data }) => log.error({ agent: data.agent.id, ...fault }, 'console fault')],
  }) satisfies Events
