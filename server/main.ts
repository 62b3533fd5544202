// Starts and stops the server.

import { pino } from 'pino'
import { join } from 'node:path'
import { createApp } from './app.ts'
import { readConfig } from './config.ts'

/** Starts the product with a folder's rotame.yaml. @param at where the product's clock begins, ms */
export async function start(folder: string, { at }: { at?: number } = {}): Promise<void> {
  const config = readConfig(folder, process.env)
  const log = pino({ level: process.env['LOG_LEVEL'] ?? 'info' })
  const ahead = at === undefined ? 0 : at - Date.now()
  const app = await createApp(config, { clock: () => Date.now() + ahead, log, dist: join(import.meta.dirname, '../dist') })
  const hosts: readonly [string, ...string[]] = process.env['HOST'] ? [process.env['HOST']] : ['127.0.0.1', '::1']
  await app.listen(config.port, hosts)
  log.info({ url: config.url }, 'listening')
  const stop = () => {
    // Whatever holds a connection open, ending takes less than 5 s: the writer is drained long before.
    setTimeout(() => process.exit(0), 4_500).unref()
    void app.close().then(() => process.exit(0))
  }
  process.once('SIGTERM', stop)
  process.once('SIGINT', stop)
}
