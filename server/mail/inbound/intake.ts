// Intake: a mail that has come in becomes what it is, once: the visitor's message, a request, a note for the team.

import { createHash } from 'node:crypto'
import type { Config, Site } from '../../config/config.ts'
import { type ByMail, idOfMail } from '../../conversations/author.ts'
import type { Publisher } from '../../conversations/publisher.ts'
import type { Files } from '../../files/files.ts'
import { uploadedByMail } from '../../files/uploader.ts'
import type { Letters } from '../../letters/letters.ts'
import type { Replies } from '../../letters/replies.ts'
import type { LeftOut } from '../../protocol/via.ts'
import type { Face } from '../../protocol/pieces.ts'
import type { Store } from '../../store/store.ts'
import type { Outcome } from '../../store/tables/arrival.ts'
import type { Tickets } from '../../tickets/tickets.ts'
import { mailboxOf } from '../mailbox.ts'
import { isOurs, othersIn } from './addressees.ts'
import { keep } from './attachments.ts'
import { judge, type Judged, leftThere, longAgo, mayBegin } from './judge.ts'
import { takeBounce } from './bouncing.ts'
import { isSpam, originOf } from './origin.ts'
import { type Mailed, parse } from './parse.ts'
import { doubtOf } from './proof.ts'
import { type Found, seenBy, siteTo, whoseIs } from './whose.ts'
import { formOf, localeOf, replyIn, wordsOf } from './content.ts'
import { notedOf } from './noted.ts'
import { keepMail, type Writing } from './writing.ts'

export interface IntakeParts {
  config: Pick<Config, 'sites' | 'files' | 'url'>
  store: Store
  files: Files
  publisher: Publisher
  replies: Replies
  letters: Pick<Letters, 'answered'>
  /** Somebody of the team by their address, with the sites whose questions they answer; null: all. */
  staffAt: (address: string) => Promise<(Face & { answers: readonly string[] | null }) | null>
  tickets: Tickets
  /** Signs what we are answered to. */
  secret: string
  /** The product's. */
  clock: () => number
  /** Real time, which mails keep. */
  realClock: () => number
  /** Called when mails wait in the outbox. */
  queued: () => void
  log: { info: (details: object, message: string) => void; warn: (details: object, message: string) => void }
}

/** Requests that one address may open by mail in an hour. */
const mostRequests = 10
const hour = 3_600_000
/** How far back a quote of what was said is known. */
const mostSaid = 1_000

/** How a mail is taken. @see Intake.take */
interface Taken {
  /** Its size, when it is too big to be read. */
  tooBig: number | null
  isOld: boolean
}

/** A mail, and all that is known of it before anything is written. */
interface Read {
  mailed: Mailed
  site: Site
  found: Found | null
  judged: Judged
  /** Who has written it, if they answer for the site. */
  agent: Face | null
  /** Whether it is of long ago. */
  isOld: boolean
}

export class Intake {
  readonly #parts: IntakeParts

  constructor(parts: IntakeParts) {
    this.#parts = parts
  }

  /**
   * Takes a mail, once however often it comes; rejects when it cannot be kept now, and is to be given again.
   * @param sites those that its mailbox is of, one at least
   * @param size of the whole mail, when `source` is its beginning alone because it is too big
   * @param isOld whether it is of long ago: it is kept, and calls and answers nobody
   */
  async take(source: Buffer, sites: readonly string[], size = source.length, isOld = false): Promise<Outcome> {
    const { log } = this.#parts
    let mailed: Mailed
    try {
      mailed = await parse(source)
    } catch (error) {
      log.warn({ err: error }, 'a mail cannot be read')
      return this.giveUp(source, sites)
    }
    const isWhole = size === source.length
    if (!isWhole) mailed = { ...mailed, digest: `${size} ${mailed.digest}` }
    const known = await this.#known(mailed, sites)
    const outcome = known ?? (await this.#become(mailed, source, sites, { tooBig: isWhole ? null : size, isOld }))
    log.info({ outcome, repeated: known !== null }, 'mail came in')
    return outcome
  }

  async #known({ digest }: Mailed, sites: readonly string[]): Promise<Outcome | null> {
    const { all, queries } = this.#parts.store
    for (const site of sites) {
      const [known] = await all(queries.arrival({ site, digest }))
      if (known) return known.outcome
    }
    return null
  }

  async #become(mailed: Mailed, source: Buffer, sites: readonly string[], { tooBig, isOld }: Taken): Promise<Outcome> {
    const { config } = this.#parts
    const origin = originOf(mailed)
    if (origin === 'bounce' && !isOld) {
      const isTaken = await takeBounce(mailed, source, sites, this.#parts)
      if (isTaken) return 'bounce'
    }
    const meant = await whoseIs(mailed, sites, this.#parts)
    // What is restricted takes nothing more: it is as if it belonged to nothing.
    const found = meant?.isRestricted ? null : meant
    const site = config.sites.get(meant?.site ?? siteTo(mailed, sites, config))!
    const { authserv, strangers } = site.mail!.inbound!
    const staff = mailed.from && (await this.#parts.staffAt(mailed.from.address))
    const isAnswering = staff && (staff.answers === null || staff.answers.includes(site.id))
    const agent = found && isAnswering ? { id: staff.id, name: staff.name } : null
    const results = mailed.headers.get('authentication-results') ?? []
    const isProven = mailed.from !== null && doubtOf(results, mailed.from.address, authserv) === null
    const judged = judge({
      origin: origin === 'bounce' ? 'automatic' : origin,
      isOwn: await this.#isOwn(mailed, found !== null && isProven),
      isFound: found !== null,
      isFromPart: found?.isFromPart ?? false,
      isBlocked: await this.#isBlocked(mailed, site),
      isAgents: agent !== null,
      isTeams: staff !== null || (mailed.from !== null && isOurs(mailed.from.address, config)),
      isProven,
      strangers: isOld || (await this.#mayOpen(mailed, site)) ? mayBegin(meant, strangers) : 'note',
    })
    const least = tooBig === null ? judged : leftThere(judged)
    const read = { mailed, site, found, agent, isOld, judged: isOld ? longAgo(least) : least }
    const left = tooBig === null ? [] : [{ name: `${Math.ceil(tooBig / 1e6)} MB`, why: 'too-big' as const }]
    return this.#keep(read, source, left)
  }

  /**
   * What our own mailbox has sent, and what comes back of it, belongs to nobody else.
   * @param isMeant whether it has proved to be from there and to belong to a conversation: somebody has written it
   */
  async #isOwn({ messageId, from }: Mailed, isMeant: boolean): Promise<boolean> {
    const { all, queries } = this.#parts.store
    if (!isMeant && from && isOurs(from.address, this.#parts.config)) return true
    return messageId !== null && (await all(queries.mailSentAs({ messageId }))).length > 0
  }

  async #isBlocked({ from }: Mailed, { id: site }: Site): Promise<boolean> {
    const { all, queries } = this.#parts.store
    if (!from) return false
    const { mailbox: address } = mailboxOf(from.address)
    const [blocks] = await all(queries.blocksOf({ site, visitor: null, identity: null, address }))
    return blocks!.n > 0
  }

  async #mayOpen({ from }: Mailed, site: Site): Promise<boolean> {
    const { store, realClock } = this.#parts
    const asked = { site: site.id, sender: mailboxOf(from?.address ?? '').mailbox, since: realClock() - hour }
    const [opened] = await store.all(store.queries.requestsByMail(asked))
    return opened!.n < mostRequests
  }

  /** Stores a mail with all that came with it, and what it becomes. */
  async #keep(read: Read, source: Buffer, leftThere: LeftOut[]): Promise<Outcome> {
    const { mailed, site, judged, found, agent: face, isOld } = read
    const { store, files, config, publisher, staffAt, realClock, queued } = this.#parts
    const { outcome, standing } = judged
    const { text, rest } = wordsOf(mailed)
    const uploader = uploadedByMail(site.id, mailed.digest)
    const isShown = ['answer', 'request', 'reply', 'note'].includes(outcome)
    const { ids, pictures, left } = isShown
      ? await keep(mailed.attachments, uploader, { files, isAllowed: config.files !== null })
      : { ids: [], pictures: new Map<string, string>(), left: [] }
    const original = outcome === 'own' || outcome === 'passed' ? null : idOfMail(`original ${mailed.digest}`)
    if (original) await files.keepMail(uploader, original, source)
    const { address, name } = mailed.from ?? { address: '', name: null }
    const author: ByMail = {
      kind: 'mail',
      site: site.id,
      mail: mailed.digest,
      address,
      name,
      standing,
      // What an agent sends is theirs to shape.
      tree: isShown && outcome !== 'reply' ? formOf(mailed, text, pictures, outcome === 'request') : null,
      cc: await othersIn(mailed, config, async (each) => (await staffAt(each)) !== null),
      left: [...leftThere, ...left],
      ...(isOld && { isOld }),
    }
    const at = isOld ? Math.min(mailed.date ?? realClock(), realClock()) : realClock()
    const noted = { ...notedOf(mailed, site.id, outcome), rest, original, at }
    const agent = outcome === 'reply' ? await this.#replying(mailed, found!, face!) : null
    const writing = { author, noted, text, ids, found, agent, locale: localeOf(text, site), isSpam: isSpam(mailed) }
    const written = await store.write(() => keepMail(writing, this.#parts))
    if (!written) return (await this.#known(mailed, [site.id])) ?? outcome
    queued()
    if (written.conversation !== null && written.said.length > 0 && !isOld)
      await publisher.publish(written.conversation, ...written.said)
    else if (written.conversation !== null) await publisher.tellAgents(written.conversation)
    return written.outcome
  }

  /** What an agent's mail says to the visitor, and what they knew when they wrote it. */
  async #replying(mailed: Mailed, found: Found, face: Face): Promise<NonNullable<Writing['agent']>> {
    const { store, config } = this.#parts
    const [row] = await store.all(store.queries.conversation({ id: found.conversation }))
    const latest = { conversation: row!.key, after: row!.lastSeq - mostSaid, limit: mostSaid }
    const said = (await store.readLong(store.queries.messagesAfter(latest))).map(({ text }) => text)
    return { face, seen: await seenBy(mailed, found, store), words: replyIn(mailed, said, `${config.url}/console/`) }
  }

  /** Keeps a mail as it came that no reader makes sense of; the team is told of it. */
  async giveUp(source: Buffer, [site]: readonly string[]): Promise<'unreadable'> {
    const { store, files, realClock } = this.#parts
    const digest = createHash('sha256').update(source).digest('base64url')
    const original = idOfMail(`original ${digest}`)
    await files.keepMail(uploadedByMail(site!, digest), original, source)
    const nothing = { messageId: null, conversation: null, writing: null, sender: null, subject: '', rest: '' }
    const noted = { ...nothing, site: site!, digest, outcome: 'unreadable' as const, original, at: realClock() }
    await store.write(function* () {
      yield* store.queries.addArrival(noted)
    })
    return 'unreadable'
  }
}
