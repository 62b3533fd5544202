// Acts: what agents have done to conversations, so that each is done once and can be undone.

import type { Act } from '../../protocol/act.ts'
import { columnsBut, instant, integer, json, key, personal, plain, type RowOf, sealed, table, text } from './column.ts'
import type { StoredConversation } from './conversation.ts'
import type { StoredTicket } from './ticket.ts'

/** What an act has changed, as it was or as it became. */
export interface Changed {
  conversation: Partial<StoredConversation>
  ticket: Partial<Pick<StoredTicket, 'state' | 'answerBy' | 'email'>>
}

export const act = table(
  { of: 'conversation', kept: { days: 30, after: 'at' } },
  {
    key,
    conversation: plain(integer),
    /** The agent's id. */
    by: personal(text),
    /** Made by the agent's browser; that of an act on many conversations is each one's. */
    id: plain(text),
    act: sealed(json<Act>()),
    before: sealed(json<Changed>()),
    after: sealed(json<Changed>()),
    at: instant,
  },
)
export type StoredAct = RowOf<typeof act>
export const added = columnsBut(act, 'key')
