// A mail that is answered in the mailbox of the demo: the answer is seen to arrive in the widget and in the console.

import { afterAll, beforeAll, expect, test } from 'vitest'
import { launcher, openStage, type Stage, violations } from './stage.ts'

let stage: Stage
beforeAll(async () => {
  stage = await openStage()
  stage.setClock('2026-11-25T20:00+02:00')
})
afterAll(() => stage.close())

test('a request that is answered by mail goes on in the console and in the widget', async () => {
  const agent = await stage.signIn()
  const page = await stage.visit()
  await launcher(page).click()
  await page.getByRole('button', { name: 'Αφήστε μας μήνυμα' }).click()
  await page.getByLabel('Το email σας').fill('maria.k@example.com')
  await page.getByLabel('Τι χρειάζεστε;').fill('Θέλω τιμολόγιο με διαφορετική επωνυμία')
  await page.getByRole('button', { name: 'Αποστολή μηνύματος' }).click()
  await page.getByText('Το λάβαμε, ευχαριστούμε.').waitFor()
  const reference = await page.locator('[data-reference]').innerText()
  const { mails } = stage.demo.mailbox
  const receipt = () => mails.findIndex(({ parsed }) => [parsed.to].flat()[0]!.text.includes('maria.k@'))
  await expect.poll(receipt).toBeGreaterThanOrEqual(0)

  const mailbox = await page.context().newPage()
  await mailbox.goto(`${stage.demo.site}/mailbox/${receipt()}`)
  expect(await violations(mailbox)).toEqual([])
  await mailbox.getByLabel('Απάντηση').fill('Η επωνυμία είναι ΑΛΦΑ ΑΕ.')
  await mailbox.getByRole('button', { name: 'Αποστολή' }).click()
  // It is in the thread that it answers.
  await mailbox.locator('pre', { hasText: 'ΑΛΦΑ ΑΕ' }).first().waitFor()
  await mailbox.close()

  const find = agent.getByRole('searchbox', { name: 'Αριθμός αιτήματος' })
  await find.fill(reference)
  await find.press('Enter')
  const log = agent.getByRole('log')
  await log.locator('.bubble', { hasText: 'Η επωνυμία είναι ΑΛΦΑ ΑΕ.' }).waitFor()
  await log.getByText('με email').waitFor()
  await agent.getByRole('button', { name: 'Ολόκληρο το email' }).click()
  await agent.getByRole('link', { name: 'Το αρχικό (.eml)' }).waitFor()
  expect(await log.innerText()).toContain('έγραψε:')
  expect(await violations(agent)).toEqual([])

  await page.reload()
  await launcher(page).click()
  await page.getByText('Η επωνυμία είναι ΑΛΦΑ ΑΕ.').first().click()
  await page.locator('.under', { hasText: 'Με email' }).waitFor()
})
