// A scanner that runs as another user, as with sudo.

import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { expect, test } from 'vitest'

const isRoot = process.getuid?.() === 0

/** What a process says that becomes somebody else while its scanner runs, so that it may not end it any more. */
async function scanAsAnother(): Promise<string> {
  const program = `
    const { scan } = await import(${JSON.stringify(join(import.meta.dirname, 'scanner.ts'))})
    const asked = scan(['sh', '-c', 'sleep 5'], '/dev/null', 1_500)
    setTimeout(() => process.setuid(65534), 500)
    console.log(JSON.stringify(await asked))
    process.exit()`
  const child = spawn(process.execPath, ['--input-type=module', '-e', program])
  let wrong = ''
  child.stderr.on('data', (chunk: Buffer) => (wrong += chunk.toString()))
  const said = Buffer.concat(await Array.fromAsync(child.stdout)).toString()
  return said + wrong
}

test.skipIf(!isRoot)(
  `says that it cannot be ended, and nothing breaks${isRoot ? '' : ' (skipped: only root can become another)'}`,
  async () => {
    expect(await scanAsAnother()).toBe(
      '{"isClean":false,"problem":"it took longer than 1.5 s, and this user may not end it (EPERM)"}\n',
    )
  },
)
