// Builds the browser's programs and the server once, before any test, unless what is built is of these very sources.

import { spawnSync } from 'node:child_process'
import { readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'

const root = join(import.meta.dirname, '../..')
/** What goes into a build; folders count with all that is in them. */
const sources = ['widget', 'server', 'vite.config.ts', 'package-lock.json']

/** When anything in it changed last; taking a file away changes its folder. */
function changedAt(path: string): number {
  const stat = statSync(path)
  if (!stat.isDirectory()) return stat.mtimeMs
  return Math.max(stat.mtimeMs, ...readdirSync(path).map((name) => changedAt(join(path, name))))
}

/** When the last of a build was written: the server comes last. */
function builtAt(): number {
  return statSync(join(root, 'dist/server/cli.js'), { throwIfNoEntry: false })?.mtimeMs ?? 0
}

export default function build(): void {
  if (builtAt() > Math.max(...sources.map((source) => changedAt(join(root, source))))) return
  const { status } = spawnSync(process.execPath, ['widget/build.ts'], { cwd: root, stdio: 'inherit' })
  if (status !== 0) throw new Error('the build failed')
}
