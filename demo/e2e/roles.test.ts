// What a viewer is shown: all that there is to read, and nothing that they may not do.

import { afterAll, beforeAll, expect, test } from 'vitest'
import { launcher, openStage, type Stage, violations } from './stage.ts'

let stage: Stage
const viewer = { email: 'vera@oxzino.example', name: 'Βέρα', password: 'kalimera-vera', role: 'viewer' as const }
beforeAll(async () => {
  stage = await openStage()
  await stage.demo.staff.accounts.add(viewer)
})
afterAll(() => stage.close())

test('a viewer reads and writes notes; who answers sees it unread until they have read it', async () => {
  const page = await stage.visit()
  await stage.signIn()
  await launcher(page).click()
  await page.getByRole('button', { name: 'Μιλήστε μαζί μας' }).click()
  await page.getByLabel('Γράψτε μήνυμα').fill('Με βλέπει κανείς;')
  await page.keyboard.press('Enter')
  const desk = await stage.signIn(viewer)
  await desk.getByText('Με βλέπει κανείς;').first().click()
  await desk
    .getByLabel('Γράψτε σημείωση')
    .or(desk.locator('.composer textarea'))
    .first()
    .fill('Είναι ο κύριος του χθες')
  expect(await desk.locator('.kinds button').count()).toBe(1)
  for (const name of ['Αναλαμβάνω', 'Κλείσιμο']) expect(await desk.getByRole('button', { name }).count()).toBe(0)
  expect(await violations(desk)).toEqual([])
  await desk.keyboard.press('Enter')
  await desk.locator('.log').getByText('Είναι ο κύριος του χθες').waitFor()
  await desk.waitForTimeout(500)
  expect(await page.getByText('Διαβάστηκε').count()).toBe(0)
  await desk.locator('[data-view=hours]').click()
  await desk.getByRole('heading', { name: 'Ωράριο' }).waitFor()
  expect(await desk.locator('.act').count()).toBe(0)
  await desk.locator('.me > button').click()
  await desk.getByText('Μόνο ανάγνωση').waitFor()
  expect(await desk.getByRole('button', { name: 'Λείπω για λίγο' }).count()).toBe(0)
})
