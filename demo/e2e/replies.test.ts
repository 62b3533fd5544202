// Ready replies by keyboard alone under a Greek layout: written, found, filled in and sent; and removed by a colleague
// while they are offered.

import type { Locator, Page } from 'playwright-core'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { agents, begin, openStage, type Stage, violations } from './stage.ts'

// One for each try: what a try before has written is found by no other.
let stage: Stage
beforeEach(async () => {
  stage = await openStage()
})
afterEach(() => stage.close())

const hasFocus = (what: Locator) => what.evaluate((node) => node === document.activeElement)
async function tabTo(page: Page, what: Locator, key = 'Tab'): Promise<void> {
  await what.waitFor()
  for (let turn = 0; turn < 40; turn++) {
    await page.keyboard.press(key)
    if (await hasFocus(what)) return
  }
  throw new Error(`${key} does not lead to ${what}`)
}

/** Goes to the page by the palette, in Greeklish. */
async function goToReplies(page: Page): Promise<void> {
  await page.keyboard.press('Control+KeyK')
  await page.locator('.palette input').waitFor()
  await page.keyboard.type('etoimes')
  await page.locator('.option', { hasText: 'Έτοιμες απαντήσεις' }).waitFor()
  await page.keyboard.press('Enter')
  await page.getByRole('heading', { name: 'Έτοιμες απαντήσεις', level: 1 }).waitFor()
}

/** @param to the colleague whom the conversation is given to with it */
async function writeReply(page: Page, title: string, text: string, to?: string): Promise<void> {
  await goToReplies(page)
  await page.getByRole('button', { name: 'Νέα απάντηση' }).click()
  await page.getByLabel('Τίτλος', { exact: true }).fill(title)
  await page.getByLabel('Κείμενο', { exact: true }).fill(text)
  if (to) await page.getByLabel('Ανάθεση', { exact: true }).selectOption({ label: to })
  await page.getByRole('button', { name: 'Αποθήκευση' }).click()
  await page.locator('.replies').getByText(title).waitFor()
}

/** A visitor who has asked, and whose page stays open. */
async function ask(text: string): Promise<Page> {
  const page = await stage.visit()
  await begin(page, text)
  return page
}

/** What is too wide for the window. */
const wide = (page: Page) =>
  page
    .locator('main *')
    .evaluateAll((nodes) =>
      nodes.filter((node) => node.getBoundingClientRect().right > innerWidth + 1).map((node) => node.outerHTML),
    )

test('a reply is written, found by few letters, filled in and sent without a mouse', { timeout: 90_000 }, async () => {
  const [desk, other] = [await stage.signIn(agents[0]), await stage.signIn(agents[1])]
  await goToReplies(desk)
  await tabTo(desk, desk.getByRole('button', { name: 'Νέα απάντηση' }))
  await desk.keyboard.press('Enter')
  await expect.poll(() => hasFocus(desk.getByLabel('Τίτλος', { exact: true }))).toBe(true)
  await desk.keyboard.type('Χρόνος παράδοσης')
  await desk.keyboard.press('Tab')
  await desk.keyboard.type('Καλημέρα ')
  await tabTo(desk, desk.getByRole('button', { name: 'όνομα επισκέπτη' }))
  await desk.keyboard.press('Enter')
  await desk.keyboard.type(', η παράδοση γίνεται σε τρεις ημέρες.')
  expect(await desk.getByLabel('Κείμενο', { exact: true }).inputValue()).toBe(
    'Καλημέρα {{visitor}}, η παράδοση γίνεται σε τρεις ημέρες.',
  )
  for (const colorScheme of ['dark', 'light'] as const)
    for (const width of [360, 1280]) {
      await desk.emulateMedia({ colorScheme })
      await desk.setViewportSize({ width, height: 800 })
      expect([width, colorScheme, await violations(desk), await wide(desk)]).toEqual([width, colorScheme, [], []])
    }
  // Through a reload it is still there.
  await desk.reload()
  await tabTo(desk, desk.getByRole('button', { name: 'Αποθήκευση' }))
  await desk.keyboard.press('Enter')
  await desk.locator('.replies').getByText('Χρόνος παράδοσης').waitFor()
  await desk.getByLabel('Τίτλος', { exact: true }).waitFor({ state: 'detached' })
  expect(await violations(desk)).toEqual([])

  const visitor = await ask('Πότε θα έρθει;')
  await desk.keyboard.press('Control+KeyK')
  // Greek is put in as an input method does, which waits for a field.
  await expect.poll(() => hasFocus(desk.getByRole('combobox'))).toBe(true)
  await desk.keyboard.type('γραφείο')
  await desk.locator('.option', { hasText: 'Γραφείο' }).waitFor()
  await desk.keyboard.press('Enter')
  await tabTo(desk, desk.locator('.row', { hasText: 'Πότε θα έρθει' }))
  await desk.keyboard.press('Enter')
  const reply = desk.getByLabel('Γράψτε απάντηση')
  await tabTo(desk, reply)
  await desk.keyboard.type('/xron')
  const option = desk.getByRole('option', { name: /Χρόνος παράδοσης/ })
  await option.waitFor()
  expect(await reply.getAttribute('aria-activedescendant')).toBe(await option.getAttribute('id'))
  for (const width of [360, 1280]) {
    await desk.setViewportSize({ width, height: 800 })
    expect([width, await violations(desk), await wide(desk)]).toEqual([width, [], []])
  }
  // Away with it, and asked for anew.
  await desk.keyboard.press('Escape')
  await option.waitFor({ state: 'detached' })
  expect(await hasFocus(reply)).toBe(true)
  await reply.fill('')
  await desk.keyboard.type('/χρονο')
  await option.waitFor()
  // Enter that has just finished a word, as Safari sends it, takes nothing of what is offered.
  const devtools = await desk.context().newCDPSession(desk)
  await devtools.send('Input.dispatchKeyEvent', { type: 'rawKeyDown', key: 'Enter', windowsVirtualKeyCode: 229 })
  await devtools.detach()
  expect(await reply.inputValue()).toBe('/χρονο')
  await option.waitFor()
  await desk.keyboard.press('Enter')
  await desk.getByText('Δεν συμπληρώθηκε: το όνομα του επισκέπτη').waitFor()
  expect(await violations(desk)).toEqual([])
  // Not sent unnoticed; what is missing has the keyboard.
  await desk.keyboard.press('Enter')
  expect(await reply.inputValue()).toContain('{{visitor}}')
  await desk.keyboard.type('κυρία Άννα')
  await desk.getByText('Δεν συμπληρώθηκε').waitFor({ state: 'detached' })
  await desk.keyboard.press('Enter')
  await visitor.getByRole('log').getByText('Καλημέρα κυρία Άννα, η παράδοση γίνεται σε τρεις ημέρες.').waitFor()

  // A colleague removes it while it is offered: it is offered no more, and a lone sign goes to nobody.
  await desk.keyboard.type('/')
  await option.waitFor()
  await goToReplies(other)
  await other.getByRole('button', { name: 'Διαγραφή' }).click()
  await other.locator('.sure').getByRole('button', { name: 'Διαγραφή' }).click()
  await desk.getByText('Δεν υπάρχουν έτοιμες απαντήσεις').waitFor()
  await desk.keyboard.press('Enter')
  expect(await reply.inputValue()).toBe('/')
  for (const page of [desk, other, visitor]) await page.context().close()
  expect(stage.problems).toEqual([])
})

test('a macro closes and tags with the reply, and undoing undoes both', { timeout: 60_000 }, async () => {
  const desk = await stage.signIn(agents[0])
  await goToReplies(desk)
  await tabTo(desk, desk.getByRole('button', { name: 'Νέα απάντηση' }))
  await desk.keyboard.press('Enter')
  await expect.poll(() => hasFocus(desk.getByLabel('Τίτλος', { exact: true }))).toBe(true)
  await desk.keyboard.type('Ευχαριστίες')
  await desk.keyboard.press('Tab')
  await desk.keyboard.type('Σας ευχαριστούμε.')
  await tabTo(desk, desk.getByLabel('Ετικέτες, με κόμμα ανάμεσα'))
  await desk.keyboard.type('λύθηκε')
  await tabTo(desk, desk.getByLabel('Ύστερα'))
  await desk.keyboard.press('End')
  expect(await desk.getByLabel('Ύστερα').inputValue()).toBe('close')
  for (const width of [360, 1280]) {
    await desk.setViewportSize({ width, height: 800 })
    expect([width, await violations(desk), await wide(desk)]).toEqual([width, [], []])
  }
  await tabTo(desk, desk.getByRole('button', { name: 'Αποθήκευση' }))
  await desk.keyboard.press('Enter')
  await desk.locator('.replies').getByText('Ετικέτα: λύθηκε · Κλείσιμο').waitFor()

  const visitor = await ask('Όλα καλά!')
  await desk.getByRole('navigation').getByRole('button', { name: 'Γραφείο' }).click()
  await desk.locator('.row', { hasText: 'Όλα καλά' }).click()
  await tabTo(desk, desk.getByLabel('Γράψτε απάντηση'))
  await desk.keyboard.type('/eyxarist')
  await desk.getByRole('option', { name: /Ευχαριστίες/ }).waitFor()
  await desk.keyboard.press('Enter')
  const steps = desk.getByRole('list', { name: 'Με την αποστολή' })
  await steps.getByText('Ετικέτα: λύθηκε').waitFor()
  // The menu has gone in a drawing of its own.
  await desk.getByRole('listbox').waitFor({ state: 'detached' })
  for (const width of [360, 1280]) {
    await desk.setViewportSize({ width, height: 800 })
    expect([width, await violations(desk), await wide(desk)]).toEqual([width, [], []])
  }
  await desk.keyboard.press('Enter')
  await visitor.getByRole('log').getByText('Σας ευχαριστούμε.').waitFor()
  await visitor.getByText('Η συνομιλία έκλεισε').waitFor()
  await desk.getByText('Στάλθηκε, και έγιναν όσα την ακολουθούν').waitFor()
  await desk.keyboard.press('Control+KeyZ')
  await visitor.getByLabel('Γράψτε μήνυμα').waitFor()
  await desk.locator('.row', { hasText: 'Σας ευχαριστούμε' }).waitFor()
  expect(await desk.locator('.row', { hasText: 'λύθηκε' }).count()).toBe(0)
  for (const page of [desk, visitor]) await page.context().close()
  expect(stage.problems).toEqual([])
})

test('the text names an option only while that is drawn', { timeout: 60_000 }, async () => {
  const desk = await stage.signIn(agents[0])
  await writeReply(desk, 'Ευχαριστίες', 'Σας ευχαριστούμε.')
  const visitor = await ask('Όλα καλά!')
  await desk.getByRole('navigation').getByRole('button', { name: 'Γραφείο' }).click()
  await desk.locator('.row', { hasText: 'Όλα καλά' }).click()
  const reply = desk.getByLabel('Γράψτε απάντηση')
  // Away before the browser has painted it: nothing that comes after a drawing has come yet.
  const named = await reply.evaluateHandle((field) => ({
    still: new Promise((resolve) => {
      let isSeen = false
      new MutationObserver(() => {
        const isThere = !!document.getElementById('ready-0')
        if (!isThere && isSeen)
          resolve(['aria-activedescendant', 'aria-controls'].filter((each) => field.hasAttribute(each)))
        if (!isThere || isSeen) return
        isSeen = true
        field.dispatchEvent(new KeyboardEvent('keydown', { key: 'Escape', bubbles: true, cancelable: true }))
      }).observe(document.body, { childList: true, subtree: true })
    }),
  }))
  await reply.pressSequentially('/')
  expect(await named.evaluate(({ still }) => still)).toEqual([])
  // Back with the keyboard is back, and chooses nothing.
  await reply.fill('')
  await reply.pressSequentially('/')
  const option = desk.getByRole('option', { name: /Ευχαριστίες/ })
  await option.waitFor()
  await desk.keyboard.press('Shift+Tab')
  expect([await reply.inputValue(), await hasFocus(reply)]).toEqual(['/', false])
  // And whatever sends the text ends it.
  await reply.fill('')
  await reply.pressSequentially('Ένα /')
  await option.waitFor()
  await desk.getByRole('button', { name: 'Αποστολή', exact: true }).click()
  await visitor.getByRole('log').getByText('Ένα /').waitFor()
  await option.waitFor({ state: 'detached' })
  for (const page of [desk, visitor]) await page.context().close()
  expect(stage.problems).toEqual([])
})

test('who it is given to is called by name after a reload too', { timeout: 60_000 }, async () => {
  const desk = await stage.signIn(agents[0])
  await writeReply(desk, 'Στον Νίκο', 'Ο Νίκος θα σας απαντήσει.', agents[1].name)
  const visitor = await ask('Τιμολόγιο;')
  await desk.getByRole('navigation').getByRole('button', { name: 'Γραφείο' }).click()
  await desk.locator('.row', { hasText: 'Τιμολόγιο' }).click()
  await desk.getByLabel('Γράψτε απάντηση').pressSequentially('/')
  await desk.getByRole('option', { name: /Στον Νίκο/ }).click()
  const step = desk.getByRole('list', { name: 'Με την αποστολή' }).getByText(agents[1].name)
  await step.waitFor()
  await desk.reload()
  await step.waitFor()
  for (const page of [desk, visitor]) await page.context().close()
  expect(stage.problems).toEqual([])
})
