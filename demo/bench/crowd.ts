// A desk of 50 agents over 50,000 conversations with 200,000 messages, on `rotame start` of its own: how long lists,
// opening, searching and acts take at the agents' sockets.

import { spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { io, type Socket } from 'socket.io-client'
import { readConfig } from '../../server/config/config.ts'
import { prepareData, secretOf } from '../../server/config/dataFolder.ts'
import { Indexing } from '../../server/conversations/indexing.ts'
import { Letters } from '../../server/letters/letters.ts'
import { openStaff } from '../../server/staff/staff.ts'
import { openStore } from '../../server/store/open.ts'
import { makeDatabase } from '../../server/test/databases.ts'
import { freePort } from '../../server/test/ports.ts'
import { fill, looked, one, random } from './filled.ts'

const site = join(import.meta.dirname, '../site')
const password = 'σύννεφο πέντε καρέκλα'
const emailOf = (agent: number) => `agent${agent}@oxzino.example`
const newId = () => randomBytes(16).toString('base64url')

interface Wishes {
  database: 'sqlite' | 'postgres'
  conversations: number
  per: number
  agents: number
  seconds: number
}
type Kind = 'list' | 'open' | 'search' | 'act'
export interface Crowd extends Record<`${Kind}P95` | `${Kind}P50`, number> {
  errors: number
  rows: number
  asked: number
}

const at = (sorted: number[], part: number) => Math.round((sorted[Math.floor(sorted.length * part)] ?? 0) * 10) / 10

export async function measureCrowd({ database: kind, conversations, per, agents, seconds }: Wishes): Promise<Crowd> {
  const database = kind === 'postgres' ? await makeDatabase() : null
  const data = mkdtempSync(join(tmpdir(), 'rotame-crowd-'))
  const port = await freePort()
  const env = {
    PATH: process.env['PATH'] ?? '',
    NODE_ENV: 'production',
    PORT: String(port),
    ROTAME_DATA: data,
    ROTAME_SECRET: newId() + newId(),
    LIMITS_FACTOR: '1000',
    ...(database && { DATABASE_URL: database.url }),
  }
  const ids = await prepare(env, { conversations, per, agents })
  // As it is kept where a desk has grown: its upkeep would otherwise begin a minute after so many rows came at once.
  if (database) await database.ask('vacuum (analyze)')
  const cli = join(import.meta.dirname, '../../rotame.js')
  const child = spawn(process.execPath, ['--max-semi-space-size=4', cli, 'start', site], {
    env,
    stdio: ['ignore', 'ignore', 'inherit'],
  })
  const url = `http://127.0.0.1:${port}`
  try {
    while (
      !(await fetch(`${url}/health`)
        .then(({ ok }) => ok)
        .catch(() => false))
    )
      await new Promise((resolve) => setTimeout(resolve, 50))
    return { ...(await work(url, { ids, agents, seconds })), rows: conversations }
  } finally {
    child.kill('SIGTERM')
    await once(child, 'exit')
    await database?.drop()
    rmSync(data, { recursive: true })
  }
}

/** Fills the database before the server has it. @returns the ids of the conversations */
async function prepare(
  env: NodeJS.ProcessEnv,
  of: Pick<Wishes, 'conversations' | 'per' | 'agents'>,
): Promise<string[]> {
  const config = readConfig(site, env)
  prepareData(config)
  const store = await openStore(config)
  await store.write(function* () {
    yield* store.queries.addSite({ id: 'oxzino' })
  })
  const ids = await fill(store, 'oxzino', of.conversations, of.per, Date.now() - of.conversations * 1_000)
  const indexing = new Indexing({ store, log: console })
  await indexing.add()
  await indexing.stop()
  const secret = secretOf(config)
  const mails = { letters: new Letters({ config, secret, realClock: Date.now }), queued() {}, realClock: Date.now }
  const staff = openStaff({ store, secret, url: config.url, origins: [], ...mails, ...config.staff, oidc: null })
  for (let agent = 0; agent < of.agents; agent++)
    await staff.accounts.add({ email: emailOf(agent), name: `Agent ${agent}`, password, role: 'agent' })
  await store.close()
  return ids
}

async function signIn(url: string, email: string): Promise<Socket> {
  const origin = url.replace('127.0.0.1', 'localhost')
  const response = await fetch(`${url}/api/auth/sign-in/email`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin },
    body: JSON.stringify({ email, password }),
  })
  const cookie = response.headers
    .getSetCookie()
    .map((each) => each.split(';')[0])
    .join('; ')
  const socket = io(`${url}/agent`, {
    auth: { v: 1, presence: 'present' },
    extraHeaders: { origin, cookie },
    transports: ['websocket'],
    forceNew: true,
  })
  await new Promise<void>((resolve, reject) => socket.once('welcome', () => resolve()).once('connect_error', reject))
  return socket
}

type Asked = [kind: Kind, event: string, payload: object]

function next(ids: readonly string[]): Asked {
  const id = ids[random(ids.length)]!
  const kind = random(10)
  if (kind < 2)
    return ['list', 'closed:open', { site: 'oxzino', spam: false, before: { at: Date.now() - random(4e7), id } }]
  if (kind < 3) return ['list', 'queue:open', { site: 'oxzino', after: 0, first: true }]
  if (kind < 6) return ['open', 'conversation:open', { conversation: id, after: 0 }]
  if (kind < 8) return ['search', 'conversations:find', { text: looked[random(looked.length)]!() }]
  const open = ids[random(ids.length / 10) * 10]!
  const act = one(['tag', 'priority', 'take', 'snooze', 'unread', 'queue'])
  const acts: Record<string, object> = {
    tag: { kind: 'tag', tag: 'vip', on: random(2) === 0 },
    priority: { kind: 'priority', to: one(['low', 'normal', 'high']) },
    take: { kind: 'take' },
    snooze: { kind: 'snooze', until: null },
    unread: { kind: 'unread', on: true },
    queue: { kind: 'assign', to: null },
  }
  return ['act', 'act:do', { id: newId(), act: acts[act], conversations: [open] }]
}

async function work(url: string, { ids, agents, seconds }: { ids: string[]; agents: number; seconds: number }) {
  const sockets: Socket[] = []
  for (let agent = 0; agent < agents; agent++) sockets.push(await signIn(url, emailOf(agent)))
  const times: Record<Kind, number[]> = { list: [], open: [], search: [], act: [] }
  let errors = 0
  const end = performance.now() + seconds * 1_000
  const one = async (socket: Socket) => {
    await new Promise((resolve) => setTimeout(resolve, random(500)))
    let before: string | null = null
    while (performance.now() < end) {
      const [kind, event, payload] = next(ids)
      // What a console says and asks beside it when it opens one.
      if (kind === 'open') {
        const { conversation } = payload as { conversation: string }
        if (before !== null) socket.emit('looking', { conversation: before, on: false })
        socket.emit('looking', { conversation, on: true }).emit('conversation:others', { conversation }, () => {})
        before = conversation
      }
      const begun = performance.now()
      const answer = (await socket
        .timeout(20_000)
        .emitWithAck(event, payload)
        .catch(() => ({ ok: false }))) as { ok: boolean }
      times[kind].push(performance.now() - begun)
      if (!answer.ok) errors++
      // Somebody reads what they have before them.
      await new Promise((resolve) => setTimeout(resolve, 250 + random(500)))
    }
  }
  await Promise.all(sockets.map(one))
  for (const socket of sockets) socket.disconnect()
  const figures = Object.entries(times).flatMap(([kind, all]) => {
    const sorted = all.toSorted((a, b) => a - b)
    return [
      [`${kind}P50`, at(sorted, 0.5)],
      [`${kind}P95`, at(sorted, 0.95)],
    ]
  })
  const asked = Object.values(times).reduce((sum, all) => sum + all.length, 0)
  return { ...(Object.fromEntries(figures) as Omit<Crowd, 'errors' | 'rows' | 'asked'>), errors, asked }
}
