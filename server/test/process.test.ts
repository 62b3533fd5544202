// `rotame` as a process of its own: what it says when it cannot start, and how it ends.

import Sqlite from 'better-sqlite3-multiple-ciphers'
import type { ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { type AddressInfo, createServer, type Server, type Socket as Connection } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { io } from 'socket.io-client'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { demoSite as demo, rotame as startRotame } from './child.ts'
import { freePort } from './ports.ts'
import { form, newSecret, next, origin, until } from './rig.ts'
import { openFile } from './sqlite.ts'

const folder = mkdtempSync(join(tmpdir(), 'rotame-process-'))
const children: ChildProcess[] = []
beforeAll(() => {
  writeFileSync(join(folder, 'file'), '')
  mkdirSync(join(folder, 'newer'))
  const newer = new Sqlite(join(folder, 'newer/rotame.sqlite'))
  newer.exec(
    `create table kysely_migration (name text, timestamp text); insert into kysely_migration values ('999-tomorrow', '')`,
  )
  newer.close()
  const mend = join(folder, 'mend')
  mkdirSync(join(mend, 'faq/en/account'), { recursive: true })
  const hours = 'hours: { timezone: Europe/Athens, weekly: {} }'
  writeFileSync(
    join(mend, 'rotame.yaml'),
    `sites:\n  shop: { name: Shop, origins: ["https://shop.example"], locales: [en], articles: faq, ${hours} }\n`,
  )
  writeFileSync(join(mend, 'faq/en/account/_category.md'), '---\ntitle: Account\n---\n')
  writeFileSync(join(mend, 'faq/en/account/map.md'), '---\nquestion: Where?\n---\nCall [phone].\n')
})
afterAll(() => {
  for (const child of children) if (child.exitCode === null) child.kill('SIGKILL')
  rmSync(folder, { recursive: true })
})

function rotame(args: string[], env: Record<string, string> = {}) {
  const child = startRotame(args, { cwd: folder, env: { ROTAME_DATA: join(folder, 'data'), ...env } })
  children.push(child)
  const said = { out: '', err: '' }
  child.stdout.on('data', (chunk: Buffer) => (said.out += chunk.toString()))
  child.stderr.on('data', (chunk: Buffer) => (said.err += chunk.toString()))
  return { child, said }
}

async function run(args: string[], env?: Record<string, string>, input = '') {
  const { child, said } = rotame(args, env)
  child.stdin.end(input)
  const [code] = (await once(child, 'close')) as [number]
  return { code, ...said }
}

async function listen(server: Server): Promise<number> {
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return (server.address() as AddressInfo).port
}

// A dozen processes on two cores: none is slow, all at once they may be.
describe.concurrent('what cannot start', { timeout: 60_000 }, () => {
  // Where nobody, not even root, can make a folder.
  const unwritable = [join(folder, 'file/data'), ...(existsSync('/proc/self') ? ['/proc/rotame'] : [])]
  test.each(unwritable)('a data folder in %s that cannot be written is said in one sentence', async (data) => {
    const sentence =
      /^(.*): the data folder cannot be written \([A-Z]+\); let this user write there, or name another folder with ROTAME_DATA\n$/
    const { code, err } = await run(['start', demo], { ROTAME_DATA: data })
    expect([code, sentence.exec(err)?.[1]]).toEqual([1, data])
  })

  test('a database that another program holds, or that is none, is said in one sentence', async () => {
    const data = join(folder, 'held')
    mkdirSync(data)
    const holder = new Sqlite(join(data, 'rotame.sqlite'))
    holder.exec('create table theirs (id integer)')
    holder.exec('BEGIN EXCLUSIVE')
    const held = await run(['start', demo], { ROTAME_DATA: data })
    holder.close()
    writeFileSync(join(data, 'rotame.sqlite'), 'no database '.repeat(1_000))
    const broken = await run(['start', demo], { ROTAME_DATA: data })
    expect([held.code, held.err]).toEqual([
      1,
      'rotame.sqlite in the data folder is held by another program; end that, or start again when it is done\n',
    ])
    expect([broken.code, broken.err]).toEqual([
      1,
      expect.stringMatching(
        /rotame\.sqlite does not open with the key [\da-f]{8} of \S+key\. It is encrypted with the key 6e6f2064, or broken/,
      ),
    ])
  })

  test('a port in use is said in one sentence', async () => {
    const server = createServer()
    const port = await listen(server)
    const { code, err } = await run(['start', demo], { PORT: String(port), ROTAME_DATA: join(folder, 'in-use') })
    server.close()
    expect([code, err]).toEqual([1, `PORT: ${port} is in use; end what uses it, or choose another with PORT\n`])
  })

  test('a rotame.yaml with errors is said in sentences with lines', async () => {
    const broken = join(folder, 'broken')
    cpSync(demo, broken, { recursive: true })
    const text = readFileSync(join(broken, 'rotame.yaml'), 'utf8')
    writeFileSync(
      join(broken, 'rotame.yaml'),
      text.replace('waitSeconds:', 'waitSecond:').replace('Europe/Athens', 'Europe/Atlantis'),
    )
    const lineOf = (found: string) => text.split('\n').findIndex((line) => line.includes(found)) + 1
    const { code, err } = await run(['start', broken])
    expect(code).toBe(1)
    expect(err.trim().split('\n')).toEqual([
      `rotame.yaml:${lineOf('timezone:')}: sites.oxzino.hours.timezone: write an IANA time zone, like Europe/Athens`,
      `rotame.yaml:${lineOf('waitSeconds:')}: sites.oxzino.waitSecond: nothing here is called waitSecond; did you mean waitSeconds`,
    ])
  })

  test.each([
    [
      'without a rotame.yaml',
      ['start', folder],
      {},
      1,
      'there is no such file; name the folder that has your rotame.yaml',
    ],
    [
      'on an address of another machine',
      ['start', demo],
      { PORT: '0', HOST: '192.0.2.1', ROTAME_DATA: join(folder, 'elsewhere') },
      1,
      'HOST: 192.0.2.1 is no address of this machine',
    ],
    ['without its programs', ['start', demo], { ROTAME_DIST: folder }, 1, 'not built yet; run: npm run build'],
    [
      'with an instant that is none',
      ['start', demo, '--at', 'tomorrow'],
      {},
      2,
      'write an instant like 2026-11-25T20:00+02:00',
    ],
    ['with an unknown option', ['start', demo, '--att', 'x'], {}, 2, "Unknown option '--att'"],
    [
      'with something to mend',
      ['check', join(folder, 'mend')],
      {},
      1,
      'account/map.md:4: [phone] is a placeholder; write what belongs there, or a {{variable}}, or \\[ if the bracket is meant\n1 to mend.\n',
    ],
    ['with an unknown command', ['strat'], {}, 2, 'there is no such command; did you mean start'],
    [
      'on a database of a newer version',
      ['start', demo],
      { ROTAME_DATA: join(folder, 'newer') },
      1,
      'The database was made by a newer version (999-tomorrow); start that version',
    ],
    [
      'on a PostgreSQL that is not there',
      ['start', demo],
      { DATABASE_URL: 'postgres://u:hidden@127.0.0.1:1/x', ROTAME_SECRET: 's'.repeat(32) },
      1,
      'DATABASE_URL: PostgreSQL cannot be reached (ECONNREFUSED)',
    ],
    [
      'an agent where nothing can be written',
      ['agent', 'add', 'a@b.example', '--name', 'Eleni', demo],
      { ROTAME_DATA: join(folder, 'file/data') },
      1,
      'the data folder cannot be written',
    ],
    [
      'an agent without a password',
      ['agent', 'add', 'a@b.example', '--name', 'Eleni', demo],
      { ROTAME_DATA: join(folder, 'agents') },
      1,
      'has 0 characters; give at least 10',
    ],
  ] as [string, string[], Record<string, string>, number, string][])(
    '%s it says so in a sentence',
    async (_, args, env, code, words) => {
      const ended = await run(args, env)
      expect(ended.out + ended.err).toContain(words)
      expect(ended.code).toBe(code)
      expect(ended.err).not.toContain('    at ')
    },
  )
})

describe('what has started', { timeout: 60_000 }, () => {
  /** Accepts connections and never says a word, as a broken mail server does. */
  const silent = createServer()
  const held: Connection[] = []
  silent.on('connection', (connection) => void held.push(connection))
  afterAll(() => {
    for (const connection of held) connection.destroy()
    silent.close()
  })

  test('at an instant given, the clock runs from there; SIGTERM ends it within 5 s and mail stays in its table', async () => {
    const data = join(folder, 'running')
    const port = await freePort()
    const smtp = await listen(silent)
    const at = '2026-11-25T20:00+02:00'
    const env = { PORT: String(port), ROTAME_DATA: data, SMTP_URL: `smtp://127.0.0.1:${smtp}` }
    const { child, said } = rotame(['start', demo, '--at', at], env)
    await until(() => said.out.includes('"listening"'))
    const url = `http://127.0.0.1:${port}`

    const availability = await fetch(`${url}/availability/oxzino`)
    const told = Number(availability.headers.get('rotame-time'))
    expect(told - Date.parse(at)).toBeGreaterThanOrEqual(0)
    expect(told - Date.parse(at)).toBeLessThan(20_000)
    const posted = await fetch(`${url}/tickets/oxzino`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', origin },
      body: JSON.stringify(form()),
    })
    const { ticket } = (await posted.json()) as { ticket: { answerBy: number; openedAt: number } }
    expect(ticket.answerBy - ticket.openedAt).toBe(48 * 3_600_000)
    expect(ticket.openedAt).toBeGreaterThanOrEqual(Date.parse(at))
    await until(() => held.length > 0)
    const visitor = io(`${url}/visitor`, {
      auth: { v: 1, site: 'oxzino', secret: newSecret(), locale: 'el' },
      extraHeaders: { origin },
      reconnection: false,
    })
    await next(visitor, 'connect')

    const gone = next(visitor, 'disconnect')
    const asked = Date.now()
    child.kill('SIGTERM')
    await gone
    const refused = await fetch(`${url}/health`).catch(() => null)
    expect(refused?.ok ?? false).toBe(false)
    const [code] = (await once(child, 'exit')) as [number]
    expect([code, said.err]).toEqual([0, ''])
    expect(Date.now() - asked).toBeLessThan(5_000)

    const store = openFile(join(data, 'rotame.sqlite'), { readonly: true })
    const mails = store.prepare('select "sentAt", "failedAt", "queuedAt" from mail').all() as {
      sentAt: null
      failedAt: null
      queuedAt: number
    }[]
    store.close()
    expect(mails.map(({ sentAt, failedAt }) => [sentAt, failedAt])).toEqual([
      [null, null],
      [null, null],
    ])
    // Mails keep real time, wherever the product's clock is.
    for (const { queuedAt } of mails) expect(Math.abs(queuedAt - asked)).toBeLessThan(60_000)
  })
})
