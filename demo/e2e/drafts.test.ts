// What an agent has begun to write, on two devices of theirs: it is on the other, the latest wins, and the other is
// offered; once it is sent it is on neither.

import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { look } from './look.ts'
import { agents, begin, openStage, type Stage } from './stage.ts'

let stage: Stage
let desk: Page
let phone: Page
beforeAll(async () => {
  stage = await openStage()
  desk = await stage.signIn(agents[0])
  phone = await stage.signIn(agents[0])
  const visitor = await stage.visit()
  await begin(visitor, 'Πού είναι η παραγγελία;')
}, 60_000)
afterAll(() => stage.close())

const field = (page: Page) => page.getByLabel('Γράψτε απάντηση')
const kept = async () =>
  (await stage.demo.store.db.selectFrom('draft').select('text').execute()).map(({ text }) => text)

test('begun here, gone on with there, and sent', { timeout: 90_000 }, async () => {
  for (const page of [desk, phone]) await page.locator('.row', { hasText: 'παραγγελία' }).click()
  await field(desk).fill('Καλημέρα, η παραγγελία')
  await expect.poll(() => field(phone).inputValue()).toBe('Καλημέρα, η παραγγελία')
  await field(phone).fill('Καλημέρα, η παραγγελία έφυγε')
  await expect.poll(() => field(desk).inputValue()).toBe('Καλημέρα, η παραγγελία έφυγε')
  // A tab that is opened later has it too.
  await phone.reload()
  await expect.poll(() => field(phone).inputValue()).toBe('Καλημέρα, η παραγγελία έφυγε')

  // Without a line both go on: the latest wins, and the other is offered.
  await phone.context().setOffline(true)
  await field(phone).fill('Από το κινητό')
  await field(desk).fill('Από το γραφείο')
  await expect.poll(kept).toEqual(['Από το γραφείο'])
  await phone.context().setOffline(false)
  await phone.getByText('Σε άλλη συσκευή σας είχατε γράψει:').waitFor()
  expect(await field(phone).inputValue()).toBe('Από το κινητό')
  await look(phone, 'draft-other')
  await phone.getByRole('button', { name: 'Αυτό' }).click()
  expect(await field(phone).inputValue()).toBe('Από το γραφείο')
  await phone.getByRole('button', { name: 'Όχι, το εδώ' }).click()
  await expect.poll(() => field(desk).inputValue()).toBe('Από το γραφείο')

  await field(desk).press('Enter')
  await expect.poll(() => field(phone).inputValue()).toBe('')
  await expect.poll(kept).toEqual([])
  expect(stage.problems).toEqual([])
})
