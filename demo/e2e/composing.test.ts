// Writing an answer: emoji by their names, by keyboard alone; and taking back what was just said, which leaves a trace
// with both.

import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { look } from './look.ts'
import { begin, openStage, type Stage } from './stage.ts'

let stage: Stage
let desk: Page
let visitor: Page
beforeAll(async () => {
  stage = await openStage()
  desk = await stage.signIn()
  visitor = await stage.visit()
  await begin(visitor, 'Πότε θα έρθει;')
  await desk.locator('.row', { hasText: 'Πότε θα έρθει' }).click()
}, 60_000)
afterAll(() => stage.close())

test(
  'an emoji is found in Greek, Greeklish and English, walked to, and put in by Enter',
  { timeout: 60_000 },
  async () => {
    const scripts: string[] = []
    desk.on('request', (request) => scripts.push(new URL(request.url()).pathname))
    const reply = desk.getByLabel('Γράψτε απάντηση')
    await reply.click()
    await desk.keyboard.type('Ευχαριστούμε :e')
    expect(await desk.locator('.offered').count()).toBe(0)
    expect(scripts.filter((path) => path.includes('/emoji'))).toEqual([])
    await desk.keyboard.type('fxarist')
    await desk.getByRole('option', { name: ':pray:' }).waitFor()
    await look(desk, 'emoji')
    await reply.click()
    await desk.keyboard.type('o')
    await desk.getByRole('option', { name: ':pray:', selected: true }).waitFor()
    await desk.keyboard.press('Enter')
    expect(await reply.inputValue()).toBe('Ευχαριστούμε 🙏')
    await desk.keyboard.type(' :καρδι')
    await desk.getByRole('option').nth(1).waitFor()
    const second = await desk.getByRole('option').nth(1).locator('span').first().textContent()
    await desk.keyboard.press('ArrowDown')
    await desk.keyboard.press('ArrowDown')
    await desk.keyboard.press('ArrowUp')
    expect(await reply.getAttribute('aria-activedescendant')).toBe('ready-1')
    await desk.keyboard.press('Enter')
    expect(await reply.inputValue()).toBe(`Ευχαριστούμε 🙏 ${second}`)
    // Put away it stays away, and a time or an address asks for none.
    await desk.keyboard.type(' :smi')
    await desk.getByRole('option').first().waitFor()
    await desk.keyboard.press('Escape')
    await desk.locator('.offered').waitFor({ state: 'detached' })
    await reply.fill('Στις 10:30 στο https://x.example')
    expect(await desk.locator('.offered').count()).toBe(0)
    await reply.fill('')
  },
)

test('what was just said is withdrawn, and its words are the composer’s again', { timeout: 60_000 }, async () => {
  await desk.getByLabel('Γράψτε απάντηση').fill('Λάθος άνθρωπος')
  await desk.keyboard.press('Enter')
  await visitor.locator('.bubble', { hasText: 'Λάθος άνθρωπος' }).waitFor()
  const button = desk.getByRole('button', { name: 'Απόσυρση' })
  await button.waitFor()
  await look(desk, 'withdraw')
  await button.click()
  await visitor.getByText('Ένα μήνυμα αποσύρθηκε').waitFor()
  await visitor.locator('.bubble', { hasText: 'Λάθος άνθρωπος' }).waitFor({ state: 'detached' })
  await desk.getByText('Ένα μήνυμα αποσύρθηκε').waitFor()
  await expect.poll(() => desk.getByLabel('Γράψτε απάντηση').inputValue()).toBe('Λάθος άνθρωπος')
  await look(desk, 'withdrawn')
  await look(visitor, 'widget-withdrawn')
  await desk.reload()
  await desk.getByText('Ένα μήνυμα αποσύρθηκε').waitFor()
  expect(await desk.locator('.bubble', { hasText: 'Λάθος άνθρωπος' }).count()).toBe(0)
  expect(stage.problems).toEqual([])
})

test('after a minute nothing is offered any more', { timeout: 60_000 }, async () => {
  await desk.getByLabel('Γράψτε απάντηση').fill('Έρχεται αύριο')
  await desk.keyboard.press('Enter')
  await desk.getByRole('button', { name: 'Απόσυρση' }).waitFor()
  stage.setClock('2026-11-25T12:05+02:00')
  await desk.reload()
  await desk.locator('.bubble', { hasText: 'Έρχεται αύριο' }).waitFor()
  await desk.locator('.under', { hasText: ':' }).last().waitFor()
  expect(await desk.getByRole('button', { name: 'Απόσυρση' }).count()).toBe(0)
})
