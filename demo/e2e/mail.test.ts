// Mail as people meet it: a copy of the conversation by the code that proves an address, and what did not arrive, at
// the desk.

import { afterAll, beforeAll, expect, test } from 'vitest'
import { begin, launcher, openStage, type Stage, violations } from './stage.ts'

let stage: Stage
beforeAll(async () => {
  stage = await openStage()
})
afterAll(() => stage.close())

test('a visitor gets a copy of the conversation at an address proved by the code mailed there; agents send again what did not arrive', async () => {
  const agent = await stage.signIn()
  const page = await stage.visit()
  await begin(page, 'Θέλω αντίγραφο')

  await page.getByRole('button', { name: 'Περισσότερα' }).click()
  await page.getByRole('button', { name: 'Αντίγραφο με email' }).click()
  await page.getByLabel('Το email σας').fill('not an address')
  await page.keyboard.press('Enter')
  await page.getByText('Ελέγξτε το email').waitFor()
  // The demo's page has a form of its own.
  expect((await violations(page)).filter((found) => !found.includes('class="account"'))).toEqual([])
  await page.getByLabel('Το email σας').fill('copy@example.com')
  await page.keyboard.press('Enter')
  await page.getByText('Στείλαμε έξι ψηφία στο copy@example.com').waitFor()
  const { mails, refuse } = stage.demo.mailbox
  await expect.poll(() => mails.length).toBe(1)
  const code = /^\d{6}$/m.exec(mails[0]!.parsed.text ?? '')![0]
  await page.getByLabel('Ο κωδικός από το email').fill(code === '000000' ? '000001' : '000000')
  await page.keyboard.press('Enter')
  await page.getByText('Ο κωδικός δεν ταιριάζει').waitFor()

  // The copy is refused for good: its agents hear of it, and send it again when the address is well.
  refuse(550)
  await page.getByLabel('Ο κωδικός από το email').fill(code)
  await page.keyboard.press('Enter')
  await page.getByText('Το αντίγραφο έρχεται στο copy@example.com').waitFor()
  await agent.locator('[data-view=failed]').click()
  await agent.locator('.list .row').click()
  await agent.getByText('Το αντίγραφο δεν έφτασε: copy@example.com').waitFor()
  expect(await violations(agent)).toEqual([])
  refuse(null)
  await agent.getByRole('button', { name: 'Αποστολή ξανά' }).click()
  await expect.poll(() => mails.length).toBe(2)
  expect(mails[1]!.parsed.text).toContain('Θέλω αντίγραφο')
  await agent.getByText('δεν έφτασε').waitFor({ state: 'detached' })

  const box = await page.context().newPage()
  await box.goto(`${stage.demo.site}/mailbox`)
  await box.getByRole('link', { name: /Αντίγραφο της συνομιλίας/ }).click()
  await box.frameLocator('iframe').getByText('Θέλω αντίγραφο').waitFor()
  await box.locator('pre').first().getByText('Θέλω αντίγραφο').waitFor()
  await page.context().close()
})

test(
  'where no mail server is known, agents read what to do and visitors what to expect, before anyone types',
  { timeout: 60_000 },
  async () => {
    const without = await openStage(undefined, true)
    without.setClock('2026-11-25T20:00+02:00')
    try {
      const agent = await without.signIn()
      await agent.getByText('Δεν φεύγει κανένα email: ο διακομιστής δεν έχει SMTP_URL.').waitFor()
      expect(await violations(agent)).toEqual([])
      const page = await without.visit()
      await launcher(page).click()
      const said = 'Το email μας τώρα δεν λειτουργεί. Η απάντηση θα φανεί εδώ.'
      await page.locator('.screen:visible .foot').getByText(said).waitFor()
      await page.getByRole('button', { name: 'Αφήστε μας μήνυμα' }).click()
      await page.locator('.screen:visible .strip').getByText(said).waitFor()
      expect(await violations(page)).toEqual([])
      await page.getByRole('button', { name: 'Αναφορά προβλήματος' }).click()
      await page.locator('.screen:visible .strip').getByText(said).waitFor()
      await page.getByRole('button', { name: 'Πίσω' }).click()
      await page.getByLabel('Το email σας').fill('anna@example.com')
      await page.getByLabel('Τι χρειάζεστε;').fill('Θα το διαβάσετε;')
      await page.getByRole('button', { name: 'Αποστολή μηνύματος' }).click()
      await page.getByText('Το λάβαμε, ευχαριστούμε.').waitFor()
      await page.locator('.screen:visible').getByText(said).waitFor()
      expect(await page.getByText('anna@example.com').count()).toBe(0)
      // What is promised comes true: the answer is read where it was asked.
      await agent.getByText('Θα το διαβάσετε;').first().click()
      await agent.getByLabel('Γράψτε απάντηση').fill('Το διαβάσαμε')
      await agent.keyboard.press('Enter')
      await page.getByRole('button', { name: 'Πίσω στη βοήθεια' }).click()
      await page.getByRole('button', { name: 'Η συνομιλία σας' }).click()
      await page.getByRole('log').getByText('Το διαβάσαμε').waitFor()
      expect(without.problems).toEqual([])
    } finally {
      await without.close()
    }
  },
)
