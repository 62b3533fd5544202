// What acts know, and what they say that they change.

import type { Site } from '../config/config.ts'
import type { Follower, SystemCode } from '../protocol/conversation.ts'
import type { Face } from '../protocol/pieces.ts'
import type { Queries } from '../store/queries.ts'
import type { Work } from '../store/query.ts'
import type { Changed, StoredAct } from '../store/tables/act.ts'
import type { StoredConversation } from '../store/tables/conversation.ts'
import type { StoredMessage } from '../store/tables/message.ts'
import type { StoredTicket } from '../store/tables/ticket.ts'

/** Makes a request of a conversation, with the mails that say so. */
export type MakeRequest = (row: StoredConversation, email: string) => Work<StoredMessage>

/** Who is given a conversation, and the sites whose questions they may answer; null: all. */
export type Heir = Face & { answers: readonly string[] | null; isTeam?: true }

/** What a deed knows. */
export interface Scene {
  queries: Queries
  site: Site
  row: StoredConversation
  /** Null: it is a chat. */
  ticket: StoredTicket | null
  agent: Face
  /** Whom it is given to, when it is to be somebody's. */
  heir: Heir | null
  at: number
  /** Of the act. */
  id: string
  /** Those of the team whom its note names. */
  named: readonly string[]
  makeRequest: MakeRequest
  /** A reference that no ticket has. */
  newReference: () => Work<string>
}

/** What a deed changes, and the line that says so to everyone. */
export interface Change extends Partial<Changed> {
  says?: { code: SystemCode; values: Record<string, string> }
  /** A line that was said, and all that it changes with it. */
  said?: StoredMessage
  /** What of the one that it went on in is put back, if it is as it was left. */
  wholeBack?: Pick<StoredAct, 'before' | 'after'>
  /** What it changes of the conversation besides, which others may change without keeping it from being undone. */
  quiet?: Partial<StoredConversation>
  /** Messages that stand in the place of others now, and the ids of conversations that have changed with them. */
  replaced?: { messages: StoredMessage[]; others: string[] }
  /** Who follows from now on, which undoing leaves. */
  followers?: Follower[] | null
}
