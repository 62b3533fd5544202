// What agents do at the desk: a shift by keyboard under a Greek layout, handing over, undoing, many at once, two who
// answer the same visitor, and the palette however it is typed.

import type { Locator, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { agents, begin, openStage, type Stage, violations } from './stage.ts'

let stage: Stage
beforeAll(async () => {
  stage = await openStage()
})
afterAll(() => stage.close())
afterEach(async () => {
  for (const context of stage.browser.contexts()) await context.close()
})

/** A visitor who has asked, and whose page stays open. */
async function ask(text: string): Promise<Page> {
  const page = await stage.visit()
  await begin(page, text)
  return page
}

async function sit(agent: (typeof agents)[number], width = 1440): Promise<Page> {
  const page = await stage.signIn(agent)
  await page.setViewportSize({ width, height: 800 })
  return page
}

/** Presses a key as a keyboard with a Greek layout does. */
async function greek(page: Page, code: string, key: string, isShift = false): Promise<void> {
  const devtools = await page.context().newCDPSession(page)
  const pressed = { code, key, text: key, modifiers: isShift ? 8 : 0, windowsVirtualKeyCode: code.charCodeAt(3) }
  await devtools.send('Input.dispatchKeyEvent', { type: 'keyDown', ...pressed })
  await devtools.send('Input.dispatchKeyEvent', { type: 'keyUp', ...pressed })
  await devtools.detach()
}

const row = (page: Page, text: string): Locator => page.locator('.row', { hasText: text })
const group = (page: Page, name: string): Locator => page.locator('.rows').getByRole('region', { name })
const said = (page: Page, text: string | RegExp): Locator => page.locator('.notices').getByText(text)

/** Opens the palette by a key; the next key is for what is asked there. */
async function opens(page: Page, key: string): Promise<void> {
  await page.keyboard.press(key)
  await page.locator('.palette input').waitFor()
}

test('a shift by keyboard under a Greek layout: choose, take, answer, close, undo, hand over', async () => {
  const [desk, other] = [await sit(agents[0]), await sit(agents[1])]
  const visitor = await ask('Χρεώθηκα δύο φορές')
  await ask('Ποιο πακέτο μου κάνει;')
  await row(desk, 'Χρεώθηκα').waitFor()
  await greek(desk, 'KeyJ', 'ξ')
  await expect.poll(() => desk.evaluate(() => document.activeElement?.className)).toContain('row')
  await desk.keyboard.press('Enter')
  await desk.getByRole('log').getByText('Χρεώθηκα').waitFor()
  await greek(desk, 'KeyI', 'ι')
  await said(desk, 'Την αναλάβατε').waitFor()
  await visitor.getByText('Μαζί σας: Ελένη').waitFor()
  await group(other, 'Ουρά').getByText('Χρεώθηκα').waitFor({ state: 'detached' })

  await greek(desk, 'KeyR', 'ρ')
  const reply = desk.getByLabel('Γράψτε απάντηση')
  await expect.poll(() => reply.evaluate((node) => node === document.activeElement)).toBe(true)
  // Letters are letters where one types.
  await greek(desk, 'KeyE', 'ε')
  expect(await reply.inputValue()).toBe('ε')
  await reply.fill('Το κοιτάμε')
  await desk.keyboard.press('Enter')
  await visitor.getByRole('log').getByText('Το κοιτάμε').waitFor()
  await desk.keyboard.press('Escape')

  await greek(desk, 'KeyE', 'ε')
  await visitor.getByText('Η συνομιλία έκλεισε').waitFor()
  await row(desk, 'Το κοιτάμε').waitFor({ state: 'detached' })
  await desk.keyboard.press('Control+KeyZ')
  await said(desk, 'Αναιρέθηκε: Κλείσιμο').waitFor()
  await visitor.getByLabel('Γράψτε μήνυμα').waitFor()
  await row(desk, 'Το κοιτάμε').waitFor()

  await greek(desk, 'KeyA', 'Α', true)
  await desk.locator('.palette input').waitFor()
  await desk.keyboard.type('nikos')
  await desk.locator('.option', { hasText: 'Νίκος' }).waitFor()
  await desk.keyboard.press('Enter')
  await desk.keyboard.type('Θέλει τιμολόγιο')
  await desk.keyboard.press('Enter')
  await group(other, 'Δικές μου').getByText('Το κοιτάμε').click()
  await other.locator('.note').getByText('Θέλει τιμολόγιο').waitFor()
  await visitor.getByText('Μαζί σας: Νίκος').waitFor()
  expect(stage.problems).toEqual([])
})

test('a reply closes the conversation with it, by key and by button, and both are undone together', async () => {
  const desk = await sit(agents[0])
  const visitor = await ask('Μία ερώτηση μόνο')
  await row(desk, 'Μία ερώτηση μόνο').click()
  const reply = desk.getByLabel('Γράψτε απάντηση')
  const close = desk.getByRole('button', { name: 'Απάντηση και κλείσιμο' })
  expect(await close.count()).toBe(0)
  await reply.fill('Ορίστε η απάντηση')
  await close.waitFor()
  expect(await violations(desk)).toEqual([])
  await desk.keyboard.press('Control+Enter')
  await visitor.getByRole('log').getByText('Ορίστε η απάντηση').waitFor()
  await visitor.getByText('Η συνομιλία έκλεισε').waitFor()
  await desk.locator('.middle h1').click()
  await desk.keyboard.press('Control+KeyZ')
  await visitor.getByLabel('Γράψτε μήνυμα').waitFor()
  await reply.fill('Και κάτι ακόμη')
  await desk.setViewportSize({ width: 360, height: 740 })
  expect(await violations(desk)).toEqual([])
  await close.click()
  await visitor.getByRole('log').getByText('Και κάτι ακόμη').waitFor()
  await visitor.getByText('Η συνομιλία έκλεισε').last().waitFor()
  expect(stage.problems).toEqual([])
})

test('what was marked, tagged and put off is seen by a colleague, and comes back when the visitor writes', async () => {
  const [desk, other] = [await sit(agents[0]), await sit(agents[1])]
  const visitor = await ask('Πότε θα είναι έτοιμο;')
  await row(desk, 'Πότε θα').click()
  await desk.getByRole('log').getByText('Πότε θα').waitFor()
  await opens(desk, 'KeyT')
  await desk.keyboard.type('παράδοση')
  await desk.keyboard.press('Enter')
  await row(other, 'Πότε θα').getByText('παράδοση').waitFor()
  await opens(desk, 'KeyP')
  await desk.keyboard.type('upsili')
  await desk.keyboard.press('Enter')
  await row(other, 'Πότε θα').getByText('υψηλή προτεραιότητα').waitFor()
  await opens(desk, 'KeyS')
  await desk.keyboard.type('γραψουν')
  await desk.keyboard.press('Enter')
  await row(other, 'Πότε θα').waitFor({ state: 'detached' })
  await other.locator('[data-view=snoozed]').click()
  await row(other, 'Πότε θα').getByText('μέχρι να γράψουν').waitFor()
  await visitor.getByLabel('Γράψτε μήνυμα').fill('Κανείς;')
  await visitor.keyboard.press('Enter')
  await row(desk, 'Κανείς;').waitFor()
  await other.getByText('Τίποτα δεν είναι σε αναβολή').waitFor()
})

test('of many that are taken without a line one was gone: it says so, and the others are undone together', async () => {
  const [desk, other] = [await sit(agents[0]), await sit(agents[1])]
  for (const text of ['Πρώτος από τρεις', 'Δεύτερος από τρεις', 'Τρίτος από τρεις']) await ask(text)
  await row(desk, 'Τρίτος από τρεις').waitFor()
  await desk.context().setOffline(true)
  await desk.locator('.strip').waitFor()
  await row(desk, 'Πρώτος').click({ modifiers: ['Control'] })
  await row(desk, 'Τρίτος').click({ modifiers: ['Shift'] })
  await desk.getByRole('toolbar', { name: '3 επιλεγμένες' }).waitFor()
  await desk.keyboard.press('KeyI')
  await group(desk, 'Δικές μου').getByText('Δεύτερος').waitFor()
  await row(other, 'Δεύτερος').click()
  await other.getByRole('button', { name: 'Ανάληψη' }).click()
  await said(other, 'Την αναλάβατε').waitFor()
  await desk.context().setOffline(false)
  await said(desk, '«Ανάληψη» δεν έγινε: την έχει ήδη άλλος.').waitFor()
  await group(desk, 'Δικές μου').getByText('Δεύτερος').waitFor({ state: 'detached' })
  await group(desk, 'Δικές μου').getByText('Πρώτος').waitFor()
  await desk.keyboard.press('Control+KeyZ')
  await group(desk, 'Ουρά').getByText('Πρώτος').waitFor()
  await group(other, 'Ουρά').getByText('Τρίτος').waitFor()
  expect(await group(other, 'Ουρά').getByText('Δεύτερος').count()).toBe(0)
})

test('who else looks at a conversation is said, and what else its visitor has begun leads there', async () => {
  const [desk, other] = [await sit(agents[0]), await sit(agents[1])]
  const visitor = await ask('Πού είναι η παραγγελία;')
  await visitor.getByLabel('Γράψτε μήνυμα').fill('Και κάτι για το τιμολόγιο')
  await visitor.keyboard.press('Enter')
  for (const page of [desk, other]) await row(page, 'Και κάτι για').click()
  const head = (page: Page) => page.locator('.middle header')
  await head(desk).getByText('Βλέπει και: Νίκος').waitFor()
  await head(other).getByText('Βλέπει και: Ελένη').waitFor()
  expect(await violations(desk)).toEqual([])
  await other.goBack()
  await head(desk).getByText('Βλέπει και').waitFor({ state: 'detached' })

  await desk.locator('.middle h1').focus()
  await opens(desk, 'Shift+KeyG')
  await desk.keyboard.press('Enter')
  await desk.locator('.option', { hasText: 'Μόνο αυτό' }).waitFor()
  await desk.keyboard.press('Enter')
  const card = desk.getByRole('complementary')
  await card.getByRole('heading', { name: 'Άλλες συνομιλίες του επισκέπτη' }).waitFor()
  expect(await violations(desk)).toEqual([])
  await card.getByRole('link', { name: 'Και κάτι για το τιμολόγιο' }).click()
  await desk.getByRole('log').getByText('Και κάτι για το τιμολόγιο').waitFor()
  await card.getByRole('link', { name: 'Πού είναι η παραγγελία;' }).waitFor()
  expect(stage.problems).toEqual([])
})

test('who begins to type has it; who answers after a colleague has is told, and may send anyway', async () => {
  const [desk, other] = [await sit(agents[0]), await sit(agents[1])]
  const visitor = await ask('Ποιος απαντά πρώτος;')
  for (const page of [desk, other]) await row(page, 'Ποιος απαντά').click()
  const reply = (page: Page) => page.getByLabel('Γράψτε απάντηση')
  await reply(other).pressSequentially('Το έχω ')
  await group(desk, 'Ουρά').getByText('Ποιος απαντά').waitFor({ state: 'detached' })
  await desk
    .locator('.middle header')
    .getByText(/γράφει: Νίκος/)
    .waitFor()
  await desk.context().setOffline(true)
  await reply(other).fill('Απαντά ο Νίκος')
  await other.keyboard.press('Enter')
  await visitor.getByRole('log').getByText('Απαντά ο Νίκος').waitFor()
  await reply(desk).fill('Απαντά η Ελένη')
  await desk.keyboard.press('Enter')
  await desk.context().setOffline(false)
  await desk.getByText('στο μεταξύ απάντησε συνάδελφος').waitFor()
  await desk.getByRole('log').getByText('Απαντά ο Νίκος').waitFor()
  expect(await visitor.getByRole('log').getByText('Απαντά η Ελένη').count()).toBe(0)
  await desk.getByRole('button', { name: 'Αποστολή παρ’ όλα αυτά' }).click()
  await visitor.getByRole('log').getByText('Απαντά η Ελένη').waitFor()
})

test('closed and spam are found again in their lists, and a link opens one for a colleague', async () => {
  const [desk, other] = [await sit(agents[0]), await sit(agents[1])]
  await ask('Κλείνω και ξανανοίγω')
  await ask('Κερδίστε χρήματα')
  await row(desk, 'Κλείνω και').click()
  await desk.getByRole('button', { name: 'Κλείσιμο', exact: true }).click()
  await row(desk, 'Κερδίστε').click()
  await desk.getByRole('log').getByText('Κερδίστε').waitFor()
  await desk.keyboard.press('Shift+KeyX')
  await row(desk, 'Κερδίστε').waitFor({ state: 'detached' })
  await other.locator('[data-view=spam]').click()
  await row(other, 'Κερδίστε').waitFor()
  expect(await row(other, 'Κλείνω και').count()).toBe(0)
  await other.locator('[data-view=done]').click()
  await row(other, 'Κλείνω και').click()
  await other.getByRole('log').getByText('Κλείνω και').waitFor()
  await desk.goto(other.url())
  await desk.getByRole('log').getByText('Κλείνω και').waitFor()
  await other.keyboard.press('Shift+KeyE')
  await row(desk, 'Κλείνω και').waitFor({ state: 'detached' })
  await desk.locator('[data-view=all]').click()
  await group(desk, 'Άλλων').getByText('Κλείνω και').waitFor()
})

test('the palette finds acts, pages and people however they are typed, and single letters can be turned off', async () => {
  const desk = await sit(agents[0])
  await ask('Με λένε Μαρία')
  await row(desk, 'Με λένε').click()
  await desk.getByRole('log').getByText('Με λένε').waitFor()
  const found = desk.locator('.option[aria-selected=true]')
  for (const [typed, first] of [
    ['anavoli', 'Αναβολή…'],
    ['αναθ', 'Ανάθεση…'],
    ['orario', 'Ωράριο'],
    ['vrario', 'Ωράριο'],
  ] as const) {
    await opens(desk, 'Control+KeyK')
    await desk.keyboard.type(typed)
    await expect.poll(() => found.innerText()).toContain(first)
    await desk.keyboard.press('Escape')
    await desk.locator('.palette').waitFor({ state: 'detached' })
  }
  await opens(desk, 'Control+KeyK')
  await desk.keyboard.type('metonomasia')
  await desk.keyboard.press('Enter')
  await desk.keyboard.type('Μαρία <b>Κ.</b>')
  await desk.keyboard.press('Enter')
  await desk.getByRole('heading', { name: 'Μαρία <b>Κ.</b>' }).waitFor()
  await desk.locator('[data-view=hours]').click()
  await opens(desk, 'Control+KeyK')
  await desk.keyboard.type('maria')
  await desk.keyboard.press('Enter')
  await desk.getByRole('log').getByText('Με λένε').waitFor()
  await desk.keyboard.press('Shift+Slash')
  await desk.getByLabel('Πλήκτρα ενός γράμματος').uncheck()
  await desk.keyboard.press('Escape')
  await desk.keyboard.press('KeyE')
  await desk.waitForTimeout(300)
  expect(await desk.locator('.notice.done', { hasText: 'Έκλεισε' }).count()).toBe(0)
  await desk.reload()
  await desk.getByRole('log').getByText('Με λένε').waitFor()
  await desk.keyboard.press('KeyE')
  await desk.waitForTimeout(300)
  expect(await row(desk, 'Με λένε').count()).toBe(1)
})

test('a visitor is asked kindly for an email: written after what was begun, once, and sent by the agent only', async () => {
  const desk = await sit(agents[0])
  const visitor = await ask('Πότε θα μάθω νέα;')
  await row(desk, 'Πότε θα μάθω').focus()
  await greek(desk, 'KeyM', 'Μ', true)
  const reply = desk.getByLabel('Γράψτε απάντηση')
  const asked = 'Μπορείτε να μας γράψετε εδώ το email σας;'
  await expect.poll(() => reply.inputValue()).toContain(asked)
  await expect.poll(() => reply.evaluate((node) => node === document.activeElement)).toBe(true)
  await reply.fill('Αύριο.')
  await opens(desk, 'Control+KeyK')
  // A line is not needed: its words have come with the palette.
  await desk.context().setOffline(true)
  await desk.keyboard.type('erotisi email')
  await desk.locator('.option[aria-selected=true]', { hasText: 'Ερώτηση για το email' }).waitFor()
  await desk.keyboard.press('Enter')
  await expect.poll(() => reply.inputValue()).toContain(`Αύριο.\n\n${asked}`)
  await expect.poll(() => reply.evaluate((node) => node === document.activeElement)).toBe(true)
  expect(await visitor.getByRole('log').getByText(asked).count()).toBe(0)
  expect(await violations(desk)).toEqual([])
  await desk.context().setOffline(false)
  await desk.locator('.strip').waitFor({ state: 'detached' })
  await desk.keyboard.press('Enter')
  await visitor.getByRole('log').getByText(asked).waitFor()
  expect(stage.problems).toEqual([])
})

test('the palette finds what is closed by a name in Greeklish, leads there, and works on without a line', async () => {
  const desk = await sit(agents[0])
  await ask('Κλείστε το, παρακαλώ')
  await row(desk, 'Κλείστε το').click()
  await desk.getByRole('log').getByText('Κλείστε το').waitFor()
  await opens(desk, 'Control+KeyK')
  await desk.keyboard.type('metonomasia')
  await desk.keyboard.press('Enter')
  await desk.keyboard.type('Ζηνοβία Δαρβίρη')
  await desk.keyboard.press('Enter')
  await desk.getByRole('heading', { name: 'Ζηνοβία Δαρβίρη' }).waitFor()
  const group = (name: string) => desk.locator('.found').getByRole('group', { name })
  const find = async (typed: string) => {
    await opens(desk, 'Control+KeyK')
    await desk.keyboard.type(typed)
  }
  await find('zinovia')
  await group('Συνομιλίες').getByText('Ζηνοβία').waitFor()
  await desk.keyboard.press('Escape')
  await desk.keyboard.press('KeyE')
  await row(desk, 'Κλείστε το').waitFor({ state: 'detached' })
  await desk.locator('[data-view=hours]').click()
  await find('zinovia')
  await group('Κλειστές συνομιλίες').getByText('Ζηνοβία Δαρβίρη').waitFor()
  expect(await violations(desk)).toEqual([])
  await desk.keyboard.press('Enter')
  await desk.getByRole('log').getByText('Κλείστε το').waitFor()
  await desk.context().setOffline(true)
  await desk.locator('.strip').waitFor()
  await find('zinovia')
  await desk.getByText('Τίποτα δεν ταιριάζει.').waitFor()
  await desk.locator('.palette input').fill('orario')
  await desk.locator('.option', { hasText: 'Ωράριο' }).waitFor()
  await desk.keyboard.press('Enter')
  await desk.getByRole('heading', { name: 'Ωράριο', level: 1 }).waitFor()
})

test('buttons of what is selected, and of what is open, say their key where they show an icon alone', async () => {
  const desk = await sit(agents[0], 700)
  await ask('Ποιο πλήκτρο είναι;')
  const button = (within: string, name: string) => desk.locator(within).getByRole('button', { name, exact: true })
  const titleOf = (within: string, name: string) => button(within, name).getAttribute('title')
  await row(desk, 'Ποιο πλήκτρο').focus()
  await desk.keyboard.press('KeyX')
  expect(await titleOf('.bar', 'Ανάληψη')).toBe('Ανάληψη (I)')
  await desk.keyboard.press('Escape')
  await row(desk, 'Ποιο πλήκτρο').click()
  const head = '.middle header'
  expect(await titleOf(head, 'Ανάληψη')).toBe('Ανάληψη (I)')
  await button(head, 'Ανάληψη').click()
  expect(await titleOf(head, 'Ανάθεση')).toBe('Ανάθεση… (A)')
  expect(await titleOf(head, 'Κλείσιμο')).toBe('Κλείσιμο (E)')
  await button(head, 'Κλείσιμο').click()
  expect(await titleOf(head, 'Άνοιγμα ξανά')).toBe('Άνοιγμα ξανά (⇧ E)')
  await button(head, 'Κλείσιμο').waitFor({ state: 'detached' })
  expect(await violations(desk)).toEqual([])
})

test('while the palette is open nothing else is reached, by key or pointer, and then the focus is back', async () => {
  const desk = await sit(agents[0])
  await ask('Πίσω από την παλέτα')
  await row(desk, 'Πίσω από').focus()
  const focused = () => desk.evaluate(() => document.activeElement!.className || document.activeElement!.role)
  const before = await focused()
  await opens(desk, 'Control+KeyK')
  for (const key of ['Tab', 'Shift+Tab', 'KeyJ']) await desk.keyboard.press(key)
  expect(await focused()).toBe('combobox')
  // What says which keys there are takes no focus from where one types.
  await desk.locator('.hints').click()
  await desk.keyboard.type('x')
  expect(await desk.locator('.palette input').inputValue()).toBe('jx')
  const address = desk.url()
  const place = (await row(desk, 'Πίσω από').boundingBox())!
  await desk.mouse.click(place.x + 20, place.y + 20)
  await desk.locator('.palette').waitFor({ state: 'detached' })
  expect([desk.url(), await focused()]).toEqual([address, before])
})

test.each([
  ['el', 'light', 1280],
  ['en', 'dark', 1280],
  ['el', 'dark', 360],
  ['en', 'light', 360],
] as const)('axe finds nothing wrong in %s, %s, at %i px', { timeout: 60_000 }, async (locale, colorScheme, width) => {
  const desk = await sit(agents[0], width)
  const text = `Δοκιμή ${locale} ${width}`
  await ask(text)
  await desk.evaluate((value) => localStorage.setItem('rotame:locale', value), locale)
  await desk.emulateMedia({ colorScheme })
  await desk.reload()
  await row(desk, text).waitFor()
  await row(desk, text).focus()
  await desk.keyboard.press('KeyX')
  await desk.locator('.bar').waitFor()
  expect(await violations(desk)).toEqual([])
  await desk.keyboard.press('Escape')
  await row(desk, text).click()
  await desk.getByRole('log').getByText(text).waitFor()
  await desk.locator('.acts > button').click()
  expect(await violations(desk)).toEqual([])
  await desk.keyboard.press('Escape')
  await desk.keyboard.press('KeyU')
  await desk.locator('.notice').waitFor()
  expect(await violations(desk)).toEqual([])
  await opens(desk, 'Control+KeyK')
  expect(await violations(desk)).toEqual([])
  await desk.keyboard.press('Escape')
  await desk.locator('.palette').waitFor({ state: 'detached' })
  await desk.keyboard.press('Shift+Slash')
  await desk.locator('dialog.keys').waitFor()
  expect(await violations(desk)).toEqual([])
})
