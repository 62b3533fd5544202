// Somebody's own data as they meet it: the six rights by a code without a script, by the keyboard alone; by the browser
// that they wrote in, from the widget's menu; and refused by an owner.

import { randomBytes } from 'node:crypto'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { claimWords } from '../../server/letters/claimWords.ts'
import { dataWords } from '../../server/pages/dataWords.ts'
import { pageWords } from '../../server/pages/words.ts'
import { launcher, openStage, type Stage, violations } from './stage.ts'

const newId = () => randomBytes(16).toString('base64url')

declare const window: Window & { Rotame?: (...call: unknown[]) => void }

let stage: Stage
const owner = { email: 'boss@oxzino.example', name: 'Άννα', password: 'kalimera-boss-anna', role: 'owner' as const }
beforeAll(async () => {
  stage = await openStage(undefined, false, 10)
  await stage.demo.staff.accounts.add(owner)
  // Somebody is there to be written to.
  await stage.signIn(owner)
})
afterAll(() => stage.close())

async function writeFrom(email: string, locale: string, text: string): Promise<void> {
  const context = { page: { url: stage.demo.site, title: 'OX Zino' }, locale, zone: 'Europe/Athens', path: [] }
  const form = { id: newId(), secret: randomBytes(32).toString('base64url'), email, name: 'Μαρία', topic: '', text }
  const answer = await fetch(`${stage.demo.product}/tickets/oxzino`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: stage.demo.site },
    body: JSON.stringify({ ...form, context }),
  })
  expect(answer.ok).toBe(true)
}

/** The latest code that came to an address. */
async function codeFor(email: string): Promise<string> {
  const find = () => stage.demo.mailbox.to(email).flatMap(({ text }) => /^\d{6}$/m.exec(text ?? '') ?? [])[0]
  await expect.poll(find, { timeout: 30_000 }).toBeTruthy()
  return find()!
}

/** Everything fits, and axe finds nothing, which needs a script and so looks at the same document by itself. */
async function look(page: Page, name: string): Promise<void> {
  const eyes = await (await stage.browser.newContext()).newPage()
  const body = await page.content()
  await eyes.route(page.url(), (route) => route.fulfill({ body, contentType: 'text/html; charset=utf-8' }))
  for (const [width, height, colorScheme] of [
    [360, 740, 'light'],
    [1280, 800, 'dark'],
  ] as const) {
    await page.setViewportSize({ width, height })
    await page.emulateMedia({ colorScheme })
    expect(await page.evaluate(() => document.documentElement.scrollWidth), name).toBeLessThanOrEqual(width)
    await eyes.setViewportSize({ width, height })
    await eyes.emulateMedia({ colorScheme })
    await eyes.goto(page.url())
    expect(await violations(eyes), name).toEqual([])
  }
  await eyes.context().close()
}

/** Presses the button of this name by the keyboard. */
async function press(page: Page, name: string): Promise<void> {
  await page.getByRole('button', { name, exact: true }).focus()
  await page.keyboard.press('Enter')
}

test.each(['el', 'en'])('the six rights, by a code, without a script and by the keyboard, %s', async (locale) => {
  const words = dataWords(locale)
  const { what } = claimWords(locale)
  const email = `data.${locale}@example.com`
  await writeFrom(email, locale, 'Πρώτο αίτημα')
  await writeFrom(email, locale, 'Δεύτερο αίτημα')
  const context = await stage.browser.newContext({ locale, javaScriptEnabled: false, acceptDownloads: true })
  context.setDefaultTimeout(30_000)
  const page = await context.newPage()
  await page.goto(`${stage.demo.product}/help/oxzino/${locale}/privacy`)
  await page.getByRole('main').getByRole('link', { name: words.title }).click()
  await look(page, `prove-${locale}`)
  await page.getByLabel(words.email).fill(email)
  await page.keyboard.press('Enter')
  await page.getByText(words.sent).waitFor()
  await look(page, `code-${locale}`)
  await page.getByLabel(words.code).fill(await codeFor(email))
  await page.keyboard.press('Enter')
  // Access.
  await page.getByText('Πρώτο αίτημα').waitFor()
  await look(page, `kept-${locale}`)
  // Portability.
  const coming = page.waitForEvent('download')
  await press(page, words.download)
  expect((await coming).suggestedFilename()).toMatch(/^D[\dA-F]{8}\.zip$/)
  // Rectification.
  await page.getByLabel(words.name).fill('Μαρία Νέα')
  await press(page, words.save)
  await page.getByText(words.called('Μαρία Νέα')).waitFor()
  // Restriction, and its end.
  await press(page, words.restrictNow)
  await page.getByText(words.isRestricted).waitFor()
  await press(page, words.lift)
  await page.getByText(words.restrictWhy).waitFor()
  // Objection.
  await press(page, words.objectNow)
  await page.getByText(words.isObjecting).waitFor()
  await look(page, `claims-${locale}`)
  // Erasure, of one and of all.
  await page.getByLabel('Πρώτο αίτημα').focus()
  await page.keyboard.press('Space')
  await page.getByLabel(words.sure).focus()
  await page.keyboard.press('Space')
  await press(page, words.eraseChosen)
  await page.getByText('Πρώτο αίτημα').waitFor({ state: 'detached' })
  await page.getByText(what.erase).first().waitFor()
  await page.getByLabel(words.sure).check()
  await press(page, words.eraseAll)
  await page.getByText(words.nothing).waitFor()
  await look(page, `nothing-${locale}`)
  await press(page, words.leave)
  await page.getByText(words.left).waitFor()
  await context.close()
})

async function writeInWidget(page: Page, text: string): Promise<void> {
  await launcher(page).click()
  await page.getByRole('button', { name: 'Μιλήστε μαζί μας' }).click()
  const field = page.getByLabel('Γράψτε μήνυμα')
  await field.fill(text)
  await field.press('Enter')
}

/** The page that the menu of a conversation leads to. */
async function openData(page: Page): Promise<Page> {
  await page.getByRole('button', { name: 'Περισσότερα' }).click()
  const opened = page.context().waitForEvent('page')
  await page.getByRole('button', { name: dataWords('el').title, exact: true }).click()
  return opened
}

test.each(['el', 'en'] as const)('before the first word the notice can be read, %s', async (locale) => {
  const page = await stage.visit({ locale })
  await page.evaluate((name) => window.Rotame!('locale', name), locale)
  await launcher(page).click()
  await page.getByRole('button', { name: locale === 'el' ? 'Μιλήστε μαζί μας' : 'Talk to us' }).click()
  const link = page.getByRole('dialog').getByRole('link', { name: locale === 'el' ? 'Απόρρητο' : 'Privacy' })
  await link.waitFor()
  expect(await violations(page)).toEqual([])
  const opened = page.context().waitForEvent('page')
  await link.focus()
  await page.keyboard.press('Enter')
  const notice = await opened
  await notice.getByRole('heading', { name: pageWords(locale).privacy, level: 1 }).waitFor()
  expect(new URL(notice.url()).pathname).toBe(`/help/oxzino/${locale}/privacy`)
  await page.context().close()
})

test('a guest erases from the widget’s menu what this browser wrote', async () => {
  const words = dataWords('el')
  const page = await stage.visit()
  await writeInWidget(page, 'Γράφω από εδώ')
  const data = await openData(page)
  await data.getByText(words.whoBrowser).waitFor()
  await data.getByText('Γράφω από εδώ').waitFor()
  // The key is in no history.
  expect(data.url()).not.toContain('key')
  await data.getByLabel(words.sure).check()
  await data.getByRole('button', { name: words.eraseAll, exact: true }).click()
  await data.getByText(words.nothing).waitFor()
  await page.context().close()
})

test('whoever the site vouches for sees and erases theirs', async () => {
  const words = dataWords('el')
  const page = await stage.visit()
  const token = await stage.demo.tokenOf('premium', 3_600)
  await page.evaluate((given) => window.Rotame!('identify', given), token)
  await writeInWidget(page, 'Με λογαριασμό')
  const data = await openData(page)
  await data.getByText(words.whoSub).waitFor()
  await data.getByText('Με λογαριασμό').waitFor()
  expect(await violations(data)).toEqual([])
  await data.getByLabel(words.sure).check()
  await data.getByRole('button', { name: words.eraseAll, exact: true }).click()
  await data.getByText(words.nothing).waitFor()
  await page.context().close()
})

test('what an owner refuses is said with the reason', async () => {
  const words = dataWords('el')
  const email = 'notes@example.com'
  await writeFrom(email, 'el', 'Με σημείωση')
  const desk = await stage.signIn(owner)
  await desk.setViewportSize({ width: 1280, height: 800 })
  await desk.locator('.row', { hasText: 'Με σημείωση' }).click()
  await desk.getByRole('button', { name: 'Σημείωση', exact: true }).click()
  await desk.getByLabel('Γράψτε σημείωση').fill('Για τρίτους')
  await desk.keyboard.press('Enter')
  await desk.getByText('Για τρίτους').first().waitFor()
  const page = await (await stage.browser.newContext({ locale: 'el' })).newPage()
  await page.goto(`${stage.demo.product}/help/oxzino/el/data`)
  await page.getByLabel(words.email).fill(email)
  await page.getByRole('button', { name: words.sendCode }).click()
  await page.getByLabel(words.code).fill(await codeFor(email))
  await page.getByRole('button', { name: words.confirm }).click()
  await page.getByRole('button', { name: words.askNotes }).click()
  await page.getByText(words.doubts.notes).waitFor()

  await desk.locator('.me > button').click()
  await desk.getByRole('button', { name: 'Δεδομένα προσώπων' }).click()
  await desk.getByLabel(/Γιατί αποφασίζετε/).fill('Λένε κάτι για τρίτους.')
  for (const width of [360, 1280]) {
    await desk.setViewportSize({ width, height: 800 })
    expect(await violations(desk)).toEqual([])
  }
  await desk.getByRole('button', { name: 'Απόρριψη' }).click()
  await desk.getByText('Τίποτε δεν περιμένει απόφαση.').waitFor()
  await page.reload()
  await page.getByText('Λένε κάτι για τρίτους.').waitFor()
})
