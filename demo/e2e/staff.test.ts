// Who works at a desk: sign-ins that end in mid-sentence, two agents in one tab, a sign-out without a line.

import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { agents, launcher, openStage, type Stage, violations } from './stage.ts'

let stage: Stage
beforeAll(async () => {
  stage = await openStage()
})
afterAll(() => stage.close())

const [eleni, nikos] = agents
const signIn = async (desk: Page, { email, password }: { email: string; password: string }) => {
  await desk.getByLabel('Email').fill(email)
  await desk.getByLabel('Κωδικός πρόσβασης').fill(password)
  await desk.keyboard.press('Enter')
  await desk.getByRole('button', { name: 'Μενού' }).or(desk.locator('.me')).first().waitFor()
}
const signOut = async (desk: Page) => {
  await desk.locator('.me > button').click()
  await desk.getByRole('button', { name: 'Αποσύνδεση' }).click()
}
const open = (desk: Page) => desk.getByText('Ποιος θα το δει').first().click()

test('what was begun is there again for who began it, and for nobody else', { timeout: 120_000 }, async () => {
  const desk = await stage.signIn(eleni)
  const page = await stage.visit()
  await launcher(page).click()
  await page.getByRole('button', { name: 'Μιλήστε μαζί μας' }).click()
  await page.getByLabel('Γράψτε μήνυμα').fill('Ποιος θα το δει;')
  await page.keyboard.press('Enter')
  await open(desk)
  await desk.getByLabel('Γράψτε απάντηση').fill('Μισή φράση της Ελένης')
  await desk.evaluate(() =>
    fetch('/api/auth/sign-out', { method: 'POST', headers: { 'content-type': 'application/json' }, body: '{}' }),
  )
  await desk.getByText('Η σύνδεσή σας έληξε').waitFor()
  expect(await violations(desk)).toEqual([])

  await signIn(desk, nikos)
  await open(desk)
  expect(await desk.getByLabel('Γράψτε απάντηση').inputValue()).toBe('')
  await desk.getByLabel('Γράψτε απάντηση').fill('Του Νίκου')
  await desk.reload()
  await open(desk)
  await expect.poll(() => desk.getByLabel('Γράψτε απάντηση').inputValue()).toBe('Του Νίκου')

  await desk.context().setOffline(true)
  await signOut(desk)
  await desk.getByText('Η αποσύνδεση θα γίνει μόλις απαντήσει').waitFor()
  expect(await desk.getByText('Ποιος θα το δει').count()).toBe(0)
  expect(await violations(desk)).toEqual([])
  await desk.context().setOffline(false)
  await desk.getByLabel('Email').waitFor({ timeout: 20_000 })
  await desk.reload()
  await desk.getByLabel('Email').waitFor()

  await signIn(desk, eleni)
  await open(desk)
  await expect.poll(() => desk.getByLabel('Γράψτε απάντηση').inputValue()).toBe('Μισή φράση της Ελένης')
})
