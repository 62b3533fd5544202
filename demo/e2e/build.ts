// Builds the browser's programs once, before any test.

import { spawnSync } from 'node:child_process'
import { join } from 'node:path'

export default function build(): void {
  const { status } = spawnSync(process.execPath, ['widget/build.ts'], {
    cwd: join(import.meta.dirname, '../..'),
    stdio: 'inherit',
  })
  if (status !== 0) throw new Error('the build failed')
}
