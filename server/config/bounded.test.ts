// Work on an owner's text ends by what it costs, and not by how busy the machine is.

import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { bounded } from './bounded.ts'

const text = 'x'.repeat(5_000)

test('work without an end is ended', () => {
  const endless = () => {
    for (;;);
  }
  expect(bounded(text, endless)).toEqual({ problem: expect.stringContaining('takes too long to read') })
})

test('work that others keep from the processor is done', async () => {
  const program = `
    import { writeSync } from 'node:fs'
    const { bounded } = await import(${JSON.stringify(join(import.meta.dirname, 'bounded.ts'))})
    const read = bounded('x'.repeat(5_000), () => {
      writeSync(1, 'begun ')
      const { user } = process.cpuUsage()
      while (process.cpuUsage().user - user < 200_000);
      return 'read'
    })
    writeSync(1, JSON.stringify(read))
  `
  const child = spawn(process.execPath, ['--input-type=module', '-e', program], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  let said = ''
  child.stdout.on('data', (data) => (said += data))
  await once(child.stdout, 'data')
  child.kill('SIGSTOP')
  await new Promise((resolve) => setTimeout(resolve, 2_500))
  child.kill('SIGCONT')
  await once(child, 'close')
  expect(said).toMatch(/\{"done":"read"\}$/)
})
