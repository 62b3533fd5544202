// The command as owners run it: the server that `npm run build` made, with nothing stripped or resolved at its start.

import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { io } from 'socket.io-client'
import { expect, onTestFinished, test } from 'vitest'
import { runHours } from '../commands/hours.ts'
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
  // The server's own code is nobody's to read; nor is what stands beside the programs.
  for (const route of ['/server/cli.js', '/w/../server/cli.js', '/console/../sbom.cdx.json', '/sbom.cdx.json'])
    expect([route, await asked(route)]).toEqual([route, 404])
  const plain = await fetch(`http://127.0.0.1:${port}/widget.js`, { headers: { 'accept-encoding': 'identity' } })
  expect(await plain.text()).toBe(readFileSync(join(root, 'dist/widget.js'), 'utf8'))
})

// The calendars of sun and moon are loaded when a country asks for them (vite.config.ts).
test.each(['RS', 'JP', 'CN', 'KR'])('the built command knows the holidays of %s as the sources do', async (country) => {
  const folder = mkdtempSync(join(tmpdir(), 'rotame-built-'))
  onTestFinished(() => rmSync(folder, { recursive: true }))
  const file = join(folder, 'hours.yaml')
  writeFileSync(file, `timezone: UTC\nweekly: { mon: ["09:00-18:00"] }\nholidays: { country: ${country} }\n`)
  const out: string[] = []
  const told = (line: string) => void out.push(line)
  await runHours(folder, { hours: file }, Date.now(), { input: Readable.from(['']), out: told, err: told })
  expect(out.join('\n').split('\n').length).toBeGreaterThan(6)
  expect(run('hours', '--hours', file).stdout.trim()).toBe(out.join('\n').trim())
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
