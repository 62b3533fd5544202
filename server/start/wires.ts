// The wires: what is served over HTTP and over sockets, and which concepts answer there.

import type { IncomingMessage } from 'node:http'
import type { Writable } from 'node:stream'
import { doctorToken } from '../doctor/token.ts'
import { giveFeedback } from '../faq/feedback.ts'
import { titlesIn } from '../faq/articles.ts'
import { countSearches, markOf, searchesOf } from '../faq/insights.ts'
import { createHealth } from '../health.ts'
import { openMetrics } from '../metrics.ts'
import { Refused } from '../protocol/answer.ts'
import type { Feedback, SearchesTold } from '../protocol/insight.ts'
import { personToken, recordOf } from '../staff/audit.ts'
import { Copy } from '../visitors/exporting.ts'
import { pack } from '../visitors/packing.ts'
import { check } from '../visitors/identity.ts'
import { objectAnew } from '../visitors/objecting.ts'
import { notesGivenUntil, overviewOf } from '../visitors/overview.ts'
import { findAt, keptAs, namedBy } from '../visitors/person.ts'
import type { Proven } from '../visitors/rightsKey.ts'
import { goingSoon } from '../visitors/retention.ts'
import { uncountedSearches } from '../visitors/searched.ts'
import { admitConnections } from '../wire/admit.ts'
import { serveAgents } from '../wire/agent.ts'
import { serveHttp } from '../wire/http.ts'
import { keepPace } from '../wire/pace.ts'
import { serveVisitors } from '../wire/visitor.ts'
import type { Concepts } from './concepts.ts'
import type { Ground } from './ground.ts'
import type { Surroundings } from './surroundings.ts'

type Wanted = Pick<Surroundings, 'dist' | 'checks' | 'paceWindow'>

export async function serve(ground: Ground, concepts: Concepts, wanted: Wanted): Promise<void> {
  const { config, secret, store, clock, realClock, live, limit, addresses, edgeLog: log } = ground
  const { sites } = config
  const metrics = openMetrics({
    store,
    sockets: () => ({ '/visitor': live.visitorSockets.sockets.size, '/agent': live.agentSockets.sockets.size }),
    realClock,
  })
  // The owner's site signs by the real time, wherever the product's clock was moved.
  const whoIs = async (site: string, token: string | undefined) =>
    token === undefined ? { identity: null, doubt: null } : check(token, sites.get(site)!, realClock())
  const record = recordOf(store, clock, (typed) => {
    const named = namedBy(typed)
    return named === null ? '' : personToken(secret, keptAs(named))
  })
  const common = { ...concepts, record, config, origins: ground.origins, live, clock, limit, log, counts: metrics }
  await serveHttp(ground.http, {
    ...common,
    ...insightsOf(ground, concepts),
    ...ownDataOf(ground),
    metrics,
    whoIs,
    takeMail: async (source, site) => (await concepts.intake()).take(source, [site]),
    dist: wanted.dist,
    healthy: createHealth({ store, checks: wanted.checks ?? [], realClock, log: ground.log }),
    doctorToken: doctorToken(ground.secret),
    addressOf: addresses.ofRequest,
  })
  keepPace(ground.http.server, { log, counts: metrics, window: wanted.paceWindow })
  admitConnections(ground.io, {
    limit,
    counts: metrics,
    log,
    addressOf: (request: IncomingMessage) => addresses.ofRequest(request),
  })
  serveVisitors({ ...common, whoIs, addressOf: addresses.ofSocket })
  serveAgents({
    ...common,
    goingSoon: async () => ({
      ...(await goingSoon({ ...ground, retention: config.retention })),
      atRest: ground.atRest,
    }),
    async searchesOf(site, locale) {
      await objectAnew(store, site, clock())
      const titles = titlesIn(concepts.articles.library(site, locale))
      return searchesOf(site, locale, { store, clock, titles }, await uncountedSearches(store, site, locale))
    },
    addressOf: addresses.ofSocket,
  })
}

/** What is kept of somebody, as their page shows and gives it. */
function ownDataOf({ store, clock }: Ground) {
  return {
    overviewOf: (site: string, proven: Proven) => overviewOf(store, site, proven, clock()),
    async exportOf(site: string, proven: Proven) {
      const claims = await store.all(store.queries.claimsOf({ named: keptAs(proven) }))
      const person = await findAt(store, site, proven)
      return new Copy(store, person, Object.values(proven)[0]!, clock(), notesGivenUntil(claims))
    },
    pack: (out: Writable, copy: Copy) => pack(out, copy),
  }
}

/** What pages tell of what people read and search for. */
function insightsOf({ config, secret, store, clock }: Ground, { articles }: Concepts) {
  const hasLocale = (site: string, locale: string) => {
    const found = config.sites.get(site)
    if (!found) throw new Refused('unknown-site')
    return found.locales.includes(locale)
  }
  const marker = (site: string, from: string) => (article: string) => markOf(secret, site, article, from)
  return {
    giveFeedback: (site: string, given: Feedback, from: string) =>
      giveFeedback(site, given, marker(site, from), { store, isServed: articles.has, clock }),
    countSearches: (site: string, told: SearchesTold, from: string) =>
      countSearches(site, told, marker(site, from), { store, hasLocale, clock }),
  }
}
