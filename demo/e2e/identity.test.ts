// Who the page says the visitor is, in a real browser: through the demo's switch, in two tabs, and with tokens that
// prove nothing.

import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { launcher, openStage, type Stage } from './stage.ts'

declare const window: Window & { Rotame?: (...call: unknown[]) => void; told?: number }

let stage: Stage
let agent: Page
beforeAll(async () => {
  stage = await openStage()
  agent = await stage.signIn()
})
afterAll(() => stage.close())

const choose = (page: Page, plan: string) => page.getByRole('radio', { name: plan }).check({ force: true })
const identify = (page: Page, token: string | null) =>
  page.evaluate((given) => window.Rotame!('identify', given), token)
const write = async (page: Page, text: string) => {
  await page.getByLabel('Γράψτε μήνυμα').fill(text)
  await page.keyboard.press('Enter')
  // Where an agent has it on the screen, it has been read at once.
  await page
    .getByText(/^(Στάλθηκε|Διαβάστηκε)/)
    .last()
    .waitFor()
}
const openChat = async (page: Page) => {
  await launcher(page).click()
  await page.getByRole('button', { name: 'Μιλήστε μαζί μας' }).click()
}
let turns = 0
/** A text that no test, and no earlier attempt at this one, has written: the agent's list keeps those. */
const unique = (text: string) => `${text} #${++turns}`
const kept = (page: Page) =>
  page.evaluate(async () => [
    Object.keys(localStorage).toSorted(),
    (await indexedDB.databases()).map(({ name }) => name),
  ])

test('signed in, a visitor is promised what their plan promises; another one at the same browser finds nothing, in any tab', async () => {
  const page = await stage.visit()
  const [first, ofAnna] = [unique('Χρεώθηκα δύο φορές'), unique('Η Άννα είμαι')]
  const asked: string[] = []
  page.on('request', (request) => asked.push(request.url()))
  page.on('websocket', (socket) => asked.push(socket.url()))
  await choose(page, 'Premium')
  await Promise.all([page.waitForResponse((response) => response.url().endsWith('/account/premium')), page.reload()])
  expect(await page.getByRole('radio', { name: 'Premium' }).isChecked()).toBe(true)
  await launcher(page).waitFor()
  // Said, and nothing has come of it yet.
  expect(new Set(asked.filter((url) => !url.startsWith(stage.demo.site)))).toEqual(
    new Set([`${stage.demo.product}/widget.js`]),
  )
  expect(await kept(page)).toEqual([['oxzino:plan'], []])

  await launcher(page).click()
  await page.getByText('Απάντηση το πολύ σε 5 λεπτά').waitFor()
  await page.getByRole('button', { name: 'Μιλήστε μαζί μας' }).click()
  await write(page, first)
  await agent.getByText(first).first().click()
  const who = agent.getByRole('complementary', { name: 'Στοιχεία' })
  await who.getByText('Μαρία Κωνσταντίνου').waitFor()
  await who.getByText('maria.k@example.com').waitFor()
  await who.getByRole('img', { name: 'Επιβεβαιωμένη ταυτότητα' }).waitFor()
  await page.getByLabel('Γράψτε μήνυμα').fill('ένα σχέδιο της Μαρίας')

  const second = await page.context().newPage()
  await second.goto(stage.demo.site)
  await openChat(second)
  await second.getByRole('log').getByText(first).waitFor()
  await second.getByRole('button', { name: 'Κλείσιμο', exact: true }).click()
  await choose(second, 'Επιχειρηματικό')
  // The first tab has heard of it, and has nothing left of Maria's.
  await page.getByRole('dialog').waitFor({ state: 'hidden' })
  expect(await page.getByRole('radio', { name: 'Επιχειρηματικό' }).isChecked()).toBe(true)
  for (const tab of [page, second]) {
    await openChat(tab)
    await tab.getByLabel('Γράψτε μήνυμα').waitFor()
    expect(await tab.getByLabel('Γράψτε μήνυμα').inputValue()).toBe('')
    expect(await tab.getByText('Χρεώθηκα').count()).toBe(0)
  }
  await write(second, ofAnna)
  await page.getByRole('log').getByText(ofAnna).waitFor()
  await agent.getByText(ofAnna).first().click()
  await who.getByText('anna.m@example.com').waitFor()
  await who.getByText('Επιχειρηματικό', { exact: true }).waitFor()
  expect(await page.getByText('Χρεώθηκα').count()).toBe(0)

  await choose(second, 'Επισκέπτης')
  await page.getByRole('dialog').waitFor({ state: 'hidden' })
  await expect.poll(async () => (await kept(second))[0]).toEqual([])
  await openChat(page)
  await page.getByLabel('Γράψτε μήνυμα').waitFor()
  expect(await page.getByText('Άννα').count()).toBe(0)
  await page.context().close()
})

test('what somebody has begun to fill in of a report is not found by the next one at the same browser', async () => {
  const page = await stage.visit()
  await choose(page, 'Premium')
  const openReport = async () => {
    if (!(await page.getByRole('dialog').isVisible())) await launcher(page).click()
    await page.getByRole('button', { name: 'Ώρες και επικοινωνία' }).click()
    await page.getByRole('button', { name: 'Αναφορά προβλήματος' }).click()
  }
  await openReport()
  await page.getByLabel('Τι θα έπρεπε να συμβεί;').fill('κάτι της Μαρίας')
  await page.waitForTimeout(300)
  const come = async (plan: string) => {
    await page.evaluate((next) => localStorage.setItem('oxzino:plan', next), plan)
    await Promise.all([page.waitForResponse((response) => response.url().endsWith(`/account/${plan}`)), page.reload()])
  }
  await come('premium')
  await openReport()
  await expect.poll(() => page.getByLabel('Τι θα έπρεπε να συμβεί;').inputValue()).toBe('κάτι της Μαρίας')
  await come('business')
  // Loading the panel finds out that it is somebody else, and begins anew, closed when it was open by then.
  await launcher(page).click()
  await expect.poll(() => page.evaluate(() => localStorage.getItem('rotame:oxzino:sub'))).toBe(null)
  await openReport()
  await page.locator('output').getByText('anna.m@example.com').waitFor()
  await page.waitForTimeout(300)
  expect(await page.getByLabel('Τι θα έπρεπε να συμβεί;').inputValue()).toBe('')
  await page.context().close()
})

test('a guest who signs in goes on in the conversation that is open, which is now theirs', async () => {
  const page = await stage.visit()
  const [before, after] = [unique('Πριν συνδεθώ'), unique('Και μετά')]
  await openChat(page)
  await write(page, before)
  await agent.getByText(before).first().click()
  await choose(page, 'Βασικό')
  await agent.getByRole('complementary', { name: 'Στοιχεία' }).getByText('giorgos.l@example.com').waitFor()
  await write(page, after)
  await agent.getByRole('log').getByText(after).waitFor()
  await agent.getByRole('log').getByText(before).waitFor()
  await page.context().close()
})

test('what proves nothing leaves a guest who can chat, and the console says why, once', async () => {
  const page = await stage.visit()
  const [header, , signature] = (await stage.demo.tokenOf('premium'))!.split('.')
  const [, payload] = (await stage.demo.tokenOf('business'))!.split('.')
  await identify(page, [header, payload, signature].join('.'))
  await openChat(page)
  await write(page, 'Με πλαστό διακριτικό')
  await agent.getByText('Με πλαστό διακριτικό').first().click()
  await agent.locator('.middle header').getByText('επισκέπτης').waitFor()
  const said = () => stage.problems.filter((text) => text.includes("Rotame('identify')"))
  expect(said()).toEqual(["Rotame('identify'): the token is not signed with the key in rotame.yaml"])
  await identify(page, 'maria')
  await expect.poll(said).toHaveLength(2)
  await page.context().close()
})

test('a token that no line could carry leaves a guest who is heard, and the page is told why', async () => {
  stage.problems.length = 0
  const page = await stage.visit()
  const [header, payload] = (await stage.demo.tokenOf('premium'))!.split('.')
  const said = JSON.parse(Buffer.from(payload!, 'base64url').toString()) as object
  // As of who puts a picture into it.
  const large = Buffer.from(JSON.stringify({ ...said, picture: 'x'.repeat(40_000) })).toString('base64url')
  await identify(page, `${header}.${large}.signature`)
  await openChat(page)
  const text = unique('Με διακριτικό 40 kB')
  await write(page, text)
  await agent.getByText(text).first().waitFor()
  expect(stage.problems.filter((words) => words.includes("Rotame('identify')"))).toEqual([
    "Rotame('identify'): the token is over 8 kB; say in it who it is, and nothing else",
  ])
  stage.problems.length = 0
  await page.context().close()
})

test('the page is asked for a fresh token before the old one ends', async () => {
  const page = await stage.visit()
  await page.evaluate(() => window.Rotame!('on', 'expired', () => (window.told = (window.told ?? 0) + 1)))
  await identify(page, await stage.demo.tokenOf('basic', 61))
  await launcher(page).click()
  await expect.poll(() => page.evaluate(() => window.told)).toBe(1)
  await page.context().close()
})

test('with an identity the form asks for no address, and the answer goes to the one that is vouched for', async () => {
  stage.setClock('2026-11-25T20:00+02:00')
  const page = await stage.visit()
  await choose(page, 'Επιχειρηματικό')
  await launcher(page).click()
  await page.getByRole('button', { name: 'Αφήστε μας μήνυμα' }).click()
  await page.locator('form').getByText('έως αύριο στις 8:00').waitFor()
  await page.locator('output').getByText('anna.m@example.com').waitFor()
  expect(await page.getByRole('textbox').count()).toBe(1)
  await page.getByLabel('Τι χρειάζεστε;').fill('Θέλω τιμολόγιο')
  await page.getByRole('button', { name: 'Αποστολή μηνύματος' }).click()
  await page.getByText('Το λάβαμε, ευχαριστούμε.').waitFor()
  await page.getByText('anna.m@example.com').last().waitFor()
  await expect
    .poll(() => stage.demo.mailbox.mails.map(({ parsed }) => [parsed.to].flat()[0]?.text))
    .toContain('anna.m@example.com')
  await page.context().close()
})

test('nothing else was wrong', () => {
  expect(stage.problems.filter((text) => !text.includes("Rotame('identify')"))).toEqual([])
})
