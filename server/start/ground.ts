// The ground: what all concepts stand on: the configuration, the database, the sockets, the clocks and the log.

import type { Config } from '../config/config.ts'
import { prepareData, secretOf } from '../config/dataFolder.ts'
import { guarded } from '../faults.ts'
import { Live } from '../live/live.ts'
import type { AtRest } from '../protocol/retention.ts'
import { noteSettings } from '../staff/settings.ts'
import { Keyring } from '../store/keyring.ts'
import { openStore } from '../store/open.ts'
import type { Store } from '../store/store.ts'
import { applyList, listFile, notFound, readList } from '../visitors/erasures.ts'
import { ensureErasureKey } from '../visitors/listed.ts'
import { limitsOf } from '../wire/answer.ts'
import { summed } from '../wire/summed.ts'
import { addressesBehind, consoleOrigins, openFastify, openSockets } from './edge.ts'
import type { Surroundings } from './surroundings.ts'

/** Our own help pages have the widget too. */
function withHelpPages(config: Config, origins: string[]): Config {
  const sites: Config['sites'] = new Map()
  for (const [id, site] of config.sites) sites.set(id, { ...site, origins: [...site.origins, ...origins] })
  return { ...config, sites }
}

function atRestOf({ dialect, key }: Store, { data, keys }: Config): AtRest {
  if (dialect === 'postgres') return key ? 'fields' : 'postgres'
  if (!key) return 'plain'
  return new Keyring(data, keys).isBeside(key) ? 'beside' : 'apart'
}

export type Ground = Awaited<ReturnType<typeof openGround>>

export async function openGround(given: Config, { clock, log }: Surroundings) {
  const origins = consoleOrigins(given.url)
  const config = withHelpPages(given, origins)
  const open = prepareData(config)
  if (open.length > 0)
    log.warn({ open }, 'other users can read this, and it is not ours to close: chmod go= as its owner')
  const store = await openStore(config, { isServer: true })
  const atRest = atRestOf(store, config)
  if (atRest === 'plain')
    log.warn({}, 'the database is not encrypted: its disk has no room for the copy that this takes')
  if (store.key && store.key.id === config.keys.next?.id)
    log.warn({ key: store.key.id }, 'the database is encrypted with ROTAME_KEY_NEXT: give that as ROTAME_KEY')
  if (atRest === 'beside')
    log.warn(
      { key: store.key!.id },
      'the key of the database lies beside it: it protects backups, and not from who takes the folder; keep a copy elsewhere',
    )
  const { again, unknown } = await applyList(store, readList(listFile(config.data)))
  if (again > 0) log.warn({ again }, 'erasures that this database did not know were done again')
  if (unknown > 0) log.warn({ unknown }, notFound(unknown))
  await ensureErasureKey(store)
  for (const id of config.sites.keys()) {
    await store.write(function* () {
      yield* store.queries.addSite({ id })
    })
  }
  await noteSettings(store, config.folder, clock())
  const edgeLog = summed(log)
  const http = openFastify(log, edgeLog)
  const secret = secretOf(config)
  const redis =
    config.redisUrl === null ? null : (await import('../live/redis.ts')).openRedis(config.redisUrl, secret, log)
  const io = openSockets(http, redis)
  const realClock = Date.now
  const live = new Live({ io, log, realClock: redis && realClock })
  redis?.onHearing(guarded(log, () => live.hearing()))
  return {
    config,
    /** Where the console is served. */
    origins,
    secret,
    store,
    atRest,
    http,
    io,
    redis,
    live,
    limit: limitsOf(redis, config.limitsFactor),
    addresses: addressesBehind(config.proxies),
    clock,
    realClock,
    log,
    /** Of lines that may come in thousands. */
    edgeLog,
  }
}
