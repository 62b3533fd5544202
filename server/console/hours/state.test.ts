// A site's hours as the server tells them, and what an agent says of them for now.

import { expect, test } from 'vitest'
import { playLine, settled } from '../test/playedLine.ts'
import { Hours } from './state.ts'

const told = { site: 'oxzino', zone: 'Europe/Athens', windows: [{ from: 1_000, to: 2_000 }], override: null }
const away = { site: 'oxzino', kind: 'away', until: 5_000 } as const
const open = () => {
  const played = playLine()
  return { ...played, hours: new Hours(played.line) }
}

test('what is told of one site leaves another as it was', () => {
  const { hours, hear } = open()
  expect(hours.known.value.size).toBe(0)
  hear('hours', told)
  hear('hours', { ...told, site: 'other', zone: 'Europe/Rome' })
  hear('hours', { ...told, zone: 'Asia/Nicosia' })
  expect([...hours.known.value.values()].map(({ site, zone }) => [site, zone])).toEqual([
    ['oxzino', 'Asia/Nicosia'],
    ['other', 'Europe/Rome'],
  ])
})

test('what an agent says holds once the server has said so, and is seen at once', async () => {
  const { hours, hear, next } = open()
  hear('hours', told)
  const done = hours.override(away)
  expect([next('hours:override').payload, hours.known.value.get('oxzino')]).toEqual([away, told])
  const override = { kind: 'away', until: 5_000, by: { name: 'Ελένη' } }
  await next('hours:override').answer({ ok: true, hours: { ...told, override } })
  expect([await done, hours.known.value.get('oxzino')!.override]).toEqual([null, override])
})

test.each([
  ['past-closing', { ok: false, error: 'past-closing' }],
  ['failed', null],
])('what is not taken says why, %s, and changes nothing', async (why, answer) => {
  const { hours, hear, next } = open()
  hear('hours', told)
  const done = hours.override(away)
  await next('hours:override').answer(answer)
  expect([await done, hours.known.value.get('oxzino')]).toEqual([why, told])
})

test('what has ended hears nothing, with the line at the latest', async () => {
  const { hours, line, hear, listening } = open()
  expect(listening()).toBe(1)
  hours.destroy()
  expect(listening()).toBe(0)
  hear('hours', told)
  expect(hours.known.value.size).toBe(0)
  const others = new Hours(line)
  line.life.end()
  hear('hours', told)
  expect(others.known.value.size).toBe(0)
  await settled()
  expect(listening()).toBe(0)
})
