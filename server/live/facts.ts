// Facts: what happened, as those whom it concerns are told.

import type { Page } from '../protocol/context.ts'
import type { Conversation, Message, More, QueueAt, Summary } from '../protocol/conversation.ts'
import type { Availability, SiteHours } from '../protocol/hours.ts'
import type { MailIn } from '../protocol/mail.ts'
import type { Face } from '../protocol/pieces.ts'

/**
 * What happened, after it was committed. `visitor` is the hash of the visitor's secret, `sub` whose the conversation
 * is.
 */
export type Fact =
  | { kind: 'message'; site: string; visitor: string; sub: string | null; conversation: string; message: Message }
  /** A visitor who waits already has written more. `from` is the socket, which is told by the acknowledgement. */
  | { kind: 'more'; site: string; visitor: string; sub: string | null; from: string; more: More }
  | {
      kind: 'conversation'
      site: string
      visitor: string
      sub: string | null
      conversation: Conversation
      /** Null: the team hears nothing of it. */
      summary: Summary | null
    }
  /** What agents see of a conversation has changed, and nothing that its visitor sees. */
  | { kind: 'summary'; summary: Summary }
  | { kind: 'place'; site: string; visitor: string; sub: string | null; conversation: Conversation }
  | { kind: 'visitor-typing'; site: string; conversation: string; on: boolean }
  | { kind: 'visitor-page'; site: string; conversation: string; page: Page }
  | {
      kind: 'agent-typing'
      site: string
      visitor: string
      sub: string | null
      conversation: string
      on: boolean
      by: Face
    }
  | { kind: 'agent-looking'; site: string; conversation: string; on: boolean; by: Face }
  | { kind: 'availability'; availability: Availability }
  | { kind: 'hours'; hours: SiteHours }
  | { kind: 'at'; site: string; visitor: string; sub: string | null; conversation: string; lastSeq: number }
  | ({ kind: 'queue-at' } & QueueAt)
  | { kind: 'mail-trouble'; since: number | null }
  | { kind: 'mail-in'; state: MailIn }
