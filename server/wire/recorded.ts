// What is recorded of what somebody of the team changes about accounts, teams and hours: once it is done, by whom and
// to what.

import type { AgentSocket } from '../live/sockets.ts'
import type { ofOneself, ofTeam } from '../protocol/account.ts'
import type { fromAgent } from '../protocol/agent.ts'
import type { Deed } from '../protocol/audit.ts'
import type { PayloadOf } from '../protocol/request.ts'
import type { ofTeams } from '../protocol/team.ts'
import type { AuditRecord } from '../staff/audit.ts'
import type { Inviting } from '../staff/inviting.ts'
import type { Staff } from '../staff/staff.ts'
import type { Teams } from '../staff/teams.ts'
import type { Served } from './answer.ts'

type Events = typeof ofOneself & typeof ofTeam & typeof ofTeams & Pick<typeof fromAgent, 'hours:override'>

/** What an event is recorded as; those that are not here change nothing. */
const deeds: Partial<Record<keyof Events, Deed>> = {
  'account:end': 'session-ended',
  'account:password': 'password-changed',
  'account:passkey': 'passkey-removed',
  'people:standing': 'account-changed',
  'people:reset': 'account-reset',
  'people:end': 'account-signed-out',
  'people:remove': 'account-removed',
  'people:invite': 'account-invited',
  'people:again': 'account-invited',
  'people:withdraw': 'invitation-withdrawn',
  'people:password': 'password-link',
  'team:save': 'team-kept',
  'team:remove': 'team-removed',
  'hours:override': 'hours-changed',
}

interface RecordedParts {
  staff: Staff
  inviting: Inviting
  teams: Pick<Teams, 'heir'>
  record: AuditRecord
}

/** Served as before, and what is done is recorded. */
export function recorded(parts: RecordedParts, served: Served<Events, AgentSocket>): Served<Events, AgentSocket> {
  const entries = Object.entries(served).map(([event, [payments, act]]) => {
    const what = deeds[event as keyof Events]
    if (what === undefined) return [event, [payments, act]]
    const acting = async (payload: never, socket: AgentSocket) => {
      const { agent, session } = socket.data
      // Once somebody is removed nobody knows their name.
      const about = await nameIn(parts, event, payload)
      const answer = await (act as (payload: never, socket: AgentSocket) => Promise<object | void>)(payload, socket)
      // There was none.
      if (event === 'team:remove' && about === null) return answer
      const facts = factsIn(event as keyof Events, payload)
      await parts.record.note({
        what: facts.others ? 'others-signed-out' : what,
        userId: agent.id,
        by: agent.name,
        session,
        about,
        facts: facts.told,
      })
      return answer
    }
    return [event, [payments, acting]]
  })
  return Object.fromEntries(entries) as Served<Events, AgentSocket>
}

type Payload = Partial<PayloadOf<Events, 'people:invite'> & PayloadOf<Events, 'team:save'> & { kind: string }>

/** An invitation is told by its address. */
async function nameIn(
  { staff, inviting, teams }: RecordedParts,
  event: string,
  { id, email, name }: Payload,
): Promise<string | null> {
  if (event.startsWith('team:')) return name ?? (await teams.heir(id!))?.name ?? null
  if (!event.startsWith('people:')) return null
  if (id === undefined) return email ?? null
  return (await staff.face(id))?.name ?? inviting.emailOf(id)
}

function factsIn(event: keyof Events, { id, role, sites, site, kind, members }: Payload) {
  const told: Record<string, string | number> = {
    ...(site !== undefined && { site }),
    ...(kind !== undefined && { hours: kind }),
    ...(members !== undefined && { members: members.length }),
  }
  if (role !== undefined) Object.assign(told, { role, sites: sites?.join(', ') ?? 'all' })
  return { told, others: event === 'account:end' && id === undefined }
}
