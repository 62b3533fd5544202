// The command as owners run it: the server that `npm run build` made, with nothing stripped or resolved at its start.

import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { io } from 'socket.io-client'
import { expect, onTestFinished, test } from 'vitest'
import { freePort } from './ports.ts'
import { until } from './rig.ts'

const root = join(import.meta.dirname, '../..')
const rotame = join(root, 'rotame.js')
const run = (...words: string[]) => spawnSync(process.execPath, [rotame, ...words], { encoding: 'utf8' })
const eleni = { email: 'eleni@oxzino.example', password: 'of-the-built-command' }

test('the built command checks, tells the hours, and serves', async () => {
  expect(run('check', join(root, 'demo/site'))).toMatchObject({ stdout: 'Nothing to mend.\n', status: 0 })
  expect(run('hours', join(root, 'demo/site'), '--at', '2026-11-25T12:00+02:00').stdout).toContain('Είμαστε εδώ')
  const data = mkdtempSync(join(tmpdir(), 'rotame-built-'))
  const port = await freePort()
  const child = spawn(process.execPath, [rotame, 'start', join(root, 'demo/site')], {
    env: { PATH: process.env['PATH'] ?? '', PORT: String(port), ROTAME_DATA: data },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let said = ''
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (part: Buffer) => (said += part.toString()))
  onTestFinished(async () => {
    child.kill('SIGTERM')
    if (child.exitCode === null) await once(child, 'exit')
    rmSync(data, { recursive: true })
  })
  await until(() => said.includes('"listening"') || child.exitCode !== null, 40_000)
  expect(said).toContain('"listening"')
  const made = spawnSync(
    process.execPath,
    [rotame, 'agent', 'add', eleni.email, '--name', 'Ελένη', join(root, 'demo/site')],
    {
      env: { PATH: process.env['PATH'] ?? '', ROTAME_DATA: data },
      input: `${eleni.password}\n`,
    },
  )
  expect(made.status).toBe(0)
  const asked = async (route: string) => (await fetch(`http://127.0.0.1:${port}${route}`)).status
  for (const route of ['/health', '/widget.js', '/console/', '/articles/oxzino/el', '/help/oxzino/el/'])
    expect([route, await asked(route)]).toEqual([route, 200])
  // A long read, in the thread that the build has put beside the program.
  expect(await searches(port)).toMatchObject({ ok: true, unanswered: [], asked: [] })
  // The server's own code is nobody's to read.
  expect(await asked('/server/cli.js')).toBe(404)
})

/** What an agent who signs in is told of searches. */
async function searches(port: number): Promise<unknown> {
  const origin = `http://localhost:${port}`
  const response = await fetch(`http://127.0.0.1:${port}/api/auth/sign-in/email`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin },
    body: JSON.stringify(eleni),
  })
  const cookie = response.headers
    .getSetCookie()
    .map((each) => each.split(';')[0])
    .join('; ')
  const socket = io(`http://127.0.0.1:${port}/agent`, {
    auth: { v: 1, presence: 'present' },
    extraHeaders: { origin, cookie },
    transports: ['websocket'],
  })
  onTestFinished(() => void socket.disconnect())
  return socket.timeout(20_000).emitWithAck('searches:open', { site: 'oxzino', locale: 'el' })
}
