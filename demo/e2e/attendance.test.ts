// Who is there, and whose turn it is, in Chromium: chats offered to one after the other, away by idleness, and a chat
// that returns to the queue, which its visitor reads.

import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { look } from './look.ts'
import { agents, begin, openStage, type Stage, violations } from './stage.ts'

let stage: Stage
const folder = mkdtempSync(join(tmpdir(), 'rotame-site-'))
beforeAll(async () => {
  cpSync(join(import.meta.dirname, '../site'), folder, { recursive: true })
  const file = join(folder, 'rotame.yaml')
  const chats = '    chats: { offer: turn, within: 5m, grace: 1m }\n'
  writeFileSync(file, readFileSync(file, 'utf8').replace('    waitSeconds:', `${chats}    waitSeconds:`))
  stage = await openStage(folder)
}, 120_000)
afterAll(async () => {
  await stage.close()
  rmSync(folder, { recursive: true })
})

afterEach(async () => {
  for (const context of stage.browser.contexts()) await context.close()
})

async function ask(text: string): Promise<Page> {
  const visitor = await stage.visit()
  await begin(visitor, text)
  return visitor
}
const row = (desk: Page, text: string) => desk.locator('.list .row', { hasText: text })
const isHis = (desk: Page, text: string) => row(desk, text).getByText('Για εσάς').isVisible()
async function openAccount(desk: Page): Promise<void> {
  await desk.locator('.me button').first().click()
  await desk.getByRole('button', { name: 'Ο λογαριασμός σας' }).click()
}
const at = (time: string) => stage.setClock(`2026-11-25T${time}+02:00`)

test('a chat is offered to one, then to the next; one at a time, as they have said', async () => {
  at('12:00')
  const [eleni, nikos] = await Promise.all([stage.signIn(agents[0]), stage.signIn(agents[1])])
  const visitor = await ask('Ποιος είναι ελεύθερος;')
  await expect
    .poll(async () => Number(await isHis(eleni, 'ελεύθερος')) + Number(await isHis(nikos, 'ελεύθερος')))
    .toBe(1)
  const [first, second] = (await isHis(eleni, 'ελεύθερος')) ? [eleni, nikos] : [nikos, eleni]
  await row(second, 'ελεύθερος').getByText('Προσφέρεται σε συνάδελφο').waitFor()
  await look(first, 'offered')
  // The page's clock is the server's.
  at('12:07')
  await first.reload()
  await second.reload()
  await row(second, 'ελεύθερος').getByText('Για εσάς').waitFor()
  expect(await isHis(first, 'ελεύθερος')).toBe(false)
  await row(second, 'ελεύθερος').click()
  await second.getByLabel('Γράψτε απάντηση').fill('Εγώ. Τι χρειάζεστε;')
  await second.keyboard.press('Enter')
  await visitor.getByRole('log').getByText('Τι χρειάζεστε;').waitFor()
  // Who wants one chat at once is offered no other.
  await openAccount(second)
  const presence = second.getByRole('region', { name: 'Παρουσία' })
  await presence.getByLabel('Συνομιλίες ταυτόχρονα, το πολύ').fill('1')
  await presence.getByLabel(/Λείπω όταν τελειώνει/).check()
  await presence.getByRole('button', { name: 'Αποθήκευση' }).click()
  await presence.getByText('Αποθηκεύτηκε').waitFor()
  expect(await violations(second)).toEqual([])
  await look(second, 'presence')
  await second.locator('nav [data-view=inbox]').click()
  for (const text of ['Δεύτερη ερώτηση', 'Τρίτη ερώτηση']) {
    await ask(text)
    await row(first, text).getByText('Για εσάς').waitFor()
    expect(await isHis(second, text)).toBe(false)
  }
  // The hours end: who has wished it is away; and there when they are back.
  at('18:00:30')
  await expect.poll(() => second.locator('.me').innerText(), { timeout: 40_000 }).toContain('Λείπει, εκτός ωρών')
  await Promise.all([first, second, visitor].map((page) => page.context().close()))
}, 120_000)

test('the chat of an agent who is gone returns to the queue, and its visitor reads it', async () => {
  at('12:00')
  const eleni = await stage.signIn(agents[0])
  const visitor = await ask('Με ακούτε;')
  await row(eleni, 'Με ακούτε;').click()
  await eleni.keyboard.press('i')
  await visitor.getByText('Μαζί σας').waitFor()
  // Noted at the next beat of the server.
  await stage.demo.beat()
  await eleni.context().close()
  const nikos = await stage.signIn(agents[1])
  at('12:01:30')
  await stage.demo.beat()
  await visitor.getByText('Η σύνδεση με Ελένη Παππά χάθηκε').waitFor()
  await row(nikos, 'Με ακούτε;').waitFor()
  expect(await violations(visitor)).toEqual([])
  await look(visitor, 'returned')
  await row(nikos, 'Με ακούτε;').click()
  await nikos.getByText('Επέστρεψε στην ουρά: χάθηκε η σύνδεση').waitFor()
  await Promise.all([nikos, visitor].map((page) => page.context().close()))
}, 120_000)

test('nothing done at a screen for a while: away, and there again with the first move', async () => {
  at('12:00')
  const eleni = await stage.signIn(agents[0])
  await openAccount(eleni)
  const presence = eleni.getByRole('region', { name: 'Παρουσία' })
  await presence.getByLabel(/Φαίνομαι ότι λείπω/).selectOption('5')
  await presence.getByRole('button', { name: 'Αποθήκευση' }).click()
  await presence.getByText('Αποθηκεύτηκε').waitFor()
  const me = () => eleni.locator('.me').innerText()
  expect(await me()).toContain('Εδώ')
  at('12:06')
  await stage.demo.beat()
  await expect.poll(me).toContain('Λείπει, χωρίς κίνηση')
  // A hand on the mouse moves it more than once.
  let x = 300
  await expect.poll(async () => (await eleni.mouse.move(x++, 300), me()), { timeout: 10_000 }).toContain('Εδώ')
  await eleni.context().close()
}, 60_000)
