// Everything that can be said of the code without using it: types, format, lint, who imports whom, lengths and circles,
// the page of the protocol, what is in each chunk, known holes in what is installed, and sizes.

import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { advisories } from './advisories.ts'
import { chunks, importsOf, strays, trespasses } from './imports.ts'
import { overCeilings } from './measure.ts'
import { stalePage } from './protocol.ts'

const root = join(import.meta.dirname, '..')
const bin = (name: string) => join(root, 'node_modules/.bin', name)
const run = (command: string, ...args: string[]) =>
  spawnSync(command, args, { cwd: root, stdio: 'inherit' }).status === 0
const none = (said: string[]) => {
  for (const each of said) console.error(each)
  return said.length === 0
}

const steps: [name: string, step: () => boolean | Promise<boolean>][] = [
  ['types of the server', () => run(bin('tsc'), '-p', 'server')],
  ['types of the browser', () => run(bin('tsc'), '-p', 'widget')],
  ['format', () => run(bin('prettier'), '--check', '--cache', '--log-level=warn', '**/*.{ts,tsx}')],
  ['lint', () => run(bin('oxlint'), '--deny-warnings')],
  ['imports', () => none(trespasses(importsOf()))],
  ['measures', () => none(overCeilings())],
  ['protocol', () => none(stalePage())],
  ['chunks', async () => none(strays(await chunks()))],
  ['advisories', () => none(advisories(root))],
  ['sizes', () => run(process.execPath, 'demo/bench/sizes.ts')],
]
for (const [name, step] of steps) {
  if (!(await step())) {
    console.error(`check: ${name} failed`)
    process.exit(1)
  }
  console.log(`check: ${name} passed`)
}
