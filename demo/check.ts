// Everything that can be said of the code without running it: types and lint.

import { spawnSync } from 'node:child_process'
import { join } from 'node:path'

const root = join(import.meta.dirname, '..')
const bin = (name: string) => join(root, 'node_modules/.bin', name)

const steps: [name: string, command: string, ...args: string[]][] = [
  ['types of the server', bin('tsc'), '-p', 'server'],
  ['types of the browser', bin('tsc'), '-p', 'widget'],
  ['lint', bin('oxlint'), '--deny-warnings'],
]
for (const [name, command, ...args] of steps) {
  const { status } = spawnSync(command, args, { cwd: root, stdio: 'inherit' })
  if (status !== 0) {
    console.error(`check: ${name} failed`)
    process.exit(1)
  }
  console.log(`check: ${name} passed`)
}
