// Pages whose libraries have changed the platform before us: search, chat and its log work all the same.

import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { launcher, openStage, type Stage } from './stage.ts'

let stage: Stage
let agent: Page
beforeAll(async () => {
  stage = await openStage()
  agent = await stage.signIn()
})
afterAll(() => stage.close())

/** What Prototype 1.6 and 1.7 do to the platform where it hurts; no package has them. */
function prototype(): void {
  const arrays = Array.prototype as unknown as Record<string, unknown>
  const text = (value: unknown): string => JSON.stringify(value) ?? 'null'
  arrays['toJSON'] = function (this: unknown[]) {
    return `[${this.map(text).join(', ')}]`
  }
  arrays['reduce'] = function (this: unknown[]) {
    return this.length > 1 ? this : this[0]
  }
  arrays['entries'] = arrays['toArray'] = function (this: unknown[]) {
    return [...this]
  }
  Object.assign(String.prototype, {
    toArray(this: string) {
      return this.split('')
    },
    toJSON(this: string) {
      return `"${this}"`
    },
  })
  Array.from = ((from: ArrayLike<unknown> & { toArray?: () => unknown[] }) => {
    if (!from) return []
    if ('toArray' in Object(from)) return from.toArray!()
    const list: unknown[] = []
    for (let at = 0; at < (from.length || 0); at++) list[at] = from[at]
    return list
  }) as typeof Array.from
  HTMLElement.prototype.scrollTo = function (this: HTMLElement) {
    const { left, top } = this.getBoundingClientRect()
    window.scrollTo(left + scrollX, top + scrollY)
  }
}

const ses = `${readFileSync(join(import.meta.dirname, '../../node_modules/ses/dist/ses.umd.min.js'), 'utf8')};lockdown({ overrideTaming: 'min' })`

test.each([
  ['Prototype', (page: Page) => page.addInitScript(prototype)],
  ['SES, which freezes what all objects have', (page: Page) => page.addInitScript({ content: ses })],
])('a page with %s', async (name, load) => {
  const page = await stage.visit({ viewport: { width: 900, height: 700 } }, 'about:blank')
  const faults: string[] = []
  page.on('pageerror', (error) => faults.push(error.message))
  await load(page)
  await page.goto(stage.demo.site)
  await page.evaluate(() => document.body.style.setProperty('min-height', '4000px'))
  await launcher(page).click()
  await page.getByRole('combobox').fill('ξεχασα κωδικο')
  await page.getByRole('option').first().click()
  await page.getByText('Δημιουργήστε έναν νέο ασφαλή κωδικό').waitFor()
  await page.getByRole('button', { name: 'Μιλήστε μαζί μας' }).click()
  const before = await page.evaluate(() => scrollY)
  for (let at = 1; at <= 14; at++) {
    await page.getByRole('textbox').fill(`${name} ${at}.`)
    await page.keyboard.press('Enter')
    await page.getByRole('log').getByText(`${name} ${at}.`, { exact: true }).waitFor()
  }
  await page.getByText('Στάλθηκε').last().waitFor()
  await agent.getByText(`${name} 14.`).first().click()
  await agent.getByLabel('Γράψτε απάντηση').fill(`για ${name}`)
  await agent.keyboard.press('Enter')
  const answer = page.getByRole('log').getByText(`για ${name}`)
  await answer.waitFor()
  await expect
    .poll(async () => {
      const [line, list] = await Promise.all([answer.boundingBox(), page.locator('.main:has(.log)').boundingBox()])
      return line!.y + line!.height <= list!.y + list!.height
    })
    .toBe(true)
  expect(await page.evaluate(() => scrollY)).toBe(before)
  // What led here arrived as it was.
  await agent.getByText('ξεχασα κωδικο').first().waitFor()
  expect(faults).toEqual([])
  await page.context().close()
})
