// The whole demo in one process: mailbox, product and the company's page, each real, on ports of its own.

import { randomBytes } from 'node:crypto'
import { existsSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import type { Logger } from 'pino'
import { createApp } from '../server/app.ts'
import { readConfig } from '../server/config/config.ts'
import type { ImapMailbox } from '../server/config/inbound.ts'
import { freePort } from '../server/test/ports.ts'
import { openAccounts } from './accounts.ts'
import { authserv, compose, deliver } from './answering.ts'
import { openMailbox } from './mailbox.ts'
import type { Answer } from './mailboxPages.ts'
import { createSite } from './site.ts'

export const agents = [
  { email: 'eleni@oxzino.example', name: 'Ελένη Παππά', password: 'kalimera-eleni', role: 'owner' },
  { email: 'nikos@oxzino.example', name: 'Νίκος Αλεξίου', password: 'kalimera-nikos', role: 'agent' },
] as const

interface Demo {
  /** The product's port; the site takes the next one. 0: any two. */
  port: number
  /** Pages that may embed the widget, besides the demo's own. */
  origins?: string[]
  /** The folder of another rotame.yaml, whose site is oxzino. */
  folder?: string
  /** Whether it knows no mail server. */
  isMailless?: boolean
  /** How long answers can be taken back before they go by mail, ms. */
  replyDelay?: number
  /** What every budget is multiplied by. */
  limitsFactor?: number
  /** The mailbox that is read; null: what is answered is posted. */
  imap?: ImapMailbox | null
  data: string
  /** Whether it begins with a history where the data folder has no database yet. */
  hasHistory?: boolean
  /** The folder of the built programs. */
  dist?: string
  clock: () => number
  log: Logger
}

export async function startDemo({
  port: asked,
  origins = [],
  folder = join(import.meta.dirname, 'site'),
  isMailless = false,
  replyDelay,
  limitsFactor = 1,
  imap = null,
  data,
  hasHistory = false,
  dist = join(import.meta.dirname, '../dist'),
  clock,
  log,
}: Demo) {
  // The product's address is configuration, so its port is known before it listens.
  const port = asked === 0 ? await freePort() : asked
  const mailbox = await openMailbox()
  const config = readConfig(folder, {
    PORT: String(port),
    ROTAME_DATA: data,
    ...(!isMailless && { SMTP_URL: mailbox.url }),
    LIMITS_FACTOR: String(limitsFactor),
  })
  const accounts = openAccounts('oxzino')
  const secret = randomBytes(32).toString('base64url')
  const take = (raw: Buffer) => deliver(raw, { product: `http://127.0.0.1:${port}`, secret })
  const answer = async (...[mail, text, cc]: Parameters<Answer>) => {
    const raw = await compose(mail, text, cc)
    await take(raw)
    await mailbox.keep(raw)
  }
  const site = createSite((host) => `http://${host}:${port}`, mailbox, accounts.tokenOf, answer)
  const sitePort = await listen(site, asked === 0 ? await freePort() : port + 1, '127.0.0.1')
  const second = createServer((request, response) => site.emit('request', request, response))
  await listen(second, sitePort, '::1').catch((error: NodeJS.ErrnoException) => {
    if (!['EADDRNOTAVAIL', 'EAFNOSUPPORT'].includes(error.code ?? '')) throw error
  })
  const names = ['localhost', '127.0.0.1']
  for (const each of config.sites.values()) {
    each.origins = [...names.map((name) => `http://${name}:${sitePort}`), ...origins]
    each.identity = accounts.key
    const inbound = { imap, secret, authserv, plus: true, strangers: 'request' } as const
    each.mail &&= { ...each.mail, inbound }
  }
  const addresses = () => [
    `http://127.0.0.1:${sitePort}/`,
    `http://127.0.0.1:${sitePort}/mailbox`,
    `http://127.0.0.1:${port}/help/oxzino/el/`,
  ]
  const isThere = async () => (await Promise.all(addresses().map((address) => fetch(address)))).every(({ ok }) => ok)
  if (hasHistory && !existsSync(join(data, 'rotame.sqlite'))) {
    const { writeHistory } = await import('./history/history.ts')
    await writeHistory(config, agents, { clock, log, dist })
  }
  const app = await createApp(config, { clock, log, dist, checks: [isThere], replyDelay })
  for (const agent of agents) await app.staff.accounts.add(agent)
  await app.listen(port, ['127.0.0.1', '::1'])
  return {
    mailbox,
    /** Gives the product a mail as the team's mail server does. */
    take,
    store: app.store,
    staff: app.staff,
    learning: app.learning,
    /** Tells who is connected where things stand, as is done now and then. */
    beat: () => app.beat(),
    /** Signs as the company's own site does. */
    tokenOf: accounts.tokenOf,
    product: config.url,
    site: `http://localhost:${sitePort}`,
    async stop() {
      for (const server of [site, second]) {
        server.close()
        server.closeAllConnections()
      }
      await app.close()
      await mailbox.close()
    },
  }
}

function listen(server: Server, port: number, host: string): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, host, () => resolve((server.address() as AddressInfo).port))
  })
}
