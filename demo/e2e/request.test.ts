// A request's page as whoever has written it meets it: found, opened by a code, written to and closed without a script;
// with one, an answer comes by itself. And the other plain pages: the rating of a mail's link, the privacy notice, the
// contact form of the help pages.

import { randomBytes } from 'node:crypto'
import type { Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { askWords } from '../../server/pages/askWords.ts'
import { noticeWords } from '../../server/pages/privacyWords.ts'
import { requestWords } from '../../server/pages/requestWords.ts'
import { pageWords } from '../../server/pages/words.ts'
import { agents, openStage, type Stage, violations } from './stage.ts'

const newId = () => randomBytes(16).toString('base64url')

let stage: Stage
beforeAll(async () => {
  stage = await openStage(undefined, false, 10)
})
afterAll(() => stage.close())
afterEach(async () => {
  for (const context of stage.browser.contexts()) await context.close()
})

const home = () => stage.demo.product

/** A request, as the widget's form makes one. */
async function makeRequest(email: string, locale: string, text: string): Promise<string> {
  const context = { page: { url: stage.demo.site, title: 'OX Zino' }, locale, zone: 'Europe/Athens', path: [] }
  const form = { id: newId(), secret: randomBytes(32).toString('base64url'), email, name: 'Μαρία', topic: '', text }
  const answer = await fetch(`${home()}/tickets/oxzino`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: stage.demo.site },
    body: JSON.stringify({ ...form, context }),
  })
  const { ticket } = (await answer.json()) as { ticket: { reference: string } }
  return ticket.reference
}

/** Opens a window; @param path of the first page */
async function open(locale: string, path: string, javaScriptEnabled: boolean): Promise<Page> {
  const context = await stage.browser.newContext({ locale, javaScriptEnabled, timezoneId: 'Europe/Athens' })
  context.setDefaultTimeout(12_000)
  const page = await context.newPage()
  await page.goto(home() + path)
  return page
}

/**
 * Everything fits, and axe finds nothing: on a phone by day, on a desk by night. axe needs a script to run, so it looks
 * at the very same document in a window of its own.
 */
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

/** The code that came to an address. */
async function codeFor(email: string): Promise<string> {
  const find = () => stage.demo.mailbox.to(email).flatMap(({ text }) => /^\d{6}$/m.exec(text ?? '') ?? [])[0]
  await expect.poll(find, { timeout: 12_000 }).toBeTruthy()
  return find()!
}

test.each(['el', 'en'])('it is found, opened by a code, written to and closed without a script, %s', async (locale) => {
  const words = requestWords(locale)
  const email = `maria.${locale}@example.com`
  const reference = await makeRequest(email, locale, `Θέλω τιμολόγιο (${locale})\n${'x'.repeat(200)}`)
  const page = await open(locale, '/t', false)
  const press = (name: string) => page.getByRole('button', { name, exact: true }).click()
  await look(page, `find-${locale}`)
  await page.getByLabel(words.reference).fill('K7M-4PX9')
  await press(words.open)
  await page.getByText(words.mistyped).waitFor()
  await look(page, `mistyped-${locale}`)
  await page.getByLabel(words.reference).fill(reference)
  await press(words.open)

  await look(page, `address-${locale}`)
  await page.getByLabel(words.email).fill('maria@localhost')
  await press(words.sendCode)
  await page.getByText(words.badEmail).waitFor()
  await page.getByLabel(words.email).fill(email)
  await press(words.sendCode)
  await page.getByText(words.sent).waitFor()
  await look(page, `code-${locale}`)
  const code = await codeFor(email)
  await page.getByLabel(words.code).fill(code === '000000' ? '111111' : '000000')
  await press(words.confirm)
  await page.getByText(words.wrongCode).waitFor()
  await look(page, `wrong-code-${locale}`)
  await page.getByLabel(words.code).fill(code)
  await press(words.confirm)

  await page.getByText(`Θέλω τιμολόγιο (${locale})`).waitFor()
  await look(page, `thread-${locale}`)
  await page.getByLabel(words.write).fill('Δείτε το')
  const attach = (name: string, text: string) =>
    page.getByLabel(words.attach).setInputFiles({ name, mimeType: 'text/plain', buffer: Buffer.from(text, 'latin1') })
  await attach('run.exe', 'MZ\u0090\0\u0003')
  await press(words.send)
  await page.getByText(words.wrongType).waitFor()
  expect(await page.getByLabel(words.write).inputValue()).toBe('Δείτε το')
  await look(page, `refused-${locale}`)
  await attach('note.txt', 'VII')
  await press(words.send)
  await page.getByRole('link', { name: 'note.txt' }).waitFor()
  expect(await page.getByLabel(words.write).inputValue()).toBe('')
  await press(words.close)
  await page.getByText(words.closed).waitFor()
  await look(page, `closed-${locale}`)
  expect(await page.getByRole('button', { name: words.close, exact: true }).count()).toBe(0)
  await page.getByLabel(words.write).fill('Κάτι ακόμη')
  await press(words.send)
  await page.getByRole('button', { name: words.close, exact: true }).waitFor()
})

test('an agent’s answer comes by itself, and takes nothing away that is being typed; closed, it is rated', async () => {
  const words = requestWords('el')
  const email = 'nikos.a@example.com'
  const reference = await makeRequest(email, 'el', 'Πότε αλλάζει το πακέτο;')
  const linked = () => /https?:\S+\/t\/\S+/.exec(stage.demo.mailbox.to(email)[0]?.text ?? '')?.[0]
  await expect.poll(linked, { timeout: 12_000 }).toContain(reference)
  const page = await open('el-GR', '/t', true)
  await page.clock.install()
  await page.goto(linked()!)
  await page.getByText('Πότε αλλάζει το πακέτο;').waitFor()
  const field = page.getByLabel(words.write)
  await field.fill('Γράφω ακόμη')
  await field.evaluate((area: HTMLTextAreaElement) => area.setSelectionRange(3, 3))

  const desk = await stage.signIn(agents[0])
  await desk.setViewportSize({ width: 1280, height: 800 })
  await desk.locator('.row', { hasText: 'πακέτο' }).click()
  await desk.getByLabel('Γράψτε απάντηση').fill('Από τον επόμενο μήνα.')
  await desk.keyboard.press('Enter')
  await expect
    .poll(
      async () => {
        await page.clock.runFor(10_000)
        return page.getByRole('log').getByText('Από τον επόμενο μήνα.').count()
      },
      { timeout: 12_000 },
    )
    .toBe(1)
  expect(await page.getByText(words.theirs).count()).toBe(1)
  expect(await field.inputValue()).toBe('Γράφω ακόμη')
  expect(
    await field.evaluate((area: HTMLTextAreaElement) => [area.selectionStart, area === document.activeElement]),
  ).toEqual([3, true])
  await look(page, 'answered')

  await desk.getByRole('button', { name: 'Κλείσιμο', exact: true }).click()
  await desk.getByRole('button', { name: 'Άνοιγμα ξανά' }).waitFor()
  const rating = pageWords('el').rating
  const mailed = async () => {
    // It waits a little before it is sent.
    const rows = await stage.demo.store.db.selectFrom('mail').select('facts').where('kind', '=', 'closing').execute()
    return /\/rate\/[\w-]+\/[\w-]+/.exec(JSON.stringify(rows))?.[0]
  }
  await expect.poll(mailed, { timeout: 12_000 }).toBeTruthy()
  const rate = await open('el-GR', (await mailed())!, false)
  await look(rate, 'rate')
  await rate.getByText(rating.outcomes.partly).click()
  await rate.getByLabel(rating.more).fill('x'.repeat(300))
  await rate.getByRole('button', { name: rating.send }).click()
  await rate.getByText(rating.thanks).waitFor()
  await look(rate, 'rated')
})

test.each(['el', 'en'])('the privacy notice fits and reads well, %s', async (locale) => {
  const page = await open(locale, '/help/oxzino/privacy', false)
  await page.getByRole('heading', { level: 1, name: pageWords(locale).privacy }).waitFor()
  await page.getByRole('heading', { name: noticeWords(locale).kept, exact: true }).waitFor()
  await look(page, `privacy-${locale}`)
})

test.each(['el', 'en'])('from the help pages one writes to the team without a script, %s', async (locale) => {
  const words = askWords(locale)
  const { form } = words
  const email = `ask.${locale}@example.com`
  const page = await open(locale, `/help/oxzino/${locale}/?q=ζζζζζζ`, false)
  await look(page, `nothing-${locale}`)
  await page.getByRole('link', { name: pageWords(locale).askTeam }).click()
  const field = page.getByLabel(form.message)
  expect(await field.inputValue()).toBe('ζζζζζζ')
  await look(page, `ask-${locale}`)
  await page.getByLabel(form.email).fill('maria@localhost')
  await page.getByLabel(form.topic).selectOption('payments')
  await field.fill('Ένα τιμολόγιο')
  await page.getByLabel(form.name).fill('Μαρία')
  const press = () => page.getByRole('button', { name: form.send }).click()
  await press()
  await page.getByText(words.refusals['bad-email']!).waitFor()
  expect(await field.inputValue()).toBe('Ένα τιμολόγιο')
  expect(await page.getByLabel(form.topic).inputValue()).toBe('payments')
  expect(await page.getByLabel(form.name).inputValue()).toBe('Μαρία')
  await look(page, `ask-refused-${locale}`)
  await page.getByLabel(form.email).fill(email)
  const note = { name: 'note.txt', mimeType: 'text/plain', buffer: Buffer.from('VII') }
  await page.getByLabel(words.attach).setInputFiles(note)
  await press()
  await page.getByRole('heading', { name: words.ticket.received }).waitFor()
  await look(page, `asked-${locale}`)
  await page.getByRole('link', { name: words.follow }).click()
  await page.getByText(requestWords(locale).address).waitFor()
})
