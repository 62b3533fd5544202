// Metrics: what an operator watches, in Prometheus' format; every label has few values, none of them a person's.

import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client'
import type { Answer } from './protocol.ts'
import type { Store } from './store/store.ts'

export interface MetricParts {
  store: Store
  /** Sockets open on this node, by namespace. */
  sockets: () => Record<string, number>
  /** Real time: mails keep it. */
  clock: () => number
}

export type Metrics = ReturnType<typeof openMetrics>

export function openMetrics({ store, sockets, clock }: MetricParts) {
  const registry = new Registry()
  const registers = [registry]
  collectDefaultMetrics({ register: registry })
  const answered = new Histogram({
    name: 'rotame_answered_seconds',
    help: 'From the arrival of a request to its acknowledgement, by namespace and event',
    labelNames: ['namespace', 'event'],
    buckets: [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 1, 5],
    registers,
  })
  const refused = new Counter({ name: 'rotame_refused_total', help: 'Requests refused, by reason', labelNames: ['namespace', 'reason'], registers })
  const batches = new Histogram({ name: 'rotame_batch_writes', help: 'Writes committed together', buckets: [1, 2, 5, 10, 20, 50, 100, 200, 500], registers })
  store.heard.onBatch = (size) => batches.observe(size)
  const open = new Gauge({ name: 'rotame_sockets', help: 'Sockets open on this node', labelNames: ['namespace'], registers })
  const waiting = new Gauge({ name: 'rotame_mails_waiting', help: 'Mails in the outbox, neither sent nor given up', registers })
  const oldest = new Gauge({ name: 'rotame_oldest_mail_seconds', help: 'Age of the oldest of them, 0 when there is none', registers })
  return {
    /** Counts one answered request; `event` is one of ours. */
    count(namespace: string, event: string, milliseconds: number, { ok, ...rest }: Answer): void {
      answered.observe({ namespace, event }, milliseconds / 1000)
      if (!ok) refused.inc({ namespace, reason: (rest as { error: string }).error })
    },
    type: registry.contentType,
    /** Everything, as Prometheus reads it. */
    async text(): Promise<string> {
      const [mails] = await store.all(store.queries.mailsWaiting())
      for (const [namespace, count] of Object.entries(sockets())) open.set({ namespace }, count)
      waiting.set(mails!.n)
      oldest.set(mails!.since === null ? 0 : Math.max(0, clock() - mails!.since) / 1000)
      return registry.metrics()
    },
  }
}
