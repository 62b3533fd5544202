// What the owner suggests on a page.

import { cpSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { launcher, openStage, type Stage } from './stage.ts'

let folder: string
let stage: Stage
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'rotame-suggested-'))
  cpSync(join(import.meta.dirname, '../site'), folder, { recursive: true })
  for (const locale of ['el', 'en'])
    renameSync(join(folder, `faq/${locale}/payments/invoice.md`), join(folder, `faq/${locale}/payments/τιμολόγιο.md`))
  const yaml = readFileSync(join(folder, 'rotame.yaml'), 'utf8')
  const most = 'most: [account/forgot-password, payments/payment-methods]'
  const suggestions = 'suggestions: { /: [payments/cancel-refund], "/pricing*": [payments/payment-methods] }'
  writeFileSync(join(folder, 'rotame.yaml'), yaml.replace(/most: .*/, `${most}\n    ${suggestions}`))
  stage = await openStage(folder)
}, 120_000)
afterAll(async () => {
  await stage.close()
  rmSync(folder, { recursive: true })
})

const first = (page: Page) => page.getByRole('heading', { name: 'Ρωτούν συχνά' }).locator('+ ul > li')

test('what is suggested on a page comes first, also when its address changes', async () => {
  const page = await stage.visit()
  await launcher(page).click()
  await expect.poll(() => first(page).allTextContents()).toHaveLength(3)
  const [one] = await first(page).allTextContents()
  await page.evaluate(() => history.pushState(null, '', '/pricing/all'))
  await expect.poll(() => first(page).allTextContents()).toHaveLength(2)
  const [other] = await first(page).allTextContents()
  expect([one, other]).toEqual([expect.stringContaining('ακυρ'), expect.stringContaining('πληρωμ')])
  await page.context().close()
})
