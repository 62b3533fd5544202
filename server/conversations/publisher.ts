// Tells everyone concerned how a conversation stands, after what was written in it is stored.

import { isDeepStrictEqual } from 'node:util'
import { Queue } from '../answers/queue.ts'
import type { Sites } from '../config/config.ts'
import type { Files } from '../files/files.ts'
import type { Live } from '../live/live.ts'
import { Refused } from '../protocol/answer.ts'
import type { Page } from '../protocol/context.ts'
import type { Conversation, More, Summary } from '../protocol/conversation.ts'
import type { Face } from '../protocol/pieces.ts'
import type { QueuedConversation } from '../store/queries/due.ts'
import type { ListedConversation } from '../store/queries/list.ts'
import type { News, Pushes } from '../push/pushes.ts'
import type { Store } from '../store/store.ts'
import type { StoredConversation } from '../store/tables/conversation.ts'
import type { StoredMessage } from '../store/tables/message.ts'
import type { Visitor } from '../visitors/visitors.ts'
import { latest, listed, owned } from './lookup.ts'
import { conversationOf, summaryOf } from './views.ts'

interface PublisherParts {
  store: Store
  live: Live
  sites: Sites
  files: Pick<Files, 'sign'>
  /** What calls the team on their devices. */
  pushes: Pick<Pushes, 'heard'>
}

export class Publisher {
  readonly #parts: PublisherParts
  readonly #queue: Queue
  readonly #listeners: (() => void)[] = []

  constructor(parts: PublisherParts) {
    this.#parts = parts
    this.#queue = new Queue(parts)
  }

  /** Tells everyone concerned how a conversation stands, and what was written in it. */
  async publish(id: string, ...messages: StoredMessage[]): Promise<ListedConversation> {
    const { store, live, files } = this.#parts
    const row = await listed(store, id)
    const { site, secretHash: visitor, sub } = row
    // What is restricted nobody of the team hears of.
    const isShown = row.restrictedAt === null
    for (const message of isShown ? messages : [])
      live.publish({ kind: 'message', site, visitor, sub, conversation: id, message: files.sign(message) })
    live.publish({
      kind: 'conversation',
      site,
      visitor,
      sub,
      conversation: this.conversationOf(row),
      summary: isShown ? this.summaryOf(row) : null,
    })
    for (const message of messages)
      if (message.author === 'visitor' && !message.system) this.call({ kind: 'message', conversation: id, ...message })
    for (const listener of this.#listeners) listener()
    return row
  }

  /** Calls `listener` whenever a conversation may have come to the queue, or left it. */
  onTold(listener: () => void): void {
    this.#listeners.push(listener)
  }

  /** Calls whom of the team it concerns, whose console is closed. */
  call(news: News): void {
    this.#parts.pushes.heard(news)
  }

  /** Says to whom it is given, an agent or a team, that somebody has. */
  give(conversation: string, to: string, by: string): void {
    if (to !== by) this.#parts.live.given(to, conversation)
    this.call({ kind: 'given', conversation, by })
  }

  /** Tells them of a message that has changed nothing else. @param from the socket it came from, which knows it */
  publishMore(visitor: Visitor, sub: string | null, from: string, more: More): void {
    const { site, secretHash } = visitor
    this.#parts.live.publish({ kind: 'more', site, visitor: secretHash, sub, from, more })
    this.call({ kind: 'message', conversation: more.conversation, text: more.message.text })
  }

  /** Tells the agents alone: of a note, or of a mail that failed, the visitor is to notice nothing. */
  async tellAgents(id: string): Promise<void> {
    const { store, live } = this.#parts
    const row = await listed(store, id)
    if (row.restrictedAt === null) live.publish({ kind: 'summary', summary: this.summaryOf(row) })
  }

  /** Looks at the queues, and tells who waits here and has moved up. @returns who waits, as answers fall due */
  async tellQueue(): Promise<QueuedConversation[]> {
    const { store, live } = this.#parts
    const { rows, moved } = await this.#queue.look()
    for (const { id, site, secretHash: visitor } of moved) {
      if (!live.isHere({ site, visitor })) continue
      const row = await listed(store, id)
      live.publish({ kind: 'place', site, visitor, sub: row.sub, conversation: this.conversationOf(row) })
    }
    return rows
  }

  /** Says again how a visitor's conversation stands, because their first tab came or their last one went. */
  async cameOrWent(visitor: Visitor): Promise<void> {
    const row = await latest(this.#parts.store, visitor)
    if (row?.state === 'open') await this.publish(row.id)
  }

  /** Tells the agents that the visitor types, or has stopped. */
  async visitorTypes(visitor: Visitor, conversation: string, on: boolean): Promise<void> {
    const { store, live } = this.#parts
    const { restrictedAt } = await owned(store, visitor, conversation)
    if (restrictedAt !== null) return
    live.publish({ kind: 'visitor-typing', site: visitor.site, conversation, on })
  }

  /** Keeps on which page the visitor of an open conversation is, and tells agents; of what is restricted neither. */
  async visitorIsOn(page: Page, conversation: string): Promise<void> {
    const { store, live } = this.#parts
    const { all, queries } = store
    const isNews = (row: StoredConversation | undefined) =>
      row?.state === 'open' &&
      row.restrictedAt === null &&
      !isDeepStrictEqual(row.context.pageNow ?? row.context.page, page)
    // Nearly always it is the page that is known: reading waits for no write.
    const [known] = await all(queries.conversation({ id: conversation }))
    if (!isNews(known)) return
    const site = await store.write(function* () {
      const [row] = yield* queries.conversation({ id: conversation })
      if (!row || !isNews(row)) return null
      yield* queries.changeContext({ key: row.key, id: row.id, context: { ...row.context, pageNow: page } })
      return row.site
    }, conversation)
    if (site !== null) live.publish({ kind: 'visitor-page', site, conversation, page })
  }

  /** Tells the visitor and the other agents that an agent types, or has stopped. */
  async agentTypes(by: Face, conversation: string, on: boolean): Promise<void> {
    const { store, live } = this.#parts
    const { site, secretHash, sub } = await listed(store, conversation)
    live.publish({ kind: 'agent-typing', site, visitor: secretHash, sub, conversation, on, by })
  }

  async agentLooks(by: Face, conversation: string, on: boolean): Promise<void> {
    const { store, live } = this.#parts
    const [row] = await store.all(store.queries.conversation({ id: conversation }))
    if (!row) throw new Refused('unknown-conversation')
    live.publish({ kind: 'agent-looking', site: row.site, conversation, on, by })
  }

  /** A conversation as its visitor is told of it. */
  conversationOf(row: ListedConversation): Conversation {
    return conversationOf(row, this.#queue.of(row))
  }

  /** A conversation as agents are told of it. */
  summaryOf(row: ListedConversation): Summary {
    return summaryOf(row, this.isHere(row))
  }

  /** Whether the visitor has a tab connected now. */
  isHere({ site, secretHash }: ListedConversation): boolean {
    return this.#parts.live.isHere({ site, visitor: secretHash })
  }
}
