// True hours in a real browser: closing time, sleep, Easter, clock changes, half-days, other zones, no server, and what
// agents say.

import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { agents, launcher, openStage, type Stage } from './stage.ts'

let stage: Stage
beforeAll(async () => {
  stage = await openStage()
})
afterAll(() => stage.close())

/** A visitor with the panel open at an instant. */
async function openAt(instant: string, options: Parameters<Stage['visit']>[0] = {}, path = '/'): Promise<Page> {
  stage.setClock(instant)
  const page = await stage.visit(options, stage.demo.site + path)
  await launcher(page).click()
  await status(page).waitFor()
  return page
}
const status = (page: Page) => page.locator('.screen:visible .head [data-status]')
const reads = (page: Page) => status(page).innerText()

test.each([
  ['the evening before Greek Good Friday', '2026-04-09T20:00+03:00', 'Ανοίγουμε την Τρίτη στις 9:00'],
  ['Greek Good Friday', '2026-04-10T11:00+03:00', 'Ανοίγουμε την Τρίτη στις 9:00'],
  ['Greek Easter Monday', '2026-04-13T11:00+03:00', 'Ανοίγουμε αύριο στις 9:00'],
  ['the evening before Good Friday of 2027', '2027-04-29T20:00+03:00', 'Ανοίγουμε την Τρίτη στις 9:00'],
  ['the afternoon of a half-day', '2026-12-24T13:00+02:00', 'Ανοίγουμε τη Δευτέρα στις 9:00'],
  ['the evening before a day off and New Year', '2026-12-30T18:00+02:00', 'Ανοίγουμε τη Δευτέρα στις 9:00'],
  ['the Friday before clocks go forward', '2026-03-27T18:30+02:00', 'Ανοίγουμε τη Δευτέρα στις 9:00'],
  ['a minute before clocks go forward', '2026-03-29T02:59+02:00', 'Ανοίγουμε αύριο στις 9:00'],
  ['the minute after clocks went forward', '2026-03-29T04:00+03:00', 'Ανοίγουμε αύριο στις 9:00'],
  ['the hour that happens twice, first', '2026-10-25T03:30+03:00', 'Ανοίγουμε αύριο στις 9:00'],
  ['the hour that happens twice, again', '2026-10-25T03:30+02:00', 'Ανοίγουμε αύριο στις 9:00'],
  ['the Sunday on which clocks go forward in 2027', '2027-03-28T12:00+03:00', 'Ανοίγουμε αύριο στις 9:00'],
  ['the Sunday on which clocks go back in 2027', '2027-10-31T12:00+02:00', 'Ανοίγουμε αύριο στις 9:00'],
])('%s', async (_, instant, said) => {
  const page = await openAt(instant)
  expect(await reads(page)).toBe(said)
  await page.context().close()
})

test.each([
  ['2026-03-29', '2026-03-30T08:59:56+03:00'],
  ['2026-10-25', '2026-10-26T08:59:56+02:00'],
  ['2027-03-28', '2027-03-29T08:59:56+03:00'],
  ['2027-10-31', '2027-11-01T08:59:56+02:00'],
])('after the clocks changed on %s it opens at nine by the new time', async (_, instant) => {
  const page = await openAt(instant)
  expect(await reads(page)).toBe('Ανοίγουμε σήμερα στις 9:00')
  await expect.poll(() => status(page).getAttribute('data-status'), { timeout: 10_000 }).toBe('away')
  await page.context().close()
})

test('a visitor elsewhere reads their own time too, in weeks when only one of the two has changed clocks', async () => {
  const inNewYork = { timezoneId: 'America/New_York' }
  const before = await openAt('2026-03-23T20:00+02:00', inNewYork, '/en.html')
  expect(await reads(before)).toBe('We open tomorrow at 9:00 (3:00 your time)')
  const after = await openAt('2026-03-30T20:00+03:00', inNewYork, '/en.html')
  expect(await reads(after)).toBe('We open tomorrow at 9:00 (2:00 your time)')
  const inTokyo = await openAt('2026-11-25T20:00+02:00', { timezoneId: 'Asia/Tokyo' }, '/en.html')
  expect(await reads(inTokyo)).toBe('We open tomorrow at 9:00 (today at 16:00 your time)')
  for (const page of [before, after, inTokyo]) await page.context().close()
})

test('a visitor whose clock is hours wrong reads the true state', async () => {
  stage.setClock('2026-11-25T20:00+02:00')
  const page = await stage.visit({}, 'about:blank')
  await page.addInitScript(() => {
    const real = Date.now
    Date.now = () => real() - 8 * 3_600_000
  })
  await page.goto(stage.demo.site)
  await launcher(page).click()
  expect(await reads(page)).toBe('Ανοίγουμε αύριο στις 9:00')
  await page.context().close()
})

test('on a half-day an open panel closes at one, until after the holidays', async () => {
  stage.setClock('2026-12-24T12:59:55+02:00')
  const agent = await stage.signIn(agents[1])
  const page = await openAt('2026-12-24T12:59:55+02:00')
  expect(await reads(page)).toBe('Είμαστε εδώ έως τις 13:00')
  await expect.poll(() => reads(page), { timeout: 10_000 }).toBe('Ανοίγουμε τη Δευτέρα στις 9:00')
  await agent.context().close()
  await page.context().close()
})

test('closing time passes while nothing of the page runs, and it knows as soon as it wakes', async () => {
  const agent = await stage.signIn(agents[1])
  const page = await openAt('2026-11-25T17:59:54+02:00')
  expect(await reads(page)).toBe('Είμαστε εδώ έως τις 18:00')
  const session = await page.context().newCDPSession(page)
  const asked: string[] = []
  page.on('request', (request) => asked.push(request.url()))
  await page.evaluate(() => {
    const counted = window as unknown as { ticks: number }
    counted.ticks = 0
    setInterval(() => counted.ticks++, 100)
  })
  // A halted page is one whose computer sleeps: no timer of it runs, and time goes on.
  await session.send('Debugger.enable')
  await session.send('Debugger.pause')
  await new Promise((resolve) => setTimeout(resolve, 8_000))
  await session.send('Debugger.resume')
  await session.send('Debugger.disable')
  expect(await page.evaluate(() => (window as unknown as { ticks: number }).ticks)).toBeLessThan(20)
  await expect.poll(() => reads(page), { timeout: 2_500 }).toBe('Ανοίγουμε αύριο στις 9:00')
  expect(asked.filter((url) => url.includes('/availability/'))).toEqual([])
  await agent.context().close()
  await page.context().close()
})

test('after a night of sleep, timers and all, the page reads the morning', async () => {
  stage.setClock('2026-11-25T17:30+02:00')
  const agent = await stage.signIn(agents[1])
  const page = await stage.visit({}, 'about:blank')
  await page.clock.install({ time: Date.now() })
  await page.goto(stage.demo.site)
  await launcher(page).click()
  await expect.poll(() => reads(page)).toBe('Είμαστε εδώ έως τις 18:00')
  await page.context().setOffline(true)
  await page.clock.fastForward('05:00:00')
  await expect.poll(() => reads(page)).toBe('Ανοίγουμε αύριο στις 9:00')
  await page.clock.fastForward('10:45:00')
  await expect.poll(() => reads(page)).toBe('Είμαστε εδώ έως τις 18:00')
  await agent.context().close()
  await page.context().close()
})

test('the contact screen has every way with its own state, and the phone closes an hour before the chat', async () => {
  const agent = await stage.signIn(agents[1])
  const page = await openAt('2026-11-25T16:59:45+02:00')
  await page.getByRole('button', { name: 'Ώρες και επικοινωνία' }).click()
  const phone = page.getByRole('link', { name: /Τηλέφωνο/ })
  expect(await phone.innerText()).toBe('Τηλέφωνο\n210 000 0001\nΑπαντάμε έως τις 17:00')
  expect(await phone.getAttribute('href')).toBe('tel:+302100000001')
  const mail = page.getByRole('link', { name: /Email/ })
  expect(await mail.innerText()).toBe(
    'Email\nsupport@oxzino.example\nΓράψτε μας όποια ώρα θέλετε\nΑπαντάμε σε 24 ώρες το πολύ',
  )
  expect(await mail.getAttribute('href')).toBe('mailto:support@oxzino.example')
  await page.getByText('Απαντάμε ξανά αύριο στις 9:00').waitFor({ timeout: 20_000 })
  const chat = page.getByRole('button', { name: /Συνομιλία/ })
  expect(await chat.innerText()).toBe('Συνομιλία\nΕίμαστε εδώ έως τις 18:00\nΑπαντάμε σε 15 λεπτά το πολύ')
  await chat.click()
  await page.getByLabel('Γράψτε μήνυμα').waitFor()
  await agent.context().close()
  await page.context().close()
})

test('an agent closes early, takes a break and stays longer, and visitors read it', async () => {
  stage.setClock('2026-12-02T12:00+02:00')
  const agent = await stage.signIn(agents[1])
  const page = await openAt('2026-12-02T12:00+02:00')
  await page.getByRole('button', { name: 'Μιλήστε μαζί μας' }).click()
  await page.getByLabel('Γράψτε μήνυμα').fill('Είστε εκεί;')
  await page.keyboard.press('Enter')
  await page.getByText('Στάλθηκε').waitFor()
  await agent.getByRole('navigation').getByRole('button', { name: 'Ωράριο' }).click()
  const banner = agent.locator('.banner')
  await agent.getByRole('button', { name: 'Κλείσιμο τώρα' }).click()
  await expect.poll(() => reads(page)).toBe('Κλείσαμε νωρίτερα. Ανοίγουμε αύριο στις 9:00')
  expect(await banner.innerText()).toContain('Κλείσαμε νωρίτερα. Ανοίγουμε αύριο στις 9:00')
  await agent.getByRole('button', { name: 'Κανονικό ωράριο' }).click()
  await expect.poll(() => reads(page)).toBe('Είμαστε εδώ έως τις 18:00')
  await agent.getByLabel('Διάλειμμα έως').fill('12:45')
  await agent.getByRole('button', { name: 'Διάλειμμα', exact: true }).click()
  await expect.poll(() => reads(page)).toBe('Λείπουμε για λίγο. Επιστρέφουμε σήμερα στις 12:45')
  await agent.getByText('Νίκος Αλεξίου: διάλειμμα έως 12:45').waitFor()
  await agent.getByRole('button', { name: 'Κανονικό ωράριο' }).click()
  await agent.getByLabel('Ανοιχτά έως').fill('17:00')
  await agent.getByRole('button', { name: 'Παράταση' }).click()
  await agent.getByText('Είναι ήδη ανοιχτά έως τότε. Διαλέξτε αργότερη ώρα.').waitFor()
  await agent.getByLabel('Ανοιχτά έως').fill('20:00')
  await agent.getByRole('button', { name: 'Παράταση' }).click()
  await expect.poll(() => reads(page)).toBe('Είμαστε εδώ έως τις 20:00')
  await agent.context().close()
  await page.context().close()
})

test('no page logged an error', () => {
  expect(stage.problems.filter((text) => !/ERR_INTERNET_DISCONNECTED/.test(text))).toEqual([])
})

test('the server is away while the minute passes, and the open panel flips all the same', async () => {
  const agent = await stage.signIn(agents[1])
  const page = await openAt('2026-11-26T17:59:55+02:00')
  expect(await reads(page)).toBe('Είμαστε εδώ έως τις 18:00')
  await agent.context().close()
  await stage.stopDemo()
  await expect.poll(() => reads(page), { timeout: 10_000 }).toBe('Ανοίγουμε αύριο στις 9:00')
  await page.context().close()
})
