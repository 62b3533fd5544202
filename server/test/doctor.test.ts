// `rotame doctor` against real servers: what is well, what is to be mended, and what cannot be known from here.

import { createServer, type IncomingMessage, type RequestListener } from 'node:http'
import { once } from 'node:events'
import { copyFileSync, mkdtempSync, renameSync, rmSync } from 'node:fs'
import { connect, type AddressInfo } from 'node:net'
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest'
import { readConfig } from '../config/config.ts'
import { checkAtRest } from '../doctor/atRest.ts'
import { runDoctor } from '../doctor/doctor.ts'
import { checkPromised } from '../doctor/promised.ts'
import { checkDomains } from '../doctor/domain.ts'
import { lacks, policiesOf } from '../doctor/policy.ts'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { type Key, newKeyText, noKeys, readKey } from '../key.ts'
import { inboundSites, postMail } from './mails.ts'
import { freePort } from './ports.ts'
import { evening, type Rig, startRig, until } from './rig.ts'
import { startSmtp } from './smtp.ts'

async function serve(listener: RequestListener) {
  const server = createServer(listener)
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  onTestFinished(() => void (server.close(), server.closeAllConnections()))
  return { server, url: `http://127.0.0.1:${(server.address() as AddressInfo).port}` }
}
const folder = join(import.meta.dirname, '../../demo/site')

const keyFile = join(mkdtempSync(join(tmpdir(), 'rotame-doctor-')), 'key')
let rig: Rig
beforeAll(async () => {
  rig = await startRig(evening)
  // Where an owner keeps it.
  renameSync(join(rig.data, 'key'), keyFile)
})
afterAll(async () => {
  await rig.stop()
  rmSync(dirname(keyFile), { recursive: true })
})

/** The doctor of the rig's server, with a page and what else is to be other. */
async function examine({
  page,
  origin = new URL(page ?? rig.url).origin,
  ...wishes
}: {
  page?: string
  origin?: string
  url?: string
  proxies?: number
  smtpUrl?: string | null
  sites?: ReturnType<typeof inboundSites>
}) {
  const config = {
    ...readConfig(folder, { ROTAME_DATA: rig.data, SMTP_URL: rig.mailbox.url, ROTAME_KEY_FILE: keyFile }),
    url: rig.url,
    ...wishes,
  }
  for (const site of config.sites.values()) site.origins = [origin]
  const lines: string[] = []
  const code = await runDoctor(config, { page, out: (line) => void lines.push(line) })
  return { code, lines, of: (about: string) => lines.filter((line) => line.includes(`${about}: `)) }
}
const tag = (url = rig.url) => `<!doctype html><script async src="${url}/widget.js" data-site="oxzino"></script>`

test('a server that is well is said to be so: mail, address, WebSocket, proxies, and a page that lets the widget in', async () => {
  const { url: page } = await serve((_, response) => {
    const policy = `default-src 'none'; script-src ${rig.url}; img-src ${rig.url}; connect-src ${rig.url} ${rig.url.replace('http', 'ws')}; require-trusted-types-for 'script'`
    response.writeHead(200, { 'content-type': 'text/html', 'content-security-policy': policy }).end(tag())
  })
  const { of } = await examine({ page: `${page}/` })
  expect(of('SMTP')).toEqual([
    expect.stringMatching(/^ok {3}SMTP: 127\.0\.0\.1:\d+ answers on this machine, without TLS and lets us in$/),
  ])
  expect(of('url')[0]).toMatch(/^ok/)
  expect(of('proxies')).toEqual(['ok   proxies: 0 stand before the server, as configured'])
  expect(of('WebSocket')).toEqual(['ok   WebSocket: passes'])
  expect(of(`${page}/`)).toEqual([`ok   ${page}/: its Content-Security-Policy lets the widget in`])
})

test('a page whose policy keeps the widget out is told each source to add', async () => {
  const { url: page } = await serve((_, response) => {
    response
      .writeHead(200, {
        'content-type': 'text/html',
        'content-security-policy': "default-src 'self'; connect-src 'self'",
      })
      .end(tag())
  })
  const { code, of } = await examine({ page: `${page}/` })
  expect(code).toBe(1)
  expect(of(`${page}/`).map((line) => /add (\S+) to (\S+)/.exec(line)?.slice(1).join(' '))).toEqual([
    `${rig.url} script-src,`,
    `${rig.url} img-src`,
    `${rig.url} connect-src`,
    `${rig.url.replace('http', 'ws')} connect-src`,
  ])
})

test('a mail server that is dead, or refuses us, is said to be so in words', async () => {
  const port = await freePort()
  const dead = await examine({ smtpUrl: `smtp://127.0.0.1:${port}` })
  expect(dead.code).toBe(1)
  expect(dead.of('SMTP')[0]).toMatch(
    new RegExp(
      `^MEND SMTP: 127\\.0\\.0\\.1:${port} cannot be used \\(ESOCKET: .*ECONNREFUSED.*\\); mend SMTP_URL or the mail server$`,
    ),
  )
  expect((await examine({ smtpUrl: null })).of('SMTP')[0]).toMatch(/^MEND SMTP: SMTP_URL is not set/)
  const busy = await startSmtp((step) => (step === 'connect' ? { step, reply: '554 no service' } : null))
  onTestFinished(busy.stop)
  expect((await examine({ smtpUrl: busy.url })).of('SMTP')[0]).toMatch(/^MEND SMTP: .*554 no service/)
})

test('of a mail server that cannot be used it is said once, and of a mailbox that is refused where it is tried', async () => {
  const sites = inboundSites()
  const about = 'sites.oxzino.mail.inbound'
  const dead = await examine({ smtpUrl: `smtp://127.0.0.1:${await freePort()}`, sites })
  expect(dead.of(about)).toEqual([
    `?    ${about}: could not be tried: the mail server cannot be used, as is said under SMTP`,
  ])
  const picky = await startSmtp((step) => (step === 'RCPT' ? { step, reply: '550 no such mailbox' } : null))
  onTestFinished(picky.stop)
  expect((await examine({ smtpUrl: picky.url, sites })).of(about)[0]).toMatch(/^MEND .* is not taken \(.*550/)
})

test('a mail to itself goes round, or is said not to have come with where to look', async () => {
  const sites = inboundSites({ plus: true })
  const reading = await startRig(evening, { sites })
  onTestFinished(() => reading.stop())
  const about = 'sites.oxzino.mail.inbound'
  const look = async (roundWithinMs: number) => {
    const lines: string[] = []
    const out = (line: string) => void lines.push(line)
    await runDoctor({ ...reading.config, url: reading.url, sites }, { roundWithinMs, out })
    return lines.filter((line) => line.includes(about))
  }
  const posting = (async () => {
    const mail = await until(() => reading.mailbox.mails.at(-1))
    await postMail(reading.url, mail.source)
  })()
  expect(await look(30_000)).toEqual([
    expect.stringMatching(
      /^ok {3}sites\.oxzino\.mail\.inbound: a mail to support\+doctor@oxzino\.example came in within \d+ seconds$/,
    ),
  ])
  await posting
  // It is nobody's request, and nobody is told of it.
  expect(await reading.store.db.selectFrom('arrival').select('outcome').execute()).toEqual([{ outcome: 'own' }])
  expect(await look(1_500)).toEqual([
    expect.stringMatching(/^MEND .* has not come in within 1\.5 seconds; see that whoever .* write plus: false$/),
  ])
})

/** A proxy that forwards HTTP, with what it makes of the address header, and WebSockets or not. */
async function proxy(forwarded: (request: IncomingMessage) => string, passesSockets = true) {
  const { port } = new URL(rig.url)
  const { server, url } = await serve((request, response) => {
    const headers = { ...(request.headers as Record<string, string>), 'x-forwarded-for': forwarded(request) }
    fetch(rig.url + request.url, { method: request.method!, headers }).then(
      async (answer) => {
        response
          .writeHead(answer.status, { 'content-type': answer.headers.get('content-type') ?? '' })
          .end(await answer.text())
      },
      () => response.destroy(),
    )
  })
  if (passesSockets) {
    server.on('upgrade', (request, socket, head) => {
      const onward = connect(Number(port), '127.0.0.1', () => {
        const lines = request.rawHeaders.flatMap((name, at) =>
          at % 2 === 0 ? [`${name}: ${request.rawHeaders[at + 1]}`] : [],
        )
        onward.write(`${request.method} ${request.url} HTTP/1.1\r\n${lines.join('\r\n')}\r\n\r\n`)
        onward.write(head)
        socket.pipe(onward).pipe(socket)
      })
      const end = () => (socket.destroy(), onward.destroy())
      onward.on('error', end).on('close', end)
      socket.on('error', end)
    })
  }
  return url
}

describe('proxies', () => {
  const append = (request: IncomingMessage) =>
    [request.headers['x-forwarded-for'], '127.0.0.1'].filter(Boolean).join(', ')
  test.each([
    ['one that adds to the header', append, 1],
    ['one that sets the header anew', () => '127.0.0.1', 1],
  ])('%s counts as one', async (_name, forwarded, count) => {
    const url = await proxy(forwarded)
    expect((await examine({ url, proxies: count })).of('proxies')).toEqual([
      `ok   proxies: ${count} stand before the server, as configured`,
    ])
    expect((await examine({ url, proxies: 0 })).of('proxies')).toEqual([
      `MEND proxies: 1 stand before the server and 0 are configured, so all visitors count as one; write proxies: 1`,
    ])
    expect((await examine({ url, proxies: 2 })).of('proxies')[0]).toMatch(
      /^MEND proxies: 2 are configured and 1 add X-Forwarded-For.*write proxies: 1/,
    )
  })

  test('one that keeps WebSockets back is found', async () => {
    const url = await proxy(append, false)
    expect((await examine({ url, proxies: 1 })).of('WebSocket')[0]).toMatch(/^MEND WebSocket: does not pass/)
  })
})

test('where nobody answers is said in a sentence, and what cannot be known is no error', async () => {
  const port = await freePort()
  const { code, of, lines } = await examine({ url: `http://127.0.0.1:${port}`, page: `http://127.0.0.1:${port}/` })
  expect(code).toBe(1)
  expect(of('url')[0]).toBe(
    `MEND url: nobody answers at http://127.0.0.1:${port} (ECONNREFUSED); start the server, or mend url, the proxy or the DNS so that it leads here`,
  )
  expect(lines.some((line) => line.startsWith(`?    http://127.0.0.1:${port}/: cannot be reached from here`))).toBe(
    true,
  )
})

test("the doctor's own address answers nobody else", async () => {
  expect((await fetch(`${rig.url}/doctor`)).status).toBe(404)
  expect((await fetch(`${rig.url}/doctor`, { headers: { authorization: 'Bearer guess' } })).status).toBe(404)
})

test.each([
  ['no policy', [''], null, []],
  ['a wildcard', ['default-src *'], null, []],
  ['schemes', ['script-src https:; img-src https:; connect-src https: wss:'], null, []],
  ['https: does not stand for wss', ['default-src https:'], null, ['connect-src wss://chat.example.com']],
  [
    'a wildcard host',
    [
      "default-src 'none'; script-src *.example.com; img-src *.example.com; connect-src *.example.com wss://*.example.com",
    ],
    null,
    [],
  ],
  ['another port', ['script-src https://chat.example.com:8443'], null, ['script-src https://chat.example.com']],
  [
    'one file of ours',
    ['script-src https://chat.example.com/widget.js'],
    null,
    ['script-src https://chat.example.com'],
  ],
  [
    "strict-dynamic without the page's nonce",
    ["script-src 'nonce-abc' 'strict-dynamic' https://chat.example.com"],
    null,
    ['script-src https://chat.example.com'],
  ],
  ["strict-dynamic with the page's nonce", ["script-src 'nonce-abc' 'strict-dynamic'"], 'abc', []],
  [
    'script-src-elem before script-src',
    ["script-src https://chat.example.com; script-src-elem 'self'"],
    null,
    ['script-src https://chat.example.com'],
  ],
  [
    'two policies, each of which has to allow',
    ['script-src *, script-src https://other.example'],
    null,
    ['script-src https://chat.example.com'],
  ],
])('%s', (_name, headers, nonce, expected) => {
  const missing = policiesOf(headers).flatMap((policy) =>
    lacks(policy, 'https://chat.example.com', 'https://www.shop.example/', nonce),
  )
  expect(missing.map(({ directive, source }) => `${directive} ${source}`)).toEqual(expected)
})

test('the domain of the sender: what is there, what is missing, and when DNS does not answer', async () => {
  const config = readConfig(folder, {})
  const records: Record<string, string[]> = { 'oxzino.example': ['v=spf1 include:mail.example -all', 'other=1'] }
  const found = await checkDomains(config, async (name) => records[name] ?? [])
  expect(found.map(({ state, message }) => `${state} ${message.split(';')[0]}`)).toEqual([
    'well SPF is there: v=spf1 include:mail.example -all',
    expect.stringMatching(/^mend has no DMARC record/),
    expect.stringMatching(/^unknown DKIM is not signed here/),
  ])
  expect(await checkDomains(config, async () => 'ETIMEOUT')).toEqual([
    {
      state: 'unknown',
      about: 'oxzino.example',
      message: expect.stringMatching(/^DNS does not answer from here \(ETIMEOUT\)/),
    },
  ])
})

test('of the encryption it says what holds: the key elsewhere, beside the database, another, none, or PostgreSQL', () => {
  const of = (wishes: Partial<Parameters<typeof checkAtRest>[0]> = {}) =>
    checkAtRest({
      ...readConfig(folder, { ROTAME_DATA: rig.data, ROTAME_KEY_FILE: keyFile }),
      ...wishes,
    }).map(({ state, message }) => [state, message])
  const well = ['well', expect.stringMatching(/is encrypted with AES-256 by the key [\da-f]{8} of ROTAME_KEY_FILE/)]
  expect(of()).toEqual([well])
  const other = readKey(newKeyText(), 'ROTAME_KEY') as Key
  expect(of({ keys: { now: other, next: null } })).toEqual([['mend', expect.stringContaining('Nothing was changed')]])
  expect(of({ keys: noKeys })).toEqual([['mend', expect.stringContaining('any key: there is none')]])
  copyFileSync(keyFile, join(rig.data, 'key'))
  for (const keys of [noKeys, readConfig(folder, { ROTAME_KEY_FILE: keyFile }).keys])
    expect(of({ keys })).toEqual([
      ['mend', expect.stringMatching(/lies beside it, which protects backups.*ROTAME_KEY_FILE$/)],
    ])
  rmSync(join(rig.data, 'key'))
  expect(of({ data: dirname(keyFile) })).toEqual([['unknown', expect.stringContaining('no database')]])
  const volume = ['unknown', expect.stringContaining('encrypted volume')]
  const fields = [
    'well',
    expect.stringMatching(/into PostgreSQL is encrypted with the key [\da-f]{8} of ROTAME_KEY_FILE/),
  ]
  expect(of({ databaseUrl: 'postgres://x/y' })).toEqual([fields, volume])
  const none = ['mend', expect.stringContaining('give a key')]
  expect(of({ databaseUrl: 'postgres://x/y', keys: noKeys })).toEqual([none, volume])
})

test('of what an owner promises it is said which holds, where it is, and what is theirs to say', () => {
  const https = 'https://chat.oxzino.example'
  const config = readConfig(folder, { ROTAME_DATA: rig.data, SMTP_URL: rig.mailbox.url, ROTAME_KEY_FILE: keyFile })
  const of = (wishes: Partial<typeof config>) =>
    checkPromised({ ...config, ...wishes }).map(({ state, about, message }) => `${state} ${about}: ${message}`)
  const well = of({
    url: https,
    staff: { secondFactor: 'required' },
    retention: { conversations: 1, requests: 1, spam: 1, files: 1, mailSources: 1, searches: 1, audit: 1 },
  })
  expect(well.map((line) => line.split(':')[0])).toEqual([
    'well transit',
    'well team',
    'well rights at oxzino',
    'well rights at oxzino',
    'well retention',
    'well incidents',
    'well others',
    'unknown yours',
  ])
  expect(well[2]).toContain(`${https}/help/oxzino/el/data`)
  const poor = of({
    url: 'http://chat.oxzino.example',
    databaseUrl: 'postgres://u:hidden@db.example.com/x?sslmode=require',
    redisUrl: 'redis://redis.example.com',
    smtpUrl: null,
    securityContact: null,
    staff: { secondFactor: 'optional' },
  })
  for (const about of ['transit', 'team', 'rights at oxzino', 'incidents'])
    expect(poor).toContainEqual(expect.stringMatching(new RegExp(`^mend ${about}: `)))
  expect(poor).toContainEqual(expect.stringContaining('sslmode=verify-full'))
  expect(poor).toContainEqual(expect.stringContaining('rediss://'))
  expect(poor).toContainEqual(expect.stringContaining('nobody but db.example.com, redis.example.com'))
  expect(poor.join('')).not.toContain('hidden')
})
