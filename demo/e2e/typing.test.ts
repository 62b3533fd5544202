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

test('Enter that finishes a word sends no form, keeps no note and does no act', async () => {
  stage.setClock('2026-11-25T20:00+02:00')
  const late = await stage.visit()
  await launcher(late).click()
  await late.getByRole('button', { name: 'Αφήστε μας μήνυμα' }).click()
  await late.getByLabel('Τι χρειάζεστε;').fill('μισή φόρμα')
  for (const label of ['Το email σας', 'Το όνομά σας']) {
    await late.getByLabel(label).fill('a@example.com')
    await finishWord(late)
    // A browser writes what is no address yet as the network would have it.
    expect(await late.getByLabel(label).inputValue()).toMatch(/^a@example\.(comか|xn--com-n73b)$/)
  }
  await late.waitForTimeout(300)
  expect(await late.locator('[aria-invalid=true], .error').count()).toBe(0)
  expect(await late.getByLabel('Τι χρειάζεστε;').inputValue()).toBe('μισή φόρμα')
  await late.context().close()
  stage.setClock('2026-11-25T12:00+02:00')

  const page = await stage.visit()
  await launcher(page).click()
  await page.getByRole('button', { name: 'Μιλήστε μαζί μας' }).click()
  await page.getByLabel('Γράψτε μήνυμα').fill('για τη σημείωση')
  await page.keyboard.press('Enter')
  await agent.getByText('για τη σημείωση').first().click()
  await agent.getByRole('button', { name: 'Σημείωση', exact: true }).click()
  await agent.getByLabel('Γράψτε σημείωση').fill('μισή ')
  await finishWord(agent)
  expect(await agent.getByLabel('Γράψτε σημείωση').inputValue()).toBe('μισή か')
  await agent.getByLabel('Γράψτε σημείωση').fill('')
  // The palette: its first entry would be done.
  await agent.getByRole('log').click()
  await agent.keyboard.press('ControlOrMeta+k')
  const palette = agent.getByRole('dialog').getByRole('combobox')
  await palette.fill('κλείσ')
  await finishWord(agent)
  expect(await palette.inputValue()).toBe('κλείσか')
  await agent.keyboard.press('Escape')
  await page.waitForTimeout(300)
  expect(await page.getByRole('button', { name: 'Νέα συνομιλία' }).count()).toBe(0)
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
