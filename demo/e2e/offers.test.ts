// While somebody writes to a person: articles that answer for sure are offered, and nothing moves for it.

import type { Locator, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { launcher, openStage, type Stage, violations } from './stage.ts'

let stage: Stage
beforeAll(async () => (stage = await openStage()), 120_000)
afterAll(() => stage.close())
afterEach(() => stage.setClock('2026-11-25T12:00+02:00'))

const offered = (page: Page) => page.getByRole('region', { name: 'Μήπως σας απαντά αυτό;' })
const field = (page: Page) => page.getByLabel('Τι χρειάζεστε')
const said = (page: Page) => page.getByRole('status').filter({ hasText: 'Μήπως σας απαντά αυτό;' })

/** Waits until the panel has come to rest: what is measured on its way is a part of a pixel off. */
const rested = (of: Locator) =>
  of.evaluate((each) => Promise.all((each.getRootNode() as ShadowRoot).getAnimations().map(({ finished }) => finished)))

/** The message form, as it is when nobody is there. */
async function openForm(): Promise<Page> {
  stage.setClock('2026-11-25T22:00+02:00')
  const page = await stage.visit()
  await launcher(page).click()
  await page.getByRole('button', { name: 'Αφήστε μας μήνυμα' }).click()
  await field(page).waitFor()
  await rested(field(page))
  return page
}

test('the form offers what answers, keeps what was written, and says it', async () => {
  const page = await openForm()
  const text = 'Καλησπέρα σας. Ξέχασα τον κωδικό μου.\nΠώς εκδίδω τιμολόγιο;'
  await field(page).pressSequentially(text)
  const box = await field(page).boundingBox()
  await offered(page).waitFor()
  expect(await field(page).boundingBox()).toEqual(box)
  expect(await said(page).textContent()).toContain('κωδικό')
  const rows = offered(page).getByRole('listitem')
  expect(await rows.count()).toBe(2)
  expect(await violations(page)).toEqual([])
  await rows.first().getByRole('button').click()
  await page.getByText('Δημιουργήστε έναν νέο ασφαλή κωδικό').waitFor()
  await page.getByRole('button', { name: 'Πίσω' }).click()
  expect(await field(page).inputValue()).toBe(text)
  await page.context().close()
})

test('whoever wants none is offered none', async () => {
  const page = await openForm()
  await field(page).pressSequentially('Ξέχασα τον κωδικό μου')
  await offered(page).getByRole('button', { name: 'Όχι, ευχαριστώ' }).click()
  await offered(page).waitFor({ state: 'detached' })
  expect(await field(page).evaluate((each) => each === (each.getRootNode() as ShadowRoot).activeElement)).toBe(true)
  await field(page).pressSequentially('. Πώς εκδίδω τιμολόγιο')
  // Longer than any pause that offers something.
  await page.waitForTimeout(1_500)
  expect(await offered(page).count()).toBe(0)
  await page.context().close()
})

test('a pasted page without a full stop is not searched for', async () => {
  const page = await openForm()
  await field(page).fill(`${'Ξέχασα τον κωδικό μου '.repeat(20)}και`)
  await page.waitForTimeout(1_500)
  expect(await offered(page).count()).toBe(0)
  await field(page).pressSequentially('. Ξέχασα τον κωδικό μου')
  await offered(page).waitFor()
  await page.context().close()
})

test('nothing comes under a pointer that aims at something', async () => {
  const page = await openForm()
  await field(page).pressSequentially('Ξέχασα τον κωδικό μου', { delay: 0 })
  const name = (await page.getByLabel('Το όνομά σας').boundingBox())!
  await page.mouse.move(name.x + 20, name.y + 10)
  await page.mouse.move(name.x + 30, name.y + 10)
  await page.waitForTimeout(1_500)
  expect(await offered(page).count()).toBe(0)
  expect(await page.getByLabel('Το όνομά σας').boundingBox()).toEqual(name)
  await field(page).press('End')
  await field(page).pressSequentially(' και')
  await offered(page).waitFor()
  await page.context().close()
})

test('the chat offers above its field, which stays where it is, until the message is sent', async () => {
  const agent = await stage.signIn()
  const page = await stage.visit()
  await launcher(page).click()
  await page.getByRole('button', { name: 'Μιλήστε μαζί μας' }).click()
  const composer = page.getByLabel('Γράψτε μήνυμα')
  await composer.pressSequentially('Ξέχασα τον κωδικό μου')
  await rested(composer)
  const box = await composer.boundingBox()
  await offered(page).waitFor()
  expect(await composer.boundingBox()).toEqual(box)
  expect(await violations(page)).toEqual([])
  await page.keyboard.press('Enter')
  await offered(page).waitFor({ state: 'detached' })
  await page.getByRole('log').getByText('Ξέχασα τον κωδικό μου').waitFor()
  await Promise.all([page.context().close(), agent.context().close()])
})

test('what was searched for and seen is not offered again', async () => {
  stage.setClock('2026-11-25T22:00+02:00')
  const page = await stage.visit()
  await launcher(page).click()
  await page.getByRole('combobox').fill('ξέχασα τον κωδικό')
  await page.getByRole('option').first().waitFor()
  await page.getByRole('button', { name: 'Αφήστε μας μήνυμα' }).click()
  await field(page).press('End')
  await field(page).pressSequentially('\nΠώς εκδίδω τιμολόγιο')
  await offered(page).waitFor()
  expect(await offered(page).getByRole('listitem').allTextContents()).toEqual([expect.stringContaining('τιμολόγιο')])
  await page.context().close()
})
