// The help pages: articles, a search and what is not there, for whoever has no script.

import { afterEach, beforeEach, expect, test } from 'vitest'
import { type Rig, startRig } from './rig.ts'

let rig: Rig
beforeEach(async () => {
  rig = await startRig()
})
afterEach(() => rig.stop())

const get = async (path: string) => {
  const response = await fetch(`${rig.url}${path}`, { redirect: 'manual' })
  return { status: response.status, headers: response.headers, html: await response.text() }
}
const address = 'http://localhost:3000/help/oxzino'

test('the home page has every question under its topic, and one address', async () => {
  const { status, headers, html } = await get('/help/oxzino/el/')
  expect(status).toBe(200)
  expect(headers.get('content-security-policy')).toContain("script-src 'self'")
  expect(html.startsWith('<!doctype html><html lang="el" dir="ltr">')).toBe(true)
  expect(html).toContain(`<link rel="canonical" href="${address}/el/"`)
  expect(html).toContain(`<link rel="alternate" hreflang="en" href="${address}/en/"`)
  expect(html.match(/<h2>/g)).toHaveLength(6)
  expect(html.match(/<li>/g)).toHaveLength(30)
})

test('an article has its text, its language links and its data for search engines', async () => {
  const { html } = await get('/help/oxzino/el/account/forgot-password')
  expect(html).toContain('<h1>Ξέχασα τον κωδικό πρόσβασής μου, τι να κάνω;</h1>')
  expect(html).toContain('<ol class="steps">')
  expect(html).toContain(`hreflang="en" href="${address}/en/account/forgot-password"`)
  const data = JSON.parse(/<script type="application\/ld\+json">(.*?)<\/script>/.exec(html)![1]!) as {
    '@type': string
    mainEntity: { name: string }[]
  }
  expect([data['@type'], data.mainEntity[0]!.name]).toEqual(['FAQPage', 'Ξέχασα τον κωδικό πρόσβασής μου, τι να κάνω;'])
})

test('the search works without a script, and is not indexed', async () => {
  const { html } = await get(`/help/oxzino/el/?q=${encodeURIComponent('ξεχασα τον κωδικο')}`)
  expect(html).toContain('Απαντήσεις για «ξεχασα τον κωδικο»')
  expect(html.indexOf('/help/oxzino/el/account/forgot-password')).toBeGreaterThan(0)
  expect(html).toContain('<mark>')
  expect(html).toContain('name="robots" content="noindex"')
})

test('what a stranger types is shown as text', async () => {
  const { html } = await get(`/help/oxzino/en/?q=${encodeURIComponent('"><script>alert(1)</script>')}`)
  expect(html).not.toContain('<script>alert')
  expect(html).toContain('&lt;script>alert(1)')
})

test('an unknown article is said in words, an unknown site or locale is refused, and a site leads to its first locale', async () => {
  const missing = await get('/help/oxzino/el/account/nothing')
  expect([missing.status, missing.html.includes('Δεν υπάρχει τέτοια σελίδα')]).toEqual([404, true])
  expect((await get('/help/nobody/el/')).status).toBe(404)
  expect((await get('/help/oxzino/de/')).status).toBe(404)
  const first = await get('/help/oxzino')
  expect([first.status, first.headers.get('location')]).toEqual([302, '/help/oxzino/el/'])
})

test('who searches too often is told so in words, reading goes on, and others search', async () => {
  const search = (address = '192.0.2.7') =>
    fetch(`${behind.url}/help/oxzino/el/?q=x`, { headers: { 'x-forwarded-for': address } })
  const behind = await startRig(undefined, { proxies: 1 })
  for (let at = 0; at < 60; at++) expect((await search()).status).toBe(200)
  const refused = await search()
  expect(refused.status).toBe(429)
  expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0)
  expect(await refused.text()).toContain('<h1>Πολλές αναζητήσεις μαζί</h1>')
  const page = `${behind.url}/help/oxzino/el/account/forgot-password`
  expect((await fetch(page, { headers: { 'x-forwarded-for': '192.0.2.7' } })).status).toBe(200)
  expect((await search('192.0.2.8')).status).toBe(200)
  await behind.stop()
})
