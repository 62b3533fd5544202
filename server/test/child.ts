// `rotame start` as a process of its own, for what one cannot do to oneself: to be limited, traced, stopped, killed.

import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { io, type Socket } from 'socket.io-client'
import { onTestFinished } from 'vitest'
import { freePort } from './databases.ts'
import { newSecret, origin, until } from './rig.ts'

/**
 * Ends with the test that started it.
 * @param before words before the command, such as a tracer's
 */
export async function startChild(env: Record<string, string> = {}, before: string[] = []) {
  const folder = mkdtempSync(join(tmpdir(), 'rotame-child-'))
  const data = join(folder, 'data')
  const dist = join(folder, 'dist')
  mkdirSync(dist)
  writeFileSync(join(dist, 'build.json'), '{"build":"test"}')
  const port = Number(env['PORT'] ?? (await freePort()))
  const words = [
    ...before,
    process.execPath,
    join(import.meta.dirname, '../cli.ts'),
    'start',
    join(import.meta.dirname, '../../demo/site'),
  ]
  const own = { PATH: process.env['PATH'] ?? '', ROTAME_DATA: data, ROTAME_DIST: dist, PORT: String(port) }
  const child: ChildProcess = spawn(words[0]!, words.slice(1), { cwd: folder, env: { ...own, ...env } })
  let said = ''
  for (const stream of [child.stdout!, child.stderr!]) stream.on('data', (chunk: Buffer) => (said += chunk.toString()))
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
