// The privacy notice: drawn from the settings as they are, in both languages, and found before the first word.

import { afterEach, expect, test } from 'vitest'
import type { Retention } from '../config/retention.ts'
import { inboundSites } from './mails.ts'
import { openHours, type Rig, startRig } from './rig.ts'

const day = 86_400_000
let rig: Rig
afterEach(() => rig.stop())

const get = async (path: string, headers = {}) => {
  const response = await fetch(`${rig.url}${path}`, { redirect: 'manual', headers })
  return { status: response.status, to: response.headers.get('location'), html: await response.text() }
}
const timesIn = (html: string) =>
  Object.fromEntries(
    [...html.matchAll(/<th scope="row">(.*?)<\/th><td>(.*?)<\/td>/g)].map(([, kind, time]) => [kind, time]),
  )

/** With other settings than the demo's. */
async function startWith(retention: Partial<Retention>, own: Record<string, unknown> = {}) {
  const { config, stop } = await startRig()
  await stop()
  const site = { ...config.sites.get('oxzino')!, ...own }
  rig = await startRig(openHours, {
    retention: { ...config.retention, ...retention },
    sites: new Map([['oxzino', site]]),
  })
}

test('it says how long each kind is kept, as the settings have it', async () => {
  const { mail } = inboundSites({ plus: true }).get('oxzino')!
  await startWith({ conversations: 30 * day, files: day, requests: null, searches: 90 * day }, { mail })
  const { status, html } = await get('/help/oxzino/el/privacy')
  expect(status).toBe(200)
  expect(timesIn(html)).toMatchObject({
    Συνομιλίες: '30 ημέρες αφότου κλείσουν',
    Αιτήματα: 'Ώσπου να ζητήσετε τη διαγραφή τους',
    Αρχεία: '1 ημέρα αφότου ήρθαν, μόλις κλείσει η συνομιλία ή το αίτημά τους, και ποτέ περισσότερο από εκείνα',
    'Email όπως ήρθαν': 'Όσο η συνομιλία ή το αίτημά τους',
    'Αναζητήσεις και τι λείπει από τα άρθρα': '90 ημέρες μετά την τελευταία',
  })
  // One row a setting.
  expect(Object.keys(timesIn(html))).toHaveLength(Object.keys(rig.config.retention).length)
  const { html: english } = await get('/help/oxzino/en/privacy')
  expect(timesIn(english)).toMatchObject({ Conversations: '30 days after they are closed' })
  // The cookies that a visitor ever gets, by name.
  expect(english).toContain('A cookie, rotame-request, where you open the page of a request of yours')
  expect(english).toContain('One more, rotame-data, where you open the page “Your data”')
  expect(english).not.toContain('no cookies')
  // Nobody knows of which gender a name is.
  expect(html).not.toMatch(/\s(του|το|στο|ο|η|στην|στη|της) OX Zino/)
  expect(english).toContain('href="/help/oxzino/el/privacy" hreflang="el"')
})

test('it says what this site has alone, and the words of its owner as text', async () => {
  await startWith(
    {},
    { mail: null, identity: null, privacyUrl: null, privacyText: { el: 'Πρώτη\n\n<b>Δεύτερη</b>', en: 'First' } },
  )
  const { html } = await get('/help/oxzino/el/privacy')
  expect(html).toContain('<p>Πρώτη</p><p>&lt;b>Δεύτερη&lt;/b></p>')
  expect(html).not.toMatch(/Τα email που|Αν έχετε συνδεθεί|πολιτική απορρήτου/)
  expect(timesIn(html)).not.toHaveProperty('Email όπως ήρθαν')
  await rig.stop()
  await startWith({}, { privacyText: null, privacyUrl: 'https://www.oxzino.example/privacy' })
  const { html: other } = await get('/help/oxzino/el/privacy')
  expect(other).toContain('<a href="https://www.oxzino.example/privacy">Η πολιτική απορρήτου</a>')
  expect(other).toContain('Τα email που')
})

test('forms and every help page lead to it, in the language that the browser asks for', async () => {
  rig = await startRig()
  const { site } = (await (await fetch(`${rig.url}/availability/oxzino`)).json()) as { site: { privacyUrl: string } }
  expect(site.privacyUrl).toBe(`${rig.config.url}/help/oxzino/privacy`)
  const found = async (language: string) => (await get('/help/oxzino/privacy', { 'accept-language': language })).to
  expect(await found('en-GB,en;q=0.9,el;q=0.8')).toBe('/help/oxzino/en/privacy')
  expect(await found('de,el-GR;q=0.9')).toBe('/help/oxzino/el/privacy')
  expect(await found('de')).toBe('/help/oxzino/el/privacy')
  expect((await get('/help/oxzino/en/')).html).toContain('<a href="/help/oxzino/en/privacy">')
  expect((await get('/help/nobody/privacy')).status).toBe(404)
})
