// The write that keeps a mail: what it becomes in a conversation, or beside all of them. Part of it or nothing.

import { createHmac } from 'node:crypto'
import type { Config } from '../../config/config.ts'
import { type ByMail, idOfMail, viaOf } from '../../conversations/author.ts'
import { create } from '../../conversations/beginning.ts'
import {
  addNote,
  hasAnswered,
  receive,
  receiveStranger,
  type Written,
  writtenIn,
} from '../../conversations/messages.ts'
import { reply } from '../../conversations/replying.ts'
import { uploadedByMail } from '../../files/uploader.ts'
import * as write from '../../conversations/writes.ts'
import type { Letters } from '../../letters/letters.ts'
import type { Replies } from '../../letters/replies.ts'
import type { Face } from '../../protocol/pieces.ts'
import type { Queries } from '../../store/queries.ts'
import type { Work } from '../../store/query.ts'
import type { Store } from '../../store/store.ts'
import type { Arrival, Outcome } from '../../store/tables/arrival.ts'
import type { StoredConversation } from '../../store/tables/conversation.ts'
import type { StoredMessage } from '../../store/tables/message.ts'
import { makeOldRequest } from '../../tickets/oldRequest.ts'
import type { Tickets } from '../../tickets/tickets.ts'
import type { Visitor } from '../../visitors/visitors.ts'
import { mailboxOf } from '../mailbox.ts'
import { queue } from '../outbox.ts'
import { inParts } from './attachments.ts'
import { meet } from './meeting.ts'
import type { Found } from './whose.ts'

export interface Writing {
  author: ByMail
  noted: Omit<Arrival, 'key' | 'settledAt' | 'restrictedAt'>
  text: string
  /** Of the files that came with it. */
  ids: string[]
  found: Found | null
  locale: string
  /** Whether the mail server takes it for spam: what belongs to nothing is held for that. */
  isSpam: boolean
  /**
   * Who of the team has written a reply, up to which message they had seen the conversation that they answer, and what
   * goes to the visitor (null: nothing that is theirs for sure). Null: none of them.
   */
  agent: { face: Face; seen: number; words: string | null } | null
}

export interface WritingParts {
  config: Pick<Config, 'sites'>
  store: Pick<Store, 'queries'>
  tickets: Tickets
  replies: Pick<Replies, 'store'>
  letters: Pick<Letters, 'answered'>
  secret: string
  /** The product's. */
  clock: () => number
}

interface Kept {
  outcome: Outcome
  /** What it concerns. */
  conversation: string | null
  /** What was said there. */
  said: StoredMessage[]
}

/** @returns null: another node has the mail by now */
export function* keepMail(given: Writing, parts: WritingParts): Work<Kept | null> {
  const { author } = given
  const { queries } = parts.store
  const [known] = yield* queries.arrival(given.noted)
  if (known) return null
  const meant = yield* conversationFor(given, parts)
  const row = meant && (yield* meet(meant, given, queries))
  const isReturned =
    given.noted.outcome === 'reply' && (given.agent!.words === null || (yield* isAnswered(queries, row!, given)))
  const noted = isReturned ? { ...given.noted, outcome: 'returned' as const } : given.noted
  const writing = { ...given, noted }
  const { outcome } = noted
  const id = row && idOfMail(`${author.mail} 0`)
  const [added] = yield* queries.addArrival({ ...noted, conversation: row?.key ?? null, writing: id })
  if (added!.changed === 0) throw new Error('the mail has just been taken by another node')
  if (!row && author.isOld) yield* settled(queries, noted, parts.clock())
  if (!row) return { outcome, conversation: null, said: [] }
  if (noted.original) yield* queries.tieFile({ id: noted.original, conversation: row.key })
  if (isReturned) yield* giveBack(row, writing, parts)
  const said = yield* say(row, writing, parts)
  if (outcome === 'request' && !writing.isSpam) {
    const begun = yield* write.get(queries, row.id)
    said.push(yield* request(begun, writing, parts))
  }
  return { outcome, conversation: row.id, said }
}

/** Nobody is asked to look at what belongs to nothing and is of long ago. */
function* settled(queries: Queries, { site, digest }: Writing['noted'], at: number): Work<void> {
  const [arrival] = yield* queries.arrival({ site, digest })
  yield* queries.settleArrival({ site, key: arrival!.key, at })
}

function* request(begun: StoredConversation, { author, noted }: Writing, parts: WritingParts): Work<StoredMessage> {
  const { tickets, store, clock } = parts
  const { address: email, name, isOld } = author
  const about = { topic: '', context: begun.context, isTrap: false, isHeldBack: false, isByMail: true }
  if (!isOld) return yield* tickets.make(begun, { email, name, ...about })
  const made = { reference: yield* tickets.freeReference(), email, at: noted.at, now: clock() }
  return yield* makeOldRequest(store.queries, begun, made)
}

/** Whether a colleague has answered what an agent answers, after what they had seen. */
function* isAnswered(queries: Queries, row: StoredConversation, { found, agent }: Writing): Work<boolean> {
  const { face, seen } = agent!
  if (row.id === found!.conversation) return yield* hasAnswered(queries, row, face, seen)
  // It goes on in another, of which they have seen nothing.
  const answered = yield* write.get(queries, found!.conversation)
  return (yield* hasAnswered(queries, answered, face, seen)) || (yield* hasAnswered(queries, row, face, 0))
}

/**
 * Tells an agent by mail that what they wrote was not sent, and what a colleague has answered; it becomes a note.
 */
function* giveBack(
  row: StoredConversation,
  { author, agent, text, found }: Writing,
  { store, letters }: WritingParts,
): Work<void> {
  const { queries } = store
  const [ticket] = yield* queries.ticket({ conversation: row.key })
  const letter = letters.answered({
    site: row.site,
    conversation: row.id,
    email: author.address,
    reference: ticket?.reference ?? null,
    after: row.id === found!.conversation ? agent!.seen : 0,
    upTo: row.lastSeq,
    text,
    isUnclear: agent!.words === null,
    mail: idOfMail(author.mail),
  })
  if (letter) yield* queue(queries, letter, row.key)
}

function* conversationFor(writing: Writing, parts: WritingParts): Work<StoredConversation | null> {
  const { noted, found } = writing
  if (noted.outcome === 'request') return yield* begin(writing, parts)
  if (!found || noted.outcome === 'own') return null
  const { queries } = parts.store
  return yield* write.into(queries, yield* write.get(queries, found.conversation), null)
}

/** A conversation for a mail that belongs to none: of a visitor whom no browser has the secret of. */
function* begin(
  { author, noted, locale, isSpam }: Writing,
  { store, secret, clock, config }: WritingParts,
): Work<StoredConversation> {
  const site = config.sites.get(author.site)!
  const of = mailboxOf(author.address).mailbox
  const secretHash = createHmac('sha256', secret).update(`mail ${author.site} ${of}`).digest('base64url')
  const visitor: Visitor = { site: author.site, secretHash, identity: null }
  const at = author.isOld ? noted.at : clock()
  const begun = yield* create(store.queries, visitor, {
    id: idOfMail(`conversation ${author.mail}`),
    name: author.name,
    plan: site.plans[0]!.id,
    context: { page: { url: '', title: noted.subject }, locale, zone: '', path: [] },
    browser: '',
    at,
  })
  if (!isSpam) return begun
  // Nobody is called by it, and no mail says that it came; who takes it for none may answer it.
  const held = { ...write.closed, closedAt: at, spamAt: at, email: author.address }
  return yield* write.change(store.queries, begun, held)
}

/** The words of a mail, in as many messages as its files need. */
function* say(row: StoredConversation, writing: Writing, parts: WritingParts): Work<StoredMessage[]> {
  const { author, ids, noted, agent } = writing
  const said: StoredMessage[] = []
  const when = author.isOld ? noted.at : parts.clock()
  for (const [at, files] of inParts(ids).entries()) {
    const text = at > 0 ? '' : wordsOf(writing) || (files.length > 0 ? '' : noted.subject || '—')
    const sent = { id: idOfMail(`${author.mail} ${at}`), text, files, at: when }
    // Its form, who else has it and what was left out is said with the first.
    const by = at === 0 ? author : { ...author, left: [], cc: [], tree: null }
    const made = yield* sayPart(row, sent, { ...writing, author: by }, parts)
    if (made) said.push(made)
  }
  // A reply goes to the visitor, who is told nothing of it.
  const left = agent && noted.outcome === 'reply' ? (author.left ?? []) : []
  const missing = { id: idOfMail(`${author.mail} left`), text: left.map(({ name }) => name).join(', '), files: [] }
  if (left.length > 0) yield* addNoteOf(row, { ...missing, at: parts.clock() }, writing, parts)
  return said
}

function wordsOf({ text, noted, agent }: Writing): string {
  if (noted.outcome === 'request') return `${noted.subject}\n\n${text}`.trim()
  return noted.outcome === 'reply' ? agent!.words! : text
}

/** @returns what the visitor is told, if they are */
function* sayPart(
  row: StoredConversation,
  sent: Written & { at: number },
  writing: Writing,
  parts: WritingParts,
): Work<StoredMessage | null> {
  const { author, noted, agent } = writing
  const { store, config, replies } = parts
  const { queries } = store
  const site = config.sites.get(author.site)!
  if (noted.outcome === 'reply') {
    const whose = { agent: agent!.face, uploader: uploadedByMail(author.site, author.mail) }
    return yield* reply({ queries, site, replies }, yield* write.get(queries, row.id), { ...sent, ...whose })
  }
  if (noted.outcome === 'returned') {
    yield* addNoteOf(row, sent, writing, parts)
    return null
  }
  const [now] = yield* queries.briefConversation({ id: row.id })
  if (noted.outcome === 'answer' || noted.outcome === 'request')
    return yield* receive(queries, site, now!, sent, { ...author, standing: 'proven' })
  // Somebody else may well be who they say they are, and is not the visitor.
  const standing = author.standing === 'proven' ? 'unproven' : author.standing
  yield* receiveStranger(queries, now!, sent, { ...author, standing })
  return null
}

/** Adds what an agent has mailed as their note. */
function* addNoteOf(
  row: StoredConversation,
  { at, ...sent }: Written & { at: number },
  { author, agent }: Writing,
  { store: { queries } }: WritingParts,
): Work<void> {
  const kept = yield* writtenIn(queries, row, sent, uploadedByMail(author.site, author.mail))
  const via = viaOf({ ...author, standing: 'proven' })!
  yield* addNote(queries, yield* write.get(queries, row.id), { ...kept, via, by: agent!.face, at })
}
