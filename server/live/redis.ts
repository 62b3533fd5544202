// Redis: where several nodes hear each other and count together. It keeps nothing that is not kept elsewhere: what it
// loses, a flush or a restart of it, is healed by asking the database.

import { createShardedAdapter } from '@socket.io/redis-adapter'
import { createHash, createHmac } from 'node:crypto'
import { Redis } from 'ioredis'
import type { ServerOptions } from 'socket.io'
import { guarded } from '../faults.ts'

interface Log {
  warn: (details: object, message: string) => void
  info: (details: object, message: string) => void
  error: (details: object, message: string) => void
}

export interface Shared {
  client: Redis
  /** What begins every key and channel. */
  prefix: string
  /** A key that says nothing of whom it counts: addresses are not stored. */
  keyOf: (key: string) => string
  adapter: NonNullable<ServerOptions['adapter']>
  /** Calls `hear` whenever others can be heard again. */
  onHearing: (hear: () => void) => void
  close: () => void
}

/**
 * Connects, and connects again whenever the connection is lost; does not wait for it.
 * @param secret the nodes' common one: those who share it hear each other, and nobody else
 */
export function openRedis(url: string, secret: string, log: Log): Shared {
  const prefix = `rotame:${createHash('sha256').update(secret).digest('base64url').slice(0, 10)}`
  const connecting = {
    connectionName: 'rotame',
    connectTimeout: 3_000,
    retryStrategy: (tries: number) => Math.min(tries * 100, 2_000),
  }
  // What is published or counted while it is away is not worth waiting for.
  const client = new Redis(url, {
    ...connecting,
    enableOfflineQueue: false,
    maxRetriesPerRequest: 0,
    commandTimeout: 1_000,
  })
  // What is subscribed to is, however long it takes.
  const listener = new Redis(url, { ...connecting, maxRetriesPerRequest: null })
  tellOf(client, log)
  listener.on('error', () => {}) // The other one has told.
  for (const name of ['ssubscribe', 'sunsubscribe'] as const) {
    const act = listener[name].bind(listener) as (...channels: string[]) => Promise<unknown>
    // The adapter does not look how these end; connected again, the client repeats them by itself.
    Object.assign(listener, { [name]: (...channels: string[]) => act(...channels).catch(() => {}) })
  }
  return {
    client,
    prefix,
    keyOf: (key) => createHmac('sha256', secret).update(key).digest('base64url').slice(0, 22),
    // A visitor's room has a channel of its own, so a node hears only of visitors it has.
    adapter: createShardedAdapter(client, listener, { channelPrefix: prefix, subscriptionMode: 'dynamic' }),
    onHearing: (hear) => void listener.on('ready', guarded(log, hear)),
    close() {
      client.disconnect()
      listener.disconnect()
    },
  }
}

/** Says once that it is away, and once that it is back. */
function tellOf(client: Redis, log: Log): void {
  let isAway = false
  client.on('error', (error: NodeJS.ErrnoException) => {
    if (!isAway)
      log.warn(
        { code: error.code ?? error.message },
        'Redis is away: nodes do not hear each other, and each counts for itself',
      )
    isAway = true
  })
  const ready = guarded(log, async () => {
    if (isAway) log.info({}, 'Redis is back')
    isAway = false
    const said = await client
      .info('server')
      .catch((err: unknown) => log.warn({ err }, 'Redis does not say its version'))
    const version = /redis_version:(\d+)/.exec(said ?? '')?.[1]
    if (Number(version) < 7)
      log.error({ version }, 'Redis is too old, nodes do not hear each other: use version 7 or newer')
  })
  client.on('ready', ready)
}
