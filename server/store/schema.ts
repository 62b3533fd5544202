// The tables, as Kysely types them. Instants are ms; JSON is text.

import type { Generated } from 'kysely'
import type { Target } from '../protocol/conversation.ts'
import type { MailKind } from '../protocol/mail.ts'

export interface Database {
  site: SiteTable
  visitor: VisitorTable
  conversation: ConversationTable
  message: MessageTable
  note: NoteTable
  ticket: TicketTable
  mail: MailTable
  transcriptCode: TranscriptCodeTable
  feedback: FeedbackTable
  override: OverrideTable
  search: SearchTable
  pulse: PulseTable
  file: FileTable
  blob: BlobTable
  piece: PieceTable
  user: UserTable
  session: SessionTable
}

/** One row a site: the counter from which revisions are drawn. */
export interface SiteTable {
  id: string
  revision: number
  /** When the team was last mailed that answers are overdue. */
  overdueToldAt: number | null
}

export interface VisitorTable {
  key: Generated<number>
  site: string
  /** SHA-256 of the visitor's secret, base64url. */
  secretHash: string
  createdAt: number
}

export interface ConversationTable {
  /** Ours, short: what other tables refer to. */
  key: Generated<number>
  /** The browser's, public. */
  id: string
  site: string
  visitor: number
  state: 'open' | 'closed'
  assignee: string | null
  assigneeName: string | null
  lastSeq: number
  readByAgent: number
  readByVisitor: number
  revision: number
  startedAt: number
  closedAt: number | null
  /** Since when the visitor waits for an answer; null when nobody waits. */
  waitingSince: number | null
  /** Which of the plan's answer times holds. */
  target: Target
  /** By when an answer is due; null when nobody waits for one. */
  dueAt: number | null
  /** Since when that time counts, and how much of it there was then: ms in the hours of the target. */
  dueSince: number | null
  dueWithin: number | null
  /** What had been spent of it before: waiting on the visitor pauses the clock. */
  spent: number
  /** When the team was told that it is overdue. */
  overdueAt: number | null
  /** When an agent took it out of the queue, and after how much open time. */
  takenAt: number | null
  takenAfter: number | null
  name: string | null
  /** Whose it is, as the owner's site has vouched for; null: a guest's. */
  sub: string | null
  /** Where the visitor can be written to, vouched for or typed; null: nowhere. */
  email: string | null
  /** Up to which `seq` agents' replies have been mailed. */
  mailedSeq: Generated<number>
  /** When the oldest reply was written that is neither mailed nor known to be read; null: none waits. */
  unmailedSince: number | null
  locale: string
  plan: string
  /** `Context` of the protocol, and `browser`. */
  context: string
}

export interface MessageTable {
  conversation: number
  seq: number
  id: string
  author: 'visitor' | 'agent' | 'system'
  byId: string | null
  byName: string | null
  text: string
  article: string | null
  /** `Message['system']` of the protocol. */
  system: string | null
  /** Its files without their links, JSON; null: none. */
  files: string | null
  /** `Report` of the protocol. */
  report: string | null
  at: number
}

export interface TicketTable {
  conversation: number
  reference: string
  email: string
  topic: string
  state: 'open' | 'waiting' | 'solved'
  openedAt: number
  answerBy: number
  /** Why its acknowledgement was held back; null when it was not. */
  heldBack: 'limit' | 'trap' | null
}

/** The outbox: what waits to be mailed, and what was. */
export interface MailTable {
  id: Generated<number>
  /** With angle brackets; fixed when queued, so that a repeat can be recognised. */
  messageId: string
  conversation: number | null
  kind: MailKind
  to: string
  from: string
  replyTo: string | null
  /** Whose `to` is, however it is spelled, and where; null in what an earlier version has queued. */
  mailbox: string | null
  domain: string | null
  /** What it is drawn from once it is committed, JSON; null: an earlier version has drawn it when it was queued. */
  facts: string | null
  /** '' until it is drawn, as are its text and its HTML. */
  subject: string
  text: string
  html: string
  /** Further headers, a JSON object. */
  headers: string
  /** Ids of the files that go with it, a JSON array; null: none. */
  files: string | null
  queuedAt: number
  /** Never until it is drawn, so that a node of a version that knows no facts leaves it alone. */
  dueAt: number
  attempts: number
  leaseUntil: number | null
  sentAt: number | null
  failedAt: number | null
  error: string | null
  /** Whether its last attempt failed for the mail server's sake or the mail's own, or it cannot be drawn; null before it has. */
  fault: 'server' | 'mail' | 'drawing' | null
  /** When the team has said that a mail that failed for good needs nothing more. */
  settledAt: number | null
}

/** Six digits that prove an address, one at a time for each conversation. */
export interface TranscriptCodeTable {
  conversation: number
  email: string
  hash: string
  expiresAt: number
  triesLeft: number
}

export interface FeedbackTable {
  site: string
  id: string
  article: string
  locale: string
  helped: number
  missing: string
  at: number
}

/** When a node last proved that it can write; what `/health` asks for. */
export interface PulseTable {
  node: string
  at: number
}

/** What agents have written for each other about a conversation; no visitor is ever told. */
export interface NoteTable {
  key: Generated<number>
  conversation: number
  /** Made by the agent's browser. */
  id: string
  /** The seq of the message that it stands after. */
  after: number
  byId: string
  byName: string
  text: string
  at: number
}

/** Counts of what was searched, a row for each group of spellings and article opened from it. */
export interface SearchTable {
  site: string
  locale: string
  /** What the spellings have in common. */
  key: string
  /** '' when none was. */
  opened: string
  /** The latest spelling. */
  query: string
  total: number
  unsure: number
  asked: number
  at: number
}

/** What agents have said of a site's hours, from one instant until another; a later row holds over an earlier one. */
export interface OverrideTable {
  id: Generated<number>
  site: string
  kind: 'closed' | 'open' | 'away'
  from: number
  until: number
  byId: string
  byName: string
}

/** What somebody has uploaded. It is theirs until a message has it, and goes with the message's conversation. */
export interface FileTable {
  /** The uploader's own. */
  id: string
  site: string
  /** Who uploaded it. */
  by: string
  /** SHA-256 of its bytes, base64url. */
  hash: string
  name: string
  type: string
  size: number
  /** Null until a message has it. */
  conversation: number | null
  uploadedAt: number
}

/** Bytes that are or have been a file's, once for all files that have them. */
export interface BlobTable {
  hash: string
  /** When they were last uploaded. */
  at: number
}

/** Bytes in pieces, from 0. */
export interface PieceTable {
  hash: string
  at: number
  bytes: Buffer
}

/** Of better-auth's tables (`migrations.ts` makes them), what we ask ourselves. */
export interface UserTable {
  id: string
}
export interface SessionTable {
  /** An instant in ISO's form, whatever the database makes of it. */
  expiresAt: string
}
