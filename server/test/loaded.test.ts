// What a server that nobody uses has loaded: a library that is needed for one thing alone comes with its first use.

import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { demoSite } from './child.ts'
import { freePort } from './ports.ts'
import { until } from './rig.ts'

/** Says each module as it is loaded, and each thread as it begins. */
const saying = `import { registerHooks } from 'node:module'
import { writeSync } from 'node:fs'
const say = (what) => writeSync(1, 'loaded ' + what + '\\n')
process.on('worker', () => say('a thread'))
registerHooks({ load: (url, context, next) => (say(url), next(url, context)) })`

/** The sources, as what is built has no modules any more. */
const command = join(import.meta.dirname, '../cli.ts')

test('a server at rest has loaded nothing that only some use needs, and has no thread', async () => {
  const data = mkdtempSync(join(tmpdir(), 'rotame-loaded-'))
  const port = await freePort()
  const hook = `data:text/javascript,${encodeURIComponent(saying)}`
  const child = spawn(process.execPath, ['--import', hook, command, 'start', demoSite], {
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
  expect((await fetch(`http://127.0.0.1:${port}/health`)).status).toBe(200)
  const loaded = said.split('\n').filter((line) => line.startsWith('loaded '))
  const packages = loaded.flatMap((line) => /.*node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(line)?.[1] ?? [])
  // It has seen what is loaded.
  expect(packages).toContain('fastify')
  expect(loaded.join('\n')).toContain('server/mail/sender.ts')
  const later =
    'better-auth @zxcvbn-ts/core nodemailer imapflow postal-mime html-to-text file-type fflate pg ioredis uqr'.split(
      ' ',
    )
  expect(later.filter((name) => packages.includes(name))).toEqual([])
  expect(loaded).not.toContain('loaded a thread')
})
