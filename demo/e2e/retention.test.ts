// What goes by its age, on the page of whoever owns the product: in both languages, on a phone and on a desk.

import { afterAll, beforeAll, expect, test } from 'vitest'
import { openStage, type Stage, violations } from './stage.ts'

let stage: Stage
const owner = { email: 'boss@oxzino.example', name: 'Άννα', password: 'kalimera-boss-anna', role: 'owner' as const }
beforeAll(async () => {
  stage = await openStage()
  await stage.demo.staff.accounts.add(owner)
})
afterAll(() => stage.close())

test('an owner reads what goes within a week, and how long each kind is kept', async () => {
  const body = {
    locale: 'el',
    searches: [{ query: 'γκαράζ', confident: false, opened: null, asked: true, isNew: true }],
  }
  const headers = { 'content-type': 'application/json', origin: new URL(stage.demo.site).origin }
  const posted = await fetch(`${stage.demo.product}/searches/oxzino`, {
    method: 'POST',
    headers,
    body: JSON.stringify(body),
  })
  expect(posted.status).toBe(200)
  // 84 days later, six before searches go.
  stage.setClock('2027-02-17T12:00+02:00')
  const desk = await stage.signIn(owner)
  await desk.locator('.me > button').click()
  await desk.getByRole('button', { name: 'Δεδομένα προσώπων' }).click()
  const going = desk.getByRole('region', { name: /^Τι διαγράφεται ως 24 Φεβ/ })
  await going.getByRole('rowheader', { name: 'Αναζητήσεις και τι λείπει από τα άρθρα' }).waitFor()
  expect(await going.getByRole('row').last().innerText()).toMatch(/OX Zino\s+1\s+25 Νοε/)
  const times = desk.getByRole('region', { name: 'Πόσο κρατιέται το καθένα' })
  expect(await times.getByRole('row').count()).toBe(8)
  for (const width of [360, 1280]) {
    await desk.setViewportSize({ width, height: 800 })
    expect(await desk.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(true)
    expect(await violations(desk)).toEqual([])
  }
  await desk.locator('.me > button').click()
  await desk.getByRole('button', { name: 'English' }).click()
  await desk.getByRole('region', { name: /^What is erased by Feb 24/ }).waitFor()
  for (const width of [360, 1280]) {
    await desk.setViewportSize({ width, height: 800 })
    expect(await violations(desk)).toEqual([])
  }
})

test('the record is filtered by the keyboard, in both languages, on a phone and on a desk', async () => {
  const desk = await stage.signIn(owner)
  await desk.locator('.me > button').click()
  await desk.getByRole('button', { name: 'Αρχείο ενεργειών' }).click()
  const record = desk.locator('.record')
  await record.getByRole('rowheader', { name: 'Σύνδεση' }).first().waitFor()
  await desk.locator('.asks select').first().focus()
  await desk.keyboard.press('ArrowDown')
  await expect.poll(() => desk.locator('.asks select').first().inputValue()).not.toBe('')
  await desk.locator('.asks select').first().selectOption('')
  const rows = desk.locator('.record tbody tr')
  const all = await rows.count()
  await desk.getByLabel('Για ποιον').fill('nobody@example.com')
  await desk.keyboard.press('Enter')
  await expect.poll(() => rows.count()).toBe(0)
  await desk.getByLabel('Για ποιον').fill('')
  await desk.keyboard.press('Enter')
  await expect.poll(() => rows.count()).toBe(all)
  for (const width of [360, 1280]) {
    await desk.setViewportSize({ width, height: 800 })
    expect(await desk.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(true)
    expect(await violations(desk)).toEqual([])
  }
  await desk.locator('.me > button').click()
  await desk.getByRole('button', { name: 'English' }).click()
  await record.waitFor()
  expect(await violations(desk)).toEqual([])
})
