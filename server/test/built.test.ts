// The command as owners run it: the server that `npm run build` made, with nothing stripped or resolved at its start.

import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { freePort } from './databases.ts'
import { until } from './rig.ts'

const root = join(import.meta.dirname, '../..')
const rotame = join(root, 'rotame.js')
const run = (...words: string[]) => spawnSync(process.execPath, [rotame, ...words], { encoding: 'utf8' })

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
  const asked = async (route: string) => (await fetch(`http://127.0.0.1:${port}${route}`)).status
  for (const route of ['/health', '/widget.js', '/console/', '/articles/oxzino/el', '/help/oxzino/el/'])
    expect([route, await asked(route)]).toEqual([route, 200])
  // The server's own code is nobody's to read.
  expect(await asked('/server/cli.js')).toBe(404)
})
