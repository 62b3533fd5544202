// Conversations: what visitors and agents write to each other, stored before it is told.

import type { Acts } from '../acts/acts.ts'
import type { Sites } from '../config/config.ts'
import type { Cards } from '../faq/cards.ts'
import type { Files } from '../files/files.ts'
import { uploadedByAgent } from '../files/uploader.ts'
import type { Replies } from '../letters/replies.ts'
import type { Step } from '../protocol/act.ts'
import { Refused } from '../protocol/answer.ts'
import type { Conversation, Message, Note } from '../protocol/conversation.ts'
import type { Face } from '../protocol/pieces.ts'
import type { ConversationStart } from '../protocol/visitor.ts'
import type { ListedConversation } from '../store/queries/list.ts'
import type { Store } from '../store/store.ts'
import type { StoredConversation } from '../store/tables/conversation.ts'
import { mayHave, type Visitor } from '../visitors/visitors.ts'
import { type Author, onPage, siteOf } from './author.ts'
import * as beginning from './beginning.ts'
import { checkBlocked } from './blocking.ts'
import * as drafts from './drafts.ts'
import { namedIn, seenBy } from './following.ts'
import { latest, listed, owned } from './lookup.ts'
import * as messages from './messages.ts'
import type { Publisher } from './publisher.ts'
import { reply } from './replying.ts'
import * as write from './writes.ts'

/** What a person sends. */
export interface Sent extends messages.Written {
  conversation: string
}

/** What an agent sends: with an article, what they had seen before, and what is done with it. */
interface Answer extends Sent {
  article?: string | undefined
  seen?: number | undefined
  steps?: Step[] | undefined
}

export interface ConversationParts {
  store: Store
  acts: Pick<Acts, 'heirsOf' | 'follow'>
  publisher: Publisher
  clock: () => number
  sites: Sites
  files: Pick<Files, 'sign' | 'signNote'>
  cards: Pick<Cards, 'of' | 'led'>
  /** What mails agents' replies. */
  replies: Pick<Replies, 'store' | 'stored'>
  /** Everyone of the team who answers. */
  faces: () => Promise<Face[]>
}

export class Conversations {
  readonly #store: Store
  readonly #acts: ConversationParts['acts']
  readonly #publisher: Publisher
  readonly #clock: () => number
  readonly #sites: Sites
  readonly #replies: ConversationParts['replies']
  readonly #files: ConversationParts['files']
  readonly #faces: ConversationParts['faces']
  readonly #cards: ConversationParts['cards']

  constructor({ store, acts, publisher, clock, sites, files, cards, replies, faces }: ConversationParts) {
    this.#store = store
    this.#acts = acts
    this.#publisher = publisher
    this.#clock = clock
    this.#sites = sites
    this.#replies = replies
    this.#files = files
    this.#faces = faces
    this.#cards = cards
  }

  /** Begins a conversation, or goes on in the open one. Idempotent by the ids of conversation and message. */
  async start(
    visitor: Visitor,
    { id, message, context }: ConversationStart,
    browser: string,
  ): Promise<{ conversation: Conversation; message: Message }> {
    messages.checkText(message)
    const { queries } = this.#store
    const [at, site] = [this.#clock(), this.#sites.get(visitor.site)!]
    const plan = site.plans[0]!.id
    const [found, stored] = await this.#store.write(function* () {
      const found = (yield* write.find(queries, visitor, id, message.id)) ?? (yield* write.findOpen(queries, visitor))
      const known = found && (yield* messages.repeated(queries, found, 'visitor', message))
      if (!known) yield* checkBlocked(queries, visitor)
      const row = found ?? (yield* beginning.create(queries, visitor, { id, name: null, plan, context, browser, at }))
      const joined = yield* beginning.join(queries, site, row, visitor, at)
      return [row.id, yield* messages.receive(queries, site, joined, { ...message, at }, onPage(visitor))] as const
    })
    return {
      conversation: this.#publisher.conversationOf(await this.#publisher.publish(found, stored)),
      message: this.#files.sign(stored),
    }
  }

  /** Gives what a guest has open to the identity they now prove; older conversations stay nobody's. */
  async join(visitor: Visitor): Promise<void> {
    const open = await latest(this.#store, visitor)
    if (!open) return
    const { queries } = this.#store
    const [at, site] = [this.#clock(), this.#sites.get(visitor.site)!]
    const isChanged = await this.#store.write(function* () {
      const row = yield* write.get(queries, open.id)
      return mayHave(visitor, row.sub) && (yield* beginning.join(queries, site, row, visitor, at)) !== row
    })
    if (isChanged) await this.#publisher.publish(open.id)
  }

  /**
   * A message of the visitor's side, whichever way it came. A repeat is acknowledged, and published again in case its
   * first publication was lost.
   * @throws Refused `unknown-conversation` that the author may not write in, `conflict`, `closed` on a page, and what
   * `checkText` and files are refused for; `blocked`
   */
  async receive(author: Author, { conversation, ...sent }: Sent): Promise<Message> {
    messages.checkText(sent)
    const { queries } = this.#store
    const at = this.#clock()
    const site = this.#sites.get(siteOf(author))!
    const { row, stored, revision, before } = await write.to(
      this.#store,
      { author, conversation, message: sent.id },
      function* (row) {
        return { row, ...(yield* messages.receiveMore(queries, site, row, { ...sent, at }, author)) }
      },
    )
    const message = this.#files.sign(stored)
    // A repeat of what is restricted by now.
    if (row.restrictedAt !== null) return message
    // Where it goes on elsewhere the sender's page is told of that, too.
    const isUsual = revision !== null && row.id === conversation
    if (!isUsual || author.kind !== 'visitor') await this.#publisher.publish(row.id, stored)
    else {
      const more = { conversation, message, revision, before }
      this.#publisher.publishMore(author.visitor, row.sub, author.socket, more)
    }
    return message
  }

  /**
   * An agent's message; takes the conversation when nobody has. @param seen the latest message that they had seen:
   * refused `answered` when a colleague has answered after it. @param steps what is done with it; where one is refused,
   * nothing is sent
   */
  async reply(agent: Face, { conversation, seen, steps = [], ...sent }: Answer): Promise<Message> {
    messages.checkText(sent)
    const { queries } = this.#store
    const at = this.#clock()
    const [sites, replies, acts, cards] = [this.#sites, this.#replies, this.#acts, this.#cards]
    const heirs = await acts.heirsOf(steps)
    const [message, ...said] = await this.#store.write(function* () {
      const row = yield* write.shown(queries, conversation)
      const known = yield* messages.repeated(queries, row, 'agent', sent)
      if (known) return [known] as const
      if (row.state === 'closed') throw new Refused('closed')
      const isAnswered = seen !== undefined && (yield* messages.hasAnswered(queries, row, agent, seen))
      if (isAnswered) throw new Refused('answered')
      const uploader = uploadedByAgent(row.site, agent.id)
      const site = sites.get(row.site)!
      const article = sent.article === undefined ? undefined : cards.of(site, row.locale, sent.article)
      const made = yield* reply({ queries, site, replies }, row, { ...sent, article, agent, uploader, at })
      yield* drafts.sent(queries, row.key, agent, { kind: 'reply', ...sent })
      if (article) yield* cards.led(queries, row, article, at)
      return [made, ...(yield* acts.follow(agent, { id: sent.id, steps, heirs, conversation }))] as const
    })
    replies.stored()
    await this.#publisher.publish(conversation, message, ...said)
    return this.#files.sign(message)
  }

  /** Writes a note, once however often it is sent. It changes nothing of who waits for whom. */
  async note(
    agent: Face,
    { conversation, ...sent }: { conversation: string; id: string; text: string },
  ): Promise<Note> {
    messages.checkText(sent)
    const { queries } = this.#store
    const at = this.#clock()
    const named = sent.text.includes('@') ? namedIn(sent.text, await this.#faces()) : []
    const note = await this.#store.write(function* () {
      const row = yield* write.shown(queries, conversation)
      const [known] = yield* queries.note({ conversation: row.key, byId: agent.id, id: sent.id })
      if (known && known.text !== sent.text) throw new Refused('conflict')
      if (known) return known
      yield* drafts.sent(queries, row.key, agent, { kind: 'note', text: sent.text })
      return yield* messages.addNote(queries, row, { ...sent, by: { id: agent.id, name: agent.name }, at }, named)
    })
    // A repeat too, in case that the first was not heard.
    await this.#publisher.tellAgents(conversation)
    this.#publisher.call({ kind: 'note', conversation, text: note.text, by: agent.id })
    return this.#files.signNote(note)
  }

  async readByVisitor(visitor: Visitor, id: string, seq: number): Promise<void> {
    await this.#read(await owned(this.#store, visitor, id), 'readByVisitor', seq)
  }

  async readByAgent(agent: Face, id: string, seq: number): Promise<void> {
    const row = await listed(this.#store, id)
    await this.#read(row, 'readByAgent', seq)
    const isSeen = (of: Pick<StoredConversation, 'followers' | 'lastSeq'>) => seenBy(of, agent.id, seq, row.noteCount)
    if (row.markedAt === null && !isSeen(row)) return
    const { queries } = this.#store
    await this.#store.write(function* () {
      const now = yield* write.get(queries, id)
      yield* write.change(queries, now, { markedAt: null, followers: isSeen(now) ?? now.followers })
    })
    await this.#publisher.tellAgents(id)
  }

  async #read(row: ListedConversation, field: 'readByAgent' | 'readByVisitor', seq: number): Promise<void> {
    if (row[field] >= Math.min(seq, row.lastSeq)) return
    const { queries } = this.#store
    await this.#store.write(function* () {
      const now = yield* write.get(queries, row.id)
      const upTo = Math.min(seq, now.lastSeq)
      if (now[field] < upTo) yield* write.change(queries, now, { [field]: upTo })
    })
    await this.#publisher.publish(row.id)
  }

  /** Closes a conversation of the author's. @throws Refused `unknown-conversation` */
  async close(author: Author, id: string): Promise<Conversation> {
    const { queries } = this.#store
    const at = this.#clock()
    const said = await this.#store.write(function* () {
      yield* write.own(queries, author, id, null)
      const row = yield* write.get(queries, id)
      if (row.state === 'closed' || row.restrictedAt !== null) return []
      yield* queries.changeTicketState({ conversation: row.key, state: 'solved' })
      return [
        yield* messages.say(
          queries,
          row,
          { code: 'closed-by-visitor', values: {}, at },
          { ...write.closed, closedAt: at },
        ),
      ]
    })
    return this.#publisher.conversationOf(await this.#publisher.publish(id, ...said))
  }
}
