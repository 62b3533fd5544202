// Surroundings: what a server is started with besides its configuration.

import type { FastifyBaseLogger } from 'fastify'

export interface Surroundings {
  /** The product's clock, ms: hours, deadlines, what browsers are told. It may be moved; what keeps real time has a
   * `realClock`. */
  clock: () => number
  log: FastifyBaseLogger
  /** The folder that `npm run build` made. */
  dist: string
  /** Further things that must be well for `/health` to say so. */
  checks?: (() => Promise<boolean>)[]
  /** How long a node holds a mail without a word, ms; for tests. */
  mailLease?: number | undefined
  /** How long an agent's answer waits before it goes by mail, ms; for tests. */
  replyDelay?: number | undefined
  /** In how many ms a request has to bring its due; for tests. */
  paceWindow?: number | undefined
}
