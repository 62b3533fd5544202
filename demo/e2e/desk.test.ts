// The desk with what comes from outside: nothing of it breaks a screen, and each part is whose it says it is.

import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { agents, launcher, openStage, type Stage } from './stage.ts'

let stage: Stage
beforeAll(async () => {
  stage = await openStage()
  // Somebody is here, so that visitors may chat.
  await stage.signIn(agents[1])
})
afterAll(() => stage.close())

/** A visitor who has written. */
async function writes(text: string, page?: Page): Promise<Page> {
  const visitor = page ?? (await stage.visit())
  await launcher(visitor).click()
  await visitor.getByRole('button', { name: 'Μιλήστε μαζί μας' }).click()
  await visitor.getByLabel('Γράψτε μήνυμα').fill(text)
  await visitor.keyboard.press('Enter')
  await visitor.getByText('Στάλθηκε').waitFor()
  return visitor
}

/** An agent whose server says other things than it has, as an older one may. */
async function hears(change: (frame: string) => string): Promise<Page> {
  const context = await stage.browser.newContext({ locale: 'el-GR', viewport: { width: 1280, height: 800 } })
  const page = await context.newPage()
  await page.routeWebSocket(/agent|socket\.io/, (line) => {
    const server = line.connectToServer()
    server.onMessage((frame) => line.send(typeof frame === 'string' ? change(frame) : frame))
  })
  await page.goto(`${stage.demo.product}/console/`)
  await page.getByLabel('Email').fill(agents[0].email)
  await page.getByLabel('Κωδικός πρόσβασης').fill(agents[0].password)
  await page.getByRole('button', { name: 'Σύνδεση' }).click()
  await page.locator('.me button').waitFor()
  return page
}

test('a zone and a locale that Intl refuses leave the details whole', async () => {
  const page = await writes('Από αλλού')
  const agent = await hears((frame) =>
    frame
      .replaceAll('"zone":"Europe/Athens","path"', '"zone":"x/y","path"')
      .replaceAll('"locale":"el"', '"locale":"!"'),
  )
  await agent.getByText('Από αλλού').first().click()
  await agent.locator('.context').getByText('Σελίδα').waitFor()
  expect(await agent.locator('.context').getByText('Τοπική ώρα').count()).toBe(0)
  expect(await agent.locator('.context').getByText('!', { exact: true }).count()).toBe(1)
  for (const each of [page, agent]) await each.context().close()
})

test('what cannot be drawn fails alone, keeps nothing of who was there before, and is in the log', async () => {
  const token = (await stage.demo.tokenOf('premium'))!
  const known = await stage.visit()
  await known.evaluate((value) => {
    const { Rotame } = window as unknown as { Rotame: (call: string, token: string) => void }
    Rotame('identify', value)
  }, token)
  await writes('Είμαι η Μαρία', known)
  const guest = await writes('Ένας άλλος')
  // A path that is no list: nobody has guarded against that.
  const agent = await hears((frame) =>
    frame.includes('Ένας άλλος') ? frame.replaceAll(/"path":\[[^\]]*\]/g, '"path":[null]') : frame,
  )
  const errors: string[] = []
  agent.on('console', (message) => message.type() === 'error' && errors.push(message.text()))
  await agent.locator('.row', { hasText: 'Είμαι η Μαρία' }).click()
  await agent.locator('.context').getByText('Μαρία Κωνσταντίνου').waitFor()
  await agent.locator('.row', { hasText: 'Ένας άλλος' }).click()
  await agent.locator('.context').getByText('Αυτό το μέρος δεν εμφανίζεται').waitFor()
  expect(await agent.locator('.context').innerText()).not.toContain('Μαρία')
  // The rest goes on.
  await agent.getByLabel('Γράψτε απάντηση').fill('Καλημέρα σας')
  await agent.keyboard.press('Enter')
  await guest.getByRole('log').getByText('Καλημέρα σας').waitFor()
  await agent.locator('.row', { hasText: 'Είμαι η Μαρία' }).click()
  await agent.locator('.context').getByText('Μαρία Κωνσταντίνου').waitFor()
  expect(errors.length).toBeGreaterThan(0)
  for (const each of [known, guest, agent]) await each.context().close()
})

test('an address is written to whole, whatever is in it', async () => {
  const email = 'a%40b.example?bcc=c%40d.example&x=@example.com'
  stage.setClock('2026-11-25T20:00+02:00')
  const page = await stage.visit()
  await launcher(page).click()
  await page.getByRole('button', { name: 'Αφήστε μας μήνυμα' }).click()
  await page.getByLabel('Το email σας').fill(email)
  await page.getByLabel('Τι χρειάζεστε;').fill('Τιμολόγιο με Bcc')
  await page.getByRole('button', { name: 'Αποστολή μηνύματος' }).click()
  await page.getByText('Το λάβαμε, ευχαριστούμε.').waitFor()
  stage.setClock('2026-11-25T12:00+02:00')
  const agent = await stage.signIn()
  await agent.locator('.row', { hasText: 'Τιμολόγιο με Bcc' }).click()
  const links = agent.locator('a[href^="mailto:"]')
  await links.nth(1).waitFor()
  for (const href of await links.evaluateAll((all) => all.map((link) => (link as HTMLAnchorElement).href))) {
    const { pathname, searchParams } = new URL(href)
    expect(decodeURIComponent(pathname)).toBe(email)
    expect([...searchParams.keys()]).toEqual(['subject'])
  }
  for (const each of [page, agent]) await each.context().close()
})
