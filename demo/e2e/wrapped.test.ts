// Between the widget and its server: pages that wrap what asks, proxies that lose headers, caches that answer for us.

import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Page, Route } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { launcher, openStage, type Stage } from './stage.ts'

const noon = '2026-11-25T12:00+02:00'
let stage: Stage
beforeAll(async () => {
  stage = await openStage()
  stage.setClock(noon)
})
afterAll(() => stage.close())

/** A page of which something was changed before it ran. */
async function visitChanged(change: () => void): Promise<Page> {
  const page = await stage.visit({}, 'about:blank')
  await page.addInitScript(change)
  await page.goto(stage.demo.site)
  return page
}

test.each([
  ['a WebSocket', false],
  ['long polling', true],
])(
  'where all that asks has a header and credentials added, everything works over %s',
  { timeout: 60_000 },
  async (_, isPolling) => {
    const agent = await stage.signIn()
    const page = await visitChanged(() => {
      const ask = window.fetch
      window.fetch = (input, init = {}) => {
        const headers = new Headers(init.headers)
        headers.set('x-csrf-token', 'of-the-page')
        headers.set('authorization', 'Bearer of-the-page')
        return ask(input, { ...init, headers, credentials: 'include' })
      }
      const { send } = XMLHttpRequest.prototype
      XMLHttpRequest.prototype.send = function (body) {
        this.setRequestHeader('x-csrf-token', 'of-the-page')
        this.withCredentials = true
        send.call(this, body)
      }
    })
    if (isPolling) await page.routeWebSocket(/socket\.io/, (socket) => socket.close())
    await launcher(page).click()
    await page.getByText('Είμαστε εδώ έως τις 18:00').waitFor()
    await page.getByRole('combobox').fill('ξεχασα κωδικο')
    await page.getByRole('option').first().getByText('Ξέχασα').first().waitFor()
    await page.keyboard.press('Enter')
    await page.getByText('Δημιουργήστε έναν νέο ασφαλή κωδικό').waitFor()
    await page.getByRole('button', { name: 'Όχι' }).click()
    await page.getByRole('button', { name: 'Μιλήστε μαζί μας' }).click()
    const words = `Δεν έρχεται το email, ${isPolling ? 'δις' : 'άπαξ'}`
    await page.getByLabel('Γράψτε μήνυμα').fill(words)
    await page.keyboard.press('Enter')
    await page.getByText('Στάλθηκε').waitFor({ timeout: 30_000 })
    await agent.getByText(words).first().waitFor()
    await agent.context().close()
    await page.context().close()
  },
)

const withoutHeaders =
  (...lost: string[]) =>
  async (route: Route) => {
    const response = await route.fetch()
    const headers = Object.fromEntries(Object.entries(response.headers()).filter(([name]) => !lost.includes(name)))
    await route.fulfill({ response, headers })
  }

test('a page that tells nobody where it is tells what was searched all the same, and asks no leave for it', async () => {
  const page = await stage.visit({}, 'about:blank')
  await page.route(`${stage.demo.site}/**`, async (route) => {
    const response = await route.fetch()
    await route.fulfill({ response, headers: { ...response.headers(), 'referrer-policy': 'no-referrer' } })
  })
  await page.goto(stage.demo.site)
  const asked: string[] = []
  page.on('request', (request) => request.url().includes('/searches/') && asked.push(request.method()))
  await launcher(page).click()
  await page.getByRole('combobox').fill('ξεχασα κωδικο')
  await page.getByRole('option').first().waitFor()
  const told = page.waitForResponse('**/searches/**')
  await page.keyboard.press('Enter')
  expect((await told).status()).toBe(204)
  expect(asked).toEqual(['POST'])
  await page.context().close()
})

test('a proxy that loses the time moves no clock', async () => {
  const agent = await stage.signIn()
  const page = await stage.visit({}, 'about:blank')
  await page.clock.install({ time: new Date(noon) })
  await page.route('**/availability/**', withoutHeaders('rotame-time', 'rotame-asked'))
  await page.goto(stage.demo.site)
  await launcher(page).click()
  await page.getByText('Είμαστε εδώ έως τις 18:00').waitFor()
  await agent.context().close()
  await page.context().close()
})

test('a cached answer is not believed for who is here, nor for the time', async () => {
  const agent = await stage.signIn()
  const page = await stage.visit({}, 'about:blank')
  await page.clock.install({ time: new Date(noon) })
  const kept: Awaited<ReturnType<Route['fetch']>>[] = []
  // Cache first, whatever comes after the question mark.
  await page.route('**/availability/**', async (route) => {
    if (kept.length === 0) kept.push(await route.fetch())
    await route.fulfill({ response: kept[0]! })
  })
  await page.goto(stage.demo.site)
  await launcher(page).click()
  await page.getByRole('button', { name: 'Μιλήστε μαζί μας' }).waitFor()
  await agent.context().close()
  await page.clock.setSystemTime(new Date('2026-11-25T19:00+02:00'))
  await page.reload()
  await launcher(page).click()
  await page.getByText(/Ανοίγουμε αύριο/).waitFor()
  expect(await page.getByRole('button', { name: 'Μιλήστε μαζί μας' }).count()).toBe(0)
  await page.context().close()
})

test('a service worker that answers all from its cache is not believed for who is here', async () => {
  const agent = await stage.signIn()
  const worker = `
    addEventListener('activate', (event) => event.waitUntil(clients.claim()))
    addEventListener('fetch', (event) => event.request.method === 'GET' && event.respondWith(
      caches.open('all').then(async (cache) => {
        const kept = await cache.match(event.request, { ignoreSearch: true, ignoreVary: true })
        if (kept) return kept
        const answer = await fetch(event.request)
        await cache.put(event.request, answer.clone())
        return answer
      })))`
  const site = createServer(({ url }, response) => {
    if (url === '/worker.js') return response.setHeader('content-type', 'text/javascript').end(worker)
    response.setHeader('content-type', 'text/html; charset=utf-8')
    response.end(`<!doctype html><html lang="el"><title>Σελίδα</title><script>
      navigator.serviceWorker.register('/worker.js')</script>
      <script async src="${stage.demo.product}/widget.js" data-site="oxzino"></script>`)
  }).listen(0, '127.0.0.1')
  await once(site, 'listening')
  const page = await stage.visit({}, `http://127.0.0.1:${(site.address() as AddressInfo).port}/`)
  await page.waitForFunction(() => navigator.serviceWorker.controller)
  await page.reload()
  await launcher(page).click()
  await page.getByRole('button', { name: 'Μιλήστε μαζί μας' }).waitFor()
  const kept = () =>
    page.evaluate(async () =>
      (await (await caches.open('all')).keys()).filter(({ url }) => url.includes('availability')),
    )
  expect(await kept()).toHaveLength(1)
  await agent.context().close()
  await page.reload()
  await launcher(page).click()
  await page.getByRole('button', { name: 'Αφήστε μας μήνυμα' }).waitFor()
  expect(await page.getByRole('button', { name: 'Μιλήστε μαζί μας' }).count()).toBe(0)
  expect(await kept()).toHaveLength(1)
  await page.context().close()
  site.close()
})

test('a launcher that is there while somebody answers believes no cached answer either', async () => {
  const agent = await stage.signIn()
  const page = await stage.visit({}, 'about:blank')
  const kept: Awaited<ReturnType<Route['fetch']>>[] = []
  await page.route('**/availability/**', async (route) => {
    if (kept.length === 0) kept.push(await route.fetch())
    await route.fulfill({ response: kept[0]! })
  })
  await page.route(`${stage.demo.site}/`, async (route) => {
    const response = await route.fetch()
    const body = (await response.text()).replace('data-site=', 'data-hide="closed" data-site=')
    await route.fulfill({ response, body })
  })
  await page.goto(stage.demo.site)
  await launcher(page).waitFor()
  await agent.context().close()
  const asked = page.waitForResponse('**/availability/**')
  await page.reload()
  await asked
  await page.waitForTimeout(500)
  expect(await launcher(page).isVisible()).toBe(false)
  await page.context().close()
})

test('a service worker that answers all with the page of its app is no answer, and what was written goes once it is gone', async () => {
  stage.setClock('2026-11-25T20:00+02:00')
  const page = await stage.visit({}, 'about:blank')
  let isShell = true
  const shell = (route: Route) =>
    isShell
      ? route.fulfill({
          contentType: 'text/html',
          headers: { 'access-control-allow-origin': '*' },
          body: '<!doctype html><title>App</title>',
        })
      : route.continue()
  await page.route(/\/(availability|articles)\//, shell)
  await page.goto(stage.demo.site)
  await launcher(page).click()
  await page.getByText('Χωρίς σύνδεση.').first().waitFor()
  isShell = false
  await page.getByText('Ρωτούν συχνά').waitFor({ timeout: 20_000 })
  await page.getByRole('button', { name: 'Αφήστε μας μήνυμα' }).click()
  await page.getByLabel('Το email σας').fill('shell@example.com')
  await page.getByLabel('Τι χρειάζεστε;').fill('πίσω από το κέλυφος')
  isShell = true
  await page.route('**/tickets/**', shell)
  await page.getByRole('button', { name: 'Αποστολή μηνύματος' }).click()
  await page.locator('.strip:visible').getByText('Χωρίς σύνδεση.').first().waitFor()
  isShell = false
  await page.getByText('Το λάβαμε, ευχαριστούμε.').waitFor({ timeout: 20_000 })
  const mails = () => stage.demo.mailbox.to('shell@example.com').length
  await expect.poll(mails).toBe(1)
  stage.setClock(noon)
  await page.context().close()
})
