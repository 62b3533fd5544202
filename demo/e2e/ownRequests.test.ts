// A visitor's requests in the widget: found from home, listed as they stand, opened in the chat; and one from elsewhere
// by its number, once a code has come.

import type { Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import * as contactEl from '../../widget/screens/contact/el.ts'
import * as contactEn from '../../widget/screens/contact/en.ts'
import * as homeEl from '../../widget/screens/home/el.ts'
import * as homeEn from '../../widget/screens/home/en.ts'
import * as el from '../../widget/screens/requests/el.ts'
import * as en from '../../widget/screens/requests/en.ts'
import * as ticketEl from '../../widget/screens/ticket/el.ts'
import * as ticketEn from '../../widget/screens/ticket/en.ts'
import { agents, launcher, openStage, type Stage, violations } from './stage.ts'

const words = {
  el: { ...homeEl.words, own: el.words, ticketWords: ticketEl.words, contactWords: contactEl.words },
  en: { ...homeEn.words, own: en.words, ticketWords: ticketEn.words, contactWords: contactEn.words },
}

let stage: Stage
beforeAll(async () => {
  stage = await openStage(undefined, false, 10)
})
afterAll(() => stage.close())
afterEach(async () => {
  for (const context of stage.browser.contexts()) await context.close()
})

/** Everything fits, and axe finds nothing: on a phone by day, on a desk by night. */
async function look(page: Page, name: string): Promise<void> {
  for (const [width, height, colorScheme] of [
    [360, 740, 'light'],
    [1280, 800, 'dark'],
  ] as const) {
    await page.setViewportSize({ width, height })
    await page.emulateMedia({ colorScheme })
    expect(await page.evaluate(() => document.documentElement.scrollWidth), name).toBeLessThanOrEqual(width)
    await page.waitForTimeout(300)
    expect(await violations(page), name).toEqual([])
  }
}

const press = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).click()

/** A visitor with a phone, on the page of their language. */
const visit = (language: keyof typeof words) =>
  stage.visit(
    { locale: language === 'el' ? 'el-GR' : 'en-GB', viewport: { width: 360, height: 740 } },
    new URL(language === 'el' ? '/' : '/en.html', stage.demo.site).href,
  )

/** A request, by the form of the widget. */
async function sendForm(page: Page, language: keyof typeof words, email: string, text: string): Promise<void> {
  const { leave, send, message, email: address, ticketWords } = words[language]
  await page.getByRole('button', { name: leave, exact: true }).last().click()
  await page.getByLabel(address).fill(email)
  await page.getByLabel(message).fill(text)
  await press(page, send)
  await page.getByText(ticketWords.received).waitFor()
}

/** Answers what has these words in it, and leaves the desk. */
async function answer(begun: string, text: string): Promise<void> {
  const desk = await stage.signIn(agents[0])
  await desk.setViewportSize({ width: 1280, height: 800 })
  await desk.locator('.row', { hasText: begun }).click()
  await desk.getByLabel('Γράψτε απάντηση').fill(text)
  await desk.keyboard.press('Enter')
  await desk.getByRole('log').getByText(text).waitFor()
  await desk.context().close()
}

/** The code that came to an address. */
async function codeFor(email: string): Promise<string> {
  const find = () => stage.demo.mailbox.to(email).flatMap(({ text }) => /^\d{6}$/m.exec(text ?? '') ?? [])[0]
  await expect.poll(find, { timeout: 12_000 }).toBeTruthy()
  return find()!
}

test.each(['el', 'en'] as const)('it is sent, followed, answered and read in one place, %s', async (language) => {
  const { requests, own, ticketWords } = words[language]
  const page = await visit(language)
  await launcher(page).click()
  await press(page, requests)
  await page.getByText(own.none).waitFor()
  await look(page, `none-${language}`)
  const text = `Θέλω τιμολόγιο (${language}) με διαφορετική επωνυμία και άλλη διεύθυνση από αυτή που έχω δηλώσει`
  await sendForm(page, language, `maria.${language}@example.com`, text)
  await press(page, ticketWords.all)
  const row = page.getByRole('button', { name: text.slice(0, 20) })
  await row.waitFor()
  expect(await row.innerText()).toMatch(/[A-Z\d]{3}-[A-Z\d]{4}/)
  expect(await row.innerText()).toContain(own.ours('').trim())
  await look(page, `list-${language}`)

  await answer(`(${language})`, `Βεβαίως (${language}).`)
  await row.getByText(own.unread(1)).waitFor()
  await look(page, `answered-${language}`)
  await row.click()
  await page.getByRole('log').getByText(`Βεβαίως (${language}).`).waitFor()
  await page.getByRole('button', { name: words[language].back }).last().click()
  await row.getByText(own.theirs).waitFor()
})

test.each(['el', 'en'] as const)('one from elsewhere opens by a code alone, %s', async (language) => {
  const { contact, requests, own, email: address } = words[language]
  const email = `nikos.${language}@example.com`
  const writer = await visit(language)
  await launcher(writer).click()
  await sendForm(writer, language, email, `Πότε αλλάζει το πακέτο; (${language})`)
  const reference = await writer.locator('[data-reference]').innerText()

  // Another browser sees nothing of it.
  const page = await visit(language)
  await launcher(page).click()
  await press(page, contact)
  await page.getByRole('button', { name: requests }).last().click()
  await page.getByText(own.none).waitFor()
  await press(page, own.find)
  const number = page.getByLabel(own.reference)
  expect(await number.evaluate((field) => field.matches(':focus'))).toBe(true)
  await number.fill('K7M-4PX8')
  await page.getByLabel(address).fill(email)
  await press(page, own.sendCode)
  await page.getByText(own.refusals['mistyped']!).waitFor()
  await look(page, `mistyped-${language}`)
  await number.fill(reference.toLowerCase())
  await page.getByLabel(address).fill('nikos@localhost')
  await press(page, own.sendCode)
  await page.getByText(own.refusals['bad-email']!).waitFor()
  await page.getByLabel(address).fill(email)
  await press(page, own.sendCode)
  await page.getByText(own.sent).waitFor()
  const code = await codeFor(email)
  const field = page.getByLabel(own.code)
  await field.fill(code === '000000' ? '111111' : '000000')
  await press(page, own.confirm)
  await page.getByText(own.refusals['wrong-code']!).waitFor()
  await look(page, `wrong-code-${language}`)
  await field.fill(code)
  await press(page, own.confirm)
  await page.getByText(own.found(reference), { exact: true }).waitFor()
  await look(page, `found-${language}`)
  const [opened] = await Promise.all([
    page.context().waitForEvent('page'),
    page.getByRole('link', { name: own.open }).click(),
  ])
  await opened.getByText(`Πότε αλλάζει το πακέτο; (${language})`).waitFor()
  expect(new URL(opened.url()).pathname + new URL(opened.url()).search).toBe(`/t/${reference}`)
  // Once more it is nobody's list.
  await page.reload()
  await launcher(page).click()
  await press(page, requests)
  await page.getByText(own.none).waitFor()
})

test('what is answered in the mailbox arrives at the desk and in the widget, and its mail leads to it', async () => {
  const { requests, ticketWords } = words.el
  const email = 'eirini@example.com'
  const page = await visit('el')
  await launcher(page).click()
  await sendForm(page, 'el', email, 'Δεν ανοίγει ο λογαριασμός')
  await press(page, ticketWords.all)
  await page.getByRole('button', { name: 'Δεν ανοίγει' }).click()
  const desk = await stage.signIn(agents[0])
  await desk.setViewportSize({ width: 1280, height: 800 })
  await desk.locator('.row', { hasText: 'Δεν ανοίγει' }).click()
  await desk.getByLabel('Γράψτε απάντηση').fill('Ποιο email έχετε;')
  await desk.keyboard.press('Enter')
  await expect.poll(() => stage.demo.mailbox.to(email).length, { timeout: 12_000 }).toBe(2)

  const box = await (await stage.browser.newContext()).newPage()
  await box.goto(`${stage.demo.site}/mailbox`)
  await box.getByRole('link', { name: new RegExp(email) }).click()
  await box.getByLabel('Απάντηση', { exact: true }).fill('Αυτό από το οποίο σας γράφω.')
  await box.getByRole('button', { name: 'Αποστολή' }).click()
  await box.getByText('Αυτό από το οποίο σας γράφω.').first().waitFor()

  // Both have it open, and are told.
  await desk.getByRole('log').getByText('Αυτό από το οποίο σας γράφω.', { exact: true }).waitFor()
  await page.getByRole('log').getByText('Αυτό από το οποίο σας γράφω.', { exact: true }).waitFor()
  await page
    .getByRole('log')
    .getByText(/^Με email/)
    .waitFor()
  expect(await page.getByRole('log').getByText('έγραψε:').count()).toBe(0)
  await desk.getByLabel('Γράψτε απάντηση').fill('Δοκιμάστε ξανά.')
  await desk.keyboard.press('Enter')
  await page.getByRole('log').getByText('Δοκιμάστε ξανά.').waitFor()
  await page.reload()
  await launcher(page).click()
  await press(page, requests)
  await page
    .getByRole('button', { name: 'Δεν ανοίγει' })
    .or(page.getByRole('button', { name: 'Δοκιμάστε' }))
    .click()
  await page.getByRole('log').getByText('Αυτό από το οποίο σας γράφω.', { exact: true }).waitFor()

  // The link of the answer's mail opens it without a code.
  await expect.poll(() => stage.demo.mailbox.to(email).length, { timeout: 12_000 }).toBe(3)
  const link = new URL(/https?:\S+\/t\/\S+/.exec(stage.demo.mailbox.to(email)[2]!.text!)![0])
  const plain = await (await stage.browser.newContext({ javaScriptEnabled: false })).newPage()
  await plain.goto(stage.demo.product + link.pathname + link.search)
  await plain.getByText('Αυτό από το οποίο σας γράφω.', { exact: true }).waitFor()
  expect(new URL(plain.url()).search).toBe('')
})

test('an older one is read while another goes on, which is told of as before', async () => {
  const { own, requests, back, conversation } = words.el
  const page = await stage.visit()
  await launcher(page).click()
  await sendForm(page, 'el', 'anna@example.com', 'Το πρώτο, για τη χρέωση')
  await press(page, words.el.ticketWords.all)
  const row = (text: string) => page.getByRole('button', { name: text })
  await row('Το πρώτο').click()
  const log = page.getByRole('log')
  await log.getByText('Το πρώτο, για τη χρέωση').waitFor()
  const desk = await stage.signIn(agents[0])
  await desk.setViewportSize({ width: 1280, height: 800 })
  await desk.locator('.row', { hasText: 'Το πρώτο' }).click()
  await desk.getByRole('button', { name: 'Κλείσιμο', exact: true }).click()
  await press(page, conversation)
  await page.getByLabel('Γράψτε μήνυμα').fill('Το δεύτερο')
  await page.keyboard.press('Enter')
  await log.getByText('Το δεύτερο').waitFor()
  await page.getByRole('button', { name: back }).last().click()
  await row('Το πρώτο').getByText(own.closed).waitFor()
  await row('Το πρώτο').click()
  await log.getByText('Το πρώτο, για τη χρέωση').waitFor()
  expect(await log.getByText('Το δεύτερο').count()).toBe(0)
  // Later pages are told of what goes on all the same.
  await page.reload()
  await desk.locator('.row', { hasText: 'Το δεύτερο' }).click()
  await desk.getByLabel('Γράψτε απάντηση').fill('Σας ακούμε')
  await desk.keyboard.press('Enter')
  await expect.poll(() => page.locator('.badge').textContent(), { timeout: 12_000 }).toBe('1')
  await launcher(page).click()
  await press(page, requests)
  await row('Το πρώτο').click()
  await log.getByText('Το πρώτο, για τη χρέωση').waitFor()
  // Back from it, the one that goes on is there again.
  await page.getByRole('button', { name: back }).last().click()
  await row('Το δεύτερο').getByText(own.unread(1)).waitFor()
  await page.getByRole('button', { name: back }).last().click()
  await page.getByRole('button', { name: 'Η συνομιλία σας' }).getByText('Σας ακούμε').waitFor()
})
