// What a panel is told of the hours: the chat's, the phone's and the mailbox's.

import { join } from 'node:path'
import { expect, test } from 'vitest'
import { forever, status } from '../../widget/hours.ts'
import { hoursSchema } from '../hours/schema.ts'
import { channelsOf, channelsSchema } from '../hours/channels.ts'
import { readConfig } from '../config/config.ts'
import type { Availability } from '../protocol/hours.ts'
import { evening, startRig } from './rig.ts'

const week = (...spans: string[]) => Object.fromEntries(['mon', 'tue', 'wed', 'thu', 'fri'].map((key) => [key, spans]))
const hours = hoursSchema.parse({
  timezone: 'Europe/Athens',
  weekly: week('09:00-18:00'),
  exceptions: { '2026-11-25': ['09:00-21:00'] },
})
const channels = channelsOf(
  channelsSchema.parse({
    phone: { number: '+302100000001', shown: '210 000 0001', hours: { weekly: week('09:00-17:00'), exceptions: {} } },
    email: { address: 'support@oxzino.example' },
  }),
  hours,
)

test('each channel comes with its own windows and answer time, the same all day', async () => {
  const site = readConfig(join(import.meta.dirname, '../../demo/site'), {}).sites.get('oxzino')!
  const rig = await startRig(evening, { sites: new Map([['oxzino', { ...site, hours, channels }]]) })
  const ask = async () => {
    const response = await fetch(`${rig.url}/availability/oxzino`)
    return { etag: response.headers.get('etag'), body: (await response.json()) as Availability }
  }
  const { body, etag } = await ask()
  expect(status(body.windows, evening)).toEqual({ open: true, changesAt: Date.parse('2026-11-25T21:00+02:00') })
  const [phone, email] = body.channels
  expect(phone).toMatchObject({
    kind: 'phone',
    to: '+302100000001',
    shown: '210 000 0001',
    zone: 'Europe/Athens',
    answer: null,
  })
  expect(status(phone!.windows, evening)).toEqual({ open: false, changesAt: Date.parse('2026-11-26T09:00+02:00') })
  expect(email).toMatchObject({ kind: 'email', to: 'support@oxzino.example', answer: site.plans[0]!.email })
  expect(email!.windows.at(-1)![1]).toBe(forever)
  rig.clock.now += 3 * 3_600_000
  expect((await ask()).etag).toBe(etag)
  await rig.stop()
})

test('a request whose time counts by day only is promised with the closed hours in it', async () => {
  const site = readConfig(join(import.meta.dirname, '../../demo/site'), {}).sites.get('oxzino')!
  const rig = await startRig(evening, {
    sites: new Map([['oxzino', { ...site, answerHours: { ...site.answerHours, ticket: site.hours } }]]),
  })
  const { answers } = (await (await fetch(`${rig.url}/availability/oxzino`)).json()) as Availability
  // 48 hours of nine a day: five days, and three hours of a sixth.
  expect(evening + answers.ticket).toBe(Date.parse('2026-12-03T12:00+02:00'))
  await rig.stop()
})

test.each([
  ['Europe/Kyiv', 'Europe/Kiev'],
  ['Asia/Kolkata', 'Asia/Calcutta'],
  ['America/Nuuk', 'America/Godthab'],
  ['Europe/Athens', 'Europe/Athens'],
])('hours of %s are told as of %s, which every browser knows', async (timezone, told) => {
  const site = readConfig(join(import.meta.dirname, '../../demo/site'), {}).sites.get('oxzino')!
  const there = hoursSchema.parse({ timezone, weekly: week('09:00-18:00') })
  const rig = await startRig(evening, {
    sites: new Map([['oxzino', { ...site, hours: there, channels: channelsOf(channelsSchema.parse({}), there) }]]),
  })
  const { zone } = (await (await fetch(`${rig.url}/availability/oxzino`)).json()) as Availability
  expect(zone).toBe(told)
  await rig.stop()
})
