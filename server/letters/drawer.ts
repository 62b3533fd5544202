// The drawer: draws what is queued, each mail once it is committed; one that cannot be drawn is a failure that is
// shown.

import type { Articles } from '../faq/articles.ts'
import { isWithdrawn } from '../conversations/messages.ts'
import type { Cards } from '../faq/cards.ts'
import type { Sites } from '../config/config.ts'
import * as write from '../conversations/writes.ts'
import { mailboxOf } from '../mail/mailbox.ts'
import { cut } from '../protocol/pieces.ts'
import type { Store } from '../store/store.ts'
import type { Facts } from '../store/tables/facts.ts'
import type { StoredMail } from '../store/tables/mail.ts'
import type { StoredMessage } from '../store/tables/message.ts'
import { lives, requestKey } from '../tickets/requestKey.ts'
import { draw } from './drawing.ts'
import type { DrawnMail } from './drawn.ts'

/** How many messages a mail tells at most: the latest. */
const most = { team: 100, copy: 1_000 }
/** How many mails are drawn between two looks at what is due. */
const atOnce = 20
/** How often what a mail tells is read in vain, the database otherwise well, before the mail has failed. */
const readings = 5
/**
 * As many Message-IDs as a thread needs to be found: its first and its latest (RFC 5322, 3.6.4, asks for all, and lines
 * end).
 */
const references = 20

interface DrawerParts {
  sites: Sites
  /** Where the console is, and the pages of requests. */
  url: string
  /** Signs what opens these. */
  secret: string
  articles: Articles
  cards: Pick<Cards, 'told'>
  store: Store
  /** Called with the id of a conversation one of whose mails cannot be drawn. */
  failed: (conversation: string) => Promise<unknown>
  realClock: () => number
  log: { error: (details: object, message: string) => void }
}

export class Drawer {
  readonly #parts: DrawerParts
  /** How often the facts of each mail were read in vain. */
  #inVain = new Map<number, number>()

  constructor(parts: DrawerParts) {
    this.#parts = parts
  }

  /** Draws what waits for it and is due: until then it can be taken back. @returns whether nothing is left */
  async drawWaiting(): Promise<boolean> {
    const { store, realClock } = this.#parts
    const waiting = await store.all(store.queries.undrawnMails({ now: realClock(), limit: atOnce }))
    for (const mail of waiting) await this.#draw(mail)
    return waiting.length < atOnce && this.#inVain.size === 0
  }

  /**
   * Reads what a mail tells; rejects when the database cannot.
   * @returns draws it; throws for what is at fault in a template, or in what it is drawn from
   */
  async read({ facts, conversation, to, queuedAt }: StoredMail): Promise<(lost?: ReadonlySet<string>) => DrawnMail> {
    const { sites, url, articles, cards, secret } = this.#parts
    // Drawn again, it is the same mail.
    const keyOf = (site: string, reference: string) =>
      requestKey({ site, reference, email: to }, queuedAt + lives.mail, secret)
    const messages = await this.#messagesOf(facts!, conversation!, to)
    return (lost = new Set()) => draw(facts!, messages, { sites, url, keyOf, articles, cards, lost })
  }

  async #messagesOf(facts: Facts, conversation: number, to: string): Promise<StoredMessage[]> {
    if (!('upTo' in facts)) return []
    const { all, readLong, queries } = this.#parts.store
    if ('after' in facts) {
      const stored = await all(queries.repliesAfter({ conversation, after: facts.after }))
      const replies = await Promise.all(
        stored.filter((each) => each.seq <= facts.upTo && !isWithdrawn(each)).map((each) => this.#wherever(each)),
      )
      const isQuoting = facts.kind !== 'answered' && facts.isQuoting === true && replies.length > 0
      return isQuoting ? [...(await this.#answeredBy(replies[0]!.seq, conversation, to)), ...replies] : replies
    }
    const limit = Math.min(facts.upTo, facts.kind === 'transcript' ? most.copy : most.team)
    // A copy may be long, and is drawn beside what people write.
    return readLong(queries.messagesAfter({ conversation, after: facts.upTo - limit, limit }))
  }

  /** A message as it was written, if it was moved to another conversation since. */
  async #wherever(message: StoredMessage): Promise<StoredMessage> {
    const { all, queries } = this.#parts.store
    const into = message.system?.values['conversation']
    if (into === undefined) return message
    const { id, seq, author } = message
    const [row] = await all(queries.conversation({ id: into }))
    const [moved] = row ? await all(queries.message({ conversation: row.key, author, id })) : []
    return { ...(moved ?? message), seq }
  }

  /**
   * The mail that is answered by a message, if it came from the mailbox that the answer goes to: what is typed on a
   * page is in no mail, and what another address has written is not for this one.
   */
  async #answeredBy(seq: number, conversation: number, to: string): Promise<StoredMessage[]> {
    const { store } = this.#parts
    const from = Math.max(0, seq - 1 - most.team)
    const before = await store.all(store.queries.messagesAfter({ conversation, after: from, limit: seq - 1 - from }))
    const said = before.findLast(({ author, text }) => author === 'visitor' && text !== '')
    const { via } = said ?? {}
    return via?.kind === 'mail' && mailboxOf(via.address).mailbox === mailboxOf(to).mailbox ? [said!] : []
  }

  async #draw(mail: StoredMail): Promise<void> {
    const { store } = this.#parts
    let drawIt: () => DrawnMail
    let before: Thread
    try {
      drawIt = await this.read(mail)
      before = await this.#threadOf(mail)
      this.#inVain.delete(mail.id)
    } catch (error) {
      return this.#readInVain(mail, error as Error)
    }
    let drawn: DrawnMail
    try {
      drawn = drawIt()
    } catch (error) {
      return this.#fail(mail, error as Error)
    }
    const { subject, text, html, files } = drawn
    const ids = files.length > 0 ? files.map(({ id }) => id) : null
    const said = {
      id: mail.id,
      messageId: mail.messageId,
      text,
      html,
      files: ids,
      dueAt: mail.queuedAt,
      ...threaded(mail, subject, before),
    }
    await store.write(function* () {
      yield* store.queries.mailDrawn(said)
    })
  }

  /** What went there before in the same thread, and what came from there, in the order of both. */
  async #threadOf({ queuedAt, ...mail }: StoredMail): Promise<Thread> {
    const { all, queries } = this.#parts.store
    const { conversation } = mail
    if (conversation === null) return []
    const sent = await all(queries.mailsBefore({ ...mail, conversation }))
    // Who is in copy has what the visitor has written.
    const { facts } = mail
    const writer = facts && 'people' in facts && facts.people ? facts.people.to : mail.to
    const sender = mailboxOf(writer).mailbox
    const come = await all(queries.mailsFrom({ ...mail, conversation, sender, until: queuedAt }))
    return [...sent, ...come].toSorted((a, b) => a.at - b.at)
  }

  /** What is read in vain is read again; in the end it is this mail that is at fault, as others are read. */
  async #readInVain(mail: StoredMail, error: Error): Promise<void> {
    const times = (this.#inVain.get(mail.id) ?? 0) + 1
    this.#inVain.set(mail.id, times)
    this.#parts.log.error({ err: error, mail: mail.id, times }, 'what a mail tells cannot be read')
    if (times < readings) return
    await this.#fail(mail, error)
    this.#inVain.delete(mail.id)
  }

  async #fail({ id, messageId, kind }: StoredMail, error: Error): Promise<void> {
    const { store, realClock, log, failed } = this.#parts
    log.error({ err: error, mail: id, kind }, 'a mail cannot be drawn')
    const concerned = await store.write(function* () {
      const failed = { id, messageId, failedAt: realClock(), error: cut(error.message, 500) }
      const [row] = yield* store.queries.mailUndrawable(failed)
      return row?.conversation ? yield* write.touch(store.queries, row.conversation) : null
    })
    if (concerned) await failed(concerned)
  }
}

/** What went and came before; what came has no subject of ours, which has the reference. */
type Thread = (Pick<StoredMail, 'messageId'> & { subject?: string; at: number })[]

/**
 * The mails of a conversation with one address are one thread in every mail program, which wants References to all,
 * theirs too, and one subject: that of our first.
 */
function threaded({ headers }: StoredMail, own: string, before: Thread): Pick<StoredMail, 'subject' | 'headers'> {
  const ids = before.map(({ messageId }) => messageId)
  if (ids.length === 0) return { subject: own, headers }
  // What could not be drawn has none.
  const first = before.find((mail) => mail.subject)?.subject
  const subject = first === undefined ? own : `Re: ${first.replace(/^Re: /, '')}`
  const thread = { 'In-Reply-To': ids.at(-1)!, References: [ids[0]!, ...ids.slice(1).slice(1 - references)].join(' ') }
  return { subject, headers: { ...headers, ...thread } }
}
