// Two conversations of one visitor become one and two again, by keyboard; seen by a colleague and on the visitor's
// page.

import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { agents, launcher, openStage, type Stage, violations } from './stage.ts'

let stage: Stage
beforeAll(async () => (stage = await openStage()), 120_000)
afterAll(() => stage.close())

const row = (page: Page, text: string) => page.locator('.row', { hasText: text })
const log = (page: Page) => page.getByRole('log')
const said = (page: Page, text: string) => page.locator('.notices').getByText(text)

test('merged, both are read in one; undone, each is by itself again', async () => {
  const [desk, other] = [await stage.signIn(agents[0]), await stage.signIn(agents[1])]
  const visitor = await stage.visit()
  await launcher(visitor).click()
  await visitor.getByRole('button', { name: 'Μιλήστε μαζί μας' }).click()
  const write = visitor.getByLabel('Γράψτε μήνυμα')
  await write.fill('Η πρώτη ερώτηση')
  await visitor.keyboard.press('Enter')
  // Closed and opened again, while another was begun: two are open.
  await row(desk, 'Η πρώτη ερώτηση').click()
  await log(desk).getByText('Η πρώτη ερώτηση').waitFor()
  await desk.locator('.middle h1').click()
  await desk.keyboard.press('KeyE')
  await visitor.getByText('Η συνομιλία έκλεισε').waitFor()
  await visitor.getByRole('button', { name: 'Νέα συνομιλία' }).or(write).first().click()
  await write.fill('Η δεύτερη ερώτηση')
  await visitor.keyboard.press('Enter')
  await row(desk, 'Η δεύτερη ερώτηση').waitFor()
  await desk.locator('.middle h1').click()
  await desk.keyboard.press('Shift+KeyE')
  await other.locator('nav [data-view=all]').click()
  for (const page of [desk, other]) await row(page, 'Η πρώτη ερώτηση').waitFor()

  await row(desk, 'Η πρώτη ερώτηση').click()
  await desk.locator('.middle h1').click()
  await desk.keyboard.press('KeyG')
  await desk.locator('.palette input').waitFor()
  await desk.getByRole('option', { name: 'Η δεύτερη ερώτηση' }).click()
  await said(desk, 'Συνενώθηκε').waitFor()
  await row(desk, 'Η πρώτη ερώτηση').waitFor({ state: 'detached' })
  await row(other, 'Η πρώτη ερώτηση').waitFor({ state: 'detached' })
  await row(other, 'Η δεύτερη ερώτηση').click()
  await log(other).getByText('Η δεύτερη ερώτηση').waitFor()
  await other.locator('.middle').getByText('Η πρώτη ερώτηση').waitFor()
  expect(await violations(other)).toEqual([])

  await desk.keyboard.press('Control+KeyZ')
  await said(desk, 'Αναιρέθηκε').first().waitFor()
  await row(desk, 'Η πρώτη ερώτηση').waitFor()
  await row(other, 'Η πρώτη ερώτηση').waitFor()
  await other.locator('.middle').getByText('Η πρώτη ερώτηση').waitFor({ state: 'detached' })
  // The visitor goes on where they were.
  await other.getByLabel('Γράψτε απάντηση').fill('Απάντηση στη δεύτερη')
  await other.keyboard.press('Enter')
  await log(visitor).getByText('Απάντηση στη δεύτερη').waitFor()
  expect(stage.problems).toEqual([])
}, 90_000)
