// Pushes: whom of the team what has happened calls on their devices, while their console is closed.

import { createHash } from 'node:crypto'
import { callOf } from '../../widget/called.ts'
import { spokenOf } from '../../widget/locales.ts'
import { isWanted } from '../../widget/quiet.ts'
import { servesSite } from '../access.ts'
import { isOneOf } from '../config/origins.ts'
import type { Config } from '../config/config.ts'
import { guarded } from '../faults.ts'
import { isZone } from '../hours/schema.ts'
import { Refused } from '../protocol/answer.ts'
import type { Call, Calling, Subscription, Wishes } from '../protocol/push.ts'
import { standingOf } from '../staff/standing.ts'
import type { ListedConversation } from '../store/queries/list.ts'
import type { Store } from '../store/store.ts'
import { sendCall } from './sending.ts'
import { type VapidKeys, vapidKeysOf } from './vapid.ts'

/** What has happened in a conversation. */
export type News =
  | { kind: 'message'; conversation: string; text: string }
  | { kind: 'note'; conversation: string; text: string; by: string }
  /** To an agent, or to a team. */
  | { kind: 'given'; conversation: string; by: string }
  /** To one of those who may take it; null: to all of them. */
  | { kind: 'offered'; conversation: string; to: string | null }

interface PushesParts {
  store: Store
  config: Pick<Config, 'push' | 'sites' | 'url' | 'securityContact'>
  secret: string
  clock: () => number
  realClock: () => number
  log: { warn: (details: object, message: string) => void; error: (details: object, message: string) => void }
}

const usualWishes: Wishes = { tells: ['mine', 'queue', 'team', 'followed'], quiet: null, hasText: false }

/** ms until what a service did not take is sent again, as often. */
const pauses = [5_000, 30_000]
type Known = Awaited<ReturnType<Pushes['subscribed']>>[number]

export class Pushes {
  readonly #parts: PushesParts
  #made: VapidKeys | undefined
  readonly #subject: string
  /** Whether anybody wants to be called, as far as this node knows. */
  #isWanted = false
  readonly #waiting = new Set<NodeJS.Timeout>()

  constructor(parts: PushesParts) {
    const { config } = parts
    this.#parts = parts
    const contact = config.securityContact ?? config.url
    this.#subject = /^(https|mailto):/.test(contact) ? contact : `mailto:postmaster@${new URL(config.url).hostname}`
  }

  /** Made when somebody is to be called. */
  get #keys(): VapidKeys {
    return (this.#made ??= vapidKeysOf(this.#parts.secret))
  }

  async open(userId: string): Promise<{ key: string | null; mayHaveText: boolean; wishes: Wishes }> {
    const { store, config } = this.#parts
    const [kept] = await store.all(store.queries.wishesOf({ userId }))
    return {
      key: config.push && this.#keys.publicKey,
      mayHaveText: config.push?.text ?? false,
      wishes: kept?.wishes ?? usualWishes,
    }
  }

  /** Calls a device for as long as its sign-in lasts. */
  async subscribe(userId: string, session: string, asked: Subscription): Promise<void> {
    const { store, config, realClock } = this.#parts
    const { origin } = new URL(asked.endpoint)
    // Whatever address an agent names is asked by this server: none but those of push services are.
    if (!config.push || !isOneOf(config.push.services, origin)) throw new Refused('not-allowed')
    const { queries } = store
    const at = realClock()
    await store.write(function* () {
      yield* queries.dropSubscription({ session })
      yield* queries.dropEndpoint(asked)
      yield* queries.addSubscription({ ...asked, userId, session, at })
    })
    this.#isWanted = true
  }

  /** The sign-ins on whose devices somebody is called. */
  async calledOn(userId: string): Promise<string[]> {
    const { all, queries } = this.#parts.store
    return (await all(queries.subscriptionsOf({ userId }))).map(({ session }) => session)
  }

  async unsubscribe(session: string): Promise<void> {
    const { write, queries } = this.#parts.store
    await write(function* () {
      yield* queries.dropSubscription({ session })
    })
  }

  async wish(userId: string, wishes: Wishes): Promise<void> {
    if (wishes.quiet && !isZone(wishes.quiet.zone)) throw new Refused('malformed')
    const { write, queries } = this.#parts.store
    await write(function* () {
      yield* queries.putWishes({ userId, wishes })
    })
  }

  /** Looks whether anybody wants to be called. */
  async beat(): Promise<void> {
    const { store, config } = this.#parts
    this.#isWanted = config.push !== null && (await store.all(store.queries.hasSubscriptions())).length > 0
  }

  /** Calls whom it concerns, which nobody waits for. */
  heard(news: News): void {
    if (this.#isWanted) guarded(this.#parts.log, () => this.#call(news))()
  }

  stop(): void {
    for (const timer of this.#waiting) clearTimeout(timer)
  }

  /** The devices of those whose sign-in stands. */
  async subscribed() {
    const { store, realClock } = this.#parts
    const rows = await store.all(store.queries.subscriptions())
    return rows
      .filter(({ expiresAt }) => new Date(expiresAt).getTime() > realClock())
      .map(({ wishes, ...row }) => ({ ...row, ...standingOf(row), wishes: wishes ?? usualWishes }))
  }

  async #call(news: News): Promise<void> {
    const { store, config, clock } = this.#parts
    const [row] = await store.all(store.queries.listedConversation({ id: news.conversation }))
    if (!row || row.restrictedAt !== null || row.spamAt !== null) return
    const [team] = row.team === null ? [] : await store.all(store.queries.team({ id: row.team }))
    const known = await this.subscribed()
    const { chats } = config.sites.get(row.site)!
    const isOfAll = row.assignee === null && chats.offer === 'all'
    const full = isOfAll ? await this.#full(chats.most) : new Set<string>()
    const calls = known.flatMap((each) => {
      const calling = callingOf(news, row, each, team?.members ?? null)
      if (!calling || !isWanted(each.wishes, calling, clock())) return []
      // Whoever is offered something has room; in turn nobody else is called by what nobody has.
      const isTurn = chats.offer === 'all' ? !full.has(each.userId) : row.offeredTo === each.userId
      const isCalled = isTurn || calling === 'mine' || calling === 'followed'
      return isCalled ? [this.#send(each, this.#callOf(news, row, each, calling), 0)] : []
    })
    await Promise.all(calls)
  }

  /** Those who have as many chats as they want. @param usual how many that is for who has not said */
  async #full(usual: number | null): Promise<Set<string>> {
    const { all, queries } = this.#parts.store
    const wishes = new Map((await all(queries.attendance())).map((each) => [each.userId, each.wishes?.most]))
    const isFull = ({ userId, n }: { userId: string; n: number }) =>
      Number(n) >= (wishes.get(userId) ?? usual ?? Infinity)
    return new Set((await all(queries.chatsOfEach())).filter(isFull).map(({ userId }) => userId))
  }

  #callOf(news: News, row: ListedConversation, { locale, wishes }: Known, calling: Calling): Call {
    const { config } = this.#parts
    const text = 'text' in news && wishes.hasText && config.push!.text ? news.text : ''
    const [isGiven, site] = [news.kind === 'given', config.sites.get(row.site)!.name]
    return callOf({ calling, isGiven, conversation: row, site, text }, spokenOf(locale ?? ''))
  }

  async #send(to: Known, call: Call, attempt: number): Promise<void> {
    const { store, log } = this.#parts
    const { endpoint } = to
    const topic = createHash('sha256').update(call.tag).digest('base64url').slice(0, 32)
    const outcome = await sendCall({ to, call, topic }, this.#keys, this.#subject).catch((error: unknown) => {
      log.warn({ error: String(error), service: new URL(endpoint).host }, 'a push service was not reached')
      return 'later' as const
    })
    if (outcome === 'gone')
      await store.write(function* () {
        yield* store.queries.dropEndpoint({ endpoint })
      })
    if (outcome === 'refused') log.warn({ service: new URL(endpoint).host }, 'a push service refused a call')
    const pause = pauses[attempt]
    if (outcome !== 'later' || pause === undefined) return
    const again = guarded(log, async () => {
      this.#waiting.delete(timer)
      // Whoever has signed out meanwhile is called no more.
      if ((await this.subscribed()).some((each) => each.endpoint === endpoint)) await this.#send(to, call, attempt + 1)
    })
    const timer = setTimeout(again, pause).unref()
    this.#waiting.add(timer)
  }
}

/** What calls somebody; null: nothing does. @param members of the team that has it; null: no team has */
function callingOf(
  news: News,
  row: ListedConversation,
  known: Known,
  members: readonly string[] | null,
): Calling | null {
  const { userId, role } = known
  if (!servesSite(known, row.site) || ('by' in news && news.by === userId)) return null
  if (news.kind !== 'note' && role !== 'viewer') {
    if (news.kind === 'offered' && news.to !== null && news.to !== userId) return null
    if (row.assignee === userId) return 'mine'
    if (row.assignee === null && members?.includes(userId)) return 'team'
    if (row.assignee === null && members === null && news.kind !== 'given') return 'queue'
  }
  const isFollowed = row.followers?.some(({ id }) => id === userId) ?? false
  const isTold = isFollowed || (news.kind === 'note' && row.assignee === userId)
  return isTold && news.kind !== 'given' && news.kind !== 'offered' ? 'followed' : null
}
