// A real server for a test: its own data folder, a free port, a clock to be set, a mailbox, and clients that speak to
// it.

import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { randomBytes } from 'node:crypto'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pino } from 'pino'
import { io, type Socket } from 'socket.io-client'
import { openMailbox } from '../../demo/mailbox.ts'
import { createApp } from '../app.ts'
import type { Surroundings } from '../start/surroundings.ts'
import { type Config, readConfig, type Site } from '../config/config.ts'
import type { Act, Acted } from '../protocol/act.ts'
import type { Context } from '../protocol/context.ts'
import type { Detail, Opened } from '../protocol/conversation.ts'
import { accounts, agent, colleague, putAccounts } from './accounts.ts'
import { sealingOf, testKeys, withOpened } from './opened.ts'
import { freePort } from './ports.ts'

export const origin = 'https://www.oxzino.example'
export const newId = () => randomBytes(16).toString('base64url')
export const newSecret = () => randomBytes(32).toString('base64url')
export { agent, colleague }
export const context: Context = {
  page: { url: `${origin}/pricing`, title: 'Τιμές' },
  locale: 'el',
  zone: 'Europe/Athens',
  path: [{ kind: 'search', at: 1, query: 'κωδικός', results: 1, confident: true }],
}
export const openHours = Date.parse('2026-11-25T12:00+02:00')
export const evening = Date.parse('2026-11-25T20:00+02:00')

export type Rig = Awaited<ReturnType<typeof startRig>>

interface Wishes extends Partial<Config> {
  checks?: Surroundings['checks']
  /** The folder of built programs, where a test asks for them. */
  dist?: string
  /** A database of its own, which goes with it. */
  on?: { url: string | null; drop: () => Promise<unknown> }
  mailLease?: number
  /** How long answers can be taken back; no time, unless a test is about that. */
  replyDelay?: number
  /** How chats come to the team, where it is not as usual. */
  chats?: Partial<Site['chats']>
  paceWindow?: number
}

/**
 * @param wishes what is to be other than in the demo's rotame.yaml
 * @param prepare what is to be in the data folder before the start
 */
export async function startRig(
  at = openHours,
  { checks = [], dist: built, on, mailLease, replyDelay = 0, paceWindow, chats, ...wishes }: Wishes = {},
  prepare: (data: string) => void = () => {},
) {
  const data = mkdtempSync(join(tmpdir(), 'rotame-'))
  prepare(data)
  const dist = built ?? join(data, 'dist')
  if (!built) {
    mkdirSync(dist)
    writeFileSync(join(dist, 'build.json'), '{"build":"test"}')
  }
  const mailbox = await openMailbox()
  const clock = { now: at }
  const demo = readConfig(join(import.meta.dirname, '../../demo/site'), { ROTAME_DATA: data, SMTP_URL: mailbox.url })
  if (chats) for (const [id, site] of demo.sites) demo.sites.set(id, { ...site, chats: { ...site.chats, ...chats } })
  const databaseUrl = on?.url ?? wishes.databaseUrl ?? null
  const config = { ...demo, keys: databaseUrl ? testKeys : demo.keys, ...wishes, databaseUrl }
  const isPrepared = config.databaseUrl === null && !existsSync(join(data, 'rotame.sqlite'))
  if (isPrepared) putAccounts(data)
  const lines: string[] = []
  const log = pino({ level: 'trace' }, { write: (line: string) => void lines.push(line) })
  let app = await createApp(config, { clock: () => clock.now, log, dist, checks, mailLease, replyDelay, paceWindow })
  if (!isPrepared) for (const account of accounts) await app.staff.accounts.add(account)
  const sealing = await sealingOf(config.databaseUrl, config.keys)
  const port = await app.listen(await freePort(), ['127.0.0.1'])
  const url = `http://127.0.0.1:${port}`
  const sockets: Socket[] = []
  const connect = (namespace: string, auth: object, headers: Record<string, string>) => {
    const socket = io(`${url}/${namespace}`, { auth, extraHeaders: headers, transports: ['websocket'], forceNew: true })
    sockets.push(socket)
    return socket
  }
  return {
    url,
    data,
    secret: config.secret,
    config,
    clock,
    mailbox,
    lines,
    /** With `db` as a test reads it. */
    get store() {
      return sealing ? withOpened(app.store, sealing) : app.store
    },
    get cards() {
      return app.cards
    },
    get learning() {
      return app.learning
    },
    get conversations() {
      return app.conversations
    },
    /** Resolves when what is due by now has been done. */
    look: () => app.deadlines.look(),
    /** What is done every `bounds.heartbeat`, now. */
    beat: () => app.beat(),
    /** Offers what may be offered by now. */
    offer: () => app.offers.look(),
    get consents() {
      return app.consents
    },
    get staff() {
      return app.staff
    },
    /** Looks for replies to be mailed, as is done now and then. */
    lookForUnread: () => app.continuity.look(),
    /** Resolves when no mail waits or is under way: what the mailbox has then is all that was queued. */
    mailed: () => until(async () => (await app.store.all(app.store.queries.nextMailAt()))[0]?.at == null),
    /** Resolves when all that is stored can be found by its words. */
    indexed: () =>
      until(async () => {
        const sites = await app.store.all(app.store.queries.indexedSites())
        return sites.every(({ isBehind, indexedFrom }) => !isBehind && indexedFrom === 0)
      }),
    /** What was logged with this message. */
    logged: (message: string) =>
      lines
        .map((line) => JSON.parse(line) as Record<string, unknown> & { msg: string })
        .filter(({ msg }) => msg === message),
    /** A visitor's tab. */
    visitor: (secret = newSecret(), from = origin, site = 'oxzino', headers = {}, token?: string) =>
      connect('visitor', { v: 1, site, secret, locale: 'el', token }, { origin: from, ...headers }),
    /** An agent's console, signed in by its cookie. */
    agent: (cookie: string, from = 'http://localhost:3000', locale?: 'el' | 'en', headers = {}, idle?: number) =>
      connect('agent', { v: 1, presence: 'present', locale, idle }, { origin: from, cookie, ...headers }),
    async signIn(
      { email, password }: { email: string; password: string } = agent,
      from = 'http://localhost:3000',
      forwarded?: string,
    ) {
      const response = await fetch(`${url}/api/auth/sign-in/email`, {
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          origin: from,
          ...(forwarded && { 'x-forwarded-for': forwarded }),
        },
        body: JSON.stringify({ email, password }),
      })
      const cookie = response.headers
        .getSetCookie()
        .map((each) => each.split(';')[0])
        .join('; ')
      return { status: response.status, cookie, headers: response.headers }
    },
    post: async (path: string, body: unknown, from: string | null = origin) => {
      const headers = { 'content-type': 'application/json', ...(from !== null && { origin: from }) }
      const response = await fetch(url + path, { method: 'POST', headers, body: JSON.stringify(body) })
      return { status: response.status, body: (await response.json()) as Record<string, unknown> & { ok: boolean } }
    },
    /** @param meanwhile what happens when the new one is ready and does not listen yet */
    async restart(meanwhile: () => Promise<unknown> = async () => undefined) {
      await app.close()
      app = await createApp(config, { clock: () => clock.now, log, dist, checks, mailLease, replyDelay, paceWindow })
      await meanwhile()
      await app.listen(port, ['127.0.0.1'])
    },
    async stop() {
      for (const socket of sockets) socket.disconnect()
      await app.close()
      await mailbox.close()
      await on?.drop()
      rmSync(data, { recursive: true })
    },
  }
}

/** What a visitor sends when nobody is there. */
export const form = (email = 'maria.k@example.com') => ({
  id: newId(),
  secret: newSecret(),
  email,
  name: 'Μαρία Κ.',
  topic: 'payments',
  text: 'Θέλω τιμολόγιο με διαφορετική επωνυμία.',
  context,
})

/** A conversation as a desk opens it. */
export const openAt = async (desk: Socket, conversation: string): Promise<Opened<Detail>> =>
  (await desk.emitWithAck('conversation:open', { conversation, after: 0 })) as Opened<Detail>

/** Does an act to a conversation. */
export const doAct = async (desk: Socket, act: Act, conversation: string): Promise<{ ok: true } & Acted> =>
  (await desk.emitWithAck('act:do', { id: newId(), act, conversations: [conversation] })) as { ok: true } & Acted

/** The next event of this name. */
export const next = <T>(socket: Socket, event: string): Promise<T> =>
  new Promise((resolve) => socket.once(event, resolve))

/** A console of an agent who has just signed in, once it has heard who they are. */
export async function openDesk(rig: Rig): Promise<Socket> {
  const desk = rig.agent((await rig.signIn()).cookie)
  await next(desk, 'welcome')
  return desk
}

/** Waits until `look` gives something, for `withinMs` ms at most: machines are busy. */
export async function until<T>(
  look: () => T | undefined | null | false | Promise<T | undefined | null | false>,
  withinMs = 12_000,
): Promise<T> {
  const end = Date.now() + withinMs
  while (Date.now() < end) {
    const found = await look()
    if (found) return found
    await new Promise((resolve) => setTimeout(resolve, 25))
  }
  throw new Error(`waited in vain for ${look}`)
}
