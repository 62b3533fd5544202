// What machines ask: whether this process is well, what it counts, what the proxies have made of a request, and where
// to write about a hole in it.

import type { FastifyInstance } from 'fastify'
import type { Config } from '../config/config.ts'
import type { Consents } from '../mail/consent/consents.ts'
import type { Arrivals } from '../mail/inbound/arrivals.ts'
import type { Metrics } from '../metrics.ts'
import { bears } from './bears.ts'
import { serve } from './route.ts'

/** How long what security.txt says holds, ms, from the day on that it is asked for. */
const saidForMs = 180 * 86_400_000

export interface ProbeParts {
  config: Config
  clock: () => number
  healthy: () => Promise<boolean>
  metrics: Metrics
  arrivals: Pick<Arrivals, 'hasCome'>
  consents: Pick<Consents, 'of'>
  /** What the server's own doctor is known by. */
  doctorToken: string
}

export function serveProbes(app: FastifyInstance, parts: ProbeParts): void {
  const { config, clock, healthy, metrics, arrivals, consents, doctorToken } = parts
  const hasCome = async (messageId: unknown) => typeof messageId === 'string' && arrivals.hasCome(messageId)
  const consentOf = async (site: unknown) =>
    typeof site === 'string' ? ((await consents.of(site))?.state ?? null) : null
  serve(app, 'GET', '/health', async (_request, reply) => {
    const ok = await healthy()
    return reply
      .code(ok ? 200 : 503)
      .header('cache-control', 'no-store')
      .send({ ok })
  })
  // RFC 9116.
  serve(app, 'GET', '/.well-known/security.txt', async (_request, reply) => {
    const { url, securityContact } = config
    if (securityContact === null) return reply.callNotFound()
    const expires = new Date(clock() + saidForMs).toISOString().replace(/T.*/, 'T00:00:00Z')
    const lines = [
      `Contact: ${securityContact}`,
      `Expires: ${expires}`,
      'Preferred-Languages: el, en',
      `Canonical: ${url}/.well-known/security.txt`,
    ]
    return reply.type('text/plain; charset=utf-8').send(`${lines.join('\n')}\n`)
  })
  serve(app, 'GET', '/metrics', async (request, reply) => {
    if (config.metricsToken === null || !bears(request, config.metricsToken)) return reply.callNotFound()
    return reply
      .header('cache-control', 'no-store')
      .type(metrics.type)
      .send(await metrics.text())
  })
  // For `rotame doctor` alone: what the proxies have made of a header that it sent, and whether a mail of its has
  // come, and whether somebody has consented that a site's mailbox is read.
  serve(app, 'GET', '/doctor', async (request, reply) => {
    if (!bears(request, doctorToken)) return reply.callNotFound()
    return reply.header('cache-control', 'no-store').send({
      forwarded: String(request.headers['x-forwarded-for'] ?? ''),
      hasCome: await hasCome(request.query['mail']),
      consent: await consentOf(request.query['site']),
    })
  })
}
