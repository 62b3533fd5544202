// Where untrusted input stops: every event is limited, parsed, acted upon and acknowledged here, and nowhere else.

import { type RateLimiterAbstract, RateLimiterMemory, RateLimiterRedis, RateLimiterRes } from 'rate-limiter-flexible'
import type { Socket } from 'socket.io'
import { guarded } from '../faults.ts'
import { type Answer, type RefusalCode, Refused, type RefusedAnswer } from '../protocol/answer.ts'
import type { PayloadOf, ReplyOf, Request, Requests, Right } from '../protocol/request.ts'
import { type RateLimit, rateLimits } from '../rateLimits.ts'
import { closeSocket } from './close.ts'

export interface Log {
  info: (details: object, message: string) => void
  warn: (details: object, message: string) => void
  error: (details: object, message: string) => void
}

/** Where several nodes count together. */
interface CountedTogether {
  /** A client of ioredis. */
  client: unknown
  prefix: string
  /** What stands for a key there, so that no address is stored. */
  keyOf: (key: string) => string
}

/** Makes a limiter; nodes that count together know it by its name. @param points other than its own */
export type Limit = (name: RateLimit, points?: number) => Limiter

/**
 * @param together null: this node counts for itself, as all do while they cannot count together
 * @param factor what a site of its size multiplies every budget by
 */
export function limitsOf(together: CountedTogether | null, factor: number): Limit {
  const made = new Map<RateLimit, Limiter>()
  const make: Limit = (name, own = rateLimits[name].points) => {
    const { seconds } = rateLimits[name]
    const points = Math.ceil(own * factor)
    const alone = new FewKeys({ points, duration: seconds })
    if (!together) return new Limiter(alone)
    const { client, prefix, keyOf } = together
    const shared = { storeClient: client, keyPrefix: `${prefix}:${name}`, points, duration: seconds }
    return new Limiter(new RateLimiterRedis({ ...shared, insuranceLimiter: alone, rejectIfRedisNotReady: true }), keyOf)
  }
  // Whoever asks for one of a name spends from the same.
  return (name, points) => {
    const limiter = made.get(name) ?? make(name, points)
    made.set(name, limiter)
    return limiter
  }
}

/**
 * Counts in memory, for so many keys at most: the oldest are forgotten before their time. Who makes others' keys be
 * forgotten has as many of their own to spend from, and gains nothing.
 */
export class FewKeys extends RateLimiterMemory {
  /** Until when each is counted, ms, by the key; the oldest first, as all last equally long. */
  readonly #until = new Map<string, number>()
  static readonly most = 20_000

  override consume(...asked: Parameters<RateLimiterMemory['consume']>): ReturnType<RateLimiterMemory['consume']> {
    const key = String(asked[0])
    const now = Date.now()
    for (const [oldest, until] of this.#until) {
      if (until > now && (this.#until.size < FewKeys.most || this.#until.has(key))) break
      this.#until.delete(oldest)
      if (until > now) void super.delete(oldest)
    }
    if (!this.#until.has(key)) this.#until.set(key, now + this.duration * 1_000)
    return super.consume(...asked)
  }

  /** How many it counts. */
  get size(): number {
    return this.#until.size
  }
}

/** Counts what each key spends; `spend` refuses `too-many` with the seconds to wait. */
export class Limiter {
  readonly #counter: RateLimiterAbstract
  readonly #keyOf: (key: string) => string

  constructor(counter: RateLimiterAbstract, keyOf = (key: string) => key) {
    this.#counter = counter
    this.#keyOf = keyOf
  }

  async spend(key: string, points = 1): Promise<void> {
    try {
      await this.#counter.consume(this.#keyOf(key), points)
    } catch (error) {
      throw error instanceof RateLimiterRes ? new Refused('too-many', Math.ceil(error.msBeforeNext / 1000)) : error
    }
  }

  /** Gives points back. */
  async refund(key: string, points = 1): Promise<void> {
    await this.#counter.reward(this.#keyOf(key), points)
  }

  /** Gives everything back. */
  async forgive(key: string): Promise<void> {
    await this.#counter.delete(this.#keyOf(key))
  }
}

/** Who pays for a request, and out of which budget. */
export interface Payment<Who> {
  limiter: Limiter
  of: (who: Who) => string
}

/** What is asked for, out of which budgets it is paid, and what it does. */
export interface Endpoint<Who> {
  asked: Request
  payments: readonly Payment<Who>[]
  // The schema has vouched for the payload; `endpoints` keeps the two together.
  act: (payload: never, who: Who) => Promise<object | void>
}

/** What serves each request of a map: its budgets, and a verb that takes the payload and gives what is answered. */
export type Served<M extends Requests, Who> = {
  [E in keyof M]: readonly [
    payments: readonly Payment<Who>[],
    act: (payload: PayloadOf<M, E>, who: Who) => Promise<object extends ReplyOf<M, E> ? void : ReplyOf<M, E>>,
  ]
}

/**
 * Serves every request of a map.
 * @param guard refuses what is not this one's right, before anything is done
 */
export const endpoints = <M extends Requests, Who>(
  map: M,
  served: Served<M, Who>,
  guard?: (right: Right, payload: object, who: Who) => Promise<void>,
): Record<string, Endpoint<Who>> =>
  Object.fromEntries(
    Object.entries(map).map(([name, asked]) => {
      const [payments, act] = served[name as keyof M]
      const guarded = async (payload: never, who: Who) => {
        await guard?.(asked.right, payload, who)
        return act(payload, who)
      }
      return [name, { asked, payments, act: guarded as Endpoint<Who>['act'] }]
    }),
  )

/** After so many frames in a minute that no client of ours can have sent, the socket is closed. */
const abuseLimit = { frames: 5, withinMs: 60_000 }

/** What is counted at the edge; `namespace` is a socket's, or `http`. */
export interface Counts {
  answered: (namespace: string, event: string, milliseconds: number, asked: unknown, given: Answer) => void
  refused: (namespace: string, reason: string) => void
  closed: (namespace: string, reason: string) => void
}

export interface Answering {
  clock: () => number
  log: Log
  counts: Counts
}

/** Serves the events of one socket. */
export function answer<Who extends Socket>(
  socket: Who,
  endpoints: Record<string, Endpoint<Who>>,
  { clock, log, counts }: Answering,
): void {
  const { name: namespace } = socket.nsp
  let abuse: number[] = []
  const isAbuse = (reason: string) => {
    log.warn({ reason, namespace }, 'abuse')
    const now = clock()
    abuse = [...abuse.filter((at) => now - at < abuseLimit.withinMs), now]
    if (abuse.length >= abuseLimit.frames) closeSocket(socket, 'abuse')
  }
  const hear = async (event: string, ...rest: unknown[]) => {
    const ack = rest.findLast((part) => typeof part === 'function') as ((answer: Answer) => void) | undefined
    const endpoint = endpoints[event]
    if (!endpoint || !Object.hasOwn(endpoints, event)) {
      ack?.({ ok: false, error: 'malformed' })
      counts.refused(namespace, 'malformed')
      return isAbuse('unknown event')
    }
    const arrived = performance.now()
    const given = await settle(endpoint, rest[0], socket, log)
    ack?.(given)
    counts.answered(namespace, event, performance.now() - arrived, rest[0], given)
    if (given.ok || given.error === 'failed') return
    if (given.error === 'malformed' || given.error === 'too-many') return isAbuse(given.error)
    log.info({ error: given.error, event, namespace }, 'refused')
  }
  socket.onAny(guarded(log, hear, () => closeSocket(socket, 'failed')))
}

/** The one place where what was thrown becomes an answer: a refusal for the person, or `failed` and a log line. */
export async function settle<Who>(endpoint: Endpoint<Who>, payload: unknown, who: Who, log: Log): Promise<Answer> {
  try {
    for (const { limiter, of } of endpoint.payments) await limiter.spend(of(who))
    const parsed = endpoint.asked.schema.safeParse(payload)
    if (!parsed.success) return { ok: false, error: 'malformed' }
    return { ok: true, ...(await endpoint.act(parsed.data as never, who)) }
  } catch (error) {
    return refusal(error, log)
  }
}

export function refusal(error: unknown, log: Log): RefusedAnswer {
  if (!(error instanceof Refused)) {
    log.error({ err: error }, 'fault')
    return { ok: false, error: 'failed' }
  }
  const { code, retryAfter, restriction } = error
  return {
    ok: false,
    error: code,
    ...(retryAfter !== undefined && { retryAfter }),
    ...(restriction && { restriction }),
  }
}

const statuses: Partial<Record<RefusalCode, number>> = {
  failed: 500,
  'too-many': 429,
  busy: 429,
  'wrong-origin': 403,
  'not-allowed': 403,
  'unknown-site': 404,
  'unknown-locale': 404,
  'unknown-article': 404,
  'unknown-file': 404,
  expired: 410,
  'too-big': 413,
  'no-room': 507,
  'wrong-type': 415,
  'signed-out': 401,
  'wrong-password': 401,
  'wrong-passkey': 401,
  conflict: 409,
  changed: 409,
}
/** What a refusal is called in HTTP. */
export const statusOf = (error: RefusalCode): number => statuses[error] ?? 400
