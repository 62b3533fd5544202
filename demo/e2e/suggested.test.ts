// What a page leads to: an article by its address, and those that the owner suggests on it.

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

const title = (page: Page) => page.getByRole('dialog').getByRole('heading', { level: 1 }).last()
const first = (page: Page) => page.getByRole('heading', { name: 'Ρωτούν συχνά' }).locator('+ ul > li')

test('an address that names an article opens it, and so does a link, as often as it is pressed', async () => {
  const page = await stage.visit({}, `${stage.demo.site}/#rotame=article/account/forgot-password`)
  await expect.poll(() => title(page).textContent()).toContain('Ξέχασα')
  const close = () => page.getByRole('button', { name: 'Κλείσιμο' }).last().click()
  await close()
  await page.evaluate(() => {
    document.body.replaceChildren(
      ...[
        ['#rotame=article/payments/τιμολόγιο', 'τιμολόγιο'],
        ['#other', 'άλλο'],
      ].map(([href, textContent]) => Object.assign(document.createElement('a'), { href, textContent })),
    )
  })
  for (const _ of [1, 2]) {
    await page.getByRole('link', { name: 'τιμολόγιο' }).click()
    await expect.poll(() => title(page).textContent()).toContain('τιμολόγιο')
    await close()
  }
  await page.getByRole('link', { name: 'άλλο' }).click()
  expect(await page.getByRole('dialog').count()).toBe(0)
  // The page's own history stays the page's.
  await page.goBack()
  await expect.poll(() => title(page).textContent()).toContain('τιμολόγιο')
  await page.context().close()
})

test('before such a link is pressed nothing is loaded, and one is enough, also of an article that is no more', async () => {
  const page = await stage.visit()
  const asked: string[] = []
  page.on('request', (request) => request.url().startsWith(stage.demo.product) && asked.push(request.url()))
  await page.evaluate(() => (location.hash = '#50%'))
  await launcher(page).waitFor()
  expect(asked).toEqual([])
  // The panel comes at the second asking, and what it was asked for is not lost.
  let tries = 0
  await page.route(/panel/, (route) => (++tries === 1 ? route.abort() : route.continue()))
  await page.evaluate(() => (location.hash = '#rotame=article/account/forgot-password'))
  await expect.poll(() => title(page).textContent()).toContain('Ξέχασα')
  expect(tries).toBe(2)
  await page.reload()
  await expect.poll(() => title(page).textContent()).toContain('Ξέχασα')
  await page.evaluate(() => (location.hash = '#rotame=article/account/gone'))
  await expect.poll(() => stage.problems.filter((text) => text.includes('no such article'))).toHaveLength(1)
  await page.context().close()
  const stray = await stage.visit({}, `${stage.demo.site}/#rotame=article/account/gone`)
  await stray.getByRole('heading', { name: 'Σε τι να βοηθήσουμε;' }).waitFor()
  await stray.context().close()
})

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
