// Conversations: what visitors and agents write to each other, stored before it is said.

import { setImmediate } from 'node:timers/promises'
import type { Sites } from '../config/config.ts'
import { type Files, uploadedByAgent } from '../files/files.ts'
import { bounds } from '../bounds.ts'
import { limits } from '../limits.ts'
import type { Replies } from '../letters/replies.ts'
import type { Live } from '../live/live.ts'
import { Refused } from '../protocol/answer.ts'
import type { Conversation, Detail, Message, Note, Opened, QueuePage, Summary } from '../protocol/conversation.ts'
import { type Face, isBlank } from '../protocol/pieces.ts'
import type { fromAgent } from '../protocol/agent.ts'
import type { PayloadOf } from '../protocol/request.ts'
import type { ConversationStart } from '../protocol/visitor.ts'
import { readReference } from '../tickets/reference.ts'
import type { QueuedConversation } from '../store/queries/due.ts'
import type { ListedConversation } from '../store/queries/list.ts'
import type { Store } from '../store/store.ts'
import type { StoredMessage } from '../store/tables/message.ts'
import { notDue, paused } from '../answers/targets.ts'
import { isOwn } from '../access.ts'
import { mayHave, type Visitor } from '../visitors/visitors.ts'
import { Queue } from '../answers/queue.ts'
import { type Author, isStranger, onPage, siteOf, type Stranger } from './author.ts'
import { conversationOf, detailOf, summaryOf } from './shapes.ts'
import * as write from './writes.ts'

/** What a person sends. */
export interface Sent extends write.Written {
  conversation: string
}

export interface ConversationParts {
  store: Store
  live: Live
  clock: () => number
  sites: Sites
  files: Pick<Files, 'sign' | 'signNote'>
  /** What mails agents' replies. */
  replies: Pick<Replies, 'store' | 'stored'>
}

export class Conversations {
  readonly #store: Store
  readonly #live: Live
  readonly #clock: () => number
  readonly #sites: Sites
  readonly #queue: Queue
  readonly #replies: ConversationParts['replies']
  readonly #sign: Files['sign']
  readonly #signNote: Files['signNote']
  /** By site, the latest change that was told at a beat. */
  readonly #beaten = new Map<string, number>()

  constructor({ store, live, clock, sites, files, replies }: ConversationParts) {
    this.#store = store
    this.#live = live
    this.#clock = clock
    this.#sites = sites
    this.#queue = new Queue({ store, sites })
    this.#replies = replies
    this.#sign = files.sign
    this.#signNote = files.signNote
  }

  /** Begins a conversation, or goes on in the open one. Idempotent by the ids of conversation and message. */
  async start(
    visitor: Visitor,
    { id, message, context }: ConversationStart,
    browser: string,
  ): Promise<{ conversation: Conversation; message: Message }> {
    checkText(message)
    const { queries } = this.#store
    const at = this.#clock()
    const site = this.#sites.get(visitor.site)!
    const plan = site.plans[0]!.id
    const [found, stored] = await this.#store.write(function* () {
      const row =
        (yield* write.find(queries, visitor, id)) ??
        (yield* write.findOpen(queries, visitor)) ??
        (yield* write.create(queries, visitor, { id, name: null, plan, context, browser, at }))
      const joined = yield* write.join(queries, site, row, visitor, at)
      return [row.id, yield* write.receive(queries, site, joined, { ...message, at }, onPage(visitor))] as const
    })
    return { conversation: this.#shown(await this.publish(found, stored)), message: this.#sign(stored) }
  }

  /** Gives what a guest has open to the identity they now prove; older conversations stay nobody's. */
  async join(visitor: Visitor): Promise<void> {
    const latest = await this.#latest(visitor)
    if (!latest) return
    const { queries } = this.#store
    const at = this.#clock()
    const site = this.#sites.get(visitor.site)!
    const isChanged = await this.#store.write(function* () {
      const row = yield* write.get(queries, latest.id)
      return mayHave(visitor, row.sub) && (yield* write.join(queries, site, row, visitor, at)) !== row
    })
    if (isChanged) await this.publish(latest.id)
  }

  /**
   * A message of the visitor's side, whichever way it came; a mail that is not the visitor's word becomes a note. A
   * repeat is acknowledged, and published again in case its first publication was lost.
   * @throws Refused `unknown-conversation` that the author may not write in, `conflict`, `closed` on a page, and what
   * `checkText` and files are refused for
   */
  receive(author: Author, sent: Sent): Promise<Message>
  receive(author: Author | Stranger, sent: Sent): Promise<Message | Note>
  async receive(author: Author | Stranger, { conversation, ...sent }: Sent): Promise<Message | Note> {
    checkText(sent)
    if (isStranger(author)) return this.#receiveStranger(author, conversation, sent)
    const { queries } = this.#store
    const at = this.#clock()
    const site = this.#sites.get(siteOf(author))!
    const { row, stored, revision, before } = await this.#store.write(function* () {
      const row = yield* write.own(queries, author, conversation)
      return { row, ...(yield* write.receiveMore(queries, site, row, { ...sent, at }, author)) }
    }, conversation)
    const message = this.#sign(stored)
    if (revision === null || author.kind !== 'visitor') await this.publish(conversation, stored)
    else
      this.#live.publish({
        kind: 'more',
        site: row.site,
        visitor: author.visitor.secretHash,
        sub: row.sub,
        from: author.socket,
        more: { conversation, message, revision, before },
      })
    return message
  }

  async #receiveStranger(author: Stranger, conversation: string, sent: write.Written): Promise<Note> {
    const { queries } = this.#store
    const at = this.#clock()
    const note = await this.#store.write(function* () {
      return yield* write.receiveStranger(
        queries,
        yield* write.own(queries, author, conversation),
        { ...sent, at },
        author,
      )
    }, conversation)
    await this.tellAgents(conversation)
    return this.#signNote(note)
  }

  /**
   * An agent's message; takes the conversation when nobody has. @param seen the latest message that they had seen:
   * refused `answered` when a colleague has answered after it
   */
  async reply(agent: Face, { conversation, seen, ...sent }: Sent & { seen?: number | undefined }): Promise<Message> {
    checkText(sent)
    const { queries } = this.#store
    const at = this.#clock()
    const sites = this.#sites
    const replies = this.#replies
    const message = await this.#store.write(function* () {
      const row = yield* write.get(queries, conversation)
      const known = yield* write.repeated(queries, row, 'agent', sent)
      if (known) return known
      if (row.state === 'closed') throw new Refused('closed')
      if (seen !== undefined && row.answeredSeq > seen) yield* write.checkAnswered(queries, row, agent, seen)
      const site = sites.get(row.site)!
      const taken = row.assignee ? {} : yield* write.takes(queries, site, row, agent, at)
      const written = yield* write.writtenIn(queries, row, sent, uploadedByAgent(row.site, agent.id))
      const draft = { ...written, author: 'agent' as const, at, by: { id: agent.id, name: agent.name } }
      const made = yield* write.append(queries, row, draft, {
        ...taken,
        ...paused(site, row, at),
        waitingSince: null,
        readByAgent: row.lastSeq + 1,
        answeredSeq: row.lastSeq + 1,
        ...write.awake,
        markedAt: null,
      })
      yield* replies.store(row, made)
      return made
    })
    replies.stored()
    await this.publish(conversation, message)
    return this.#sign(message)
  }

  /** Writes a note, once however often it is sent. It changes nothing of who waits for whom. */
  async note(
    agent: Face,
    { conversation, ...sent }: { conversation: string; id: string; text: string },
  ): Promise<Note> {
    checkText(sent)
    const { queries } = this.#store
    const at = this.#clock()
    const note = await this.#store.write(function* () {
      const row = yield* write.get(queries, conversation)
      const [known] = yield* queries.note({ conversation: row.key, byId: agent.id, id: sent.id })
      if (known && known.text !== sent.text) throw new Refused('conflict')
      if (known) return known
      return yield* write.addNote(queries, row, { ...sent, by: { id: agent.id, name: agent.name }, at })
    })
    // A repeat too, in case that the first was not heard.
    await this.tellAgents(conversation)
    return this.#signNote(note)
  }

  async closeByVisitor(visitor: Visitor, id: string): Promise<Conversation> {
    await this.#own(visitor, id)
    return this.#shown(await this.#close(id))
  }

  async readByVisitor(visitor: Visitor, id: string, seq: number): Promise<void> {
    await this.#read(await this.#own(visitor, id), 'readByVisitor', seq)
  }

  async readByAgent(id: string, seq: number): Promise<void> {
    const row = await this.#listed(id)
    await this.#read(row, 'readByAgent', seq)
    if (row.markedAt === null) return
    const { queries } = this.#store
    await this.#store.write(function* () {
      yield* write.change(queries, yield* write.get(queries, id), { markedAt: null })
    })
    await this.tellAgents(id)
  }

  /** What the visitor has missed; without an id, of the latest conversation, if there is one. */
  async openForVisitor(visitor: Visitor, id: string | undefined, after: number): Promise<Opened<Conversation | null>> {
    const row = id ? await this.#own(visitor, id) : await this.#latest(visitor)
    if (!row) return { conversation: null, messages: [], more: false }
    return { conversation: this.#shown(row), ...(await this.#page(row.key, after)) }
  }

  async openForAgent(id: string, after: number): Promise<Opened<Detail>> {
    const [row] = await this.#store.all(this.#store.queries.detailedConversation({ id }))
    if (!row) throw new Refused('unknown-conversation')
    const notes = await this.#store.all(this.#store.queries.notes({ conversation: row.key }))
    return {
      conversation: detailOf(row, this.#isHere(row), notes.map(this.#signNote)),
      ...(await this.#page(row.key, after)),
    }
  }

  /** The ticket of a reference as somebody has typed it: Greek or Latin letters, with a dash or without. */
  async ofReference(text: string): Promise<Summary> {
    const reference = readReference(text)
    if (reference === 'mistyped') throw new Refused('mistyped')
    const [row] = reference ? await this.#store.all(this.#store.queries.listedTicket({ reference })) : []
    if (!row) throw new Refused('unknown-conversation')
    return this.#summary(row)
  }

  /**
   * The site's conversations that changed after a revision. @param first whether only those that need somebody are
   * asked for; undefined: by a console that knows nothing of `gone`
   */
  async queue(site: string, after: number, first?: boolean): Promise<QueuePage> {
    const { queries } = this.#store
    const asked = { site, after, limit: bounds.conversations + 1 }
    const isOpenAsked = first ?? after === 0
    const [counter] = await this.#store.all(queries.revision({ site }))
    const rows = await this.#store.all(
      isOpenAsked ? queries.openConversations(asked) : queries.changedConversations(asked),
    )
    const page = rows.slice(0, bounds.conversations)
    const more = rows.length > page.length
    // Nothing else takes them off a screen: they have no row any more that could have changed.
    const limit = bounds.conversations
    const erased = isOpenAsked ? [] : await this.#store.all(queries.erasedSince({ site, after, limit }))
    const { needed = [], gone = [] } = Object.groupBy(page, (row) =>
      first === undefined || row.state === 'open' || row.failedMails > 0 ? 'needed' : 'gone',
    )
    return {
      conversations: needed.map((row) => this.#summary(row)),
      gone: [...gone.map(({ id, revision }) => ({ id, site, revision })), ...erased],
      // A list that begins has its changes from its first page on.
      revision: more && !(isOpenAsked && first) ? page.at(-1)!.revision : (counter?.revision ?? 0),
      more,
    }
  }

  /** A page of a site's closed conversations, those closed last first. @param before the last one of the page before */
  async closed({
    site,
    spam,
    before,
  }: PayloadOf<typeof fromAgent, 'closed:open'>): Promise<{ conversations: Summary[]; more: boolean }> {
    const { all, queries } = this.#store
    const { at, id } = before ?? { at: Number.MAX_SAFE_INTEGER, id: '' }
    const asked = { site, at, id, limit: bounds.closed + 1 }
    const rows = await all(spam ? queries.spamConversations(asked) : queries.closedConversations(asked))
    const page = rows.slice(0, bounds.closed)
    return { conversations: page.map((row) => this.#summary(row)), more: rows.length > page.length }
  }

  /** Tells the agents that the visitor types, or has stopped. */
  async visitorTypes(visitor: Visitor, conversation: string, on: boolean): Promise<void> {
    await this.#own(visitor, conversation)
    this.#live.publish({ kind: 'visitor-typing', site: visitor.site, conversation, on })
  }

  /** Tells the visitor and the other agents that an agent types, or has stopped. */
  async agentTypes(by: Face, conversation: string, on: boolean): Promise<void> {
    const { site, secretHash, sub } = await this.#listed(conversation)
    this.#live.publish({ kind: 'agent-typing', site, visitor: secretHash, sub, conversation, on, by })
  }

  /** Says again how a visitor's conversation stands, because their first tab came or their last one went. */
  async cameOrWent(visitor: Visitor): Promise<void> {
    const row = await this.#latest(visitor)
    if (row?.state === 'open') await this.publish(row.id)
  }

  /** Tells the visitors and agents connected here where things stand, so that who missed the last word asks. */
  async beat(sites: Iterable<string>): Promise<void> {
    const { all, queries } = this.#store
    for (const site of sites) {
      const erased = await this.#beatQueue(site)
      const visitors = this.#live.visitors(site)
      for (let from = 0; from < visitors.length; from += bounds.atOnce) {
        const asked = visitors.slice(from, from + bounds.atOnce)
        const secretHashes = asked.map(({ secretHash }) => secretHash)
        const latest = Map.groupBy(await all(queries.latestOf({ site, secretHashes })), (row) => row.secretHash)
        for (const visitor of asked) {
          // Whoever is there may have it on the screen: asked for, it is not there any more.
          const { secretHash, identity } = visitor
          const whose = { site, visitor: secretHash, sub: identity?.sub ?? null }
          if (erased) this.#live.publish({ kind: 'at', ...whose, conversation: '', lastSeq: 0 })
          const row = latest.get(visitor.secretHash)?.find(({ sub }) => mayHave(visitor, sub))
          if (row)
            this.#live.publish({
              kind: 'at',
              site,
              visitor: row.secretHash,
              sub: row.sub,
              conversation: row.id,
              lastSeq: row.lastSeq,
            })
        }
        // Whoever says something meanwhile need not wait for thousands.
        await setImmediate()
      }
    }
  }

  /** @returns whether anything was erased since the last one */
  async #beatQueue(site: string): Promise<boolean> {
    const { all, queries } = this.#store
    const [counter] = await all(queries.revision({ site }))
    if (!counter) return false
    const { revision } = counter
    const after = this.#beaten.get(site) ?? revision
    this.#beaten.set(site, revision)
    const [changes] = after < revision ? await all(queries.changes({ site, after, upTo: revision })) : []
    this.#live.publish({ kind: 'queue-at', site, revision, changes: { after, count: 0, sum: 0, ...changes } })
    return after < revision && (await all(queries.erasedSince({ site, after, limit: 1 }))).length > 0
  }

  /** Of a conversation; null where there is none. */
  async siteOf(id: string): Promise<string | null> {
    const [row] = await this.#store.all(this.#store.queries.conversation({ id }))
    return row?.site ?? null
  }

  /**
   * Gives open conversations back to the queue whose agents are no more or serve another site now; what they wrote
   * keeps their name.
   * @param sitesOf the sites whose questions each of these agents may answer; null: all
   */
  async giveBack(sitesOf: (agents: string[]) => Promise<Map<string, readonly string[] | null>>): Promise<void> {
    const { all, queries } = this.#store
    const assignees = (await all(queries.assignees())).map(({ assignee }) => assignee)
    for (const [agent, sites] of await sitesOf(assignees)) {
      if (sites === null) continue
      for (const { id, site } of await all(queries.assignedTo({ assignee: agent }))) {
        if (sites.includes(site)) continue
        await this.#store.write(function* () {
          const row = yield* write.get(queries, id)
          if (row.state === 'closed' || row.assignee !== agent) return
          yield* write.change(queries, row, { assignee: null, assigneeName: null })
        })
        await this.publish(id)
      }
    }
  }

  /** Tells everyone concerned how a conversation stands, and what was written in it. */
  async publish(id: string, ...messages: StoredMessage[]): Promise<ListedConversation> {
    const row = await this.#listed(id)
    const { site, secretHash: visitor, sub } = row
    for (const message of messages)
      this.#live.publish({ kind: 'message', site, visitor, sub, conversation: id, message: this.#sign(message) })
    this.#live.publish({
      kind: 'conversation',
      visitor,
      sub,
      conversation: this.#shown(row),
      summary: this.#summary(row),
    })
    return row
  }

  /** Tells the agents alone: of a note, or of a mail that failed, the visitor is to notice nothing. */
  async tellAgents(id: string): Promise<void> {
    this.#live.publish({ kind: 'summary', summary: this.#summary(await this.#listed(id)) })
  }

  /** How a conversation stands, as agents are told. */
  async summary(id: string): Promise<Summary> {
    return this.#summary(await this.#listed(id))
  }

  /** Looks at the queues, and tells who waits here and has moved up. @returns who waits, as answers fall due */
  async tellQueue(): Promise<QueuedConversation[]> {
    const { rows, moved } = await this.#queue.look()
    for (const { id, site, secretHash: visitor } of moved) {
      if (!this.#live.isHere({ site, visitor })) continue
      const row = await this.#listed(id)
      this.#live.publish({ kind: 'place', site, visitor, sub: row.sub, conversation: this.#shown(row) })
    }
    return rows
  }

  async #listed(id: string): Promise<ListedConversation> {
    const [row] = await this.#store.all(this.#store.queries.listedConversation({ id }))
    if (!row) throw new Refused('unknown-conversation')
    return row
  }

  async #own(visitor: Visitor, id: string): Promise<ListedConversation> {
    const row = await this.#listed(id)
    if (!isOwn(visitor, row)) throw new Refused('unknown-conversation')
    return row
  }

  async #latest(visitor: Visitor): Promise<ListedConversation | null> {
    const { queries } = this.#store
    const [known] = await this.#store.all(queries.visitor(visitor))
    if (!known) return null
    const [row] = await this.#store.all(
      queries.latestConversation({ visitor: known.key, sub: visitor.identity?.sub ?? null }),
    )
    return row ?? null
  }

  async #page(conversation: number, after: number): Promise<{ messages: Message[]; more: boolean }> {
    const limit = bounds.messages + 1
    const rows = await this.#store.all(this.#store.queries.messagesAfter({ conversation, after, limit }))
    return {
      messages: rows.slice(0, bounds.messages).map(this.#sign),
      more: rows.length === limit,
    }
  }

  async #read(row: ListedConversation, field: 'readByAgent' | 'readByVisitor', seq: number): Promise<void> {
    if (row[field] >= Math.min(seq, row.lastSeq)) return
    const { queries } = this.#store
    await this.#store.write(function* () {
      const now = yield* write.get(queries, row.id)
      const upTo = Math.min(seq, now.lastSeq)
      if (now[field] < upTo) yield* write.change(queries, now, { [field]: upTo })
    })
    await this.publish(row.id)
  }

  async #close(id: string): Promise<ListedConversation> {
    const { queries } = this.#store
    const at = this.#clock()
    const said = await this.#store.write(function* () {
      const row = yield* write.get(queries, id)
      if (row.state === 'closed') return []
      yield* queries.changeTicketState({ conversation: row.key, state: 'solved' })
      return [
        yield* write.say(
          queries,
          row,
          { code: 'closed-by-visitor', values: {}, at },
          { state: 'closed', closedAt: at, waitingSince: null, ...notDue, ...write.awake },
        ),
      ]
    })
    return this.publish(id, ...said)
  }

  #shown(row: ListedConversation): Conversation {
    return conversationOf(row, this.#queue.of(row))
  }

  #summary(row: ListedConversation): Summary {
    return summaryOf(row, this.#isHere(row))
  }

  #isHere({ site, secretHash }: ListedConversation): boolean {
    return this.#live.isHere({ site, visitor: secretHash })
  }
}

/** Refuses what nobody can have meant to send, and what no screen could show. */
export function checkText({ text, files = [] }: Pick<write.Written, 'text' | 'files'>): void {
  if (isBlank(text) && files.length === 0) throw new Refused('empty')
  if (text.length > limits.text) throw new Refused('too-long')
}
