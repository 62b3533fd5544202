// What leaves the server is compressed as its reader can read it, tagged for each encoding, and kept in memory.

import { readFileSync } from 'node:fs'
import { type IncomingHttpHeaders, request } from 'node:http'
import { join } from 'node:path'
import { brotliDecompressSync, gunzipSync } from 'node:zlib'
import { describe, expect, test } from 'vitest'
import { encodingFor } from '../wire/sendBody.ts'
import { startChild } from './child.ts'
import { agent } from './rig.ts'

const dist = join(import.meta.dirname, '../../dist')
const { build } = JSON.parse(readFileSync(join(dist, 'build.json'), 'utf8')) as { build: string }
const decode = { br: brotliDecompressSync, gzip: gunzipSync, identity: (bytes: Buffer) => bytes }
type Name = keyof typeof decode

function ask(url: string, headers: Record<string, string> = {}, method = 'GET') {
  return new Promise<{ status: number; headers: IncomingHttpHeaders; body: Buffer }>((resolve, reject) => {
    request(url, { method, headers }, (response) => {
      const parts: Buffer[] = []
      response.on('data', (part: Buffer) => parts.push(part))
      response.on('end', () =>
        resolve({ status: response.statusCode!, headers: response.headers, body: Buffer.concat(parts) }),
      )
    })
      .on('error', reject)
      .end()
  })
}

test('everything anybody may read is the same in each encoding, and not sent twice', async () => {
  const { url } = await startChild()
  const console = (await ask(`${url}/console/`)).body.toString()
  const routes = [
    '/widget.js',
    `/w/${build}/panel.js`,
    '/console/',
    /\/console\/assets\/[^"]+/.exec(console)![0],
    '/articles/oxzino/el',
    '/keywords/oxzino/el',
    '/questions/oxzino/el',
    '/articles/oxzino/el/account/forgot-password',
    '/search/oxzino/el?q=kodikos',
    '/availability/oxzino',
    '/help/oxzino/el/',
    '/help/oxzino/el/account/forgot-password',
    '/help/oxzino/style.css',
    '/sites/oxzino/logo',
  ]
  for (const route of routes) {
    const tags = new Set<string>()
    const bodies = new Set<string>()
    for (const name of Object.keys(decode) as Name[]) {
      const answer = await ask(url + route, { 'accept-encoding': name })
      expect([route, answer.status, answer.headers['content-encoding'] ?? 'identity']).toEqual([route, 200, name])
      expect(answer.headers.vary).toContain('accept-encoding')
      expect(Number(answer.headers['content-length'])).toBe(answer.body.length)
      const isForEver = /immutable|no-store/.test(answer.headers['cache-control']!)
      tags.add(isForEver ? name : answer.headers.etag!)
      bodies.add(decode[name](answer.body).toString('base64'))
      const head = await ask(url + route, { 'accept-encoding': name }, 'HEAD')
      for (const header of ['content-length', 'content-encoding', 'etag', 'vary'])
        expect(head.headers[header]).toBe(answer.headers[header])
      expect(head.body).toHaveLength(0)
      // What never changes under its address, or is not to be kept, is never asked for again: it has no tag for it.
      expect([route, isForEver]).toEqual([route, answer.headers.etag === undefined])
      if (isForEver) continue
      const again = await ask(url + route, { 'accept-encoding': name, 'if-none-match': `W/${answer.headers.etag}` })
      expect([route, again.status, again.body.length]).toEqual([route, 304, 0])
      expect(again.headers.vary).toBe(answer.headers.vary)
    }
    expect([route, tags.size, bodies.size]).toEqual([route, 3, 1])
  }
})

test('programs wait for no thread, however many are busy', async () => {
  const server = await startChild({ UV_THREADPOOL_SIZE: '1', LIMITS_FACTOR: '1000' })
  let answered = 0
  const signIns = Array.from({ length: 30 }, async (_, at) => {
    const given = { email: `${at}@oxzino.example`, password: agent.password }
    await fetch(`${server.url}/api/auth/sign-in/email`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', origin: `http://localhost:${new URL(server.url).port}` },
      body: JSON.stringify(given),
    })
    answered++
  })
  // When the first has been answered all the others are waiting.
  await Promise.race(signIns)
  const { status } = await ask(`${server.url}/widget.js`)
  expect(status).toBe(200)
  expect(answered).toBeLessThan(20)
  await Promise.all(signIns)
})

describe('the encoding that is chosen', () => {
  test.each([
    ['gzip, deflate, br, zstd', 'br'],
    ['gzip', 'gzip'],
    ['BR', 'br'],
    ['br;q=0.5, gzip;q=1.0', 'gzip'],
    ['br;q=0, gzip', 'gzip'],
    ['br; q=0.0, gzip; q=0', null],
    ['*', 'br'],
    ['*;q=0', null],
    ['identity, *;q=0', null],
    ['', null],
    [undefined, null],
    ['br;q=x', null],
    ['deflate, zstd', null],
  ])('%s', (accepted, wanted) => expect(encodingFor(accepted)).toBe(wanted))
})
