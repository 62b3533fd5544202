// Starts and stops the server.

import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { pino } from 'pino'
import { createApp } from './app.ts'
import { readConfig } from './config/config.ts'
import { ConfigError } from './config/problem.ts'

const built = join(import.meta.dirname, '../dist')

/**
 * Starts the product with a folder's rotame.yaml.
 * @param at where the product's clock begins, ms
 * @param dist the folder that `npm run build` made; ROTAME_DIST names it for whoever has put it elsewhere
 * @throws ConfigError with what to do
 */
export async function start(
  folder: string,
  { at, dist = process.env['ROTAME_DIST'] || built }: { at?: number; dist?: string } = {},
): Promise<void> {
  const config = readConfig(folder, process.env)
  if (!existsSync(join(dist, 'build.json')))
    throw sentence(dist, 'widget and console are not built yet; run: npm run build')
  const log = pino({ level: process.env['LOG_LEVEL'] ?? 'info' })
  const ahead = at === undefined ? 0 : at - Date.now()
  const app = await createApp(config, { clock: () => Date.now() + ahead, log, dist })
  // Before anybody comes: where the database is away by now, this one ends, as it does before that.
  const link = await app.firstOwner()
  const hosts: readonly [string, ...string[]] = process.env['HOST'] ? [process.env['HOST']] : ['127.0.0.1', '::1']
  await app.listen(config.port, hosts).catch(async (error: NodeJS.ErrnoException) => {
    await app.close()
    throw wordsOfListening(error, config.port, hosts)
  })
  log.info({ url: config.url }, 'listening')
  if (link !== null) console.log(firstOwner(link))
  let isEnding = false
  const end = (code: number) => {
    if (isEnding) return
    isEnding = true
    // Whatever holds a connection open, ending takes less than 5 s: the writer is drained long before, and what is not
    // sent stays in its table.
    setTimeout(() => process.exit(code), 4_000).unref()
    app.close().then(
      () => process.exit(code),
      (err: unknown) => {
        log.error({ err }, 'not ended cleanly')
        process.exit(1)
      },
    )
  }
  const stop = () => end(0)
  process.once('SIGTERM', stop)
  process.once('SIGINT', stop)
  // The last resort, for what nothing has caught: nobody knows what it left half done. Clients hear that we go, and
  // come back to what is started next. Rejections that nobody hears of arrive here too.
  process.on('uncaughtException', (err) => {
    log.fatal({ err }, 'a fault that nothing caught; the server ends')
    end(1)
  })
}

/** For who runs the server alone, and so not a line of the log. */
const firstOwner = (link: string) => `
Nobody owns this Rotame yet. Make the owner's account on this page, within an hour:

  ${link}

Until there is an owner, every start prints a new link.
`

const sentence = (about: string, message: string) => new ConfigError([{ file: about, line: null, message }])

/** What an owner can do when a port cannot be had; anything else is ours. */
function wordsOfListening(error: NodeJS.ErrnoException, port: number, hosts: readonly string[]): Error {
  if (error.code === 'EADDRINUSE')
    return sentence('PORT', `${port} is in use; end what uses it, or choose another with PORT`)
  if (error.code === 'EACCES')
    return sentence('PORT', `${port} is not for this user; choose one above 1023 and let a proxy forward to it`)
  if (error.code === 'EADDRNOTAVAIL' || error.code === 'ENOTFOUND')
    return sentence('HOST', `${hosts[0]} is no address of this machine; write one, like 127.0.0.1`)
  return error
}
