// Metrics: what an operator watches, in Prometheus' format; every label has few values, none of them a person's.

import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client'
import type { Answer } from './protocol/answer.ts'
import type { Store } from './store/store.ts'

interface MetricParts {
  store: Store
  /** Sockets open on this node, by namespace. */
  sockets: () => Record<string, number>
  /** Mails keep it. */
  realClock: () => number
}

export type Metrics = ReturnType<typeof openMetrics>

/** Requests that ask for what was missed, when they say after what. */
const catchUps = new Set(['conversation:open', 'queue:open'])
const messages = new Set(['conversation:start', 'message:send', '/tickets/:site'])

export function openMetrics({ store, sockets, realClock }: MetricParts) {
  const registry = new Registry()
  const registers = [registry]
  collectDefaultMetrics({ register: registry })
  const counter = (name: string, help: string, ...labelNames: string[]) =>
    new Counter({ name: `rotame_${name}_total`, help, labelNames, registers })
  const gauge = (name: string, help: string, ...labelNames: string[]) =>
    new Gauge({ name: `rotame_${name}`, help, labelNames, registers })
  const answered = new Histogram({
    name: 'rotame_answered_seconds',
    help: 'From the arrival of a request to its acknowledgement, by namespace and event',
    labelNames: ['namespace', 'event'],
    buckets: [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 1, 5],
    registers,
  })
  const acknowledged = counter('messages', 'Messages acknowledged, repeats among them', 'namespace')
  const caughtUp = counter('catch_ups', 'Requests for what came after something known', 'namespace')
  const refused = counter('refused', 'Requests and handshakes refused, by reason', 'namespace', 'reason')
  const closed = counter('closed', 'Sockets closed, by reason', 'namespace', 'reason')
  const batches = new Histogram({
    name: 'rotame_batch_writes',
    help: 'Writes committed together',
    buckets: [1, 2, 5, 10, 20, 50, 100, 200, 500],
    registers,
  })
  store.onBatch((size) => batches.observe(size))
  const open = gauge('sockets', 'Sockets open on this node', 'namespace')
  const waiting = gauge('mails_waiting', 'Mails in the outbox, neither sent nor given up')
  const oldest = gauge('oldest_mail_seconds', 'Age of the oldest of them, 0 when there is none')
  return {
    /** Counts one answered request; `event` is one of ours. */
    answered(namespace: string, event: string, milliseconds: number, asked: unknown, given: Answer): void {
      answered.observe({ namespace, event }, milliseconds / 1000)
      if (!given.ok) return refused.inc({ namespace, reason: given.error })
      if (messages.has(event)) acknowledged.inc({ namespace })
      if (catchUps.has(event) && (asked as { after: number }).after > 0) caughtUp.inc({ namespace })
    },
    refused: (namespace: string, reason: string): void => refused.inc({ namespace, reason }),
    closed: (namespace: string, reason: string): void => closed.inc({ namespace, reason }),
    type: registry.contentType,
    /** Everything, as Prometheus reads it. */
    async text(): Promise<string> {
      const [mails] = await store.all(store.queries.mailsWaiting())
      for (const [namespace, count] of Object.entries(sockets())) open.set({ namespace }, count)
      waiting.set(mails!.n)
      oldest.set(mails!.since === null ? 0 : Math.max(0, realClock() - mails!.since) / 1000)
      return registry.metrics()
    },
  }
}
