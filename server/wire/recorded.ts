// What is recorded of what somebody of the team changes about accounts: once it is done, by whom and to whom.

import type { AgentSocket } from '../live/sockets.ts'
import type { ofOneself, ofTeam } from '../protocol/account.ts'
import type { Deed } from '../protocol/audit.ts'
import type { PayloadOf } from '../protocol/request.ts'
import type { AuditRecord } from '../staff/audit.ts'
import type { Inviting } from '../staff/inviting.ts'
import type { Staff } from '../staff/staff.ts'
import type { Served } from './answer.ts'

type Events = typeof ofOneself & typeof ofTeam

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
}

/** Served as before, and what is done is recorded. */
export function recorded(
  { staff, inviting, record }: { staff: Staff; inviting: Inviting; record: AuditRecord },
  served: Served<Events, AgentSocket>,
): Served<Events, AgentSocket> {
  const entries = Object.entries(served).map(([event, [payments, act]]) => {
    const what = deeds[event as keyof Events]
    if (what === undefined) return [event, [payments, act]]
    const acting = async (payload: never, socket: AgentSocket) => {
      const { agent, session } = socket.data
      // Once somebody is removed nobody knows their name.
      const about = event.startsWith('people:') ? await nameIn({ staff, inviting }, payload) : null
      const answer = await (act as (payload: never, socket: AgentSocket) => Promise<object | void>)(payload, socket)
      const facts = factsIn(event as keyof Events, payload)
      await record.note({
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

type Payload = Partial<PayloadOf<Events, 'people:invite'> & { id: string }>

/** An invitation is told by its address. */
async function nameIn(
  { staff, inviting }: { staff: Staff; inviting: Inviting },
  { id, email }: Payload,
): Promise<string | null> {
  if (id === undefined) return email ?? null
  return (await staff.face(id))?.name ?? inviting.emailOf(id)
}

function factsIn(event: keyof Events, { id, role, sites }: Payload) {
  const told: Record<string, string> = {}
  if (role !== undefined) Object.assign(told, { role, sites: sites?.join(', ') ?? 'all' })
  return { told, others: event === 'account:end' && id === undefined }
}
