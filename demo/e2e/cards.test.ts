// An article sent with an answer: found in Greeklish by keyboard, a card in both windows that opens in the widget, and
// a title without a link once it is not served any more.

import { cpSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { look } from './look.ts'
import { begin, launcher, openStage, type Stage } from './stage.ts'

let stage: Stage
const folder = mkdtempSync(join(tmpdir(), 'rotame-site-'))
beforeEach(async () => {
  cpSync(join(import.meta.dirname, '../site'), folder, { recursive: true })
  stage = await openStage(folder)
})
afterEach(async () => {
  await stage.close()
  rmSync(folder, { recursive: true })
})

test('found by few letters, sent, and opened over the conversation', { timeout: 120_000 }, async () => {
  const desk = await stage.signIn()
  const visitor = await stage.visit()
  await begin(visitor, 'Θέλω τιμολόγιο, πώς το παίρνω;')

  await desk.locator('.row', { hasText: 'Θέλω τιμολόγιο' }).click()
  // By the button: first what fits what the visitor has asked.
  await desk.getByRole('button', { name: 'Άρθρο', exact: true }).click()
  await desk
    .getByRole('option', { name: /τιμολόγιο/i })
    .first()
    .waitFor()
  await look(desk, 'picker')
  await desk.keyboard.type('xexasa kodiko')
  const option = desk.getByRole('option', { name: /^Ξέχασα τον κωδικό/, selected: true })
  await option.waitFor()
  await desk.keyboard.press('Enter')
  const chosen = desk.locator('.chosen-article')
  await chosen.getByText('Ξέχασα τον κωδικό').waitFor()
  // Left out, and by the palette once more; through a reload it stays.
  await chosen.getByRole('button', { name: /Χωρίς: Ξέχασα/ }).click()
  await chosen.waitFor({ state: 'detached' })
  await desk.keyboard.press('Control+KeyK')
  await desk.keyboard.type('ξέχασα κωδικό')
  await option.waitFor()
  await desk.keyboard.press('Enter')
  await chosen.waitFor()
  await desk.reload()
  await chosen.getByText('Ξέχασα τον κωδικό').waitFor()
  await look(desk, 'chosen')
  await desk.getByLabel('Γράψτε απάντηση').fill('Δείτε αυτό:')
  await desk.keyboard.press('Enter')
  const link = desk.locator('.bubble .card a')
  await link.waitFor()
  await chosen.waitFor({ state: 'detached' })
  expect(await link.getAttribute('href')).toBe('/help/oxzino/el/account/forgot-password')
  await look(desk, 'sent')

  const card = visitor.locator('.bubble button.sent', { hasText: 'Ξέχασα τον κωδικό' })
  await card.waitFor()
  await look(visitor, 'widget')
  await card.click()
  await visitor.getByRole('heading', { name: /Ξέχασα τον κωδικό/, level: 1 }).waitFor()
  await visitor.getByRole('button', { name: 'Πίσω' }).click()
  await card.waitFor()

  rmSync(join(folder, 'faq/el/account/forgot-password.md'))
  await expect
    .poll(async () => {
      await visitor.reload()
      await launcher(visitor).click()
      await visitor.locator('.bubble .sent').or(visitor.locator('.ongoing')).first().waitFor()
      if (await visitor.locator('.ongoing').isVisible()) await visitor.locator('.ongoing').click()
      await visitor.locator('.bubble .sent').waitFor()
      return visitor.locator('.bubble :is(button,a).sent').count()
    })
    .toBe(0)
  await visitor.locator('.bubble .sent', { hasText: 'Δεν υπάρχει πια' }).waitFor()
  await look(visitor, 'widget-gone')
  await desk.reload()
  await desk.locator('.bubble .card', { hasText: 'Δεν υπάρχει πια' }).waitFor()
  expect(await desk.locator('.bubble .card a').count()).toBe(0)
  expect(stage.problems).toEqual([])
})
