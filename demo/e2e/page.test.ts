// The owner's page: its calls, its language, and what single-page frameworks do to it.

import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { begin, launcher, openStage, type Stage, violations } from './stage.ts'

interface Rotame {
  (...call: unknown[]): void
  q?: unknown[]
}
declare const window: Window & { Rotame?: Rotame; told?: unknown[] }

let stage: Stage
beforeAll(async () => {
  stage = await openStage()
  stage.setClock('2026-11-25T12:00+02:00')
})
afterAll(() => stage.close())

test('calls made before the script has loaded are kept, and events are told', async () => {
  const page = await stage.visit({}, 'about:blank')
  await page.addInitScript(() => {
    window.Rotame = (...call: unknown[]) => void (window.Rotame!.q ??= []).push(call)
    window.told = []
    for (const event of ['ready', 'open', 'close']) window.Rotame('on', event, () => window.told!.push(event))
    window.Rotame('article', 'account/forgot-password')
  })
  await page.goto(stage.demo.site)
  await page.getByRole('heading', { name: 'Ξέχασα τον κωδικό' }).waitFor()
  await page.evaluate(() => window.Rotame!('close'))
  await expect.poll(() => page.evaluate(() => window.told)).toEqual(['open', 'ready', 'close'])
  await page.context().close()
})

test('an unknown article or call is said to the page, not to the visitor', async () => {
  const page = await stage.visit()
  await launcher(page).waitFor()
  await page.evaluate(() => {
    window.Rotame!('article', 'account/nowhere')
    window.Rotame!('dance')
  })
  await page.getByRole('heading', { name: 'Σε τι να βοηθήσουμε;' }).waitFor()
  await expect.poll(() => stage.problems.filter((text) => /no such article|is not a call/.test(text))).toHaveLength(2)
  await page.context().close()
})

test('the page can search, ask, hide, show and change the language', async () => {
  const page = await stage.visit()
  await launcher(page).waitFor()
  await page.evaluate(() => window.Rotame!('search', 'τιμολόγιο'))
  await page.getByRole('option').first().waitFor()
  await page.evaluate(() => window.Rotame!('locale', 'en'))
  await page
    .getByRole('heading', { name: 'How can we help?' })
    .or(page.getByText('This one is better with a person').first())
    .first()
    .waitFor()
  await page.evaluate(() => window.Rotame!('hide'))
  await launcher(page).waitFor({ state: 'hidden' })
  expect(await page.getByRole('dialog').isVisible()).toBe(false)
  await page.evaluate(() => window.Rotame!('show'))
  await launcher(page).waitFor()
  const agent = await stage.signIn()
  await page.evaluate(() => window.Rotame!('ask', 'Is anyone there?'))
  await expect.poll(() => page.getByLabel('Write a message').inputValue()).toBe('Is anyone there?')
  await agent.context().close()
  await page.context().close()
})

test('the visitor can change the language, and it stays', async () => {
  const page = await stage.visit()
  await launcher(page).click()
  await page.getByRole('button', { name: 'English' }).click()
  await page.getByRole('heading', { name: 'How can we help?' }).waitFor()
  await page.reload()
  await launcher(page).click()
  await page.getByRole('heading', { name: 'How can we help?' }).waitFor()
  await page.getByRole('button', { name: 'Ελληνικά' }).waitFor()
  await page.context().close()
})

test('a page in English gets English, and one with data-locale what it asks for', async () => {
  const english = await stage.visit({ locale: 'el-GR' }, `${stage.demo.site}/en.html`)
  await launcher(english).click()
  await english.getByRole('heading', { name: 'How can we help?' }).waitFor()
  await english.context().close()
})

test('the script loaded twice draws one launcher', async () => {
  const page = await stage.visit()
  await launcher(page).waitFor()
  await page
    .evaluate(
      (src) =>
        new Promise((resolve) => {
          const script = Object.assign(document.createElement('script'), { src, onload: resolve })
          script.dataset['site'] = 'oxzino'
          document.head.append(script)
        }),
      // A script's address is no Trusted Type's business here: it is set by the page, as its owner would.
      `${stage.demo.product}/widget.js`,
    )
    .catch(() => null)
  expect(await launcher(page).count()).toBe(1)
  await page.context().close()
})

test('a swapped body and a new address keep launcher, panel and conversation', async () => {
  const agent = await stage.signIn()
  const page = await stage.visit()
  await begin(page, 'Πριν την αλλαγή')
  await page.evaluate(() => {
    const next = document.createElement('body')
    next.append(Object.assign(document.createElement('h1'), { textContent: 'Another page' }))
    document.documentElement.replaceChild(next, document.body)
    history.pushState({}, '', '/pricing.html')
  })
  await page.getByText('Another page').waitFor()
  await page.getByRole('log').getByText('Πριν την αλλαγή').waitFor()
  await agent.getByText('Πριν την αλλαγή').first().click()
  await agent.getByLabel('Γράψτε απάντηση').fill('Ακόμη εδώ')
  await agent.keyboard.press('Enter')
  await page.getByRole('log').getByText('Ακόμη εδώ').waitFor()
  // What empties the body, as some frameworks do, leaves the launcher too.
  await page.evaluate(() => document.body.replaceChildren())
  await launcher(page).waitFor()
  await agent.context().close()
  await page.context().close()
})

test('destroyed, it leaves nothing; created again, it works', async () => {
  const page = await stage.visit()
  await launcher(page).click()
  await page.getByText('Ρωτούν συχνά').waitFor()
  await page.evaluate(() => window.Rotame!('destroy'))
  expect(
    await page.evaluate(() => [
      [...document.documentElement.children].some(({ shadowRoot }) => shadowRoot),
      typeof window.Rotame,
    ]),
  ).toEqual([false, 'function'])
  await page.evaluate(() => {
    const old = document.querySelector<HTMLScriptElement>('script[data-site]')!
    const policy = (
      window as unknown as {
        trustedTypes: { createPolicy: (name: string, rules: object) => { createScriptURL: (text: string) => string } }
      }
    ).trustedTypes
    const script = document.createElement('script')
    script.src = policy.createPolicy('owner', { createScriptURL: (text: string) => text }).createScriptURL(old.src)
    script.dataset['site'] = 'oxzino'
    document.head.append(script)
  })
  await launcher(page).click()
  await page.getByText('Ρωτούν συχνά').waitFor()
  await page.context().close()
})

test('the page may say in its title how many messages wait', async () => {
  const agent = await stage.signIn()
  const page = await stage.visit({}, 'about:blank')
  await page.route(`${stage.demo.site}/`, async (route) => {
    const response = await route.fetch()
    await route.fulfill({
      response,
      body: (await response.text()).replace('data-site=', 'data-title-badge data-site='),
    })
  })
  await page.goto(stage.demo.site)
  await begin(page, 'Με τίτλο')
  await page.getByRole('button', { name: 'Κλείσιμο' }).click()
  await agent.getByText('Με τίτλο').first().click()
  await agent.getByLabel('Γράψτε απάντηση').fill('Απάντηση')
  await agent.keyboard.press('Enter')
  await expect.poll(() => page.title()).toBe('(1) OX Zino · Λογισμικό και υπηρεσίες για καζίνο')
  await launcher(page).click()
  await expect.poll(() => page.title()).toBe('OX Zino · Λογισμικό και υπηρεσίες για καζίνο')
  // Destroyed with a number in it, the page has its title again.
  await page.getByRole('button', { name: 'Κλείσιμο' }).click()
  await agent.getByLabel('Γράψτε απάντηση').fill('Κι άλλη απάντηση')
  await agent.keyboard.press('Enter')
  await expect.poll(() => page.title()).toBe('(1) OX Zino · Λογισμικό και υπηρεσίες για καζίνο')
  await page.evaluate(() => window.Rotame!('destroy'))
  expect(await page.title()).toBe('OX Zino · Λογισμικό και υπηρεσίες για καζίνο')
  await agent.context().close()
  await page.context().close()
})

test('forgetting clears the secret, the draft and the conversation', async () => {
  const agent = await stage.signIn()
  const page = await stage.visit()
  await begin(page, 'Σε κοινό υπολογιστή')
  await page.getByLabel('Γράψτε μήνυμα').fill('ένα σχέδιο')
  await page.evaluate(() => window.Rotame!('forget'))
  await page.waitForTimeout(300)
  expect(await page.evaluate(() => localStorage.length)).toBe(0)
  await page.reload()
  await launcher(page).click()
  await page.getByRole('button', { name: 'Μιλήστε μαζί μας' }).click()
  await expect.poll(() => page.getByLabel('Γράψτε μήνυμα').inputValue()).toBe('')
  expect(await page.getByText('Σε κοινό υπολογιστή').count()).toBe(0)
  await agent.context().close()
  await page.context().close()
})

test("an allowed site's page cannot use an agent's sign-in", async () => {
  const agent = await stage.signIn()
  // The same browser, and so the same cookies, on a page that may embed the widget.
  const page = await agent.context().newPage()
  const bundle = createServer((_request, response) => response.end('<!doctype html><title>stranger</title>'))
  await new Promise<void>((resolve) => bundle.listen(0, '127.0.0.1', resolve))
  const stranger = `http://127.0.0.1:${(bundle.address() as AddressInfo).port}`
  for (const address of [stage.demo.site, stranger]) {
    await page.goto(address)
    const answers = await page
      .evaluate(async (product) => {
        const open = (message: string) =>
          new Promise<string>((resolve) => {
            const socket = new WebSocket(`${product.replace('http', 'ws')}/socket.io/?EIO=4&transport=websocket`)
            socket.onmessage = ({ data }) => {
              if (String(data).startsWith('0')) socket.send(message)
              else resolve(String(data))
            }
            socket.onerror = () => resolve('refused')
            socket.onclose = () => resolve('refused')
          })
        const polled = await fetch(`${product}/api/auth/get-session`, { credentials: 'include' }).then(
          (response) => response.text(),
          () => 'refused',
        )
        return [await open('40/agent,{"v":1,"presence":"present"}'), polled]
      }, stage.demo.product)
      .catch(() => ['refused', 'refused'])
    expect(answers[0]).not.toMatch(/^40\/agent/)
    expect(answers[1]).toBe('refused')
  }
  bundle.close()
  await agent.context().close()
})

test('the help pages work without a script, are for everyone, and have the widget', async () => {
  const context = await stage.browser.newContext({ javaScriptEnabled: false, locale: 'el-GR' })
  const plain = await context.newPage()
  await plain.goto(`${stage.demo.product}/help/oxzino/el/`)
  await plain.getByRole('searchbox').fill('τιμολόγιο')
  await plain.getByRole('button', { name: 'Αναζήτηση' }).click()
  await plain
    .getByRole('link', { name: /τιμολόγιο/ })
    .first()
    .click()
  await plain.getByRole('heading', { level: 1 }).getByText('τιμολόγιο').waitFor()
  await context.close()
  const page = await stage.visit({}, `${stage.demo.product}/help/oxzino/el/support/response-times`)
  await launcher(page).waitFor()
  expect(await violations(page)).toEqual([])
  await page.setViewportSize({ width: 360, height: 740 })
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(360)
  const agent = await stage.signIn()
  await page.evaluate(() => window.Rotame!('ask', 'Από τη σελίδα βοήθειας'))
  await page.getByRole('button', { name: 'Αποστολή' }).click()
  await page.getByText('Στάλθηκε').waitFor()
  await agent.context().close()
  await page.context().close()
})
