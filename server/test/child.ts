// The command `rotame` as a process of its own: run to its end, or a server for what one cannot do to oneself: to be
// limited, traced, stopped, killed.

import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { io, type Socket } from 'socket.io-client'
import { onTestFinished } from 'vitest'
import { freePort } from './ports.ts'
import { newSecret, origin, until } from './rig.ts'

/** The demo's folder, with its rotame.yaml. */
export const demoSite = join(import.meta.dirname, '../../demo/site')
/** As owners run it: what was built before the tests, which starts three times as fast as its sources. */
const command = join(import.meta.dirname, '../../rotame.js')

interface Setting {
  cwd?: string
  /** All that is in the environment, besides the PATH. */
  env?: Record<string, string>
  /** Words before the command, such as a tracer's. */
  before?: string[]
}

/** Starts `rotame WORDS`. */
export function rotame(words: string[], { cwd, env, before = [] }: Setting = {}): ChildProcessWithoutNullStreams {
  const [program, ...rest] = [...before, process.execPath, command, ...words]
  const key = env?.['DATABASE_URL'] && process.env['ROTAME_TEST_KEY']
  return spawn(program!, rest, {
    cwd,
    env: { PATH: process.env['PATH'] ?? '', ...(key && { ROTAME_KEY: key }), ...env },
  })
}

/**
 * Runs `rotame WORDS` to its end.
 * @param input what it is given at its standard input
 * @returns its exit code, and all that it said at both outputs
 */
export async function run(
  words: string[],
  { input = '', ...setting }: Setting & { input?: string } = {},
): Promise<{ code: number; said: string }> {
  const child = rotame(words, setting)
  let said = ''
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => (said += chunk.toString()))
  child.stdin.on('error', () => {}) // It may end without reading.
  child.stdin.end(input)
  const [code] = (await once(child, 'close')) as [number]
  return { code, said }
}

/**
 * A server that ends with the test that started it.
 * @param before words before the command, such as a tracer's
 */
export async function startChild(env: Record<string, string> = {}, before: string[] = []) {
  const folder = mkdtempSync(join(tmpdir(), 'rotame-child-'))
  const data = join(folder, 'data')
  const port = Number(env['PORT'] ?? (await freePort()))
  const own = { ROTAME_DATA: data, PORT: String(port) }
  const child = rotame(['start', demoSite], { cwd: folder, env: { ...own, ...env }, before })
  let said = ''
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => (said += chunk.toString()))
  await until(() => {
    if (child.exitCode !== null) throw new Error(said)
    return said.includes('"listening"')
  }, 40_000)
  // The server's own, not its tracer's.
  const { pid } = JSON.parse(said.split('\n').find((line) => line.includes('"listening"'))!) as { pid: number }
  const url = `http://127.0.0.1:${port}`
  const sockets: Socket[] = []
  const connect = (namespace: string, auth: object, extraHeaders: Record<string, string>): Socket => {
    const socket = io(`${url}/${namespace}`, { auth, extraHeaders, transports: ['websocket'], forceNew: true })
    sockets.push(socket)
    return socket
  }
  const isRunning = () => child.exitCode === null && child.signalCode === null
  onTestFinished(async () => {
    for (const socket of sockets) socket.disconnect()
    if (isRunning()) process.kill(pid, 'SIGTERM')
    if (isRunning()) await once(child, 'exit')
    rmSync(folder, { recursive: true, force: true })
  })
  return {
    url,
    folder,
    data,
    pid,
    isRunning,
    /** The code that it ended with. */
    code: () => child.exitCode,
    kill: () => process.kill(pid, 'SIGKILL'),
    said: () => said,
    visitor: (secret = newSecret()) => connect('visitor', { v: 1, site: 'oxzino', secret, locale: 'el' }, { origin }),
    agent: (cookie: string) =>
      connect('agent', { v: 1, presence: 'present' }, { origin: `http://localhost:${port}`, cookie }),
    health: async () => (await fetch(`${url}/health`)).status,
    read: (name: string) => readFileSync(join(folder, name), 'utf8'),
  }
}
