// Whoever waits when hours end, when clocks change, or when the last agent leaves: in a real browser, on both sides of
// the instant.

import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { begin, launcher, openStage, type Stage } from './stage.ts'

declare const window: Window & { Rotame?: (...call: unknown[]) => void; told?: string[] }

let stage: Stage
beforeAll(async () => {
  stage = await openStage()
})
// Whoever is still there after a failure would be another agent in the next test.
afterEach(() => Promise.all(stage.browser.contexts().map((context) => context.close())))
afterAll(() => stage.close())

/** A visitor asks; with a plan, one that the page vouches for. */
async function ask(text: string, plan?: string, { visit, demo } = stage): Promise<Page> {
  const page = await visit()
  if (plan) await page.evaluate((token) => window.Rotame!('identify', token), await demo.tokenOf(plan, 3_600))
  await page.evaluate(() => {
    window.told = []
    window.Rotame!('on', 'ticket', ({ reference }: { reference: string }) => window.told!.push(reference))
  })
  await begin(page, text)
  return page
}
async function comeBack(page: Page): Promise<void> {
  await page.reload()
  await launcher(page).click()
  await page.getByRole('button', { name: 'Η συνομιλία σας' }).click()
}
/** The references that the page was told of, since it was loaded. */
const told = (page: Page) => page.evaluate(() => window.told)
const mailsTo = (address: string) =>
  stage.demo.mailbox.mails
    .filter(({ parsed }) => [parsed.to].flat()[0]?.text.includes(address))
    .map(({ parsed }) => parsed)

test(
  'when hours end, who is known goes on by e-mail by themselves, who is not is asked, and who is being answered is not cut',
  { timeout: 120_000 },
  async () => {
    // A Tuesday; the 28th of October is a holiday.
    stage.setClock('2026-10-27T17:56:00+02:00')
    const agent = await stage.signIn()
    const taken = await ask('Με ακούτε;')
    await agent.getByText('Με ακούτε;').first().click()
    await agent.getByRole('button', { name: 'Ανάληψη' }).click()
    await taken.getByText('Μαζί σας: Ελένη Παππά').waitFor()
    const guest = await ask('Χρεώθηκα δύο φορές')
    await guest.getByRole('heading', { name: 'Είναι η σειρά σας' }).waitFor()
    await guest.locator('.card').getByText('Απάντηση το πολύ σε 15 λεπτά').waitFor()
    // Five minutes are promised here: before who has waited longer.
    const known = await ask('Χάθηκε το τιμολόγιο', 'premium')
    await known.locator('.card').getByText('Με το πακέτο Premium απαντάμε το πολύ σε 5 λεπτά').waitFor()
    await known.getByRole('heading', { name: 'Είναι η σειρά σας' }).waitFor()
    await guest.getByRole('heading', { name: 'Ένα άτομο πριν από εσάς' }).waitFor()
    const queued = agent.locator('section[aria-label="Ουρά"] .row')
    await expect
      .poll(() => queued.locator('.said').allInnerTexts())
      .toEqual(['Χάθηκε το τιμολόγιο', 'Χρεώθηκα δύο φορές'])

    stage.setClock('2026-10-27T17:59:56+02:00')
    await known.getByText('Συνεχίζουμε με email. Αριθμός αιτήματος').waitFor({ timeout: 20_000 })
    await known.getByRole('paragraph').getByText('Απαντάμε με email έως αύριο στις 18:00').waitFor()
    const [reference] = /[\dA-Z]{3}-[\dA-Z]{4}/.exec(await known.getByText('Αριθμός αιτήματος').innerText())!
    expect(await told(known)).toEqual([reference])
    await comeBack(guest)
    await guest.evaluate(() => {
      window.told = []
      window.Rotame!('on', 'ticket', ({ reference }: { reference: string }) => window.told!.push(reference))
    })
    await guest.getByText('Ανοίγουμε την Πέμπτη στις 9:00').last().waitFor()
    await guest
      .getByText('Δώστε μας το email σας και απαντάμε έως την Πέμπτη στις 18:00. Ό,τι γράψατε μένει.')
      .waitFor()
    await guest.getByRole('button', { name: 'Να μου απαντήσετε με email' }).click()
    await guest.getByLabel('Το email σας').fill('guest@example.com')
    await guest.getByRole('button', { name: 'Αποστολή μηνύματος' }).click()
    await guest.getByText('Το λάβαμε, ευχαριστούμε.').waitFor()
    await expect.poll(() => mailsTo('guest@').length).toBe(1)
    // Answered to the form, and heard by the chat as well.
    expect(await told(guest)).toEqual([await guest.locator('[data-reference]').innerText()])
    await expect
      .poll(() => mailsTo('support@').map(({ text }) => /Χάθηκε το τιμολόγιο|Χρεώθηκα δύο φορές/.exec(text!)?.[0]))
      .toEqual(['Χάθηκε το τιμολόγιο', 'Χρεώθηκα δύο φορές'])

    // Closed or not: an agent still answers, and it is read where it was asked.
    await agent.getByLabel('Γράψτε απάντηση').fill('Σας ακούμε')
    await agent.keyboard.press('Enter')
    await taken.getByRole('log').getByText('Σας ακούμε').waitFor()
    expect(await taken.getByText('Αριθμός αιτήματος').count()).toBe(0)
    await agent.getByText('Χάθηκε το τιμολόγιο').first().click()
    await agent.getByLabel('Γράψτε απάντηση').fill('Το βρήκαμε')
    await agent.keyboard.press('Enter')
    await known.getByRole('log').getByText('Το βρήκαμε').waitFor()
    await agent.getByText('περιμένουμε απάντηση').first().waitFor()
    expect(stage.problems).toEqual([])
  },
)

test(
  'when the last agent has left, who is known goes on by e-mail after a moment, and who is not is asked for it at once',
  { timeout: 90_000 },
  async () => {
    stage.setClock('2026-11-25T12:00+02:00')
    const agent = await stage.signIn()
    const known = await ask('Πού είναι το τιμολόγιο;', 'premium')
    const guest = await ask('Με ακούει κανείς;')
    await guest.getByText('Συνεχίστε να γράφετε ή να διαβάζετε.').waitFor()
    await agent.context().close()
    for (const page of [known, guest]) await page.getByRole('heading', { name: 'Τώρα δεν είναι κανείς εδώ.' }).waitFor()
    await guest.getByText('Δώστε μας το email σας').waitFor()
    // A console may only be reloaded.
    expect(await told(known)).toEqual([])
    await known.getByText('Συνεχίζουμε με email. Αριθμός αιτήματος').waitFor({ timeout: 30_000 })
    expect(await told(known)).toHaveLength(1)
    await known.getByRole('paragraph').getByText('Απαντάμε με email έως αύριο στις 12:00').waitFor()
    await guest.getByRole('button', { name: 'Να μου απαντήσετε με email' }).waitFor()
    expect(await told(guest)).toEqual([])
    expect(stage.problems).toEqual([])
  },
)

describe('when clocks change while somebody waits', () => {
  let folder: string
  let night: Stage
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'rotame-night-'))
    const site = join(import.meta.dirname, '../site')
    const yaml = readFileSync(join(site, 'rotame.yaml'), 'utf8')
      .replace('./faq', join(site, 'faq'))
      .replace('./logo.svg', join(site, 'logo.svg'))
      .replace(/weekly: .*/, 'weekly: { sun: ["02:00-06:00"] }')
      .replace(/exceptions: .*/, 'exceptions: { "2026-10-25": ["02:00-03:30"] }')
      .replace('chat: 15m', 'chat: 2h')
      .replace('chat: 5m', 'chat: 30m')
    writeFileSync(join(folder, 'rotame.yaml'), yaml)
    night = await openStage(folder)
    night.setClock('2026-03-29T02:45+02:00')
    await night.signIn()
  })
  afterAll(async () => {
    await night.close()
    rmSync(folder, { recursive: true })
  })
  /** Whoever waits still waits after the server has looked again. */
  const stillWaits = async (page: Page) => {
    await page.waitForTimeout(5_000)
    await page.getByRole('button', { name: 'Να μου απαντήσετε με email' }).waitFor()
    expect(await told(page)).toEqual([])
  }

  test('an hour that is skipped in spring is no part of what was promised', async () => {
    night.setClock('2026-03-29T02:50:00+02:00')
    const page = await ask('Πριν αλλάξει η ώρα', 'premium', night)
    await page.locator('.card').getByText('30 λεπτά').waitFor()
    // By the clock on the wall 70 minutes have gone, by any other ten.
    night.setClock('2026-03-29T04:00:05+03:00')
    await stillWaits(page)
    night.setClock('2026-03-29T04:19:57+03:00')
    await page.getByText('Συνεχίζουμε με email. Αριθμός αιτήματος').waitFor({ timeout: 20_000 })
    await page.getByRole('paragraph').getByText('Απαντάμε με email έως αύριο στις 4:20').waitFor()
    expect(await told(page)).toHaveLength(1)
    await page.context().close()
  })

  test('closing time that comes twice in autumn is the second one', async () => {
    night.setClock('2026-10-25T03:20:00+03:00')
    const page = await ask('Την ώρα που έρχεται δύο φορές', 'basic', night)
    await page.getByText('Είμαστε εδώ έως τις 3:30').last().waitFor()
    night.setClock('2026-10-25T03:29:57+03:00')
    await stillWaits(page)
    night.setClock('2026-10-25T03:29:57+02:00')
    await page.getByText('Συνεχίζουμε με email. Αριθμός αιτήματος').waitFor({ timeout: 20_000 })
    await page.getByRole('paragraph').getByText('Απαντάμε με email έως την Τρίτη στις 3:30').waitFor()
    expect(await told(page)).toHaveLength(1)
    await page.context().close()
    expect(night.problems).toEqual([])
  })
})
