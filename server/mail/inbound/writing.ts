// The write that keeps a mail: what it becomes in a conversation, or beside all of them. Part of it or nothing.

import { createHmac } from 'node:crypto'
import type { Config } from '../../config/config.ts'
import { type ByMail, idOfMail } from '../../conversations/author.ts'
import * as write from '../../conversations/writes.ts'
import type { Work } from '../../store/query.ts'
import type { Store } from '../../store/store.ts'
import type { Arrival } from '../../store/tables/arrival.ts'
import type { StoredConversation } from '../../store/tables/conversation.ts'
import type { StoredMessage } from '../../store/tables/message.ts'
import type { Tickets } from '../../tickets/tickets.ts'
import type { Visitor } from '../../visitors/visitors.ts'
import { mailboxOf } from '../mailbox.ts'
import { inParts } from './attachments.ts'
import type { Found } from './whose.ts'

export interface Writing {
  author: ByMail
  noted: Omit<Arrival, 'key' | 'settledAt'>
  text: string
  /** Of the files that came with it. */
  ids: string[]
  found: Found | null
  locale: string
}

export interface WritingParts {
  config: Pick<Config, 'sites'>
  store: Pick<Store, 'queries'>
  tickets: Tickets
  secret: string
  /** The product's. */
  clock: () => number
}

/** @returns the conversation that it concerns, and what was said in it; null: another node has the mail by now */
export function* keepMail(
  writing: Writing,
  parts: WritingParts,
): Work<{ conversation: string | null; said: StoredMessage[] } | null> {
  const { author, noted } = writing
  const { queries } = parts.store
  const [known] = yield* queries.arrival(noted)
  if (known) return null
  const row = yield* conversationFor(writing, parts)
  const id = row && idOfMail(`${author.mail} 0`)
  const [added] = yield* queries.addArrival({ ...noted, conversation: row?.key ?? null, writing: id })
  if (added!.changed === 0) throw new Error('the mail has just been taken by another node')
  if (!row) return { conversation: null, said: [] }
  if (noted.original) yield* queries.tieFile({ id: noted.original, conversation: row.key })
  const said = yield* say(row, writing, parts)
  if (noted.outcome === 'request') {
    const begun = yield* write.get(queries, row.id)
    const about = { topic: '', context: begun.context, isTrap: false, isHeldBack: false }
    said.push(yield* parts.tickets.make(begun, { email: author.address, name: author.name, ...about }))
  }
  return { conversation: row.id, said }
}

function* conversationFor(writing: Writing, parts: WritingParts): Work<StoredConversation | null> {
  const { noted, found } = writing
  if (noted.outcome === 'request') return yield* begin(writing, parts)
  return found && noted.outcome !== 'own' ? yield* write.get(parts.store.queries, found.conversation) : null
}

/** A conversation for a mail that belongs to none: of a visitor whom no browser has the secret of. */
function* begin(
  { author, noted, locale }: Writing,
  { store, secret, clock, config }: WritingParts,
): Work<StoredConversation> {
  const site = config.sites.get(author.site)!
  const of = mailboxOf(author.address).mailbox
  const secretHash = createHmac('sha256', secret).update(`mail ${author.site} ${of}`).digest('base64url')
  const visitor: Visitor = { site: author.site, secretHash, identity: null }
  return yield* write.create(store.queries, visitor, {
    id: idOfMail(`conversation ${author.mail}`),
    name: author.name,
    plan: site.plans[0]!.id,
    context: { page: { url: '', title: noted.subject }, locale, zone: '', path: [] },
    browser: '',
    at: clock(),
  })
}

/** The words of a mail, in as many messages as its files need. */
function* say(
  row: StoredConversation,
  { author, text, ids, noted }: Writing,
  { store, clock, config }: WritingParts,
): Work<StoredMessage[]> {
  const { queries } = store
  const site = config.sites.get(author.site)!
  const isTheirWord = noted.outcome === 'answer' || noted.outcome === 'request'
  const said: StoredMessage[] = []
  const words = noted.outcome === 'request' ? `${noted.subject}\n\n${text}`.trim() : text
  for (const [at, files] of inParts(ids).entries()) {
    const part = at > 0 ? '' : words || (files.length > 0 ? '' : noted.subject || '—')
    const sent = { id: idOfMail(`${author.mail} ${at}`), text: part, files, at: clock() }
    const { standing, left, ...by } = author
    const first = at === 0 && left ? { left } : {}
    const [now] = yield* queries.briefConversation({ id: row.id })
    if (isTheirWord) said.push(yield* write.receive(queries, site, now!, sent, { ...by, ...first, standing: 'proven' }))
    else {
      // Somebody else may well be who they say they are, and is not the visitor.
      const doubted = standing === 'automatic' ? standing : 'unproven'
      yield* write.receiveStranger(queries, now!, sent, { ...by, ...first, standing: doubted })
    }
  }
  return said
}
