// What an agent finds opens where it was written, however long the conversation is, with the words marked; and Back
// leads to what was looked for.

import { afterAll, beforeAll, expect, test } from 'vitest'
import { agents, begin, openStage, type Stage, violations } from './stage.ts'

let stage: Stage
beforeAll(async () => (stage = await openStage(undefined, false, 100)), 120_000)
afterAll(() => stage.close())

test('a hit opens at its message, and Back leads to what was looked for', { timeout: 90_000 }, async () => {
  const desk = await stage.signIn()
  const visitor = await stage.visit()
  await begin(visitor, 'Καλημέρα σας')
  const field = visitor.getByLabel('Γράψτε μήνυμα')
  for (let line = 1; line <= 60; line++) {
    await field.fill(line === 12 ? 'Χάθηκε η ομπρέλα μου' : `Γραμμή ${line}`)
    await field.press('Enter')
  }
  await desk.locator('.row', { hasText: 'Γραμμή 60' }).waitFor()
  await desk.locator('nav [data-view=find]').click()
  await desk.getByRole('searchbox').fill('omprela')
  const hit = desk.locator('.hit')
  await hit.locator('mark').getByText('ομπρέλα').waitFor()
  await hit.click()
  const message = desk.getByRole('log').getByText('Χάθηκε η ομπρέλα μου')
  await message.waitFor()
  const isInSight = () =>
    message.evaluate((node) => {
      const [{ top, bottom }, log] = [node.getBoundingClientRect(), node.closest('.log')!.getBoundingClientRect()]
      return top >= log.top && bottom <= log.bottom
    })
  await expect.poll(isInSight).toBe(true)
  // The address names the message: whoever opens it is led there, and it is marked.
  const marked = desk.locator('.log [aria-current]')
  expect(await marked.innerText()).toContain('Χάθηκε η ομπρέλα μου')
  expect(desk.url()).toMatch(/#\/inbox\/[\w-]{16,40}\/\d+$/)
  await desk.reload()
  await message.waitFor()
  await expect.poll(isInSight).toBe(true)
  expect(await marked.innerText()).toContain('Χάθηκε η ομπρέλα μου')
  expect(await violations(desk)).toEqual([])
  // What is written meanwhile does not take it out of sight.
  await field.fill('Ακόμη κάτι')
  await field.press('Enter')
  await desk.getByRole('log').getByText('Ακόμη κάτι').waitFor({ state: 'attached' })
  expect(await isInSight()).toBe(true)
  await desk.goBack()
  await expect.poll(() => desk.getByRole('searchbox').inputValue()).toBe('omprela')
  await hit.waitFor()
  // What is spam is not found.
  await hit.click()
  await message.waitFor()
  await desk.locator('.middle h1').click()
  await desk.keyboard.press('Shift+KeyX')
  await desk.locator('.notices').getByText('ανεπιθύμητ').waitFor()
  await desk.goBack()
  await desk.getByRole('searchbox').fill('ομπρέλα ')
  await desk.getByText('Δεν βρέθηκε').waitFor()
  expect(await hit.count()).toBe(0)
  expect(stage.problems).toEqual([])
})

test('filters are in the address, for a colleague too; a message has a link, and going on drops it', async () => {
  const desk = await stage.signIn(agents[0])
  const visitor = await stage.visit()
  await begin(visitor, 'Έχασα το κλειδί μου')
  await desk.locator('.row', { hasText: 'Έχασα το κλειδί μου' }).click()
  await desk.keyboard.press('KeyT')
  await desk.locator('.palette input').fill('κλειδιά')
  await desk.getByRole('option', { name: 'κλειδιά' }).first().click()
  await desk.locator('.notices').getByText('Προστέθηκε η ετικέτα').waitFor()

  await desk.locator('nav [data-view=find]').click()
  await desk.getByRole('searchbox').fill('εχασα')
  const hit = desk.locator('.hit')
  await hit.waitFor()
  const filters = desk.getByRole('group', { name: 'Φίλτρα' })
  const choose = (name: string, value: string) => filters.getByLabel(name).selectOption(value)
  await choose('Είδος', 'request')
  await desk.getByText('Δεν βρέθηκε').waitFor()
  await choose('Είδος', 'chat')
  await choose('Σε ποιον', 'nobody')
  await hit.waitFor()
  await filters.getByLabel('Ετικέτα').fill('άλλη')
  await filters.getByLabel('Ετικέτα').press('Enter')
  await desk.getByText('Δεν βρέθηκε').waitFor()
  await filters.getByLabel('Ετικέτα').fill('Κλειδιά')
  await filters.getByLabel('Ετικέτα').press('Enter')
  await hit.waitFor()
  expect(await violations(desk)).toEqual([])

  // A colleague opens the same.
  const other = await stage.signIn(agents[1])
  await other.goto(desk.url())
  await other.reload()
  await other.locator('.hit').waitFor()
  const values = await other
    .locator('.filters :is(select,input)')
    .evaluateAll((all) => all.map((each) => (each as HTMLInputElement).value))
  expect(values).toEqual(expect.arrayContaining(['nobody', 'chat', 'Κλειδιά']))
  await other.locator('.hit').click()
  await other.locator('.log [aria-current]').getByText('Έχασα το κλειδί μου').waitFor()
  const address = other.url()
  expect(address).toMatch(/\/1$/)

  // The link of a message is its address.
  const line = other.locator('.line[aria-current]')
  await line.hover()
  await line.getByRole('button', { name: 'Ενέργειες για το μήνυμα' }).click()
  await other.context().grantPermissions(['clipboard-read', 'clipboard-write'])
  await line.getByRole('button', { name: 'Αντιγραφή συνδέσμου' }).click()
  await expect.poll(() => other.evaluate(() => navigator.clipboard.readText())).toBe(address)

  // Going on drops it.
  await other.locator('.row', { hasText: 'Έχασα το κλειδί μου' }).waitFor()
  await other.locator('nav [data-view=all]').click()
  expect(other.url()).toMatch(/#\/all$/)
  await other.locator('.row', { hasText: 'Έχασα το κλειδί μου' }).click()
  await other.getByRole('log').getByText('Έχασα το κλειδί μου').waitFor()
  expect(await other.locator('.log [aria-current]').count()).toBe(0)
  expect(stage.problems).toEqual([])
})
