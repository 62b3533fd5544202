// Whoever waits when hours end: in a real browser, on the evening before a holiday, on both sides of closing time.

import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { launcher, openStage, type Stage } from './stage.ts'

declare const window: Window & { Rotame?: (...call: unknown[]) => void }

let stage: Stage
beforeAll(async () => {
  stage = await openStage()
})
afterAll(() => stage.close())

/** A visitor asks; with a plan, one that the page vouches for. */
async function ask(text: string, plan?: string): Promise<Page> {
  const page = await stage.visit()
  if (plan) await page.evaluate((token) => window.Rotame!('identify', token), await stage.demo.tokenOf(plan, 3_600))
  await launcher(page).click()
  await page.getByRole('button', { name: 'Μιλήστε μαζί μας' }).click()
  await page.getByLabel('Γράψτε μήνυμα').fill(text)
  await page.keyboard.press('Enter')
  await page.getByText('Στάλθηκε').waitFor()
  return page
}
async function comeBack(page: Page): Promise<void> {
  await page.reload()
  await launcher(page).click()
  await page.getByRole('button', { name: 'Η συνομιλία σας' }).click()
}
const mailsTo = (address: string) => stage.demo.mailbox.mails.filter(({ parsed }) => [parsed.to].flat()[0]?.text.includes(address)).map(({ parsed }) => parsed)

test('when hours end, who is known goes on by e-mail by themselves, who is not is asked, and who is being answered is not cut', { timeout: 120_000 }, async () => {
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
  await known.locator('.card').getByText('Απάντηση το πολύ σε 5 λεπτά').waitFor()
  await known.getByRole('heading', { name: 'Είναι η σειρά σας' }).waitFor()
  await guest.getByRole('heading', { name: 'Ένα άτομο πριν από εσάς' }).waitFor()
  const queued = agent.locator('section[aria-label="Ουρά"] .row')
  await expect.poll(() => queued.locator('.said').allInnerTexts()).toEqual(['Χάθηκε το τιμολόγιο', 'Χρεώθηκα δύο φορές'])

  stage.setClock('2026-10-27T17:59:56+02:00')
  await known.getByText('Συνεχίζουμε με email. Αριθμός αιτήματος').waitFor({ timeout: 20_000 })
  await known.getByRole('paragraph').getByText('Απαντάμε με email έως αύριο στις 18:00').waitFor()
  await comeBack(guest)
  await guest.getByText('Ανοίγουμε την Πέμπτη στις 9:00').last().waitFor()
  await guest.getByText('Δώστε μας το email σας και απαντάμε έως την Πέμπτη στις 18:00. Ό,τι γράψατε μένει.').waitFor()
  await guest.getByRole('button', { name: 'Να μου απαντήσετε με email' }).click()
  await guest.getByLabel('Το email σας').fill('guest@example.com')
  await guest.getByRole('button', { name: 'Αποστολή μηνύματος' }).click()
  await guest.getByText('Το λάβαμε, ευχαριστούμε.').waitFor()
  await expect.poll(() => mailsTo('guest@').length).toBe(1)
  await expect.poll(() => mailsTo('support@').map(({ text }) => /Χάθηκε το τιμολόγιο|Χρεώθηκα δύο φορές/.exec(text!)?.[0])).toEqual(['Χάθηκε το τιμολόγιο', 'Χρεώθηκα δύο φορές'])

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
  for (const page of [agent, taken, guest, known]) await page.context().close()
  expect(stage.problems).toEqual([])
})
