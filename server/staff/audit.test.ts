// Who is at the command line, by what the machine knows of them.

import { expect, test } from 'vitest'
import { machineUser } from './audit.ts'

test('who runs it without a name on the machine is called by a number', () => {
  expect(
    machineUser(() => {
      throw Object.assign(new Error('uv_os_get_passwd returned ENOENT'), { code: 'ERR_SYSTEM_ERROR' })
    }),
  ).toBe(`uid ${process.getuid!()}`)
})
