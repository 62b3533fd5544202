// Conversations: what is said in one, and how it stands for its visitor and for the team.

import type { Priority } from './act.ts'
import type { KeptContext } from './context.ts'
import type { Attachment } from './files.ts'
import type { Face, Localized } from './pieces.ts'
import type { Rating } from './rating.ts'
import type { Report, Ticket } from './ticket.ts'
import type { Party, Via } from './via.ts'

export interface Message {
  /** The sender's own id, unique in its conversation and author. */
  id: string
  /** 1, 2, 3 … without gaps. */
  seq: number
  author: 'visitor' | 'agent' | 'system'
  /** Who, when an agent wrote it. */
  by?: Face
  text: string
  files?: Attachment[]
  report?: Report
  article?: SentArticle
  /** How it came, when it was not written on a page of the site. */
  via?: Via
  /** Worded in the reader's locale, in the place of what anybody said; `values` are the blanks. */
  system?: { code: SystemCode; values: Record<string, string> }
  at: number
}
/** An article that goes with a message. */
export interface SentArticle {
  id: string
  /** Its question, as it was when it was sent. */
  title: string
  /** Of its help page; null: it is not served any more. */
  path: string | null
}
/**
 * `moved`: in the place of a message that is in another conversation now, which `values` name by its id and reference;
 * `split`: at the beginning of that one, of where its messages were. A reference of '' is none. `withdrawn`: in the
 * place of what an agent has taken back. `returned`: whoever had it is gone, and it waits for the next one.
 */
export type SystemCode =
  'taken' | 'closed-by-agent' | 'closed-by-visitor' | 'ticket' | 'moved' | 'split' | 'withdrawn' | 'returned'

/** Which of a plan's answer times holds. */
export type Target = 'chat' | 'ticket' | 'critical'

/** How one waits in the queue. */
export interface Waiting {
  since: number
  /** By when it is answered; then it goes on by e-mail. */
  dueAt: number
  /** Open time that is promised, ms. */
  within: number
  /** How many wait before. */
  before: number
  /** Open time after which the latest were taken, ms; null when there were too few to say. */
  usually: number | null
  /** When an answer by e-mail is proposed. */
  proposeAt: number
  /** What the plan is called; null: a guest's, or one without a title. */
  plan: Localized | null
}

/** The conversation as its visitor sees it. */
export interface Conversation {
  id: string
  /** Number of its latest change: of two that are told, the higher one holds, whichever comes last. */
  revision: number
  state: 'open' | 'closed'
  assignee: Face | null
  lastSeq: number
  /** Highest seq that an agent has had on a screen. */
  readByAgent: number
  /** Highest seq that the visitor has had on a screen. */
  readByVisitor: number
  startedAt: number
  /** The id of the plan that it is promised by. */
  plan: string
  /** Null when nobody waits, or somebody has taken it. */
  waiting: Waiting | null
  ticket: Ticket | null
  /** What its visitor says of it; null: nothing. */
  rating: Rating | null
}

/** Who of the team is told of a conversation that need not be theirs, and how much of it they have seen. */
export interface Follower {
  /** Of an account. */
  id: string
  /** Up to which message. */
  seq: number
  /** How many notes. */
  notes: number
}

/** A conversation in an agent's list. */
export interface Summary extends Conversation {
  site: string
  /** Given by the visitor or their identity, or null. */
  name: string | null
  email: string | null
  /** A number of the visitor's, the same in all they begin: what a guest without a name is called by. */
  guest: number
  /** The owner's own id of the visitor, whose name and address they have vouched for; null: a guest. */
  sub: string | null
  locale: string
  /** When the visitor began to wait for an answer that has not come; null when nobody waits. */
  waitingSince: number | null
  target: Target
  /** By when it is to be answered; null when nobody waits. */
  dueAt: number | null
  /** How much of the target's hours there was for it, ms. */
  dueWithin: number | null
  last: { author: Message['author']; text: string; at: number } | null
  /** Visitor's messages after `readByAgent`. */
  unread: number
  /** Whether the visitor has a socket open now. */
  here: boolean
  /** The topic and subject of the ticket, when it is one. */
  topic: string | null
  /** Mails of it that failed for good and that nobody has settled. */
  failedMails: number
  /** Why the ticket's acknowledgement was not mailed: its address had its share, a program filled in
   * the form, or mails do not arrive there. */
  heldBack: 'limit' | 'trap' | 'bounced' | null
  /** The address that its latest mail did not arrive at, which nobody has said to be right since. */
  bounced: string | null
  /** How many notes it has: who has fewer of them asks. */
  noteCount: number
  /** The seq of the latest message of an agent's; 0: there is none. */
  answeredSeq: number
  /** Put off until an instant, or until they write; null: it is not. */
  snoozed: { until: number | null } | null
  tags: string[]
  priority: Priority
  isSpam: boolean
  /** Whether an agent wants it to look unread. */
  isMarked: boolean
  /** The id of the team that it is given to. */
  team: string | null
  /** Whom of the team it is offered to, and until when they have to take it; null: nobody. */
  offered: { to: string; until: number } | null
  followers: Follower[]
  parties: Party[]
  /** Whether their visitor's messages are refused, and mails from their address. */
  isBlocked: boolean
  isAddressBlocked: boolean
  closedAt: number | null
  /** The id of the one that it goes on in; null: in itself. */
  mergedInto: string | null
  /** How many go on in it. */
  partCount: number
}

/** What is for the team alone, after a message of the conversation. */
export interface Note {
  id: string
  /** The seq of that message. */
  after: number
  by: Face
  text: string
  files?: Attachment[]
  /** When no agent wrote it: a mail that is not the visitor's word. Its writer is called by their address. */
  via?: Via
  at: number
}

/**
 * What a visitor has added who waited already: it changes nothing of the conversation that a list cannot count itself.
 */
export interface More {
  conversation: string
  message: Message
  /** Of the conversation, with this message. */
  revision: number
  /** Without it: who knows another has missed something. */
  before: number
}

/** A conversation that goes on in another. */
export interface Part {
  id: string
  /** The id of the one that it goes on in. */
  into: string
  startedAt: number
  messages: Message[]
  notes: Note[]
}

/** A conversation opened by an agent. */
export interface Detail extends Summary {
  context: KeptContext
  notes: Note[]
  /** What was said before in those that go on in it, oldest first. */
  parts: Part[]
}

export interface Opened<C> {
  conversation: C
  messages: Message[]
  /** Whether another page follows: ask again after the last `seq`. */
  more: boolean
}

/** A page of a site's conversations, in the order of their revisions. */
export interface QueuePage {
  conversations: Summary[]
  /** Those that need nobody any more. */
  gone: Pick<Summary, 'id' | 'site' | 'revision'>[]
  /** Where to go on: of the last one of a page that another follows, else of the site's latest change. */
  revision: number
  more: boolean
}

export interface QueueAt {
  site: string
  revision: number
  changes: { after: number; count: number; sum: number }
}
