// PostgreSQL and Redis for tests: those of this machine, or our own for as long as a test runs; or a sentence why not.

import { spawn, spawnSync } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { closeSync, existsSync, globSync, mkdtempSync, openSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Redis } from 'ioredis'
import { Client } from 'pg'
import { freePort } from './ports.ts'

const given = process.env['DATABASE_URL'] ?? 'postgres://postgres@127.0.0.1:5432/postgres'

async function ask(url: string, text: string): Promise<Record<string, unknown>[]> {
  const client = new Client({ connectionString: url, connectionTimeoutMillis: 2_000 })
  await client.connect()
  const { rows } = (await client.query(text)) as { rows: Record<string, unknown>[] }
  await client.end()
  return rows
}

const isThere = (url: string): Promise<boolean> =>
  ask(url, 'select 1').then(
    () => true,
    () => false,
  )

/** Why PostgreSQL cannot be tested with, or null. */
export const noPostgres = (await isThere(given))
  ? null
  : `nobody answers at ${new URL(given).host}; start PostgreSQL, or set DATABASE_URL`

/** A database of its own, empty. @param like the name of another that nobody is connected to, of which it is a copy */
export async function makeDatabase(server = given, like?: string) {
  const name = `rotame_test_${randomBytes(6).toString('hex')}`
  await ask(server, `create database ${name}${like === undefined ? '' : ` template ${like}`}`)
  const url = new URL(server)
  url.pathname = name
  return {
    name,
    url: url.href,
    ask: (text: string) => ask(url.href, text),
    drop: () => ask(server, `drop database if exists ${name} with (force)`),
  }
}

/** For `describe.each`: what each is called, why it cannot be had here (null: it can), and a new one. */
export const databases = [
  ['SQLite', null, async () => ({ url: null, drop: async () => undefined })],
  ['PostgreSQL', noPostgres, () => makeDatabase()],
] as const

const [binaries = ''] = globSync('/usr/lib/postgresql/*/bin').toSorted().toReversed()
const isRoot = process.getuid?.() === 0
/** Why no PostgreSQL of our own can be started, or null. */
export const noOwnPostgres = existsSync(join(binaries, 'initdb'))
  ? null
  : 'there is no initdb in /usr/lib/postgresql/*/bin; install postgresql'

/** A PostgreSQL of its own on a free port, to be stopped, killed and started again. */
export async function startPostgres() {
  const folder = mkdtempSync(join(tmpdir(), 'rotame-postgres-'))
  const port = await freePort()
  const log = join(folder, 'log')
  // PostgreSQL refuses to run as root; and what it starts must not keep our pipes open, so what it says goes to a file.
  const run = async (program: string, ...args: string[]) => {
    const words = [...(isRoot ? ['runuser', '-u', 'postgres', '--'] : []), join(binaries, program), ...args]
    const said = openSync(log, 'a')
    const child = spawn(words[0]!, words.slice(1), { cwd: folder, stdio: ['ignore', said, said] })
    const [code] = (await once(child, 'exit')) as [number]
    closeSync(said)
    if (code !== 0) throw new Error(`${program}: ${readFileSync(log, 'utf8')}`)
  }
  if (isRoot) spawnSync('chown', ['postgres', folder])
  const data = join(folder, 'data')
  await run('initdb', '-D', data, '-U', 'postgres', '--auth=trust', '--no-sync')
  const options = `-p ${port} -c listen_addresses=127.0.0.1 -c unix_socket_directories=${folder}`
  const control = (...args: string[]) => run('pg_ctl', '-D', data, '-w', '-s', ...args)
  const start = () => control('-o', options, 'start')
  await start()
  const url = `postgres://postgres@127.0.0.1:${port}/postgres`
  return {
    url,
    ask: (text: string) => ask(url, text),
    start,
    stop: () => control('-m', 'fast', 'stop'),
    /** At once, without a word to anyone, as when the machine dies. */
    kill: () => control('-m', 'immediate', 'stop'),
    async end() {
      await control('-m', 'immediate', 'stop').catch(() => {}) // A test may have stopped it.
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

/** Why no Redis of our own can be started, or null. */
export const noRedis = spawnSync('redis-server', ['--version']).error ? 'there is no redis-server; install redis' : null

/** A Redis of its own on a free port, to be flushed, killed and started again. */
export async function startRedis() {
  const folder = mkdtempSync(join(tmpdir(), 'rotame-redis-'))
  const port = await freePort()
  const url = `redis://127.0.0.1:${port}`
  const open = async () => {
    const child = spawn(
      'redis-server',
      ['--port', String(port), '--bind', '127.0.0.1', '--save', '', '--appendonly', 'no', '--dir', folder],
      { stdio: 'ignore' },
    )
    const client = new Redis(url, { retryStrategy: () => 50 })
    client.on('error', () => {}) // Not there yet.
    await client.ping()
    client.disconnect()
    return child
  }
  let child = await open()
  const kill = async () => {
    child.kill('SIGKILL')
    if (child.exitCode === null && child.signalCode === null) await once(child, 'exit')
  }
  return {
    url,
    kill,
    async start() {
      child = await open()
    },
    async flush() {
      const client = new Redis(url)
      await client.flushall()
      client.disconnect()
    },
    async end() {
      await kill()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}
