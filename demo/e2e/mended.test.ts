// What the bench of faults has found, each as small as it can be: nothing typed is lost, and nobody stays away for
// good.

import type { Page, Route } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { agents, launcher, openStage, type Stage } from './stage.ts'

let stage: Stage
let agent: Page
beforeAll(async () => {
  stage = await openStage()
  agent = await stage.signIn()
})
afterAll(() => stage.close())

/** A visitor who has written, before whose page `script` has run. */
async function writes(text: string, script: () => void = () => undefined): Promise<Page> {
  const page = await stage.visit({}, 'about:blank')
  await page.addInitScript(script)
  await page.goto(stage.demo.site)
  await launcher(page).click()
  await page.getByRole('button', { name: 'Μιλήστε μαζί μας' }).click()
  await page.getByLabel('Γράψτε μήνυμα').fill(text)
  await page.keyboard.press('Enter')
  return page
}

test('a message sent in the instant before a reload is sent after it, or given back', async () => {
  const page = await writes('πριν')
  await page.getByText('Στάλθηκε').waitFor()
  for (let turn = 1; turn <= 5; turn++) {
    const text = `αμέσως πριν ${turn}`
    await Promise.all([
      page.waitForEvent('load'),
      page.evaluate((text) => {
        const host = [...document.documentElement.children].find(({ shadowRoot }) => shadowRoot)!
        const field = host.shadowRoot!.querySelector<HTMLTextAreaElement>('.screen:not([hidden]) textarea')!
        field.value = text
        field.dispatchEvent(new InputEvent('input', { bubbles: true, composed: true }))
        field.dispatchEvent(
          new KeyboardEvent('keydown', { key: 'Enter', bubbles: true, composed: true, cancelable: true }),
        )
        setTimeout(() => location.reload())
      }, text),
    ])
    await launcher(page).click()
    await page
      .getByRole('button', { name: /αμέσως|πριν/ })
      .first()
      .click()
    const given = page.getByRole('textbox')
    await expect
      .poll(
        async () =>
          (await given.inputValue()) === text ||
          (await page.getByRole('log').getByText(text, { exact: true }).count()) > 0,
      )
      .toBe(true)
  }
  await page.context().close()
})

test('a page that ends as soon as a message is stored does not find it in its composer again', async () => {
  const page = await writes('πριν', () => {
    const { put } = IDBObjectStore.prototype
    let last: IDBTransaction | undefined
    IDBObjectStore.prototype.put = function (value, key) {
      // What comes to disk after the message is what such a page no longer does.
      if (last && this.transaction !== last) throw new DOMException('the page has ended', 'AbortError')
      if (this.name === 'outbox') last = this.transaction
      return put.call(this, value, key)
    }
    const { commit } = IDBTransaction.prototype
    IDBTransaction.prototype.commit = function () {
      if (this === last) document.documentElement.dataset['committed'] = 'yes'
      commit.call(this)
    }
  })
  await page.getByText('Στάλθηκε').waitFor()
  // What waits for an answer of storage before it is committed is undone with the page.
  expect(await page.evaluate(() => document.documentElement.dataset['committed'])).toBe('yes')
  await page.reload()
  await launcher(page).click()
  await page.getByRole('button', { name: /πριν/ }).first().click()
  await page.getByRole('log').getByText('πριν', { exact: true }).waitFor()
  // Storage is read after the screen is drawn.
  await page.waitForTimeout(500)
  expect(await page.getByRole('textbox').inputValue()).toBe('')
  await page.context().close()
})

test('what could not be fetched is fetched again, and an impatient visitor still gets it opened', async () => {
  const page = await stage.visit({}, 'about:blank')
  const failed = new Set<string>()
  await page.route(/\/w\/|\/availability\//, (route) => {
    const { pathname } = new URL(route.request().url())
    if (failed.has(pathname)) return route.continue()
    failed.add(pathname)
    return route.abort()
  })
  await page.goto(stage.demo.site)
  for (let times = 0; times < 2; times++) await launcher(page).click()
  await page.getByRole('button', { name: 'Μιλήστε μαζί μας' }).click({ timeout: 30_000 })
  await page.getByLabel('Γράψτε μήνυμα').fill('με υπομονή')
  await page.keyboard.press('Enter')
  await page.getByText('Στάλθηκε').waitFor()
  expect([...failed].filter((path) => /panel|conversation|chat|availability/.test(path)).length).toBeGreaterThan(2)
  await page.context().close()
})

test('a long conversation is not drawn anew for each message', async () => {
  const page = await writes('1', () => {
    const { prototype } = Intl.DateTimeFormat
    const { get } = Object.getOwnPropertyDescriptor(prototype, 'format')!
    let count = 0
    // Each line that is drawn says when it was written.
    Object.defineProperty(prototype, 'format', {
      get(this: Intl.DateTimeFormat) {
        document.documentElement.dataset['count'] = String(++count)
        return get!.call(this) as unknown
      },
    })
  })
  const count = () => page.evaluate(() => Number(document.documentElement.dataset['count']))
  const costs: number[] = []
  for (let turn = 2; turn <= 24; turn++) {
    const before = await count()
    await page.getByRole('textbox').fill(String(turn))
    await page.keyboard.press('Enter')
    await page.getByRole('log').getByText(String(turn), { exact: true }).waitFor()
    await expect.poll(() => page.getByText('Στέλνεται…').count()).toBe(0)
    costs.push((await count()) - before)
  }
  const sum = (list: number[]) => list.reduce((total, cost) => total + cost, 0)
  expect(sum(costs.slice(-6))).toBeLessThan(sum(costs.slice(1, 7)) * 1.5)
  await page.context().close()
})

test('what the browser cannot store is sent all the same', async () => {
  const page = await writes('ο δίσκος είναι γεμάτος', () => {
    const { put } = IDBObjectStore.prototype
    IDBObjectStore.prototype.put = function (value, key) {
      if (this.name === 'outbox') throw new DOMException('no room', 'QuotaExceededError')
      return put.call(this, value, key)
    }
  })
  await page.getByText('Στάλθηκε').waitFor()
  await page.context().close()
})

test('an agent sees the last message of all although nobody told them of it', async () => {
  const page = await writes('η πρώτη')
  await page.getByText('Στάλθηκε').waitFor()
  const other = await stage.browser.newContext({ locale: 'el-GR', storageState: await agent.context().storageState() })
  const desk = await other.newPage()
  await desk.routeWebSocket(/socket\.io/, (socket) => {
    const server = socket.connectToServer()
    server.onMessage((message) => {
      if (!/message:(new|more)/.test(String(message))) socket.send(message)
    })
  })
  await desk.goto(`${stage.demo.product}/console/`)
  await desk.getByText('η πρώτη').first().click()
  await desk.getByRole('log').getByText('η πρώτη').waitFor()
  await page.getByRole('textbox').fill('η τελευταία')
  await page.keyboard.press('Enter')
  // The next beat tells how far the queue has come.
  await desk.getByRole('log').getByText('η τελευταία').waitFor({ timeout: 25_000 })
  await other.close()
  await page.context().close()
})

test('an agent whose socket the server ends comes back, and is not signed out', async () => {
  const context = await stage.browser.newContext({
    locale: 'el-GR',
    storageState: await agent.context().storageState(),
  })
  const desk = await context.newPage()
  let ended = 0
  await desk.routeWebSocket(/socket\.io/, (socket) => {
    const server = socket.connectToServer()
    server.onMessage((message) => {
      socket.send(message)
      if (!String(message).includes('"welcome"') || ended++ > 0) return
      socket.send('41/agent,')
    })
  })
  await desk.goto(`${stage.demo.product}/console/`)
  await expect.poll(() => ended).toBe(2)
  await desk.locator('.me button').waitFor()
  expect(await desk.getByLabel('Κωδικός πρόσβασης').count()).toBe(0)
  await context.close()
})

/** Lets a page's first line be accepted and end before the server has said anything over it. @returns how often */
async function cutFirstLine(page: Page): Promise<() => number> {
  let lines = 0
  await page.routeWebSocket(/socket\.io/, (socket) => {
    if (lines++ > 0) return void socket.connectToServer()
    setTimeout(() => void socket.close(), 100)
  })
  return () => lines
}

test('who loses the line in the instant it is made tries again within seconds', async () => {
  const page = await stage.visit({}, 'about:blank')
  const lines = await cutFirstLine(page)
  await page.goto(stage.demo.site)
  await launcher(page).click()
  await page.getByRole('button', { name: 'Μιλήστε μαζί μας' }).click()
  await page.getByLabel('Γράψτε μήνυμα').fill('κόπηκε αμέσως')
  await page.keyboard.press('Enter')
  await page.getByText('Στάλθηκε').waitFor({ timeout: 8_000 })
  expect(lines()).toBeGreaterThan(1)
  await page.context().close()

  const context = await stage.browser.newContext({
    locale: 'el-GR',
    storageState: await agent.context().storageState(),
  })
  const desk = await context.newPage()
  await cutFirstLine(desk)
  await desk.goto(`${stage.demo.product}/console/`)
  await desk.locator('.me button').waitFor({ timeout: 8_000 })
  await context.close()
})

test('an agent works over long polling where no WebSocket holds', async () => {
  const page = await writes('ακούτε χωρίς WebSocket;')
  await page.getByText('Στάλθηκε').waitFor()
  const context = await stage.browser.newContext({
    locale: 'el-GR',
    storageState: await agent.context().storageState(),
  })
  const desk = await context.newPage()
  await desk.routeWebSocket(/socket\.io/, (socket) => void setTimeout(() => void socket.close(), 100))
  await desk.goto(`${stage.demo.product}/console/`)
  await desk.getByText('ακούτε χωρίς WebSocket;').first().click()
  await desk.getByLabel('Γράψτε απάντηση').fill('και χωρίς')
  await desk.keyboard.press('Enter')
  await page.getByRole('log').getByText('και χωρίς').waitFor()
  await context.close()
  await page.context().close()
})

test('what an agent typed without a line is not told as typing when it is back', async () => {
  const page = await writes('ποιος γράφει')
  await page.getByText('Στάλθηκε').waitFor()
  const context = await stage.browser.newContext({
    locale: 'el-GR',
    storageState: await agent.context().storageState(),
  })
  const desk = await context.newPage()
  const told: string[] = []
  const ends: (() => void)[] = []
  let isAway = false
  await desk.routeWebSocket(/socket\.io/, (socket) => {
    if (isAway) return void socket.close()
    const server = socket.connectToServer()
    socket.onMessage((message) => {
      if (String(message).includes('"typing"')) told.push(String(message))
      server.send(message)
    })
    ends.push(() => void socket.close())
  })
  await desk.goto(`${stage.demo.product}/console/`)
  await desk.getByText('ποιος γράφει').first().click()
  await desk.getByRole('log').getByText('ποιος γράφει').waitFor()
  isAway = true
  await desk.route('**/socket.io/**', unheard)
  for (const end of ends) end()
  await desk.getByText('Χωρίς σύνδεση').first().waitFor()
  await desk.getByLabel('Γράψτε απάντηση').pressSequentially('μου έρχεται', { delay: 20 })
  isAway = false
  await desk.unroute('**/socket.io/**', unheard)
  await desk.keyboard.press('Enter')
  await page.getByRole('log').getByText('μου έρχεται').waitFor({ timeout: 20_000 })
  expect(told).toEqual([])
  await context.close()
  await page.context().close()
})

test('a desk opened while the server is away is no sign-in, and works when it is back', async () => {
  const context = await stage.browser.newContext({
    locale: 'el-GR',
    storageState: await agent.context().storageState(),
  })
  const desk = await context.newPage()
  await desk.route('**/api/auth/get-session', (route) => route.abort())
  await desk.goto(`${stage.demo.product}/console/`)
  await desk.locator('.me button').waitFor()
  expect(agents.length).toBeGreaterThan(0)
  await context.close()
})

test('a socket that carries nothing any more is given up within 15 seconds', async () => {
  const response = await fetch(`${stage.demo.product}/socket.io/?EIO=4&transport=polling`, {
    headers: { origin: stage.demo.site },
  })
  const { pingInterval, pingTimeout } = JSON.parse((await response.text()).slice(1)) as {
    pingInterval: number
    pingTimeout: number
  }
  expect(pingInterval + pingTimeout).toBeLessThanOrEqual(15_000)
})

/** Makes a page look at the server again, as when one comes back to its tab; not sooner than it would. */
async function comeBackTo(page: Page): Promise<void> {
  await page.waitForTimeout(5_200)
  await page.evaluate(() => document.dispatchEvent(new Event('visibilitychange')))
}
const unheard = (route: Route) => route.abort()

test('a page loaded while the server is away has words, and once it is back those of its own locale', async () => {
  const page = await stage.visit({}, 'about:blank')
  await page.route(`${stage.demo.site}/`, async (route) => {
    const response = await route.fetch()
    await route.fulfill({ response, body: (await response.text()).replace('lang="el"', 'lang="fr"') })
  })
  await page.route('**/availability/**', unheard)
  await page.goto(stage.demo.site)
  await page.getByRole('button', { name: /^(Βοήθεια|Help)/ }).click()
  // There are no French words; which locales the site has is not known yet.
  await page.getByRole('heading', { name: 'How can we help?' }).waitFor()
  await page.unroute('**/availability/**', unheard)
  await comeBackTo(page)
  await page.getByRole('heading', { name: 'Σε τι να βοηθήσουμε;' }).waitFor()
  await page.getByText('Ρωτούν συχνά').waitFor()
  expect(await page.getByRole('dialog').getAttribute('lang')).toBe('el')
  await page.context().close()
})

test('a conversation that waits is drawn before the hours are known, and its card once they are', async () => {
  const page = await writes('ποιος περιμένει')
  await page.getByText('Στάλθηκε').waitFor()
  stage.problems.length = 0
  await page.route('**/availability/**', unheard)
  await page.reload()
  await launcher(page).click()
  await page.getByRole('button', { name: 'ποιος περιμένει' }).click()
  await page.getByRole('log').getByText('ποιος περιμένει').waitFor()
  expect(await page.getByRole('button', { name: 'Να μου απαντήσετε με email' }).count()).toBe(0)
  await page.unroute('**/availability/**', unheard)
  await comeBackTo(page)
  await page.getByRole('button', { name: 'Να μου απαντήσετε με email' }).waitFor()
  expect(stage.problems.filter((text) => !text.includes('ERR_FAILED'))).toEqual([])
  await page.context().close()
})

test('a visitor whose handshake the server could not answer comes back by themselves', async () => {
  const page = await stage.visit({}, 'about:blank')
  let refused = 0
  await page.routeWebSocket(/socket\.io/, (socket) => {
    const server = socket.connectToServer()
    socket.onMessage((message) => {
      if (!String(message).startsWith('40/visitor') || refused++ > 0) return server.send(message)
      socket.send('44/visitor,{"message":"failed","data":{"error":"failed"}}')
    })
  })
  await page.goto(stage.demo.site)
  await launcher(page).click()
  await page.getByRole('button', { name: 'Μιλήστε μαζί μας' }).click()
  await page.getByLabel('Γράψτε μήνυμα').fill('με ακούτε τώρα;')
  await page.keyboard.press('Enter')
  await expect.poll(() => refused).toBe(1)
  await page.getByText('Στάλθηκε').waitFor({ timeout: 20_000 })
  expect(refused).toBe(2)
  await page.context().close()
})

/** Refuses the first handshake as a fault, and ends the next WebSocket before its greeting. @returns the openings */
async function refuseThenCut(page: Page, namespace: string): Promise<() => number> {
  let openings = 0
  await page.routeWebSocket(/socket\.io/, (socket) => {
    if (++openings === 2) return void socket.close()
    const server = socket.connectToServer()
    socket.onMessage((message) => {
      if (openings > 1 || !String(message).startsWith(`40/${namespace}`)) return server.send(message)
      socket.send(`44/${namespace},{"message":"failed","data":{"error":"failed"}}`)
    })
  })
  return () => openings
}

test('who is refused by a server that is gone at the next attempt comes back by themselves', async () => {
  const page = await stage.visit({}, 'about:blank')
  const openings = await refuseThenCut(page, 'visitor')
  await page.goto(stage.demo.site)
  await launcher(page).click()
  await page.getByRole('button', { name: 'Μιλήστε μαζί μας' }).click()
  await page.getByLabel('Γράψτε μήνυμα').fill('γύρισα')
  await page.keyboard.press('Enter')
  await page.getByText('Στάλθηκε').waitFor({ timeout: 15_000 })
  expect(openings()).toBeGreaterThan(2)
  await page.context().close()

  const storageState = await agent.context().storageState()
  const context = await stage.browser.newContext({ locale: 'el-GR', storageState })
  const desk = await context.newPage()
  const ofDesk = await refuseThenCut(desk, 'agent')
  await desk.goto(`${stage.demo.product}/console/`)
  await desk.locator('.me button').waitFor({ timeout: 15_000 })
  expect(ofDesk()).toBeGreaterThan(2)
  await context.close()
})
