// Acts: what agents have done to conversations, so that each is done once and can be undone.

import type { Act, Macro } from '../../protocol/act.ts'
import { columnsBut, instant, integer, json, key, personal, plain, type RowOf, sealed, table, text } from './column.ts'
import type { StoredConversation } from './conversation.ts'
import type { StoredTicket } from './ticket.ts'

/** How an agent and a conversation's visitor stand to it, which is kept beside it. */
export interface Marks {
  /** Whether the agent follows it. */
  follows: boolean
  /** Whether what its visitor writes is refused, and mails from its address. */
  isBlocked: boolean
  isAddressBlocked: boolean
}

/** What went to a conversation of its own. */
export interface Split {
  /** The key of that one. */
  into: number
  /** Of its messages after the first, the seqs that they had before. */
  seqs: number[]
  /** How that one began. */
  begun: Partial<StoredConversation>
  /** What changed of the one that they were in, which others may change as well. */
  before: Partial<StoredConversation>
  after: Partial<StoredConversation>
  ticket: Changed['ticket']
}

/** What an act has changed, as it was or as it became. */
export interface Changed {
  conversation: Partial<StoredConversation>
  ticket: Partial<Pick<StoredTicket, 'state' | 'answerBy' | 'email'>>
  /** Nothing in acts of before. */
  marks?: Partial<Marks>
  /** What was split off, and how both were left. */
  split?: Split
  /** What became of the one that it goes on in. */
  whole?: Partial<StoredConversation>
}

export const act = table(
  { of: 'conversation', kept: { days: 30, after: 'at' }, row: ['by', 'id'] },
  {
    key,
    conversation: plain(integer),
    /** The agent's id. */
    by: personal(text),
    /** Made by the agent's browser; that of an act on many conversations is each one's. */
    id: plain(text),
    act: sealed(json<Act | Macro>()),
    before: sealed(json<Changed>()),
    after: sealed(json<Changed>()),
    at: instant,
  },
)
export type StoredAct = RowOf<typeof act>
export const added = columnsBut(act, 'key')
