// What agents keep to answer with, and to find their way.

import type { Drafts } from '../conversations/drafts.ts'
import type { AgentSocket } from '../live/sockets.ts'
import type { fromAgent } from '../protocol/agent.ts'
import type { ReadyReplies } from '../replies/readyReplies.ts'
import type { Views } from '../replies/views.ts'
import type { Payment, Served } from './answer.ts'

export interface ReplyEventParts {
  drafts: Drafts
  readyReplies: ReadyReplies
  views: Views
}

type Budgets = Record<'open' | 'change' | 'sign', readonly Payment<AgentSocket>[]>

export const ofReplies = ({ drafts, readyReplies, views }: ReplyEventParts, { open, change, sign }: Budgets) =>
  ({
    'draft:open': [open, async ({ conversation }, { data }) => ({ drafts: await drafts.of(data.agent, conversation) })],
    'draft:save': [sign, (asked, { data, id }) => drafts.save(data.agent, asked, id)],
    'replies:open': [open, async ({ site }, { data }) => ({ replies: await readyReplies.of(data.agent, site) })],
    'reply:save': [change, async (asked, { data }) => ({ reply: await readyReplies.save(data.agent, asked) })],
    'views:open': [open, async (_, { data }) => ({ views: await views.of(data.agent) })],
    'view:save': [change, async (asked, { data }) => ({ view: await views.save(data.agent, data.role, asked) })],
    'view:remove': [change, ({ id }, { data }) => views.remove(data.agent, data.role, id)],
    'reply:remove': [change, (asked, { data }) => readyReplies.remove(data.agent, asked)],
  }) satisfies Partial<Served<typeof fromAgent, AgentSocket>>
