// Which page a visitor is on, on their card: told by a load and by an address that changes without one, and where they
// were last when they have gone.

import { afterAll, beforeAll, expect, test } from 'vitest'
import { look } from './look.ts'
import { begin, openStage, type Stage } from './stage.ts'

let stage: Stage
beforeAll(async () => {
  stage = await openStage()
})
afterAll(() => stage.close())

test('the card follows a visitor from page to page without a reload', { timeout: 120_000 }, async () => {
  const desk = await stage.signIn()
  await desk.setViewportSize({ width: 1280, height: 800 })
  const visitor = await stage.visit()
  await begin(visitor, 'Πόσο κοστίζει;')
  await desk.locator('.row', { hasText: 'Πόσο κοστίζει;' }).click()
  const fact = (name: string) => desk.locator('.context dl > div', { has: desk.getByText(name, { exact: true }) })
  await fact('Σελίδα').waitFor()
  expect(await fact('Σελίδα τώρα').count()).toBe(0)

  await visitor.goto(new URL('/pricing.html?token=secret#plans', stage.demo.site).href)
  await fact('Σελίδα τώρα').getByText('Τιμές · OX Zino').waitFor()
  expect(await fact('Σελίδα τώρα').textContent()).toMatch(/\/pricing\.html$/)
  expect(await fact('Σελίδα πριν').textContent()).toContain('Λογισμικό και υπηρεσίες')
  await look(desk, 'page-now')

  // As a page of one document does it, heard of at the next beat of the server.
  await visitor.evaluate(() => {
    history.pushState(null, '', '/pricing/support')
    document.title = '<b>Υποστήριξη</b>'
  })
  await fact('Σελίδα τώρα').getByText('<b>Υποστήριξη</b>').waitFor({ timeout: 40_000 })
  expect(await fact('Σελίδα τώρα').textContent()).toMatch(/\/pricing\/support$/)

  await visitor.close()
  await fact('Τελευταία σελίδα').getByText('<b>Υποστήριξη</b>').waitFor()
  expect(await fact('Σελίδα πριν').count()).toBe(1)
  await desk.reload()
  await fact('Τελευταία σελίδα').getByText('<b>Υποστήριξη</b>').waitFor()
  await look(desk, 'page-last')
})
