// Whether it is solved: asked of a visitor once their conversation is closed, told by one tap, and seen by the team.

import type { Locator, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { agents, begin, openStage, type Stage, violations } from './stage.ts'

declare const window: Window & typeof globalThis & { Rotame?: (...call: unknown[]) => void }

let stage: Stage
beforeAll(async () => {
  stage = await openStage()
})
afterAll(() => stage.close())
afterEach(async () => {
  for (const context of stage.browser.contexts()) await context.close()
})

/** A visitor who was answered. */
async function answered(desk: Page, text: string): Promise<Page> {
  const visitor = await stage.visit()
  await begin(visitor, text)
  await desk.locator('.row', { hasText: text }).click()
  await desk.getByLabel('Γράψτε απάντηση').fill('Έγινε. Χρειάζεστε κάτι άλλο;')
  await desk.keyboard.press('Enter')
  await visitor.getByRole('log').getByText('Έγινε.').waitFor()
  return visitor
}

/** A visitor and an agent, whose conversation was answered and is closed. */
async function closed(text: string): Promise<{ visitor: Page; desk: Page }> {
  const desk = await stage.signIn(agents[0])
  await desk.setViewportSize({ width: 1280, height: 800 })
  const visitor = await answered(desk, text)
  await desk.getByRole('button', { name: 'Κλείσιμο', exact: true }).click()
  await visitor.getByText('Η συνομιλία έκλεισε').waitFor()
  return { visitor, desk }
}

test('one tap says it and words may follow; the team sees both, and the numbers count it once', async () => {
  const { visitor, desk } = await closed('Πώς αλλάζω πακέτο;')
  const card = visitor.getByRole('group', { name: 'Λύθηκε το θέμα σας;' })
  await card.waitFor()
  expect(await violations(visitor)).toEqual([])
  await card.getByText('Εν μέρει').click()
  await visitor.getByText('Το λάβαμε, ευχαριστούμε.').waitFor()
  await desk.locator('.rated').getByText('Εν μέρει').waitFor()
  // Whoever slips taps again.
  await card.getByText('Ναι, λύθηκε').click()
  await desk.locator('.rated').getByText('Ναι, λύθηκε').waitFor()
  await visitor.getByLabel('Θέλετε να προσθέσετε κάτι;').fill('Πολύ γρήγορα <b>')
  await visitor.getByRole('button', { name: 'Αποστολή', exact: true }).click()
  await desk.locator('.rated').getByText('Πολύ γρήγορα <b>').waitFor()
  await card.waitFor({ state: 'detached' })
  expect(await violations(desk)).toEqual([])

  await desk.getByRole('button', { name: 'Αξιολογήσεις' }).click()
  await desk.getByText('Πολύ γρήγορα <b>').waitFor()
  expect(await desk.locator('.shares li').first().textContent()).toContain('1 · 100 %')
  expect(await violations(desk)).toEqual([])
})

const hasFocus = (what: Locator) => what.evaluate((node) => (node.getRootNode() as ShadowRoot).activeElement === node)

test('by keyboard on a phone, in English and in the dark; what was skipped is not asked again', async () => {
  const { visitor } = await closed('Και το τιμολόγιο;')
  await visitor.setViewportSize({ width: 360, height: 740 })
  await visitor.emulateMedia({ colorScheme: 'dark' })
  await visitor.evaluate(() => window.Rotame!('locale', 'en'))
  const card = visitor.getByRole('group', { name: 'Is it solved?' })
  await card.waitFor()
  await card.getByRole('radio').first().focus()
  await visitor.keyboard.press('Space')
  await visitor.getByText('We have it, thank you.').waitFor()
  expect(await violations(visitor)).toEqual([])
  const box = (await card.locator('label').first().boundingBox())!
  expect([box.height >= 44, box.x >= 0, box.x + box.width <= 360]).toEqual([true, true, true])
  await visitor.getByRole('button', { name: 'Skip' }).focus()
  await visitor.keyboard.press('Enter')
  await card.waitFor({ state: 'detached' })
  // What was focused is gone: the keyboard goes on where the messages are.
  expect(await hasFocus(visitor.locator('.main:visible'))).toBe(true)
})

test('whoever has scrolled up goes on reading, and what was skipped leaves nothing', async () => {
  const { visitor, desk } = await closed('Γράφω πολλά.')
  const card = visitor.getByRole('group', { name: 'Λύθηκε το θέμα σας;' })
  await visitor.getByRole('button', { name: 'Παράλειψη' }).click()
  await card.waitFor({ state: 'detached' })
  expect(await visitor.locator('.rating').count()).toBe(0)
  await visitor.context().close()

  const reader = await answered(desk, `Πολλά\n${'γραμμή\n'.repeat(60)}`)
  const list = reader.locator('.main:visible')
  await list.evaluate((node) => (node.scrollTop = 0))
  await desk.getByRole('button', { name: 'Κλείσιμο', exact: true }).click()
  await reader.getByRole('group', { name: 'Λύθηκε το θέμα σας;' }).waitFor()
  expect(await list.evaluate((node) => node.scrollTop)).toBe(0)
})
