// What the page of somebody's own data is served from.

import type { PassThrough } from 'node:stream'
import type { FastifyRequest } from 'fastify'
import type { Config } from '../config/config.ts'
import type { Claims } from '../visitors/claims.ts'
import type { Copy } from '../visitors/exporting.ts'
import type { Overview } from '../visitors/overview.ts'
import type { Proving } from '../visitors/proving.ts'
import type { Proven } from '../visitors/rightsKey.ts'
import type { Limit, Log } from './answer.ts'

export interface DataParts {
  config: Pick<Config, 'sites' | 'url'>
  proving: Proving
  claims: Claims
  /** What is kept of somebody at a site, as their page shows it; and all of it, to be packed into a stream. */
  overviewOf: (site: string, proven: Proven) => Promise<Overview>
  exportOf: (site: string, proven: Proven) => Promise<Copy>
  pack: (out: PassThrough, copy: Copy) => Promise<void>
  limit: Limit
  log: Log
  addressOf: (request: FastifyRequest) => string
}
