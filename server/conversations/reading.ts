// What visitors and agents read of conversations: one of them with its messages, and the lists of the team.

import { bounds } from '../bounds.ts'
import type { Files } from '../files/files.ts'
import type { fromAgent } from '../protocol/agent.ts'
import { Refused } from '../protocol/answer.ts'
import type { Conversation, Detail, Message, Opened, Part, QueuePage, Summary } from '../protocol/conversation.ts'
import type { PayloadOf } from '../protocol/request.ts'
import type { ListedConversation } from '../store/queries/list.ts'
import type { Store } from '../store/store.ts'
import { readReference } from '../tickets/reference.ts'
import type { Visitor } from '../visitors/visitors.ts'
import { goesOnIn, latest, listed, owned } from './lookup.ts'
import type { Publisher } from './publisher.ts'
import { detailOf } from './views.ts'
import { checkShown } from './writes.ts'

export interface ReadingParts {
  store: Store
  publisher: Publisher
  files: Pick<Files, 'sign' | 'signNote'>
}

export class Reading {
  readonly #store: Store
  readonly #publisher: Publisher
  readonly #files: ReadingParts['files']

  constructor({ store, publisher, files }: ReadingParts) {
    this.#store = store
    this.#publisher = publisher
    this.#files = files
  }

  /** What the visitor has missed; without an id, of the latest conversation, if there is one. */
  async openForVisitor(visitor: Visitor, id: string | undefined, after: number): Promise<Opened<Conversation | null>> {
    const row = await (id ? owned(this.#store, visitor, id) : latest(this.#store, visitor))
    if (!row) return { conversation: null, messages: [], more: false }
    const into = await goesOnIn(this.#store, visitor, row)
    // Where it goes on nothing of it is known yet.
    const known = into === row ? after : 0
    return { conversation: this.#publisher.conversationOf(into), ...(await this.#page(into.key, known)) }
  }

  async openForAgent(id: string, after: number): Promise<Opened<Detail>> {
    const { all, queries } = this.#store
    const [row] = await all(queries.detailedConversation({ id }))
    if (!row) throw new Refused('unknown-conversation')
    const [notes, parts, page] = await Promise.all([
      all(queries.notes({ conversation: row.key })),
      this.#partsOf(row),
      this.#page(row.key, after),
    ])
    const isHere = this.#publisher.isHere(row)
    return { conversation: detailOf(row, isHere, { notes: notes.map(this.#files.signNote), parts }), ...page }
  }

  /** Refuses the team a conversation that is restricted, and says why. */
  async checkShown(id: string): Promise<void> {
    const { all, queries } = this.#store
    const [row] = await all(queries.restrictionOf({ id }))
    if (row) checkShown(row)
  }

  /** The ticket of a reference as somebody has typed it: Greek or Latin letters, with a dash or without. */
  async ofReference(text: string): Promise<Summary> {
    const { all, queries } = this.#store
    const reference = readReference(text)
    if (reference === 'mistyped') throw new Refused('mistyped')
    const [row] = reference ? await all(queries.listedTicket({ reference })) : []
    if (!row) throw new Refused('unknown-conversation')
    return this.#publisher.summaryOf(row)
  }

  async summary(id: string): Promise<Summary> {
    return this.#publisher.summaryOf(await listed(this.#store, id))
  }

  /** A conversation with all that is said in it. */
  async whole(id: string): Promise<{ conversation: Summary; messages: Message[] }> {
    const row = await listed(this.#store, id)
    return { conversation: this.#publisher.summaryOf(row), messages: await this.#whole(row.key) }
  }

  /**
   * The site's conversations that changed after a revision. @param first whether only those that need somebody are
   * asked for; undefined: by a console that knows nothing of `gone`
   */
  async queue(site: string, after: number, first?: boolean): Promise<QueuePage> {
    const { all, queries } = this.#store
    const isOpenAsked = first ?? after === 0
    const begins = isOpenAsked && after === 0
    const limit = begins ? bounds.firstConversations : bounds.conversations
    const wanted = begins ? 'firstConversations' : isOpenAsked ? 'openConversations' : 'changedConversations'
    const [counter] = await all(queries.revision({ site }))
    const rows = await all(queries[wanted]({ site, after }))
    const page = rows.slice(0, limit)
    const more = rows.length > page.length
    // Nothing else takes them off a screen: they have no row any more that could have changed.
    const erased = isOpenAsked ? [] : await all(queries.erasedSince({ site, after, limit }))
    const { needed = [], gone = [] } = Object.groupBy(page, (row) =>
      row.restrictedAt === null && (first === undefined || row.state === 'open' || row.failedMails > 0)
        ? 'needed'
        : 'gone',
    )
    return {
      conversations: needed.map((row) => this.#publisher.summaryOf(row)),
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
    const asked = { site, at, id }
    const rows = await all(spam ? queries.spamConversations(asked) : queries.closedConversations(asked))
    const page = rows.slice(0, bounds.closed)
    return { conversations: page.map((row) => this.#publisher.summaryOf(row)), more: rows.length > page.length }
  }

  /** What else its visitor has begun, the latest first. */
  async others(id: string): Promise<Summary[]> {
    const { all, queries } = this.#store
    const [row] = await all(queries.conversation({ id }))
    if (!row) throw new Refused('unknown-conversation')
    const { key, site, visitor, sub } = row
    const others = await all(queries.otherConversations({ key, site, visitor, sub }))
    return others.map((each) => this.#publisher.summaryOf(each))
  }

  /** The site of a conversation; null where there is none. */
  async siteOf(id: string): Promise<string | null> {
    const [row] = await this.#store.all(this.#store.queries.conversation({ id }))
    return row?.site ?? null
  }

  /** All that was said in those that go on in one, and in those that go on in these; of a circle each once. */
  async #partsOf(of: Pick<ListedConversation, 'key' | 'id'>, seen = new Set([of.key])): Promise<Part[]> {
    const { all, queries } = this.#store
    const rows = (await all(queries.mergedIn(of))).filter((row) => row.restrictedAt === null && !seen.has(row.key))
    for (const { key } of rows) seen.add(key)
    const parts = rows.map(async (row): Promise<Part[]> => {
      const { id, startedAt } = row
      const [messages, notes, before] = await Promise.all([
        this.#whole(row.key),
        all(queries.notes({ conversation: row.key })),
        this.#partsOf(row, seen),
      ])
      return [...before, { id, into: of.id, startedAt, messages, notes: notes.map(this.#files.signNote) }]
    })
    return (await Promise.all(parts)).flat()
  }

  /** All messages: a part has no pages of its own. */
  async #whole(conversation: number): Promise<Message[]> {
    const said: Message[] = []
    for (let more = true; more;) {
      const page = await this.#page(conversation, said.at(-1)?.seq ?? 0)
      said.push(...page.messages)
      more = page.more
    }
    return said
  }

  async #page(conversation: number, after: number): Promise<{ messages: Message[]; more: boolean }> {
    const { all, queries } = this.#store
    const limit = bounds.messages + 1
    const rows = await all(queries.messagesAfter({ conversation, after, limit }))
    return { messages: rows.slice(0, bounds.messages).map(this.#files.sign), more: rows.length === limit }
  }
}
