// An agent closes early, stays longer or takes a break: everybody is told, and it ends by itself.

import type { Socket } from 'socket.io-client'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { sentence, status } from '../../widget/hours.ts'
import { hoursEl } from '../../widget/strings/hours.el.ts'
import type { Availability, SiteHours } from '../protocol/hours.ts'
import { agent, colleague, form, next, type Rig, startRig, until } from './rig.ts'

let rig: Rig
let desk: Socket
let cookie: string
/** Each test has a day of its own, with an open one after it. */
const days = [
  '2026-11-25',
  '2026-12-01',
  '2026-12-02',
  '2026-12-03',
  '2026-12-08',
  '2026-12-09',
  '2026-12-10',
  '2026-12-14',
  '2026-12-15',
  '2026-12-16',
]
let day = -1
/** An instant of that day, or of the next. */
const at = (time: string, ahead = 0) => Date.parse(`${days[day]}T${time}+02:00`) + ahead * 86_400_000

beforeAll(async () => {
  rig = await startRig()
  cookie = (await rig.signIn()).cookie
  desk = rig.agent(cookie)
  await next(desk, 'hours')
})
beforeEach(() => {
  day++
  rig.clock.now = at('12:00')
})
afterAll(() => rig.stop())

const say = (asked: object, socket = desk): Promise<{ ok: boolean; error?: string; hours: SiteHours }> =>
  socket.emitWithAck('hours:override', { site: 'oxzino', ...asked })
const ask = async () => (await (await fetch(`${rig.url}/availability/oxzino`)).json()) as Availability
/** What a visitor reads at a time of the day. */
const reads = ({ windows, override, zone }: Availability, time: string, ahead = 0) =>
  sentence(status(windows, at(time, ahead), override), at(time, ahead), zone, 'el', hoursEl)
/** The next word that something was said of the hours. */
const hears = <T extends { override: object | null }>(socket: Socket, event: string): Promise<T> =>
  new Promise((resolve) => {
    const listen = (told: T) => {
      if (!told.override) return
      socket.off(event, listen)
      resolve(told)
    }
    socket.on(event, listen)
  })

test('closing early is told at once to visitors and agents, and the next morning is as usual', async () => {
  const visitor = rig.visitor()
  await next(visitor, 'connect')
  const other = rig.agent((await rig.signIn(colleague)).cookie)
  await next(other, 'hours')
  const told = Promise.all([hears<Availability>(visitor, 'availability'), hears<SiteHours>(other, 'hours')])
  const { ok, hours } = await say({ kind: 'closed' })
  expect([ok, hours.override]).toEqual([
    true,
    { kind: 'closed', until: at('18:00'), by: expect.objectContaining({ name: agent.name }) },
  ])
  const [pushed, colleagues] = await told
  expect(colleagues).toEqual(hours)
  const asked = await ask()
  expect(asked.windows).toEqual(pushed.windows)
  expect(asked.override).toEqual({ kind: 'closed', until: at('18:00') })
  expect(reads(asked, '12:00')).toBe('Κλείσαμε νωρίτερα. Ανοίγουμε αύριο στις 9:00')
  expect(reads(asked, '18:00')).toBe('Ανοίγουμε αύριο στις 9:00')
  expect(reads(asked, '09:00', 1)).toBe('Είμαστε εδώ έως τις 18:00')
})

test('a break is away until its end, and takes no longer', async () => {
  await say({ kind: 'away', until: at('12:30') })
  const asked = await ask()
  expect(reads(asked, '12:10')).toBe('Λείπουμε για λίγο. Επιστρέφουμε σήμερα στις 12:30')
  expect(reads(asked, '12:30')).toBe('Είμαστε εδώ έως τις 18:00')
  rig.clock.now = at('12:31')
  expect((await ask()).override).toBeNull()
})

test('staying longer moves closing time, a break in it keeps it, and closing early ends it', async () => {
  await say({ kind: 'open', until: at('20:00') })
  expect(reads(await ask(), '17:00')).toBe('Είμαστε εδώ έως τις 20:00')
  rig.clock.now = at('18:30')
  expect((await say({ kind: 'away', until: at('18:45') })).ok).toBe(true)
  expect(reads(await ask(), '18:40')).toBe('Λείπουμε για λίγο. Επιστρέφουμε σήμερα στις 18:45')
  expect(reads(await ask(), '18:50')).toBe('Είμαστε εδώ έως τις 20:00')
  rig.clock.now = at('19:00')
  expect((await say({ kind: 'closed' })).hours.override).toMatchObject({ kind: 'closed', until: at('20:00') })
  expect(reads(await ask(), '19:00')).toBe('Κλείσαμε νωρίτερα. Ανοίγουμε αύριο στις 9:00')
})

test('who opens on a closed evening is there until then, and never past the next opening', async () => {
  rig.clock.now = at('20:00')
  expect((await say({ kind: 'open', until: at('11:00', 1) })).hours.override).toMatchObject({
    kind: 'open',
    until: at('09:00', 1),
  })
  expect(status((await ask()).windows, at('21:00'))).toMatchObject({ open: true, changesAt: at('18:00', 1) })
})

test('the usual hours can be put back, and what was said stays said of its time', async () => {
  const before = (await ask()).windows
  await say({ kind: 'closed' })
  rig.clock.now = at('12:20')
  expect((await say({ kind: 'usual' })).hours.override).toBeNull()
  const { windows, override } = await ask()
  expect(override).toBeNull()
  const today = before.findIndex(([from]) => from === at('09:00'))
  expect(windows).toEqual(before.toSpliced(today, 1, [at('09:00'), at('12:00')], [at('12:20'), at('18:00')]))
})

test('in the middle of a minute it holds since the minute began, so that a page whose clock lags reads it at once', async () => {
  rig.clock.now = at('12:00') + 31_500
  await say({ kind: 'closed' })
  expect(reads(await ask(), '12:00')).toBe('Κλείσαμε νωρίτερα. Ανοίγουμε αύριο στις 9:00')
  await say({ kind: 'usual' })
  expect(reads(await ask(), '12:00')).toBe('Είμαστε εδώ έως τις 18:00')
  await say({ kind: 'away', until: at('12:30') })
  expect(reads(await ask(), '12:00')).toBe('Λείπουμε για λίγο. Επιστρέφουμε σήμερα στις 12:30')
})

test('what was said survives a restart, and one who connects is told', async () => {
  const { hours } = await say({ kind: 'away', until: at('15:00') })
  await rig.restart()
  const again = rig.agent(cookie)
  expect(await next(again, 'hours')).toEqual(hours)
  expect((await ask()).override).toEqual({ kind: 'away', until: at('15:00') })
})

test('the confirmation of a request says that it was closed early', async () => {
  await say({ kind: 'closed' })
  await rig.post('/tickets/oxzino', form())
  const mail = await until(() =>
    rig.mailbox.mails.find(({ parsed }) => [parsed.to].flat()[0]?.text.includes('maria.k')),
  )
  expect(mail.parsed.text).toContain('Κλείσαμε νωρίτερα. Ανοίγουμε αύριο στις 9:00')
})

test('of two who close at the same moment one is told that it is closed', async () => {
  const other = rig.agent((await rig.signIn(colleague)).cookie)
  await next(other, 'hours')
  const answers = await Promise.all([say({ kind: 'closed' }), say({ kind: 'closed' }, other)])
  expect(answers.map(({ error }) => error).toSorted()).toEqual(['already-closed', undefined])
})

test.each<[string, string, [kind: string, until?: string], string]>([
  ['a break after closing time', '20:00', ['away', '20:30'], 'already-closed'],
  ['closing what is closed', '20:00', ['closed'], 'already-closed'],
  ['a break that ends after closing time', '17:00', ['away', '18:30'], 'past-closing'],
  ['staying for as long as it is open anyway', '12:00', ['open', '17:00'], 'already-open'],
  ['a time that has passed', '12:00', ['away', '11:00'], 'not-ahead'],
  ['a break without an end', '12:00', ['away'], 'malformed'],
  ['a word that is none', '12:00', ['sleep'], 'malformed'],
])('%s is refused', async (_, time, [kind, end], error) => {
  day = days.length - 1
  rig.clock.now = at(time)
  expect(await say({ kind, ...(end && { until: at(end) }) })).toEqual({ ok: false, error })
  expect((await ask()).override).toBeNull()
})

test('a time after more than a day, and a site that is not ours, are refused', async () => {
  day = days.length - 1
  rig.clock.now = at('12:00')
  expect(await say({ kind: 'open', until: at('12:01', 1) })).toEqual({ ok: false, error: 'not-ahead' })
  expect(await say({ kind: 'closed', site: 'nowhere' })).toEqual({ ok: false, error: 'unknown-site' })
})

test('what another node has written is told here within a heartbeat', { timeout: 30_000 }, async () => {
  day = days.length - 1
  rig.clock.now = at('12:00')
  const told = hears<SiteHours>(desk, 'hours')
  await rig.store.write(function* () {
    yield* rig.store.queries.addOverride({
      site: 'oxzino',
      kind: 'closed',
      from: at('12:00'),
      until: at('18:00'),
      by: { id: 'x', name: 'Δέσποινα' },
    })
  })
  expect((await told).override).toEqual({ kind: 'closed', until: at('18:00'), by: { id: 'x', name: 'Δέσποινα' } })
})
