// The one screen that wires everything: configuration and a clock go in, a server comes out.

import Fastify, { type FastifyBaseLogger, LogController } from 'fastify'
import { createServer, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import { Server } from 'socket.io'
import { openArticles } from './faq/articles.ts'
import { AvailabilityBoard } from './hours/availability.ts'
import type { Config } from './config/config.ts'
import { prepareData, secretOf } from './config/dataFolder.ts'
import { Conversations } from './conversations/conversations.ts'
import { Deadlines } from './answers/deadlines.ts'
import { doctorToken } from './doctor/token.ts'
import { Files } from './files/files.ts'
import { guarded } from './faults.ts'
import { giveFeedback } from './faq/feedback.ts'
import { createHealth } from './health.ts'
import { check } from './visitors/identity.ts'
import { countSearches, forgetSearches, searchesOf } from './faq/insights.ts'
import { bounds } from './bounds.ts'
import { limits } from './limits.ts'
import { Live } from './live/live.ts'
import { Continuity } from './letters/continuity.ts'
import { Drawer } from './letters/drawer.ts'
import { isTopic } from './letters/drawing.ts'
import { codeMail, overdueMail, replyMail, ticketMails, transcriptId, transcriptMail } from './letters/drafts.ts'
import { Failures } from './mail/failures.ts'
import { createMailHealth } from './mail/health.ts'
import { createSender } from './mail/sender.ts'
import { Transcripts } from './letters/transcripts.ts'
import { signaturesOf } from './mail/transport.ts'
import { Newcomers } from './conversations/newcomers.ts'
import { Overrides } from './hours/overrides.ts'
import { openMetrics } from './metrics.ts'
import { Refused } from './protocol/answer.ts'
import { newReference } from './tickets/reference.ts'
import { openStaff } from './staff/staff.ts'
import { openStore } from './store/open.ts'
import { Tickets } from './tickets/tickets.ts'
import { serveAgents } from './wire/agent.ts'
import { admitConnections } from './wire/admit.ts'
import { limitsOf } from './wire/answer.ts'
import { closeSlow } from './wire/close.ts'
import { clientAddress } from './wire/clientAddress.ts'
import { serveHttp } from './wire/http.ts'
import { keepPace } from './wire/pace.ts'
import { summed } from './wire/summed.ts'
import { serveVisitors } from './wire/visitor.ts'

export interface Surroundings {
  /** The product's clock, ms: hours, deadlines, what browsers are told. */
  clock: () => number
  log: FastifyBaseLogger
  /** The folder that `npm run build` made. */
  dist: string
  /** Further things that must be well for `/health` to say so. */
  checks?: (() => Promise<boolean>)[]
  /** How long a node holds a mail without a word, ms; for tests. */
  mailLease?: number | undefined
  /** In how many ms a request has to bring its due; for tests. */
  paceWindow?: number | undefined
}

/** Where a browser may have opened the console: `url`, and on one machine its other names. */
function consoleOrigins(url: string): string[] {
  const { origin, hostname, port, protocol } = new URL(url)
  if (!['localhost', '127.0.0.1', '[::1]'].includes(hostname)) return [origin]
  return [origin, ...['localhost', '127.0.0.1', '[::1]'].map((name) => `${protocol}//${name}${port && `:${port}`}`)]
}

/** Our own help pages have the widget too. */
function withHelpPages(config: Config, origins: string[]): Config {
  const sites: Config['sites'] = new Map()
  for (const [id, site] of config.sites) sites.set(id, { ...site, origins: [...site.origins, ...origins] })
  return { ...config, sites }
}

/** Builds a server that does not listen yet. */
export async function createApp(given: Config, { clock, log, dist, checks = [], mailLease, paceWindow }: Surroundings) {
  const origins = consoleOrigins(given.url)
  const config = withHelpPages(given, origins)
  const open = prepareData(config)
  if (open.length > 0)
    log.warn({ open }, 'other users can read this, and it is not ours to close: chmod go= as its owner')
  const store = await openStore(config, { isServer: true })
  for (const id of config.sites.keys()) {
    await store.write(function* () {
      yield* store.queries.addSite({ id })
    })
  }
  const edge = summed(log)
  const app = Fastify({
    loggerInstance: log,
    // What is worth a line is logged where it happens; fastify's own lines have addresses and queries in them.
    logController: new LogController({ disableRequestLogging: true }),
    bodyLimit: limits.payload,
    forceCloseConnections: true,
    clientErrorHandler(error, socket) {
      edge.info({ code: error.code }, 'no request')
      if (socket.writable) socket.end('HTTP/1.1 400 Bad Request\r\nConnection: close\r\n\r\n')
    },
    frameworkErrors(error, _request, reply) {
      edge.info({ error: 'malformed', code: error.code }, 'request refused')
      reply.raw
        .writeHead(error.statusCode ?? 400, { 'content-type': 'application/json', 'x-content-type-options': 'nosniff' })
        .end('{"ok":false,"error":"malformed"}')
    },
  })
  const secret = secretOf(config)
  const redis =
    config.redisUrl === null ? null : (await import('./live/redis.ts')).openRedis(config.redisUrl, secret, log)
  const limit = limitsOf(redis, config.limitsFactor)
  const io = new Server(app.server, {
    serveClient: false,
    maxHttpBufferSize: limits.payload,
    pingInterval: bounds.ping,
    pingTimeout: bounds.pong,
    // What is asked before a socket is open says nothing of anybody; the namespaces look at the origin themselves.
    cors: { origin: true, credentials: true },
    ...(redis && { adapter: redis.adapter }),
  })
  const live = new Live(io, log, redis && Date.now)
  redis?.onHearing(guarded(log, () => live.hearing()))
  const staff = openStaff(store, secret, config.url, origins)
  const articles = await openArticles(config, log)
  const siteOf = (id: string) => config.sites.get(id)!
  // The owner's site signs by the real time, wherever the product's clock was moved.
  const whoIs = async (site: string, token: string | undefined) =>
    token === undefined ? { identity: null, doubt: null } : check(token, siteOf(site), Date.now())
  const folder = config.databaseUrl === null ? config.data : null
  const files = new Files({ store, rules: config.files, folder, clock, secret, log })
  const conversations = new Conversations(store, live, clock, siteOf, files)
  const mailHealth = createMailHealth({ config, store, clock: Date.now })
  const overrides = new Overrides(config, store, clock)
  const availability = new AvailabilityBoard({
    config,
    live,
    overrides,
    changed: (site) => deadlines.count(site),
    mailHealth,
    clock,
    log,
  })
  const sender = createSender({
    store,
    smtpUrl: config.smtpUrl,
    pauses: config.mailPauses,
    lease: mailLease,
    sign: signaturesOf(config),
    drawer: new Drawer({ config, articles, store, failed: (id) => conversations.publish(id), clock: Date.now, log }),
    filesOf: (ids) => files.whole(ids),
    failed: (conversation) => conversations.tellAgents(conversation),
    clock: Date.now,
    log,
  })
  const newcomers = new Newcomers({ store, limit })
  const tickets = new Tickets({
    store,
    newcomers,
    isTopic: (site, topic) => isTopic(topic, siteOf(site), articles),
    conversations,
    clock,
    realClock: Date.now,
    newReference,
    site: siteOf,
    replyMail: (facts) => replyMail(facts, { config, at: Date.now() }),
    mails: (facts) => ticketMails(facts, { config, at: Date.now() }),
    queued: sender.wake,
  })
  const continuity = new Continuity({
    config,
    store,
    live,
    clock,
    replyMail: (facts) => replyMail(facts, { config, at: Date.now() }),
    queued: sender.wake,
  })
  const transcripts = new Transcripts({
    store,
    newcomers,
    realClock: Date.now,
    secret,
    mayMail: mailHealth.isSet,
    codeMail: (facts) => codeMail(facts, { config, at: Date.now() }),
    transcriptId: (request) => transcriptId(config, request),
    transcriptMail: (facts) => transcriptMail(facts, { config, at: Date.now() }),
    queued: sender.wake,
  })
  const failures = new Failures({
    store,
    publish: (id) => conversations.tellAgents(id),
    clock: Date.now,
    queued: sender.wake,
  })
  conversations.onReply = { within: (row, message) => tickets.answer(row, message), after: sender.wake }
  const deadlines = new Deadlines({
    config,
    store,
    live,
    conversations,
    tickets,
    overrides,
    clock,
    overdueMail: (site, overdue, count) => overdueMail(site, overdue, count, { config, at: Date.now() }),
    queued: sender.wake,
    log,
  })
  const addressOf = (remote: string | undefined, headers: Record<string, string | string[] | undefined>) =>
    clientAddress(remote, headers['x-forwarded-for'] as string | undefined, config.proxies)
  const socketAddress = (socket: {
    handshake: { address: string; headers: Record<string, string | string[] | undefined> }
  }) => addressOf(socket.handshake.address, socket.handshake.headers)

  const healthy = createHealth({ store, checks, clock: Date.now, log })
  const hasLocale = (site: string, locale: string) => {
    const found = config.sites.get(site)
    if (!found) throw new Refused('unknown-site')
    return found.locales.includes(locale)
  }
  const metrics = openMetrics({
    store,
    sockets: () => ({ '/visitor': live.visitorSockets.sockets.size, '/agent': live.agentSockets.sockets.size }),
    clock: Date.now,
  })
  await serveHttp(app, {
    metrics,
    config,
    dist,
    origins,
    articles,
    availability,
    tickets,
    whoIs,
    giveFeedback: (site, given) => giveFeedback(site, given, { store, isServed: articles.has, clock }),
    countSearches: (site, told) => countSearches(site, told, { store, hasLocale, clock }),
    staff,
    live,
    files,
    clock,
    limit,
    log: edge,
    healthy,
    doctorToken: doctorToken(secret),
    addressOf: (request) => addressOf(request.socket.remoteAddress, request.headers),
  })
  keepPace(app.server, { log: edge, counts: metrics, window: paceWindow })
  admitConnections(io, {
    limit,
    counts: metrics,
    log: edge,
    addressOf: ({ socket, headers }: IncomingMessage) => addressOf(socket.remoteAddress, headers),
  })
  serveVisitors({
    config,
    live,
    conversations,
    newcomers,
    transcripts,
    whoIs,
    clock,
    limit,
    counts: metrics,
    log: edge,
    addressOf: socketAddress,
  })
  serveAgents({
    config,
    origins,
    staff,
    live,
    conversations,
    tickets,
    availability,
    failures,
    mailHealth,
    searchesOf: (site, locale) => searchesOf(site, locale, { store, clock }),
    clock,
    limit,
    counts: metrics,
    log: edge,
    addressOf: socketAddress,
  })

  // Each for itself: what one cannot do keeps no other from what it does.
  const every = (ms: number, act: () => unknown) => setInterval(guarded(log, act), ms)
  // What one cannot do keeps no other from what it does here too.
  const sweeps = [() => files.sweep(), () => staff.sweep(), () => forgetSearches({ store, clock })].map((act) =>
    guarded(log, act),
  )
  const sweep = () => sweeps.forEach((act) => void act())
  const beats = [
    () => conversations.beat(config.sites.keys()),
    () => conversations.giveBack(staff.gone),
    () => staff.beat(live),
    () => availability.beat(),
    () => continuity.look(),
  ]
  const timers = [
    ...beats.map((act) => every(bounds.heartbeat, act)),
    every(bounds.reading, () => {
      closeSlow(live.visitorSockets.sockets.values())
      closeSlow(live.agentSockets.sockets.values())
    }),
    every(bounds.sweep, sweep),
  ]
  sweep()
  live.onGone(guarded(log, (visitor) => conversations.cameOrWent({ ...visitor, identity: null })))
  const others: ReturnType<typeof createServer>[] = []

  return {
    staff,
    store,
    conversations,
    deadlines,
    continuity,
    /** What is done every heartbeat, now. */
    beat: () => Promise.all(beats.map((act) => act())),
    /** Listens on every host given; a host that this machine lacks is passed over when it is not the first. */
    async listen(port: number, hosts: readonly [string, ...string[]]): Promise<number> {
      await app.listen({ port, host: hosts[0], listenTextResolver: () => 'bound' })
      const bound = (app.server.address() as AddressInfo).port
      for (const host of hosts.slice(1)) {
        const other = createServer((request, response) => app.server.emit('request', request, response))
        const passOn = guarded(log, (...upgrade: unknown[]) => app.server.emit('upgrade', ...upgrade))
        other.on('upgrade', passOn)
        await listenIfThere(other, bound, host)
        others.push(other)
      }
      sender.wake()
      await deadlines.start()
      return bound
    },
    /** Ends cleanly: no new sockets, the writer drained, mail left in its table. */
    async close(): Promise<void> {
      for (const timer of timers) clearInterval(timer)
      await deadlines.stop()
      articles.close()
      for (const other of others) {
        other.close()
        other.closeAllConnections()
      }
      live.leave()
      await io.close()
      redis?.close()
      await app.close()
      await sender.stop()
      await store.close()
    },
  }
}

async function listenIfThere(server: ReturnType<typeof createServer>, port: number, host: string): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) =>
      error.code === 'EADDRNOTAVAIL' || error.code === 'EAFNOSUPPORT' ? resolve() : reject(error),
    )
    server.listen(port, host, () => resolve())
  })
}
