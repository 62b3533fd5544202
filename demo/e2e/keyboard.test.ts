// The console by keyboard alone: sign in, choose, take, answer, close, find; and the keyboard's place is never lost.

import type { Locator, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { agents, begin, openStage, type Stage, violations } from './stage.ts'

let stage: Stage
beforeAll(async () => {
  stage = await openStage()
})
afterAll(() => stage.close())

const hasFocus = (what: Locator) => what.evaluate((node) => node === document.activeElement)
/** Presses Tab until what is meant has the focus. */
async function tabTo(page: Page, what: Locator, key = 'Tab'): Promise<void> {
  await what.waitFor()
  for (let turn = 0; turn < 40; turn++) {
    await page.keyboard.press(key)
    if (await hasFocus(what)) return
  }
  throw new Error(`${key} does not lead to ${what}`)
}
const comesTo = (what: Locator) => expect.poll(() => hasFocus(what)).toBe(true)

/** A visitor who has asked, and whose page stays open. */
async function ask(text: string): Promise<Page> {
  const page = await stage.visit()
  await begin(page, text)
  return page
}

test('an agent signs in, chooses, takes, answers, closes and finds without a mouse', { timeout: 90_000 }, async () => {
  const context = await stage.browser.newContext({ locale: 'el-GR', viewport: { width: 1440, height: 800 } })
  const desk = await context.newPage()
  await desk.goto(`${stage.demo.product}/console/`)
  await tabTo(desk, desk.getByLabel('Email'))
  await desk.keyboard.type(agents[0].email)
  await tabTo(desk, desk.getByLabel('Κωδικός πρόσβασης'))
  await desk.keyboard.type(agents[0].password)
  await desk.keyboard.press('Enter')
  await desk.locator('.me button').waitFor()
  const [first, second] = [await ask('Πρώτη ερώτηση'), await ask('Δεύτερη ερώτηση')]
  const row = (text: string) => desk.locator('.row', { hasText: text })
  const heading = desk.locator('.middle h1')
  const reply = desk.getByLabel('Γράψτε απάντηση')

  // Down the list and up again.
  await tabTo(desk, row('Πρώτη ερώτηση'))
  await desk.keyboard.press('ArrowDown')
  await comesTo(row('Δεύτερη ερώτηση'))
  await desk.keyboard.press('ArrowUp')
  await desk.keyboard.press('Enter')
  await comesTo(heading)
  await tabTo(desk, desk.getByRole('button', { name: 'Ανάληψη' }))
  await desk.keyboard.press('Enter')
  await first.getByText('Μαζί σας: Ελένη Παππά').waitFor()
  await comesTo(reply)
  await desk.keyboard.type('Σας ακούμε')
  await desk.keyboard.press('Enter')
  await first.getByRole('log').getByText('Σας ακούμε').waitFor()
  await comesTo(reply)
  // What is said above can be scrolled, and what is below attached.
  await tabTo(desk, desk.getByLabel('Επισύναψη αρχείων'))
  await tabTo(desk, desk.getByRole('log'), 'Shift+Tab')
  await tabTo(desk, desk.getByRole('button', { name: 'Κλείσιμο', exact: true }), 'Shift+Tab')
  await desk.keyboard.press('Enter')
  await first.getByText('Η συνομιλία έκλεισε').waitFor()
  await comesTo(heading)
  expect(await violations(desk)).toEqual([])

  // The visitor goes on by e-mail; the agent finds the request by what is read aloud, and says that it is critical.
  await second.getByRole('button', { name: 'Να μου απαντήσετε με email' }).click()
  await second.getByLabel('Το email σας').fill('anna@example.com')
  await second.getByRole('button', { name: 'Αποστολή μηνύματος' }).click()
  const reference = await second.locator('[data-reference]').innerText()
  await tabTo(desk, desk.getByRole('searchbox'), 'Shift+Tab')
  await desk.keyboard.type(reference.replace('-', '').toLowerCase())
  await desk.keyboard.press('Enter')
  await desk.getByRole('complementary').getByText(reference).waitFor()
  await comesTo(heading)
  const critical = desk.getByRole('button', { name: 'Κρίσιμο', exact: true })
  await tabTo(desk, critical)
  await desk.keyboard.press('Space')
  await expect.poll(() => critical.getAttribute('aria-pressed')).toBe('true')
  await comesTo(critical)

  // Closed for now, and open again.
  await tabTo(desk, desk.getByRole('navigation').getByRole('button', { name: 'Ωράριο' }), 'Shift+Tab')
  await desk.keyboard.press('Enter')
  await tabTo(desk, desk.locator('.act').getByRole('button', { name: 'Κλείσιμο τώρα' }))
  await desk.keyboard.press('Enter')
  await desk.locator('.said-now').waitFor()
  await comesTo(desk.locator('.sheet-page h1'))
  expect(await violations(desk)).toEqual([])
  await tabTo(desk, desk.getByRole('button', { name: 'Κανονικό ωράριο' }))
  await desk.keyboard.press('Enter')
  await desk.locator('.said-now').waitFor({ state: 'detached' })
  await comesTo(desk.locator('.sheet-page h1'))
  await tabTo(desk, desk.getByRole('navigation').getByRole('button', { name: 'Γραφείο' }), 'Shift+Tab')
  await desk.keyboard.press('Enter')
  await tabTo(desk, row('Δεύτερη ερώτηση'))
  await desk.keyboard.press('Enter')
  await comesTo(heading)

  // The menu, and out of it.
  await tabTo(desk, desk.locator('.me > button'), 'Shift+Tab')
  await desk.keyboard.press('Enter')
  await tabTo(desk, desk.getByRole('button', { name: 'Αποσύνδεση' }))
  await desk.keyboard.press('Escape')
  await comesTo(desk.locator('.me > button'))

  // On a narrow screen the details are a sheet, and on a phone the conversation is.
  await desk.setViewportSize({ width: 1000, height: 800 })
  await tabTo(desk, desk.locator('.middle .info'))
  await desk.keyboard.press('Enter')
  await comesTo(desk.locator('.context .info'))
  expect(await violations(desk)).toEqual([])
  await desk.keyboard.press('Escape')
  await comesTo(desk.locator('.middle .info'))
  await desk.setViewportSize({ width: 360, height: 740 })
  await tabTo(desk, desk.getByRole('button', { name: 'Πίσω' }), 'Shift+Tab')
  expect(await violations(desk)).toEqual([])
  await desk.keyboard.press('Enter')
  await comesTo(row('Δεύτερη ερώτηση'))
  expect(await violations(desk)).toEqual([])
  for (const page of [desk, first, second]) await page.context().close()
  expect(stage.problems).toEqual([])
})

test('a key that follows Escape at once is no key of a dialog that is just closing', async () => {
  const desk = await stage.signIn()
  const palette = desk.getByRole('combobox', { name: 'Αναζήτηση ή εντολή' })
  for (let turn = 0; turn < 6; turn++) {
    await desk.keyboard.press('?')
    await desk.getByRole('heading', { name: 'Πλήκτρα' }).waitFor()
    await desk.keyboard.press('Escape')
    await desk.keyboard.press('Control+KeyK')
    await palette.waitFor()
    await desk.keyboard.press('Escape')
    await desk.keyboard.press('?')
    await desk.getByRole('heading', { name: 'Πλήκτρα' }).waitFor()
    await desk.keyboard.press('Escape')
    await palette.waitFor({ state: 'detached' })
  }
  await desk.context().close()
})
