// The owner's pictures over HTTP: the logo, those of articles, and nothing else.

import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { request } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { readConfig } from '../config/config.ts'
import { openHours, type Rig, startRig } from './rig.ts'

let rig: Rig
const folder = mkdtempSync(join(tmpdir(), 'rotame-pictures-'))
beforeAll(async () => {
  cpSync(join(import.meta.dirname, '../../demo/site'), folder, { recursive: true })
  const account = join(folder, 'faq/en/account')
  mkdirSync(account, { recursive: true })
  writeFileSync(join(account, 'χάρτης.svg'), '<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>')
  writeFileSync(join(account, 'unused.png'), 'png')
  writeFileSync(join(account, 'map.md'), '---\nquestion: Where is the map?\n---\n![A map](χάρτης.svg)\n')
  const { sites, folder: root } = readConfig(folder, {})
  rig = await startRig(openHours, { sites, folder: root })
})
afterAll(async () => {
  await rig.stop()
  rmSync(folder, { recursive: true })
})

/** Sends the path as it is; `fetch` would resolve its dots. */
const statusOf = (path: string): Promise<number> =>
  new Promise((resolve, reject) => {
    const { hostname, port } = new URL(rig.url)
    request({ hostname, port, path }, (response) => resolve(response.resume().statusCode!))
      .on('error', reject)
      .end()
  })

test('the logo is where availability says, and can run nothing', async () => {
  const { site } = (await (await fetch(`${rig.url}/availability/oxzino`)).json()) as { site: { logo: string } }
  const answer = await fetch(rig.url + site.logo)
  expect(answer.status).toBe(200)
  expect(Object.fromEntries(answer.headers)).toMatchObject({
    'content-type': 'image/svg+xml',
    'cross-origin-resource-policy': 'cross-origin',
    'content-security-policy': 'sandbox',
    'x-content-type-options': 'nosniff',
    'cache-control': 'max-age=300',
  })
  const again = await fetch(rig.url + site.logo, { headers: { 'if-none-match': `W/${answer.headers.get('etag')}` } })
  expect(again.status).toBe(304)
  expect(await statusOf('/sites/nobody/logo')).toBe(404)
})

test('a picture of an article is where the article says', async () => {
  const { articles } = (await (await fetch(`${rig.url}/articles/oxzino/en`)).json()) as {
    articles: { id: string; body: object[] }[]
  }
  const [
    {
      children: [picture],
    },
  ] = articles.find(({ id }) => id === 'account/map')!.body as [{ children: [{ src: string }] }]
  const answer = await fetch(rig.url + picture.src)
  expect(answer.headers.get('content-type')).toBe('image/svg+xml')
  expect(answer.headers.get('content-security-policy')).toMatch(/^sandbox/)
  expect(await answer.text()).toContain('<svg')
})

test.each([
  '/images/oxzino/en/account/unused.png',
  '/images/oxzino/en/account/map.md',
  '/images/oxzino/en/account/../../../rotame.yaml',
  '/images/..%2f..%2frotame.yaml',
  '/images/oxzino/en/account/..%2f..%2f..%2frotame.yaml',
  '/images/oxzino/en/account/%2e%2e/%2e%2e/%2e%2e/rotame.yaml',
  '/images//etc/passwd',
  '/images/%00',
  '/images/__proto__',
  '/sites/__proto__/logo',
  '/sites/..%2foxzino/logo',
  '/w/test/../../rotame.sqlite',
  '/w/test/..%2f..%2frotame.sqlite',
  '/w/test/..%2f..%2f..%2frotame.sqlite',
  '/console/assets/..%2f..%2f..%2frotame.sqlite',
  '/console/assets/..%2f..%2f..%2fsecret',
])('nothing is read from %s', async (path) => {
  expect(await statusOf(path)).toBeGreaterThanOrEqual(400)
})
