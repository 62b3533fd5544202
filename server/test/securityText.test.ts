// Where whoever finds a hole writes: in the form of RFC 9116, where the owner has said it.

import { afterEach, expect, test } from 'vitest'
import { openHours, type Rig, startRig } from './rig.ts'

let rig: Rig
afterEach(() => rig.stop())
const text = async () => fetch(`${rig.url}/.well-known/security.txt`)

test('it says whom to write to, and holds for half a year', async () => {
  rig = await startRig()
  const response = await text()
  expect(response.headers.get('content-type')).toBe('text/plain; charset=utf-8')
  const fields = Object.fromEntries(
    (await response.text())
      .trim()
      .split('\n')
      .map((line) => line.split(/: (.*)/, 2)),
  )
  expect(fields).toEqual({
    Contact: 'mailto:security@oxzino.example',
    Expires: '2027-05-24T00:00:00Z',
    'Preferred-Languages': 'el, en',
    Canonical: `${rig.config.url}/.well-known/security.txt`,
  })
})

test('where the owner says nothing there is none', async () => {
  rig = await startRig(openHours, { securityContact: null })
  expect((await text()).status).toBe(404)
})
