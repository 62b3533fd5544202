// The history that the demo begins with: whole, the same every time, in the hours of the company, and nothing goes out.

import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pino } from 'pino'
import { afterAll, expect, test } from 'vitest'
import { isOpen } from '../../server/hours/calendar.ts'
import { readConfig } from '../../server/config/config.ts'
import { openFile } from '../../server/test/sqlite.ts'
import { openAccounts } from '../accounts.ts'
import { agents } from '../demo.ts'
import { writeHistory } from './history.ts'

const now = Date.parse('2026-11-25T12:00+02:00')
const folder = mkdtempSync(join(tmpdir(), 'rotame-history-'))
afterAll(() => rmSync(folder, { recursive: true }))

async function made(name: string) {
  const data = join(folder, name)
  const config = readConfig(join(import.meta.dirname, '../site'), { ROTAME_DATA: data, SMTP_URL: 'smtp://127.0.0.1:9' })
  const site = config.sites.get('oxzino')!
  site.identity = openAccounts('oxzino').key
  site.mail!.inbound = {
    imap: null,
    secret: 's'.repeat(40),
    authserv: 'mx.oxzino.example',
    plus: true,
    strangers: 'request',
  }
  await writeHistory(config, agents, { clock: () => now, log: pino({ level: 'silent' }), dist: '' })
  const file = openFile(join(data, 'rotame.sqlite'), { readonly: true })
  const all = (sql: string) => file.prepare(sql).all() as Record<string, number & string>[]
  return { site, all, one: (sql: string): number => all(sql)[0]!['n']! }
}

test('two months of conversations, the same every time', async () => {
  const { site, all, one } = await made('first')
  expect(one('select count(*) as n from conversation')).toBeGreaterThan(250)
  expect(one(`select count(*) as n from conversation where state = 'open'`)).toBeGreaterThan(8)
  // By construction: no gap in what was said, each number of a change once, all of it found.
  expect(
    one(
      'select count(*) as n from conversation as c where lastSeq <> (select count(*) from message where conversation = c.key)',
    ),
  ).toBe(0)
  expect(one('select count(*) - count(distinct revision) as n from conversation')).toBe(0)
  expect(one('select count(*) as n from message')).toBe(
    one(
      `select count(*) + (select count(*) from message where author = 'system') as n from entry where kind = 'message'`,
    ),
  )
  // Agents answer in the hours of the company; nobody writes in what is yet to come.
  const said = all(`select at from message where author = 'agent'`)
  expect(said.filter(({ at }) => !isOpen(site.hours, at! - 60_000))).toEqual([])
  expect(one('select max(at) as n from message')).toBeLessThanOrEqual(now)
  // The doors were opened then too, and not in 1970.
  expect(one('select min(at) as n from audit')).toBeGreaterThanOrEqual(now - 60 * 86_400_000)
  // Nothing is left to go out, by mail or because somebody was not told.
  expect(one(`select count(*) as n from mail where sentAt is null or subject = ''`)).toBe(0)
  const late = `dueAt < ${now} and overdueAt is null and not (target = 'chat' and assignee is not null)`
  expect(one(`select count(*) as n from conversation where ${late}`)).toBe(0)
  for (const kind of ['mergedInto', 'spamAt', 'snoozedAt', 'overdueAt', 'tags'])
    expect(one(`select count(*) as n from conversation where ${kind} is not null`), kind).toBeGreaterThan(0)
  expect(one('select count(*) as n from note')).toBeGreaterThan(10)
  expect(one("select count(*) as n from rating where comment <> ''")).toBeGreaterThan(10)
  const texts = `select group_concat(text, '|') as texts from message where author = 'visitor' group by conversation`
  const talks = all(texts).map(({ texts: each }) => each)
  expect(new Set(talks).size).toBeGreaterThan(talks.length * 0.95)
  const same = 'select text, at from message order by conversation, seq'
  const again = await made('second')
  expect(again.all(same)).toEqual(all(same))
  expect(again.all('select reference from ticket')).toEqual(all('select reference from ticket'))
}, 120_000)
