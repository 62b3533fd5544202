// How agents are called while their console is closed.

import type { AgentSocket } from '../live/sockets.ts'
import type { ofPush } from '../protocol/push.ts'
import type { Pushes } from '../push/pushes.ts'
import type { Payment, Served } from './answer.ts'

type Budgets = Record<'open' | 'change', readonly Payment<AgentSocket>[]>

export const ofCalls = (pushes: Pushes, { open, change }: Budgets): Served<typeof ofPush, AgentSocket> => ({
  'push:open': [open, (_, { data }) => pushes.open(data.agent.id)],
  'push:subscribe': [change, (asked, { data }) => pushes.subscribe(data.agent.id, data.session, asked)],
  'push:unsubscribe': [change, (_, { data }) => pushes.unsubscribe(data.session)],
  'push:wish': [change, (asked, { data }) => pushes.wish(data.agent.id, asked)],
})
