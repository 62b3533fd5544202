// What people type: input methods, which use Enter to finish a word, and the links in what was written.

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

/**
 * Presses Enter as an input method does: in a word that is being made, and as Safari does when it has just been made.
 */
async function finishWord(page: Page): Promise<void> {
  const devtools = await page.context().newCDPSession(page)
  await devtools.send('Input.imeSetComposition', { text: 'か', selectionStart: 1, selectionEnd: 1 })
  await devtools.send('Input.dispatchKeyEvent', { type: 'rawKeyDown', key: 'Enter', windowsVirtualKeyCode: 229 })
  await devtools.send('Input.insertText', { text: 'か' })
  await devtools.send('Input.dispatchKeyEvent', { type: 'rawKeyDown', key: 'Enter', windowsVirtualKeyCode: 229 })
  await devtools.detach()
}

test('Enter that finishes a word neither opens an article nor sends a message or a reply', async () => {
  const page = await stage.visit()
  await launcher(page).click()
  await page.getByRole('combobox').fill('ξεχασα κωδικο')
  await page.getByRole('option').first().waitFor()
  await finishWord(page)
  expect(await page.getByRole('combobox').inputValue()).toBe('ξεχασα κωδικοか')
  expect(await page.getByRole('combobox').isVisible()).toBe(true)
  await page.getByRole('button', { name: 'Μιλήστε μαζί μας' }).click()
  await page.getByLabel('Γράψτε μήνυμα').fill('μισό ')
  await finishWord(page)
  expect(await page.getByLabel('Γράψτε μήνυμα').inputValue()).toBe('μισό か')
  await page.keyboard.press('Enter')
  await agent.getByText('μισό か').first().click()
  await agent.getByLabel('Γράψτε απάντηση').fill('μισή ')
  await finishWord(agent)
  expect(await agent.getByLabel('Γράψτε απάντηση').inputValue()).toBe('μισή か')
  await agent.keyboard.press('Enter')
  await page.getByRole('log').getByText('μισή か').waitFor()
  await page.context().close()
})

test('links of what was written can be followed on both sides', async () => {
  const page = await stage.visit()
  await launcher(page).click()
  await page.getByRole('button', { name: 'Μιλήστε μαζί μας' }).click()
  await page.getByLabel('Γράψτε μήνυμα').fill('δείτε www.example.com/Bank_(geography), ή maria@example.com')
  await page.keyboard.press('Enter')
  const linksOf = (where: Page) =>
    where
      .getByRole('log')
      .getByRole('link')
      .evaluateAll((all) => all.map((link) => (link as HTMLAnchorElement).href))
  const expected = ['http://www.example.com/Bank_(geography)', 'mailto:maria@example.com']
  await expect.poll(() => linksOf(page)).toEqual(expected)
  await agent.getByText('δείτε www.example.com').first().click()
  await expect.poll(() => linksOf(agent)).toEqual(expected)
  await page.context().close()
})
