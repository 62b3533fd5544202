// Mail as people meet it: a copy of the conversation by the code that proves an address, and what did not arrive, at the desk.

import { afterAll, beforeAll, expect, test } from 'vitest'
import { launcher, openStage, type Stage, violations } from './stage.ts'

let stage: Stage
beforeAll(async () => {
  stage = await openStage()
})
afterAll(() => stage.close())

test('a visitor gets a copy of the conversation at an address proved by the code mailed there; agents send again what did not arrive', async () => {
  const agent = await stage.signIn()
  const page = await stage.visit()
  await launcher(page).click()
  await page.getByRole('button', { name: 'Μιλήστε μαζί μας' }).click()
  await page.getByLabel('Γράψτε μήνυμα').fill('Θέλω αντίγραφο')
  await page.keyboard.press('Enter')
  await page.getByText('Στάλθηκε').waitFor()

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
