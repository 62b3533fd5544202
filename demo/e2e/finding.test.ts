// What an agent finds opens where it was written, however long the conversation is, with the words marked; and Back
// leads to what was looked for.

import { afterAll, beforeAll, expect, test } from 'vitest'
import { begin, openStage, type Stage } from './stage.ts'

let stage: Stage
beforeAll(async () => (stage = await openStage(undefined, false, 100)), 120_000)
afterAll(() => stage.close())

test('a hit opens at its message, and Back leads to what was looked for', { timeout: 90_000 }, async () => {
  const desk = await stage.signIn()
  const visitor = await stage.visit()
  await begin(visitor, 'Καλημέρα σας')
  const field = visitor.getByLabel('Γράψτε μήνυμα')
  for (let line = 1; line <= 60; line++) {
    await field.fill(line === 12 ? 'Χάθηκε η ομπρέλα μου' : `Γραμμή ${line}`)
    await field.press('Enter')
  }
  await desk.locator('.row', { hasText: 'Γραμμή 60' }).waitFor()
  await desk.locator('nav [data-view=find]').click()
  await desk.getByRole('searchbox').fill('omprela')
  const hit = desk.locator('.hit')
  await hit.locator('mark').getByText('ομπρέλα').waitFor()
  await hit.click()
  const message = desk.getByRole('log').getByText('Χάθηκε η ομπρέλα μου')
  await message.waitFor()
  const isInSight = () =>
    message.evaluate((node) => {
      const [{ top, bottom }, log] = [node.getBoundingClientRect(), node.closest('.log')!.getBoundingClientRect()]
      return top >= log.top && bottom <= log.bottom
    })
  await expect.poll(isInSight).toBe(true)
  // What is written meanwhile does not take it out of sight.
  await field.fill('Ακόμη κάτι')
  await field.press('Enter')
  await desk.getByRole('log').getByText('Ακόμη κάτι').waitFor({ state: 'attached' })
  expect(await isInSight()).toBe(true)
  await desk.goBack()
  await expect.poll(() => desk.getByRole('searchbox').inputValue()).toBe('omprela')
  await hit.waitFor()
  // What is spam is not found.
  await hit.click()
  await message.waitFor()
  await desk.locator('.middle h1').click()
  await desk.keyboard.press('Shift+KeyX')
  await desk.locator('.notices').getByText('ανεπιθύμητ').waitFor()
  await desk.goBack()
  await desk.getByRole('searchbox').fill('ομπρέλα ')
  await desk.getByText('Δεν βρέθηκε').waitFor()
  expect(await hit.count()).toBe(0)
  expect(stage.problems).toEqual([])
})

test('words that are typed above a list are looked for in all that was written', { timeout: 60_000 }, async () => {
  const desk = await stage.signIn()
  await begin(await stage.visit(), 'Πού είναι η ζυγαριά;')
  // The first has as many letters as a reference.
  for (const words of ['ζυγαριά', 'η zigaria']) {
    await desk.locator('[data-view=inbox]').click()
    const field = desk.getByRole('searchbox', { name: 'αριθμός αιτήματος' })
    await field.fill(words)
    await field.press('Enter')
    await desk.locator('.hit', { hasText: 'Πού είναι η ζυγαριά;' }).waitFor()
  }
})
