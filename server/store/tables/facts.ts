// What mails are drawn from, as it is kept until they are.

import type { Context } from '../../protocol/context.ts'
import type { Override } from '../../protocol/hours.ts'
import type { Face } from '../../protocol/pieces.ts'
import type { Ticket } from '../../protocol/ticket.ts'

interface Common {
  site: string
}
/** Messages are told by their place in the conversation: those after one `seq`, up to another. */
interface Written extends Common {
  upTo: number
}

export interface TeamFacts extends Written {
  kind: 'ticket-team'
  conversation: string
  ticket: Pick<Ticket, 'reference' | 'email' | 'answerBy'>
  name: string | null
  /** Id of the topic chosen, or ''. */
  topic: string
  context: Context & { browser: string }
}

/** What an agent has said of a site's hours, as a change of the calendar. */
export type Said = Override & { id: number; open: boolean; from: number; by: Face }

export interface ReceiptFacts extends Common {
  kind: 'ticket-visitor'
  /** The visitor's. */
  locale: string
  ticket: Pick<Ticket, 'reference' | 'answerBy'>
  /** What has been said of the site's hours. */
  said: Said[]
  /** When it was written, by the product's clock. */
  now: number
}

export interface ReplyFacts extends Written {
  /** Of a ticket, or written into a chat whose visitor had left. */
  kind: 'ticket-reply' | 'continuity'
  locale: string
  /** Of the ticket; null: it is a chat. */
  reference: string | null
  after: number
}

export interface CodeFacts extends Common {
  kind: 'transcript-code'
  locale: string
  code: string
}

export interface CopyFacts extends Written {
  kind: 'transcript'
  locale: string
}

/** An answer that is overdue. */
export interface Overdue {
  conversation: string
  name: string | null
  ticket: Pick<Ticket, 'reference' | 'email'> | null
  dueAt: number
  /** What the visitor wrote last. */
  text: string
}

export interface OverdueFacts extends Common {
  kind: 'overdue'
  /** The longest first, one at least. */
  overdue: Overdue[]
  /** How many there are, with those not listed. */
  count: number
}

/** What a mail is drawn from. */
export type Facts = TeamFacts | ReceiptFacts | ReplyFacts | CodeFacts | CopyFacts | OverdueFacts
