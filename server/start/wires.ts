// The wires: what is served over HTTP and over sockets, and which concepts answer there.

import type { IncomingMessage } from 'node:http'
import { doctorToken } from '../doctor/token.ts'
import { giveFeedback } from '../faq/feedback.ts'
import { countSearches, searchesOf } from '../faq/insights.ts'
import { createHealth } from '../health.ts'
import { openMetrics } from '../metrics.ts'
import { Refused } from '../protocol/answer.ts'
import { check } from '../visitors/identity.ts'
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
  const { config, store, clock, realClock, live, limit, addresses, edgeLog: log } = ground
  const { sites } = config
  const metrics = openMetrics({
    store,
    sockets: () => ({ '/visitor': live.visitorSockets.sockets.size, '/agent': live.agentSockets.sockets.size }),
    realClock,
  })
  // The owner's site signs by the real time, wherever the product's clock was moved.
  const whoIs = async (site: string, token: string | undefined) =>
    token === undefined ? { identity: null, doubt: null } : check(token, sites.get(site)!, realClock())
  const common = { ...concepts, config, origins: ground.origins, live, clock, limit, log, counts: metrics }
  await serveHttp(ground.http, {
    ...common,
    ...insightsOf(ground, concepts),
    metrics,
    whoIs,
    takeMail: (source, site) => concepts.intake.take(source, [site]),
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
    searchesOf: (site, locale) => searchesOf(site, locale, { store, clock }),
    addressOf: addresses.ofSocket,
  })
}

/** What pages tell of what people read and search for. */
function insightsOf({ config, store, clock }: Ground, { articles }: Concepts) {
  const hasLocale = (site: string, locale: string) => {
    const found = config.sites.get(site)
    if (!found) throw new Refused('unknown-site')
    return found.locales.includes(locale)
  }
  return {
    giveFeedback: (site: string, given: Parameters<typeof giveFeedback>[1]) =>
      giveFeedback(site, given, { store, isServed: articles.has, clock }),
    countSearches: (site: string, told: Parameters<typeof countSearches>[1]) =>
      countSearches(site, told, { store, hasLocale, clock }),
  }
}
