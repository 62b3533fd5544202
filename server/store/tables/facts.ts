// What mails are drawn from, as it is kept until they are.

import type { ClaimKind } from '../../protocol/claim.ts'
import type { KeptContext } from '../../protocol/context.ts'
import type { Override } from '../../protocol/hours.ts'
import type { CredentialChange } from '../../protocol/mail.ts'
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
  context: KeptContext
}

/** What an agent has said of a site's hours, as a change of the calendar. */
export type ToldOverride = Override & { id: number; open: boolean; from: number; by: Face }

export interface ReceiptFacts extends Common {
  kind: 'ticket-visitor'
  /** The visitor's. */
  locale: string
  ticket: Pick<Ticket, 'reference' | 'answerBy'>
  /** What has been said of the site's hours. */
  said: ToldOverride[]
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
  /** What its agent wants below it; left out: the site's. */
  signature?: string
  /** Whether it has below it the mail that it answers. */
  isQuoting?: boolean
  /** Whom it says that it is to, where that are more than who gets it: each gets one of their own. */
  people?: { to: string; cc: string[] }
  /** Whether it goes to one of those that it is copied to, for whom nothing opens. */
  isCopy?: true
}

export interface ClosingFacts extends Common {
  kind: 'closing'
  locale: string
  reference: string
  /** The path by which it is rated. */
  link: string
}

export interface CodeFacts extends Common {
  kind: 'transcript-code' | 'request-code' | 'data-code'
  locale: string
  code: string
  /** Of the ticket whose page it opens. */
  reference?: string
  /** Whether the address is to stand instead of another. */
  isNew?: boolean
}

/** What became of a claim. */
export interface ClaimFacts extends Common {
  kind: 'claim'
  locale: string
  reference: string
  what: ClaimKind
  state: 'open' | 'done' | 'refused'
  /** By when it is decided, ms; by the product's clock. */
  dueAt: number
  /** What the team says of it. */
  reason: string | null
}

export interface CopyFacts extends Written {
  kind: 'transcript'
  locale: string
}

/** That what an agent has written by mail was not sent: a colleague had answered before, or it is not clear. */
export interface AnsweredFacts extends Written {
  kind: 'answered'
  /** What the agent had seen. */
  after: number
  conversation: string
  /** What the agent wrote, and what was kept as a note alone. */
  text: string
  /** Whether their own words cannot be told from what they quote. */
  isUnclear?: boolean
}

/** An answer that is overdue. */
export interface Overdue {
  conversation: string
  name: string | null
  ticket: Pick<Ticket, 'reference' | 'email'> | null
  dueAt: number
  /** What the visitor wrote last. */
  text: string
  /** The last message of the conversation; an earlier version has not noted it. */
  upTo?: number
}

export interface OverdueFacts extends Common {
  kind: 'overdue'
  /** The longest first, one at least. */
  overdue: Overdue[]
  /** How many there are, with those not listed. */
  count: number
}

/** That a mailbox cannot be opened any more before an owner consents anew. */
export interface MailboxFacts extends Common {
  kind: 'mailbox-gone'
  /** As which it was opened. */
  user: string
}

/** What lets somebody of the team in, once. */
export interface LinkFacts extends Common {
  kind: 'invitation' | 'password-reset'
  locale: string
  link: string
  /** Who has invited; or whose account it is. */
  name: string
}

/** That what lets somebody of the team in has become another. */
export interface CredentialFacts extends Common {
  kind: 'credential'
  /** Theirs; null: they have not said one. */
  locale: string | null
  name: string
  what: CredentialChange
  /** Who has done it, where it was not they. */
  by: string | null
  /** The browser in which it was done; '': none, or it does not say. */
  browser: string
  /** ms */
  at: number
}

/** What a mail is drawn from. */
export type Facts =
  | TeamFacts
  | ReceiptFacts
  | ReplyFacts
  | AnsweredFacts
  | ClosingFacts
  | CodeFacts
  | ClaimFacts
  | CopyFacts
  | OverdueFacts
  | MailboxFacts
  | LinkFacts
  | CredentialFacts
