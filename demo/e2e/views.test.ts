// Lists with a filter: the address holds it, a view keeps it under a name, and what it is about may be gone.

import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { look } from './look.ts'
import { agents, begin, openStage, type Stage } from './stage.ts'

let stage: Stage
let desk: Page
beforeAll(async () => {
  stage = await openStage()
  desk = await stage.signIn(agents[0])
  for (const text of ['Θέλω έκπτωση', 'Πότε φτάνει;']) {
    const visitor = await stage.visit()
    await begin(visitor, text)
  }
  await desk.locator('.row', { hasText: 'Θέλω έκπτωση' }).click()
  await desk.locator('.middle h1').click()
  await desk.keyboard.press('KeyT')
  await desk.locator('.palette input').fill('vip')
  await desk.keyboard.press('Enter')
  await desk.locator('.row', { hasText: 'vip' }).waitFor()
}, 60_000)
afterAll(() => stage.close())

test('a list is filtered, kept for all, found by the palette, renamed and removed', { timeout: 90_000 }, async () => {
  await desk.goto(`${stage.demo.product}/console/#/all`)
  await desk.getByRole('heading', { name: 'Ανοιχτές', level: 1 }).waitFor()
  await desk.getByRole('button', { name: 'Φίλτρα' }).click()
  await desk.getByLabel('Ετικέτα').selectOption('vip')
  await expect.poll(() => desk.locator('.row').count()).toBe(1)
  expect(desk.url()).toContain('#/all?tag=vip')
  await desk.locator('.row').click()
  await expect.poll(() => desk.url()).toMatch(/#\/all\?tag=vip\/[\w-]{16,}/)
  await desk.goBack()
  await desk.getByRole('button', { name: 'Αποθήκευση προβολής' }).click()
  await desk.getByLabel('Όνομα προβολής').fill('Σημαντικοί')
  await desk.getByLabel('Για όλη την ομάδα').check()
  await look(desk, 'view-saving')
  await desk.getByRole('button', { name: 'Αποθήκευση', exact: true }).click()
  await desk.getByRole('heading', { name: 'Σημαντικοί', level: 1 }).waitFor()
  await look(desk, 'view')

  // A colleague, who is no owner, has it at once and may not change it.
  const other = await stage.signIn(agents[1])
  await other.getByRole('button', { name: 'Σημαντικοί' }).waitFor()
  await other.keyboard.press('Control+KeyK')
  await other.locator('.palette input').fill('simantikoi')
  await other.getByRole('option', { name: 'Σημαντικοί', selected: true }).waitFor()
  await other.keyboard.press('Enter')
  await other.getByRole('heading', { name: 'Σημαντικοί', level: 1 }).waitFor()
  expect(await other.locator('.row').count()).toBe(1)
  expect(await other.getByRole('button', { name: 'Αφαίρεση προβολής' }).count()).toBe(0)

  await desk.getByRole('button', { name: 'Μετονομασία' }).click()
  await desk.getByLabel('Όνομα προβολής').fill('VIP')
  await desk.keyboard.press('Enter')
  await other.getByRole('heading', { name: 'VIP', level: 1 }).waitFor()
  await desk.getByRole('button', { name: 'Αφαίρεση προβολής' }).click()
  await desk.getByRole('heading', { name: 'Ανοιχτές', level: 1 }).waitFor()
  await other.getByRole('heading', { name: 'Ανοιχτές', level: 1 }).waitFor()
})

test('what a filter is about and is gone is said', { timeout: 60_000 }, async () => {
  await desk.goto(`${stage.demo.product}/console/#/all?site=gone&tag=none&agent=nobody-at-all`)
  await desk.getByText('Ο ιστότοπος «gone» δεν υπάρχει πια').waitFor()
  await desk.getByText('Καμία ανοιχτή συνομιλία δεν έχει την ετικέτα «none».').waitFor()
  await desk.getByText('Το άτομο δεν είναι πια στην ομάδα.').waitFor()
  await look(desk, 'view-gone')
  await desk.getByRole('button', { name: 'Χωρίς φίλτρο: Ιστότοπος' }).click()
  await expect.poll(() => desk.url()).not.toContain('site=gone')
  expect(stage.problems).toEqual([])
})
