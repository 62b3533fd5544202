// `rotame start` with the demo's site, as an owner runs it: a process of its own, and an empty data folder.

import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { freePort } from '../../server/test/ports.ts'

const root = join(import.meta.dirname, '../..')

interface Wishes {
  /** The page that may embed the widget, instead of the site's own. */
  origin?: string
  /** Who has an account. */
  agent?: { email: string; name: string; password: string }
  /** Where the product's clock begins. */
  at?: string
}

export async function startRotame({ origin, agent, at }: Wishes = {}) {
  const folder = mkdtempSync(join(tmpdir(), 'rotame-started-'))
  const site = join(folder, 'site')
  cpSync(join(root, 'demo/site'), site, { recursive: true })
  const settings = join(site, 'rotame.yaml')
  if (origin)
    writeFileSync(settings, readFileSync(settings, 'utf8').replace('https://www.oxzino.example"', `${origin}"`))
  const port = await freePort()
  const url = `http://127.0.0.1:${port}`
  const cli = join(root, 'rotame.js')
  const env = {
    PATH: process.env['PATH'] ?? '',
    NODE_ENV: 'production',
    PORT: String(port),
    ROTAME_DATA: join(folder, 'data'),
  }
  if (agent) {
    const words = [cli, 'agent', 'add', agent.email, '--name', agent.name, site]
    const { status } = spawnSync(process.execPath, words, { env, input: agent.password, stdio: 'pipe' })
    if (status !== 0) throw new Error(`rotame agent add ended with ${status}`)
  }
  const begun = performance.now()
  const child = spawn(process.execPath, ['--max-semi-space-size=4', cli, 'start', site, ...(at ? ['--at', at] : [])], {
    env,
    stdio: ['ignore', 'ignore', 'inherit'],
  })
  const isWell = () =>
    fetch(`${url}/health`).then(
      ({ ok }) => ok,
      () => false,
    )
  while (!(await isWell())) {
    if (child.exitCode !== null) throw new Error(`rotame start ended with ${child.exitCode}`)
    await new Promise((resolve) => setTimeout(resolve, 5))
  }
  return {
    url,
    port,
    pid: child.pid!,
    /** From the command to the first good answer of `/health`. */
    readyMs: performance.now() - begun,
    async stop(): Promise<void> {
      child.kill('SIGTERM')
      await once(child, 'exit')
      rmSync(folder, { recursive: true })
    },
  }
}
