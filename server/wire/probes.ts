// What machines ask: whether this process is well, what it counts, and what the proxies have made of a request.

import type { FastifyInstance } from 'fastify'
import type { Config } from '../config/config.ts'
import type { Metrics } from '../metrics.ts'
import { bears } from './bears.ts'
import { serve } from './route.ts'

export interface ProbeParts {
  config: Config
  healthy: () => Promise<boolean>
  metrics: Metrics
  /** What the server's own doctor is known by. */
  doctorToken: string
}

export function serveProbes(app: FastifyInstance, { config, healthy, metrics, doctorToken }: ProbeParts): void {
  serve(app, 'GET', '/health', async (_request, reply) => {
    const ok = await healthy()
    return reply
      .code(ok ? 200 : 503)
      .header('cache-control', 'no-store')
      .send({ ok })
  })
  serve(app, 'GET', '/metrics', async (request, reply) => {
    if (config.metricsToken === null || !bears(request, config.metricsToken)) return reply.callNotFound()
    return reply
      .header('cache-control', 'no-store')
      .type(metrics.type)
      .send(await metrics.text())
  })
  // For `rotame doctor` alone: what the proxies have made of a header that it sent.
  serve(app, 'GET', '/doctor', async (request, reply) => {
    if (!bears(request, doctorToken)) return reply.callNotFound()
    return reply
      .header('cache-control', 'no-store')
      .send({ forwarded: String(request.headers['x-forwarded-for'] ?? '') })
  })
}
