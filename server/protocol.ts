// Every event, payload and refusal on the wire: what visitors and agents may say, and what they are told.

import * as z from 'zod'
import { limits } from './limits.ts'

/**
 * Why something was refused. A refusal is for the person: its words are in the strings of widget and console.
 * `failed` alone is ours: nothing was stored, the client keeps the text and tries again.
 */
export const refusals = [
  'empty',
  'too-long',
  'too-many',
  'busy',
  'closed',
  'conflict',
  'bad-email',
  'wrong-code',
  'expired-code',
  'no-mail',
  'too-big',
  'no-room',
  'too-many-files',
  'wrong-type',
  'infected',
  'unscanned',
  'unknown-file',
  'expired',
  'unknown-site',
  'unknown-article',
  'unknown-conversation',
  'unknown-locale',
  'mistyped',
  'taken',
  'already-open',
  'already-closed',
  'never-closes',
  'not-ahead',
  'past-closing',
  'signed-out',
  'wrong-origin',
  'malformed',
  'reload',
  'failed',
] as const
export type RefusalCode = (typeof refusals)[number]

/** What a person can act on. Thrown by concepts, turned into an answer by `wire/answer`. */
export class Refused extends Error {
  readonly code: RefusalCode
  /** Seconds after which trying again makes sense. */
  readonly retryAfter: number | undefined
  constructor(code: RefusalCode, retryAfter?: number) {
    super(code)
    this.code = code
    this.retryAfter = retryAfter
  }
}

/** Refuses a client that is too old for us; a newer one has been served by a newer node, and will find it again. */
export function checkVersion(v: number): void {
  if (v < limits.version - 1) throw new Refused('reload')
  if (v > limits.version) throw new Refused('failed')
}

/** The acknowledgement of every request, on sockets and over HTTP. */
export type Answer<T extends object = object> =
  ({ ok: true } & T) | { ok: false; error: RefusalCode; retryAfter?: number }

/**
 * Why we close a socket, with the code of its close frame; the client connects again and asks for what it has missed.
 * `slow`: it does not read what it is sent. `abuse`: what it sends no client of ours can have sent, or far too much of it.
 * `failed`: a fault of ours, after which we cannot vouch for what it has been told.
 */
export const closes = { slow: 4001, abuse: 4002, failed: 4003 } as const

// ---------------------------------------------------------------------------------------------------------------
// Pieces. Lengths a person can exceed by typing are refused by the concepts with a code; what is bounded here can
// only be exceeded by a program.

/** An id made by its sender: at least 128 random bits, base64url. */
const id = z.string().regex(/^[\w-]{16,40}$/)
/** A visitor's secret: 256 random bits, base64url. */
export const visitorSecret = z.string().regex(/^[\w-]{43}$/)
const instant = z.int().min(0).max(8.64e15)
const seq = z.int().min(0)
/**
 * Text from outside, as every database keeps it: PostgreSQL refuses NUL, and half a surrogate pair comes back from any
 * as another character, so that a repeat of the message would look like another one. No text comes in without it.
 */
const written = z.string().overwrite((text) => text.replaceAll(/\0|\p{Surrogate}/gu, '\uFFFD'))
/**
 * Signs that cannot be seen: control, zero width, direction, tags, fillers. Those that belong to an emoji, and the joiners
 * that Indic and Arabic writing needs between its letters, are part of what is seen.
 */
const emoji = String.raw`(\p{RGI_Emoji})`
const joiner = String.raw`(?<=[\p{L}\p{M}])([\u200C\u200D])(?=[\p{L}\p{M}])`
const control = String.raw`([\p{Cc}\u2028\u2029])`
const numberSigns = String.raw`[\u0600-\u0605\u06DD\u070F\u0890\u0891\u08E2\u{110BD}\u{110CD}]`
const hidden = String.raw`[[\p{Cf}\p{Default_Ignorable_Code_Point}]--${numberSigns}]`
const unseen = new RegExp([emoji, joiner, control, hidden].join('|'), 'gv')
const scripts =
  'Arabic Syriac Mongolian Nko Devanagari Bengali Gurmukhi Gujarati Oriya Tamil Telugu Kannada Malayalam Sinhala Khmer Myanmar Tibetan'
const joining = new RegExp(
  String.raw`[${scripts
    .split(' ')
    .map((name) => String.raw`\p{Script=${name}}`)
    .join('')}]\p{M}*$`,
  'v',
)

/** A name or an address as people see it: on one line, and nothing in it that nobody sees. */
export const seen = (text: string): string =>
  text.replaceAll(unseen, (sign: string, ofEmoji?: string, joins?: string, controls?: string, at?: number) => {
    if (ofEmoji !== undefined) return sign
    if (joins !== undefined) return joining.test(text.slice(Math.max(0, at! - 4), at)) ? sign : ''
    return controls === undefined ? '' : ' '
  })
/** Whether a text shows nothing at all; an empty Braille cell is a space by another name. */
export const isBlank = (text: string): boolean => seen(text).replaceAll('\u2800', '').trim() === ''
/** What is shown beside other things, or written to: a name, an address. */
const named = written.overwrite(seen)
const siteId = written.max(64)
const locale = written.max(35)
const articleId = written.max(200)

/** Whether Intl takes what a browser has said, which throws at what it does not know. */
function isKnown(ask: () => unknown): boolean {
  try {
    return Boolean(ask())
  } catch {
    return false
  }
}
/** The locale and the zone of a browser, or '': neither is worth a message, and neither goes on as it came. */
const namedLocale = locale.overwrite((tag) => (isKnown(() => new Intl.Locale(tag)) ? tag : '')).catch('')
const namedZone = written
  .max(64)
  .overwrite((zone) => (isKnown(() => new Intl.DateTimeFormat('en', { timeZone: zone })) ? zone : ''))
  .catch('')
/** Files uploaded before, by their ids. */
const files = z
  .array(id)
  .max(4 * limits.files)
  .refine((ids) => new Set(ids).size === ids.length)
  .optional()

/** One step of the path that led to a conversation, in order. */
const step = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('search'),
    at: instant,
    query: written.max(limits.query),
    results: z.int().min(0).max(1000),
    confident: z.boolean(),
  }),
  z.strictObject({
    kind: z.literal('read'),
    at: instant,
    article: articleId,
    title: written.max(limits.query),
    helped: z.boolean().nullable(),
  }),
])
export type Step = z.infer<typeof step>

/** What the agent sees of how the visitor came here. `url` is without query and hash. */
const context = z.strictObject({
  page: z.strictObject({ url: written.max(limits.page), title: written.max(limits.page) }),
  locale: namedLocale,
  /** IANA zone of the visitor's browser; '' where it names none. */
  zone: namedZone,
  path: z.array(step).max(limits.path),
})
export type Context = z.infer<typeof context>

/** A person of the team, as others see them. */
export interface Face {
  id: string
  name: string
}

/** A file of a message, as its reader gets it. */
export interface Attachment {
  /** Its uploader's own. */
  id: string
  name: string
  /** By its content. */
  type: string
  /** Bytes. */
  size: number
  /** From the server's address; good for some minutes, and made anew whenever the message is sent. */
  url: string
}

/** What a report of a problem says besides what happened, which is the message's text. */
export interface Report {
  /** What should have happened. */
  expected: string
  /** Browser and device, as their owner has seen and sent them. */
  device: string
}

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
  /** A card: an article's id. */
  article?: string
  /** Worded in the reader's locale; `values` are the blanks. */
  system?: { code: SystemCode; values: Record<string, string> }
  at: number
}
export type SystemCode = 'taken' | 'closed-by-agent' | 'closed-by-visitor' | 'ticket'

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
}

export interface Ticket {
  reference: string
  email: string
  state: 'open' | 'waiting' | 'solved'
  openedAt: number
  answerBy: number
  /** Whether its visitor gets a mail that says so. */
  isConfirmed: boolean
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
  /** Why the ticket's acknowledgement was not mailed: its address had its share, or a program filled in the form. */
  heldBack: 'limit' | 'trap' | null
  /** How many notes it has: who has fewer of them asks. */
  noteCount: number
}

/** What an agent has written for the team alone, after a message of the conversation. */
export interface Note {
  id: string
  /** The seq of that message. */
  after: number
  by: Face
  text: string
  at: number
}

/** To the team; and to the visitor. */
export type MailKind =
  'ticket-team' | 'overdue' | 'ticket-visitor' | 'ticket-reply' | 'continuity' | 'transcript-code' | 'transcript'

/** A mail that failed for good, as agents see it. */
export interface FailedMail {
  id: number
  kind: MailKind
  to: string
  at: number
  /** As the mail server said it, or why the mail cannot be drawn. */
  error: string
  /** Whether it is our own fault: the mail cannot be drawn. */
  isOurs: boolean
}

/** What a visitor has added who waited already: it changes nothing of the conversation that a list cannot count itself. */
export interface More {
  conversation: string
  message: Message
  /** Of the conversation, with this message. */
  revision: number
  /** Without it: who knows another has missed something. */
  before: number
}

/** A conversation opened by an agent. */
export interface Detail extends Summary {
  context: Context & { browser: string }
  notes: Note[]
}

export interface Presence extends Face {
  presence: 'present' | 'away'
}

/** What an agent has said of a site's hours for now; it ends by itself. The windows have it in them: this is for the words. */
export interface Override {
  /** Closed early, open longer, or a break. */
  kind: 'closed' | 'open' | 'away'
  until: number
}

/** A site's hours as its agents see them. */
export interface SiteHours {
  site: string
  /** IANA zone of the hours. */
  zone: string
  windows: Window[]
  override: (Override & { by: Face }) | null
}

/** A site as the console knows it. */
export interface ConsoleSite {
  id: string
  name: string
  locales: string[]
  /** Words of the topics that are no category of articles: those of the form for a problem. */
  categories: Record<string, Localized>
  /** What plans are called, those that have a title. */
  plans: Record<string, Localized>
  /** Why no mail can leave: no mail server is known, or the site has no mailbox; null: it can. */
  lacks: 'SMTP_URL' | 'mail' | null
  /** What may be attached; null: nothing. */
  files: { maxSize: number } | null
}

// ---------------------------------------------------------------------------------------------------------------
// Visitors, over the `/visitor` namespace.

/** `auth` of a visitor's handshake. A token that proves nothing makes a guest: it never costs anyone the chat. */
export const visitorHandshake = z.object({
  v: z.int(),
  site: siteId,
  secret: visitorSecret,
  locale,
  token: written.optional(),
})
export type VisitorHandshake = z.infer<typeof visitorHandshake>

export const fromVisitor = {
  /** Begins a conversation with its first message; gives the open one when there is one already. */
  'conversation:start': z.strictObject({ id, message: z.strictObject({ id, text: written, files }), context }),
  /** What came after `after`; without an id, of the latest conversation. */
  'conversation:open': z.strictObject({ conversation: id.optional(), after: seq }),
  'message:send': z.strictObject({ conversation: id, id, text: written, files }),
  'conversation:read': z.strictObject({ conversation: id, seq }),
  'conversation:close': z.strictObject({ conversation: id }),
  typing: z.strictObject({ conversation: id, on: z.boolean() }),
  /** A copy by mail: to the identity's address, else to the one typed, which a code mailed there has to prove; '' asks. */
  'transcript:ask': z.strictObject({ conversation: id, id, email: named }),
  'transcript:confirm': z.strictObject({ conversation: id, id, code: written.max(40) }),
}
export type ConversationStart = z.infer<(typeof fromVisitor)['conversation:start']>

export interface Opened<C> {
  conversation: C
  messages: Message[]
  /** Whether another page follows: ask again after the last `seq`. */
  more: boolean
}

type Ack<T extends object = object> = (answer: Answer<T>) => void
type Payload<Schemas, Event extends keyof Schemas> = Schemas[Event] extends z.ZodType ? z.infer<Schemas[Event]> : never

export interface FromVisitor {
  'conversation:start': (
    payload: Payload<typeof fromVisitor, 'conversation:start'>,
    ack: Ack<{ conversation: Conversation; message: Message }>,
  ) => void
  'conversation:open': (
    payload: Payload<typeof fromVisitor, 'conversation:open'>,
    ack: Ack<Opened<Conversation | null>>,
  ) => void
  'message:send': (payload: Payload<typeof fromVisitor, 'message:send'>, ack: Ack<{ message: Message }>) => void
  'conversation:read': (payload: Payload<typeof fromVisitor, 'conversation:read'>, ack: Ack) => void
  'conversation:close': (
    payload: Payload<typeof fromVisitor, 'conversation:close'>,
    ack: Ack<{ conversation: Conversation }>,
  ) => void
  typing: (payload: Payload<typeof fromVisitor, 'typing'>, ack: Ack) => void
  'transcript:ask': (payload: Payload<typeof fromVisitor, 'transcript:ask'>, ack: Ack<TranscriptAsked>) => void
  'transcript:confirm': (
    payload: Payload<typeof fromVisitor, 'transcript:confirm'>,
    ack: Ack<{ email: string }>,
  ) => void
}

/** Sent there, or waiting for the code that was; or for an address. */
export type TranscriptAsked = { state: 'sent' | 'code'; email: string } | { state: 'address' }

export interface ToVisitor {
  'message:new': (fact: { conversation: string; message: Message }) => void
  'conversation:changed': (conversation: Conversation) => void
  typing: (fact: { conversation: string; on: boolean; by: Face }) => void
  /** Where the conversation stands, every `limits.heartbeat`; who is behind asks `conversation:open`. */
  'conversation:at': (fact: { conversation: string; lastSeq: number }) => void
  /** Something of the site's availability changed; same as `GET /availability/SITE`. */
  availability: (availability: Availability) => void
}

// ---------------------------------------------------------------------------------------------------------------
// Agents, over the `/agent` namespace. Their cookie says who they are; the handshake, whether they take questions.

export const agentHandshake = z.object({ v: z.int(), presence: z.enum(['present', 'away']) })
export type AgentHandshake = z.infer<typeof agentHandshake>

export const fromAgent = {
  /**
   * The site's conversations that changed after a revision: those that need somebody as they are now, of the others that
   * they do not. With `first`, those that need somebody alone, from 0 on: what a list begins with, in pages of which the
   * first one's revision is where changes go on. An older console says no `first`, and gets others whole.
   */
  'queue:open': z.strictObject({ site: siteId, after: z.int().min(0), first: z.boolean().optional() }),
  'conversation:open': z.strictObject({ conversation: id, after: seq }),
  'conversation:take': z.strictObject({ conversation: id }),
  'conversation:close': z.strictObject({ conversation: id }),
  'conversation:read': z.strictObject({ conversation: id, seq }),
  /** Makes a ticket a critical incident, or an ordinary one again. */
  'ticket:mark': z.strictObject({ conversation: id, critical: z.boolean() }),
  'message:send': z.strictObject({ conversation: id, id, text: written, files }),
  /** Writes for the team, in a conversation that is open or closed. */
  'note:add': z.strictObject({ conversation: id, id, text: written }),
  typing: z.strictObject({ conversation: id, on: z.boolean() }),
  'mail:failed': z.strictObject({ conversation: id }),
  'mail:again': z.strictObject({ conversation: id, mail: z.int() }),
  /** That a failed mail needs nothing more. */
  'mail:settle': z.strictObject({ conversation: id, mail: z.int() }),
  'presence:set': z.strictObject({ presence: z.enum(['present', 'away']) }),
  /** Closes until the next opening, opens until an instant, makes a break until then, or puts the usual hours back. */
  'hours:override': z.discriminatedUnion('kind', [
    z.strictObject({ site: siteId, kind: z.enum(['closed', 'usual']) }),
    z.strictObject({ site: siteId, kind: z.enum(['open', 'away']), until: instant }),
  ]),
  /** A ticket by its reference, in any spelling; `mistyped` when a character of it is wrong. */
  'ticket:find': z.strictObject({ text: written.max(limits.query) }),
  /** What people searched for and did not find. */
  'searches:open': z.strictObject({ site: siteId, locale }),
  /** What went wrong in drawing a part of the console: an error's kind and where it was thrown, without its words. */
  'fault:report': z.strictObject({ pane: written.max(40), kind: written.max(80), stack: written.max(4_000) }),
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

export type HoursOverride = z.infer<(typeof fromAgent)['hours:override']>

export interface FromAgent {
  'queue:open': (payload: Payload<typeof fromAgent, 'queue:open'>, ack: Ack<QueuePage>) => void
  'conversation:open': (payload: Payload<typeof fromAgent, 'conversation:open'>, ack: Ack<Opened<Detail>>) => void
  'conversation:take': (
    payload: Payload<typeof fromAgent, 'conversation:take'>,
    ack: Ack<{ conversation: Summary }>,
  ) => void
  'conversation:close': (
    payload: Payload<typeof fromAgent, 'conversation:close'>,
    ack: Ack<{ conversation: Summary }>,
  ) => void
  'conversation:read': (payload: Payload<typeof fromAgent, 'conversation:read'>, ack: Ack) => void
  'message:send': (payload: Payload<typeof fromAgent, 'message:send'>, ack: Ack<{ message: Message }>) => void
  'note:add': (payload: Payload<typeof fromAgent, 'note:add'>, ack: Ack<{ note: Note }>) => void
  typing: (payload: Payload<typeof fromAgent, 'typing'>, ack: Ack) => void
  'mail:failed': (payload: Payload<typeof fromAgent, 'mail:failed'>, ack: Ack<{ mails: FailedMail[] }>) => void
  'mail:again': (payload: Payload<typeof fromAgent, 'mail:again'>, ack: Ack) => void
  'mail:settle': (payload: Payload<typeof fromAgent, 'mail:settle'>, ack: Ack) => void
  'presence:set': (payload: Payload<typeof fromAgent, 'presence:set'>, ack: Ack) => void
  'ticket:mark': (payload: Payload<typeof fromAgent, 'ticket:mark'>, ack: Ack<{ conversation: Summary }>) => void
  'hours:override': (payload: HoursOverride, ack: Ack<{ hours: SiteHours }>) => void
  'ticket:find': (payload: Payload<typeof fromAgent, 'ticket:find'>, ack: Ack<{ conversation: Summary }>) => void
  'searches:open': (
    payload: Payload<typeof fromAgent, 'searches:open'>,
    ack: Ack<{ unanswered: Searched[]; asked: Searched[] }>,
  ) => void
  'fault:report': (payload: Payload<typeof fromAgent, 'fault:report'>, ack: Ack) => void
}

export interface QueueAt {
  site: string
  revision: number
  changes: { after: number; count: number; sum: number }
}

export interface ToAgent {
  /** First thing after connecting: who I am, the sites, the product's clock. */
  welcome: (fact: { me: Presence; sites: ConsoleSite[]; now: number }) => void
  /** Last thing before the socket is ended: the sign-in is over. Who tries again is refused `signed-out`. */
  'signed-out': () => void
  'message:new': (fact: { conversation: string; message: Message }) => void
  'message:more': (facts: More[]) => void
  'conversation:changed': (summary: Summary) => void
  typing: (fact: { conversation: string; on: boolean; by?: Face }) => void
  presence: (team: Presence[]) => void
  /** After `welcome` for each site, and when an agent has changed them. */
  hours: (hours: SiteHours) => void
  /** After `welcome`, and when it has changed: since when the mail server takes nothing; null: it does. */
  'mail:trouble': (fact: { since: number | null }) => void
  'conversation:at': (fact: { conversation: string; lastSeq: number; revision: number }) => void
  /**
   * The number of the site's latest change, every `limits.heartbeat`; and how many conversations have theirs after the
   * last beat's, with the sum of these numbers. Who knows as many with that sum knows all; who does not asks.
   */
  'queue:at': (fact: QueueAt) => void
}

// ---------------------------------------------------------------------------------------------------------------
// HTTP, for who has no socket.

/** A window of open hours, half-open: [from, to), ms since the epoch. */
export type Window = readonly [from: number, to: number]

/** One text, or one a locale. */
export type Localized = string | Record<string, string>

/** A phone or a mailbox, with its own hours. */
export interface ReachedBy {
  kind: 'phone' | 'email'
  /** What is dialled or written to. */
  to: string
  /** What people read. */
  shown: string
  /** IANA zone of its hours. */
  zone: string
  windows: Window[]
  /** Milliseconds in which the first plan's mails are answered; null for a phone. */
  answer: number | null
}

/**
 * `GET /availability/SITE`: everything a panel needs to open, besides articles. The product's clock is in the header
 * `rotame-time` (ms), so that the body can be cached by its ETag.
 */
export interface Availability {
  site: {
    id: string
    name: string
    locales: string[]
    /** CSS declarations for light and dark that replace the built-in accent; null when it is the built-in one. */
    theme: { light: string; dark: string } | null
    logo: string | null
    privacyUrl: string | null
    /** What may be attached; null: nothing. */
    files: { maxSize: number } | null
    /** Categories of the form for a problem, by id: a word, or one a locale. */
    categories: Record<string, Localized>
  }
  /** IANA zone of the hours. */
  zone: string
  /** The open windows of the coming weeks, and the next one after. */
  windows: Window[]
  /** What the team has said of these hours; null when they are as usual. */
  override: Override | null
  /** The other ways to reach the site's people. */
  channels: ReachedBy[]
  /** Who is present now; empty when nobody is. */
  team: Face[]
  /** Whether an answer by mail can be promised now. */
  mail: boolean
  /** Milliseconds in which the first plan's messages are answered. */
  answers: { chat: number; ticket: number; email: number }
}

/**
 * `POST /tickets/SITE`: the message form. Idempotent by `id`, which becomes the id of the conversation; with
 * `conversation`, that conversation becomes the ticket.
 */
export const ticketOpen = z.strictObject({
  id,
  secret: visitorSecret,
  conversation: id.optional(),
  email: named,
  name: named,
  /** A category's id, or ''. */
  topic: written.max(200),
  text: written,
  /** A field that people do not see. */
  trap: written.max(500).optional(),
  files,
  /** The form of a problem: `topic` is one of the site's categories. */
  report: z.strictObject({ expected: written, device: written }).optional(),
  context,
  /** Who the owner's site says this is; its e-mail counts more than a typed one. */
  token: written.optional(),
})
export type TicketOpen = z.infer<typeof ticketOpen>
export type TicketOpened = Answer<{ ticket: Ticket; conversation: string }>

/** `PUT /files/SITE/ID`: a file's bytes, before a message names it. Idempotent by its id, which its uploader makes. */
export const fileUpload = z.object({ site: siteId, id })
export type FileUploaded = Answer<{ file: Attachment }>

/** `POST /identity/SITE`: who a token says its bearer is, and what they are promised. Nothing is stored. */
export const identityAsked = z.strictObject({ token: written })
export interface Known {
  name: string | null
  email: string | null
  /** As in `Availability`, by their plan. */
  answers: Availability['answers']
  /** Milliseconds after which the token proves nothing more. */
  expiresIn: number
}
export type IdentityTold = Answer<{
  /** Null: a guest. */
  known: Known | null
  /** What the site's developer should know; null when all is well. */
  doubt: string | null
}>

/** `POST /feedback/SITE`: whether an article helped. The latest answer of the same `id` counts. */
export const feedback = z.strictObject({
  id,
  article: articleId,
  locale,
  helped: z.boolean(),
  missing: written,
})
export type Feedback = z.infer<typeof feedback>

/** `POST /searches/SITE`: what was searched, without who; sent when the visitor acts. */
export const searchesTold = z.strictObject({
  locale,
  searches: z
    .array(
      z.strictObject({
        query: written.max(limits.query),
        confident: z.boolean(),
        /** The article that was opened from it. */
        opened: articleId.nullable(),
        /** Whether a person was asked after it. */
        asked: z.boolean(),
        /** Whether it has not been told before. */
        isNew: z.boolean(),
      }),
    )
    .max(limits.path),
})
export type SearchesTold = z.infer<typeof searchesTold>

/** A group of searches that mean the same, as the owner sees it. */
export interface Searched {
  /** Its latest spelling, digits and addresses masked. */
  query: string
  count: number
  /** How often a person was asked after it. */
  asked: number
  /** The article that was opened before a person was asked. */
  opened: string | null
  at: number
}
