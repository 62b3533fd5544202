// Notes at the desk: written without a line they are kept and come once, to every agent and to no visitor.

import { afterAll, beforeAll, expect, test } from 'vitest'
import { agents, begin, launcher, openStage, type Stage, violations } from './stage.ts'

let stage: Stage
beforeAll(async () => {
  stage = await openStage()
})
afterAll(() => stage.close())

test(
  'a note written without a line survives a reload, comes once to both desks, and never to the visitor',
  { timeout: 60_000 },
  async () => {
    const [agent, other] = [await stage.signIn(), await stage.signIn(agents[1])]
    const page = await stage.visit()
    await launcher(page).click()
    await page.getByRole('button', { name: 'Μιλήστε μαζί μας' }).click()
    await page.getByLabel('Γράψτε μήνυμα').fill('Δεν έρχεται το email')
    await page.keyboard.press('Enter')
    for (const desk of [agent, other]) {
      await desk.getByText('Δεν έρχεται το email').first().click()
      await desk.getByRole('log').getByText('Δεν έρχεται το email').waitFor()
    }
    // What was begun as a note is not taken for a reply, however the page is left.
    await agent.getByRole('button', { name: 'Σημείωση' }).click()
    await agent.getByLabel('Γράψτε σημείωση').fill('Τρίτη φορά φέτος')
    await agent.reload()
    await agent.getByText('Δεν έρχεται το email').first().click()
    await expect.poll(() => agent.getByLabel('Γράψτε σημείωση').inputValue()).toBe('Τρίτη φορά φέτος')
    await agent.getByRole('button', { name: 'Απάντηση' }).click()
    expect(await agent.getByLabel('Γράψτε απάντηση').inputValue()).toBe('')
    await agent.getByRole('button', { name: 'Σημείωση' }).click()
    expect(await violations(agent)).toEqual([])

    await agent.context().setOffline(true)
    await agent.getByLabel('Γράψτε σημείωση').press('Enter')
    await agent.getByRole('log').getByText('Στέλνεται').waitFor()
    // On a phone the list is hidden, and what it says of the line is not.
    const size = agent.viewportSize()!
    await agent.setViewportSize({ width: 360, height: 740 })
    await agent.locator('.strip').getByText('Χωρίς σύνδεση').waitFor()
    expect(await agent.locator('.row').first().isVisible()).toBe(false)
    await agent.setViewportSize(size)
    // The next word is for the visitor again.
    await agent.getByLabel('Γράψτε απάντηση').waitFor()
    await agent.context().setOffline(false)
    for (const desk of [agent, other]) {
      await desk.getByRole('log').getByText('Μόνο για την ομάδα · Ελένη Παππά').waitFor({ timeout: 20_000 })
      await expect.poll(() => desk.getByRole('log').getByText('Τρίτη φορά φέτος', { exact: true }).count()).toBe(1)
      await expect.poll(() => desk.getByRole('log').getByText('Στέλνεται').count()).toBe(0)
    }
    await agent.getByLabel('Γράψτε απάντηση').fill('Το κοιτάμε')
    await agent.keyboard.press('Enter')
    await page.getByRole('log').getByText('Το κοιτάμε').waitFor()
    await page.reload()
    await launcher(page).click()
    await page
      .getByRole('button', { name: /Το κοιτάμε/ })
      .first()
      .click()
    await page.getByRole('log').getByText('Το κοιτάμε').waitFor()
    expect(await page.getByText('Τρίτη φορά φέτος').count()).toBe(0)
    await agent.reload()
    await agent.getByText('Το κοιτάμε').first().click()
    await expect.poll(() => agent.getByRole('log').innerText()).toMatch(/Δεν έρχεται[^]*Τρίτη φορά[^]*Το κοιτάμε/)
    for (const each of [agent, other, page]) await each.context().close()
  },
)

test('a note that is too long is refused in words and comes back as a note', async () => {
  const agent = await stage.signIn()
  const page = await stage.visit()
  await launcher(page).click()
  await page.getByRole('button', { name: 'Μιλήστε μαζί μας' }).click()
  await page.getByLabel('Γράψτε μήνυμα').fill('Μια ερώτηση ακόμη')
  await page.keyboard.press('Enter')
  await agent.getByText('Μια ερώτηση ακόμη').first().click()
  await agent.getByRole('button', { name: 'Σημείωση' }).click()
  const long = 'α'.repeat(4_001)
  await agent.getByLabel('Γράψτε σημείωση').fill(long)
  await agent.keyboard.press('Enter')
  await agent
    .getByRole('log')
    .getByRole('button', { name: /πολύ μεγάλ/ })
    .click()
  await expect.poll(() => agent.getByLabel('Γράψτε σημείωση').inputValue()).toBe(long)
  // A file goes with a reply and is seen there, never unseen beside a note.
  await agent.getByLabel('Γράψτε σημείωση').evaluate((field) => {
    const clipboardData = new DataTransfer()
    clipboardData.items.add(new File(['λόγια'], 'λόγια.txt', { type: 'text/plain' }))
    field.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }))
  })
  await agent.getByLabel('Γράψτε απάντηση').waitFor()
  await agent.getByText('λόγια.txt').waitFor()
  await agent.context().close()
  await page.context().close()
})

test('colleagues are offered for @ in a note, by few letters, and who is named follows', async () => {
  const [agent, other] = [await stage.signIn(), await stage.signIn(agents[1])]
  const page = await stage.visit()
  await begin(page, 'Ποιος ξέρει από τιμολόγια;')
  await agent.getByText('από τιμολόγια').first().click()
  await agent.getByRole('button', { name: 'Σημείωση' }).click()
  await agent.keyboard.type('Το κοιτάς @')
  const offered = agent.getByRole('listbox', { name: 'Συνάδελφοι' })
  await offered.getByRole('option', { name: 'Νίκος Αλεξίου' }).waitFor()
  expect(await offered.getByText('Ελένη Παππά').count()).toBe(0)
  expect(await violations(agent)).toEqual([])
  await agent.keyboard.type('nik')
  await agent.keyboard.press('Enter')
  expect(await agent.getByLabel('Γράψτε σημείωση').inputValue()).toBe('Το κοιτάς @Νίκος Αλεξίου ')
  await agent.keyboard.press('Enter')
  await agent.getByRole('log').getByText('Το κοιτάς @Νίκος Αλεξίου').waitFor()
  await other.locator('[data-view=followed]').getByText('1').waitFor()
  for (const each of [agent, other, page]) await each.context().close()
})
