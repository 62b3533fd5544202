// A visitor's message that is split off: by the menu of the message, by key and palette; seen by both sides.

import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { agents, launcher, openStage, type Stage, violations } from './stage.ts'

let stage: Stage
beforeAll(async () => {
  stage = await openStage()
})
afterAll(() => stage.close())

const log = (page: Page) => page.getByRole('log')
const said = (page: Page, text: string) => page.locator('.notices').getByText(text)

test('what is split off goes on by itself, and each conversation leads to the other, for both sides', async () => {
  const desk = await stage.signIn(agents[0])
  const visitor = await stage.visit()
  await launcher(visitor).click()
  await visitor.getByRole('button', { name: 'Μιλήστε μαζί μας' }).click()
  for (const text of ['Πού είναι η παραγγελία μου;', 'Και κάτι άλλο: αλλάζω πακέτο;']) {
    await visitor.getByLabel('Γράψτε μήνυμα').or(visitor.getByLabel('Προσθέστε κάτι ακόμη')).fill(text)
    await visitor.keyboard.press('Enter')
    await log(visitor).getByText(text).waitFor()
  }
  await desk.locator('.row', { hasText: 'αλλάζω πακέτο' }).click()
  const line = desk.locator('.line', { hasText: 'αλλάζω πακέτο' })
  await line.waitFor()

  // By the menu of the message.
  await line.hover()
  await line.getByRole('button', { name: 'Ενέργειες για το μήνυμα' }).click()
  await line.getByRole('button', { name: 'Διαχωρισμός σε νέα συνομιλία' }).click()
  await desk.getByRole('option', { name: 'Μόνο αυτό το μήνυμα' }).click()
  await said(desk, 'Χωρίστηκε σε νέα συνομιλία').waitFor()
  await log(desk).getByText('Χωρίστηκε σε δική του συνομιλία').waitFor()
  await line.waitFor({ state: 'detached' })
  await log(visitor).getByText('Συνεχίζεται σε δική του συνομιλία').waitFor()
  expect(await violations(desk)).toEqual([])

  // Undone, it is where it was.
  await desk.keyboard.press('Control+z')
  await line.waitFor()
  await log(visitor).getByText('αλλάζω πακέτο').waitFor()

  // By its key, and what is asked.
  await desk.locator('.middle h1').focus()
  await desk.keyboard.press('Shift+G')
  await desk.locator('.palette input').waitFor()
  await desk.getByRole('option', { name: 'αλλάζω πακέτο' }).click()
  await desk.getByRole('option', { name: 'Αυτό και όσα ακολουθούν' }).click()
  await log(desk).getByRole('link', { name: 'Άνοιγμα' }).click()
  await log(desk).getByText('Χωρίστηκε από άλλη συνομιλία').waitFor()
  await line.waitFor()

  // What is answered there comes to the visitor, who finds the way back and forth.
  await desk.getByLabel('Γράψτε απάντηση').fill('Αλλάζει όποτε θέλετε')
  await desk.keyboard.press('Enter')
  await log(visitor).getByText('Αλλάζει όποτε θέλετε').waitFor()
  await log(visitor).getByText('Χωρίστηκε από άλλη συνομιλία').waitFor()
  expect(await log(visitor).getByText('Πού είναι η παραγγελία').count()).toBe(0)
  await log(visitor).getByRole('button', { name: 'Δείτε το' }).click()
  await log(visitor).getByText('Πού είναι η παραγγελία').waitFor()
  await log(visitor).getByRole('button', { name: 'Δείτε το' }).click()
  await log(visitor).getByText('Αλλάζει όποτε θέλετε').waitFor()
  expect(await violations(visitor)).toEqual([])
  if (process.env['SHOTS']) {
    await visitor.screenshot({ path: `${process.env['SHOTS']}/split-visitor.png` })
    await log(desk).getByRole('link', { name: 'Άνοιγμα' }).click()
    await log(desk).getByText('Πού είναι').hover()
    await desk.screenshot({ path: `${process.env['SHOTS']}/split-desk.png` })
    await desk.setViewportSize({ width: 360, height: 740 })
    await desk.screenshot({ path: `${process.env['SHOTS']}/split-phone.png` })
  }
})
