// What search has learned, as an owner sees it: in both languages, on a phone and on a desk, struck out and put back.

import { afterAll, beforeAll, expect, test } from 'vitest'
import { look } from './look.ts'
import { openStage, type Stage } from './stage.ts'

let stage: Stage
const owner = { email: 'boss@oxzino.example', name: 'Άννα', password: 'kalimera-boss-anna', role: 'owner' as const }
beforeAll(async () => {
  stage = await openStage()
  await stage.demo.staff.accounts.add(owner)
})
afterAll(() => stage.close())

test('an owner sees what search has learned, and strikes it out', { timeout: 60_000 }, async () => {
  const { store, learning } = stage.demo
  const led = (query: string, opened: string, times: number) =>
    store.write(function* () {
      const row = {
        site: 'oxzino',
        locale: 'el',
        key: query,
        query,
        opened,
        unsure: 0,
        asked: 0,
        at: Date.parse('2026-11-25T12:00+02:00'),
      }
      yield* store.queries.countSearch({ ...row, total: times, led: times, visitors: 2 ** times - 1 })
    })
  await led('κλειδωμένος έξω', 'account/forgot-password', 9)
  await led('απόδειξη', 'payments/invoice', 12)
  await learning.look()
  const desk = await stage.signIn(owner)
  await desk.getByRole('navigation').getByRole('button', { name: 'Αναζητήσεις' }).click()
  const learned = desk.getByRole('region', { name: 'Τι έμαθε η αναζήτηση' })
  await learned.getByRole('rowheader', { name: /κλειδωμένος/ }).waitFor()
  await look(desk, 'learned')
  await learned.getByRole('button', { name: /^Διαγραφή: κλειδωμένος/ }).click()
  await learned.getByRole('button', { name: /^Επαναφορά: κλειδωμένος/ }).waitFor()
  const search = async () =>
    (await (await fetch(`${stage.demo.product}/search/oxzino/el?q=${encodeURIComponent('κλειδωμένος')}`)).json()) as {
      results: { id: string }[]
    }
  expect((await search()).results.map(({ id }) => id)).not.toContain('account/forgot-password')
  await look(desk, 'learned-struck')
  await learned.getByRole('button', { name: /^Επαναφορά: κλειδωμένος/ }).click()
  await learned.getByRole('button', { name: /^Διαγραφή: κλειδωμένος/ }).waitFor()
  expect((await search()).results[0]?.id).toBe('account/forgot-password')
  await desk.locator('.me > button').click()
  await desk.getByRole('button', { name: 'English' }).click()
  await desk.getByRole('region', { name: 'What search has learned' }).waitFor()
  await look(desk, 'learned-en')
  await desk.context().close()
})
