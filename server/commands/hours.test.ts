// `rotame hours`, as an owner and as another program meets it.

import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { afterAll, expect, test } from 'vitest'
import { readConfig } from '../config/config.ts'
import { ConfigError } from '../config/problem.ts'
import { type Asked, readHours, runHours } from './hours.ts'

const now = Date.parse('2026-11-25T12:00+02:00')
const demo = join(import.meta.dirname, '../../demo/site')
const folder = mkdtempSync(join(tmpdir(), 'rotame-hours-'))
afterAll(() => rmSync(folder, { recursive: true }))

async function run(asked: Asked, input = '', from = demo) {
  const out: string[] = []
  const err: string[] = []
  const code = await runHours(from, asked, now, {
    input: Readable.from([input]),
    out: (line) => out.push(line),
    err: (line) => err.push(line),
  })
  return { code, out, err }
}

/** A file with a block of hours. */
function fileWith(text: string, name = 'hours.yaml'): string {
  const file = join(folder, name)
  writeFileSync(file, text)
  return file
}

const office = `timezone: Europe/Athens
weekly: { mon: ["09:00-18:00"], tue: ["09:00-18:00"], wed: ["09:00-18:00"], thu: ["09:00-18:00"], fri: ["09:00-18:00"] }
holidays: { country: GR }
exceptions: { "2026-12-24": ["09:00-13:00"], "2026-12-25": ["10:00-11:00"], "2026-12-27": [] }
`

test('an owner sees 12 months of holidays and exceptions by name, with what may be moved', async () => {
  const { code, out } = await run({})
  expect(code).toBe(0)
  expect(out[0]!.split('\n')).toEqual([
    'OX Zino · Europe/Athens · public holidays of GR · 12 months from 2026-11-25',
    '2026-12-24  Thu  09:00-13:00  exception',
    '2026-12-25  Fri  closed       Χριστούγεννα · Christmas Day',
    '2026-12-26  Sat  closed       Σύναξη της Θεοτόκου · Synaxis of the Mother of God · a closed day anyway',
    '2026-12-31  Thu  closed       exception',
    "2027-01-01  Fri  closed       Πρωτοχρονιά · New Year's Day",
    '2027-01-06  Wed  closed       Θεοφάνεια · Epiphany',
    '2027-03-15  Mon  closed       Καθαρά Δευτέρα · Clean Monday · by custom: a company may open',
    expect.stringContaining('2027-03-25  Thu  closed'),
    '2027-04-30  Fri  closed       Μεγάλη Παρασκευή · Good Friday · by custom: a company may open',
    '2027-05-01  Sat  closed       Εργατική Πρωτομαγιά · Labour Day · a closed day anyway · may be moved: it falls in Holy Week or at Easter',
    '2027-05-02  Sun  closed       Πάσχα · Easter Sunday · a closed day anyway',
    '2027-05-03  Mon  closed       Δευτέρα του Πάσχα · Easter Monday',
    expect.stringContaining('2027-06-20  Sun'),
    '2027-06-21  Mon  closed       Αγίου Πνεύματος · Holy Spirit Monday · by custom: a company may open',
    '2027-08-15  Sun  closed       Κοίμηση της Θεοτόκου · Dormition of the Mother of God · a closed day anyway',
    expect.stringContaining('2027-10-28  Thu  closed       Επέτειος του Όχι'),
    'What may be moved stands where the law has it; when the government moves it, write both days under exceptions.',
    'If you open on a day by custom, write it under exceptions: { "2027-03-15": ["09:00-17:00"] }.',
    'The holidays of GR were compared with a second source for 2026 and 2027; for other years, check them.',
  ])
})

test.each([
  ['GR', 'The holidays of GR were compared with a second source for 2026 and 2027; for other years, check them.'],
  ['HU', 'The holidays of HU were compared with a second source for 2026; for other years, check them.'],
  [
    'GB, region: SCT',
    'The holidays of GB were compared with a second source for 2026 and 2027; for other years, check them.',
  ],
  [
    'GB',
    'The holidays of GB were compared with a second source for 2026 and 2027. Its regions have others of their own: write yours, as in holidays: { country, region }.',
  ],
  [
    'DE, region: BY',
    'The holidays of DE were compared with a second source for 2026 and 2027, but not those of BY alone: check them, and write what differs under exceptions.',
  ],
  [
    'UA',
    'The holidays of UA were not compared with a second source: check them, and write what differs under exceptions.',
  ],
])('an owner reads whether the holidays of %s were compared with a second source', async (place, words) => {
  const { out } = await run({ hours: fileWith(`timezone: UTC\nweekly: {}\nholidays: { country: ${place} }\n`) })
  expect(out[0]!.split('\n').at(-1)).toBe(words)
})

test('nothing is said of a second source where there are no holidays', async () => {
  const { out } = await run({ hours: fileWith('timezone: UTC\nweekly: {}\nexceptions: { "2026-12-24": [] }\n') })
  expect(out[0]).toContain('2026-12-24')
  expect(out[0]).not.toContain('source')
})

test('a day by custom is one no more where the week or an exception says something else', async () => {
  const { out } = await run({
    hours: fileWith(`timezone: Europe/Athens
weekly: { tue: ["09:00-18:00"], fri: ["09:00-18:00"] }
holidays: { country: GR }
exceptions: { "2027-04-30": ["09:00-17:00"] }
`),
  })
  expect(out[0]).toMatch(/^2027-03-15 .* Clean Monday · a closed day anyway$/m)
  expect(out[0]).toMatch(/^2027-04-30 .* Good Friday · exception$/m)
  expect(out[0]).not.toContain('by custom')
})

test('an exception on a holiday holds, and one on a closed day is said to be one', async () => {
  const { out } = await run({ hours: fileWith(office) })
  expect(out[0]).toContain('2026-12-25  Fri  10:00-11:00  Χριστούγεννα · Christmas Day · exception\n')
  expect(out[0]).toContain('2026-12-27  Sun  closed       exception · a closed day anyway\n')
})

test('an owner reads what a visitor reads at an instant, here and elsewhere', async () => {
  const { out } = await run({ at: '2026-11-24T20:00+02:00', zone: 'Europe/Rome' })
  expect(out[0]!.split('\n').slice(0, 4)).toEqual([
    'OX Zino · Tuesday 24 November, 20:00 Europe/Athens · Tuesday 24 November, 19:00 Europe/Rome',
    '  el  Ανοίγουμε αύριο στις 9:00 (8:00 δική σας ώρα)',
    '  de  Wir öffnen morgen um 9:00 Uhr (8:00 Ihrer Zeit)',
    '  en  We open tomorrow at 9:00 (8:00 your time)',
  ])
})

test('each instant on standard input is answered by a line of JSON', async () => {
  const lines = ['2026-11-24T10:00:00+02:00', '2026-11-24T20:00:00.5Z', '2026-12-25T08:30Z', '2026-04-09T20:00+03:00']
  const { code, out, err } = await run({ hours: fileWith(office), stdin: true }, lines.join('\r\n'))
  expect([code, err]).toEqual([0, []])
  expect(out).toEqual([
    '{"at":"2026-11-24T10:00:00+02:00","open":true,"changesAt":"2026-11-24T16:00:00Z"}',
    '{"at":"2026-11-24T20:00:00.5Z","open":false,"changesAt":"2026-11-25T07:00:00Z"}',
    '{"at":"2026-12-25T08:30Z","open":true,"changesAt":"2026-12-25T09:00:00Z"}',
    '{"at":"2026-04-09T20:00+03:00","open":false,"changesAt":"2026-04-14T06:00:00Z"}',
  ])
})

test('a line that is no instant is named by its number, and the others are answered', async () => {
  const { code, out, err } = await run(
    { hours: fileWith(office), stdin: true },
    '2026-11-24T10:00Z\n\nsoon\n2026-11-24T10:00\n2026-11-24T11:00Z\n',
  )
  expect(code).toBe(1)
  expect(out).toHaveLength(2)
  expect(err).toEqual([
    expect.stringMatching(/^line 3: "soon" is no instant; write /),
    expect.stringMatching(/^line 4: "2026-11-24T10:00" is no instant/),
  ])
})

test('what never changes says null', async () => {
  const week = JSON.stringify(
    Object.fromEntries(['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'].map((key) => [key, ['00:00-24:00']])),
  )
  const always = fileWith(`{"timezone": "UTC", "weekly": ${week}}`, 'always.json')
  const never = fileWith('{"hours": {\n\t"timezone": "UTC",\n\t"weekly": {}\n}}', 'never.json')
  expect((await run({ hours: always, stdin: true }, '2026-11-24T10:00Z')).out).toEqual([
    '{"at":"2026-11-24T10:00Z","open":true,"changesAt":null}',
  ])
  expect((await run({ hours: never, stdin: true }, '2026-11-24T10:00Z')).out).toEqual([
    '{"at":"2026-11-24T10:00Z","open":false,"changesAt":null}',
  ])
})

test.each<[string, Asked, string]>([
  ['an instant without an offset', { at: '2026-11-24T10:00' }, '2026-11-25T20:00+02:00'],
  ['two questions at once', { at: '2026-11-24T10:00Z', stdin: true }, 'give one of them'],
  ['an unknown zone', { at: '2026-11-24T10:00Z', zone: 'Mars' }, 'Asia/Tokyo'],
  ['an unknown site', { site: 'nowhere' }, 'no site of this name'],
])('%s cannot be answered', async (_, asked, advice) => {
  const { code, out, err } = await run(asked)
  expect([code, out]).toEqual([2, []])
  expect(err[0]).toContain(advice)
})

test('a file that is not there is said to be missing', async () => {
  await expect(run({ hours: join(folder, 'none.yaml') })).rejects.toThrow(ConfigError)
})

test.each([
  ['an unknown zone', 'timezone: Europe/Athen\nweekly: {}', 1, 'timezone: write an IANA time zone, like Europe/Athens'],
  ['a city', 'timezone: Berlin\nweekly: {}', 1, 'like Europe/Berlin'],
  ['a short window', 'timezone: UTC\nweekly:\n  mon: ["9-18"]', 3, 'weekly.mon.0: write it as "09:00-18:00"'],
  [
    'a dash from a word processor',
    'timezone: UTC\nweekly:\n  mon:\n    - "09:00-12:00"\n    - 13.30 – 18:00',
    5,
    'write it as "13:30-18:00"',
  ],
  [
    'an hour that no clock shows',
    'timezone: UTC\nweekly:\n  mon: ["10:00-25:00"]',
    3,
    'write a window like "09:00-18:00"; an end of "24:00" is allowed',
  ],
  ['24:00 as a start', 'timezone: UTC\nweekly:\n  mon: ["24:00-06:00"]', 3, 'write a window like "09:00-18:00"'],
  [
    'a window outside a list',
    'timezone: UTC\nweekly:\n  tue: 09:00-18:00',
    3,
    'weekly.tue: write a list of windows, like ["09:00-13:00", "14:00-18:00"], or [] for a closed day',
  ],
  [
    'an unknown day',
    'timezone: UTC\nweekly:\n  tue: []\n  wend: []',
    4,
    'nothing here is called wend; did you mean wed',
  ],
  ['no week', 'timezone: UTC', 1, 'weekly: is missing; write its keys below it'],
  [
    'a date that does not exist',
    'timezone: UTC\nweekly: {}\nexceptions:\n  2026-02-30: []',
    4,
    'write a date like "2026-12-24"',
  ],
  [
    'a word for a closed day',
    'timezone: UTC\nweekly: {}\nexceptions:\n  "2026-12-24": closed',
    4,
    'or [] for a closed day',
  ],
  [
    'a country by name',
    'timezone: UTC\nweekly: {}\nholidays:\n  country: Greece',
    4,
    'holidays.country: write GR for Greece',
  ],
  ['a country in small letters', 'timezone: UTC\nweekly: {}\nholidays:\n  country: gr', 4, 'write GR'],
  [
    'no country at all',
    'timezone: UTC\nweekly: {}\nholidays:\n  country: constructor',
    4,
    'write the two-letter code of a country, like GR',
  ],
  [
    'a region of another country',
    'timezone: UTC\nweekly: {}\nholidays:\n  country: DE\n  region: XX',
    5,
    'leave it out, or write one of BB, BE, BW, BY',
  ],
  [
    'a key of something else',
    'hours:\n  timezone: UTC\n  weekly: {}\n  closed: []',
    4,
    'nothing here is called closed',
  ],
])('%s is refused at its line, with what to write instead', (_, text, line, advice) => {
  const { hours, problems } = readHours(text, 'hours.yaml')
  expect(hours).toBeNull()
  expect(problems).toHaveLength(1)
  expect(problems[0]!.line).toBe(line)
  expect(problems[0]!.message).toContain(advice)
})

const withChannels = (channels: string) => `sites:
  shop:
    name: Shop
    origins: ["https://shop.example"]
    locales: [el]
    articles: ./faq
    hours:
      timezone: Europe/Athens
      weekly: { thu: ["09:00-18:00"], fri: ["09:00-18:00"] }
      exceptions: { "2026-12-24": ["09:00-13:00"] }
    channels:
${channels}`

function siteWith(channels: string): string {
  const site = mkdtempSync(join(folder, 'site-'))
  mkdirSync(join(site, 'faq'))
  writeFileSync(join(site, 'rotame.yaml'), withChannels(channels))
  return site
}

test('phone and e-mail have their own hours; what they leave out is the site’s, and mail is open always', async () => {
  const site =
    siteWith(`      phone: { number: "+302100000001", shown: 210 000 0001, hours: { weekly: { thu: ["09:00-17:00"] } } }
      email: { address: help@shop.example }`)
  const said = async (at: string) =>
    (await run({ at }, '', site)).out[0]!.split('\n').filter((line) => !/^ {2}(el|de)/.test(line))
  expect(await said('2026-11-26T17:30+02:00')).toEqual([
    'Shop · Thursday 26 November, 17:30 Europe/Athens',
    '  en  We’re here until 18:00',
    'phone 210 000 0001 · Thursday 26 November, 17:30 Europe/Athens',
    '  en  We open on Thursday 3 December at 9:00',
    'email help@shop.example · Thursday 26 November, 17:30 Europe/Athens',
    '  en  We’re here around the clock',
  ])
  expect((await said('2026-12-24T12:00+02:00'))[3]).toBe('  en  We’re here until 13:00')
})

test.each([
  [
    'a number without its country',
    '      phone: { number: 210 000 0001 }',
    'sites.shop.channels.phone.number: write the number as it is dialled from abroad, like "+302100000001"',
  ],
  [
    'an address without a host',
    '      email: { address: help }',
    'sites.shop.channels.email.address: write an address like support@example.com',
  ],
  ['a channel that there is not', '      fax: {}', 'sites.shop.channels.fax: nothing here is called fax'],
])('%s is refused', (_, channels, message) => {
  expect(() => readConfig(siteWith(channels), {})).toThrow(`rotame.yaml:12: ${message}`)
})
