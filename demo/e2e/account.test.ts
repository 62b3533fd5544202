// One's own account and the team: a sign-in ended elsewhere in mid-sentence, a second factor by choice, and somebody
// new.

import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { totp } from '../../server/test/browser.ts'
import { agents, launcher, openStage, type Stage, violations } from './stage.ts'

let stage: Stage
beforeAll(async () => {
  stage = await openStage()
})
afterAll(() => stage.close())

const [eleni, nikos] = agents
const goTo = async (desk: Page, page: string) => {
  await desk.locator('.me > button').click()
  await desk.getByRole('button', { name: page }).click()
  await desk.getByRole('heading', { name: page }).waitFor()
}

test('a sign-in ended elsewhere ends in mid-sentence, and what was begun is there again', async () => {
  const [desk, elsewhere] = [await stage.signIn(nikos), await stage.signIn(nikos)]
  const page = await stage.visit()
  await launcher(page).click()
  await page.getByRole('button', { name: 'Μιλήστε μαζί μας' }).click()
  await page.getByLabel('Γράψτε μήνυμα').fill('Ποιος είναι εκεί;')
  await page.keyboard.press('Enter')
  await desk.getByText('Ποιος είναι εκεί;').first().click()
  await desk.getByLabel('Γράψτε απάντηση').fill('Μισή φρ')
  await goTo(elsewhere, 'Ο λογαριασμός σας')
  await elsewhere.getByText('αυτή εδώ').waitFor()
  expect(await violations(elsewhere)).toEqual([])
  await elsewhere.getByRole('button', { name: 'Τερματισμός', exact: true }).click()
  await desk.getByText('Η σύνδεσή σας έληξε').waitFor({ timeout: 3_000 })
  await expect.poll(() => elsewhere.getByRole('button', { name: 'Τερματισμός', exact: true }).count()).toBe(0)
  await desk.getByLabel('Email').fill(nikos.email)
  await desk.getByLabel('Κωδικός πρόσβασης').fill(nikos.password)
  await desk.keyboard.press('Enter')
  await desk.locator('.me button').waitFor()
  await expect.poll(() => desk.getByLabel('Γράψτε απάντηση').inputValue()).toBe('Μισή φρ')
})

test('who may choose makes a second factor, and is still signed in', async () => {
  const desk = await stage.signIn(nikos)
  await goTo(desk, 'Ο λογαριασμός σας')
  await desk.getByRole('button', { name: 'Ενεργοποίηση' }).click()
  await desk.locator('#proof').fill(nikos.password)
  await desk.keyboard.press('Enter')
  const typed = (await desk.locator('.secret code').textContent())!.replaceAll(' ', '')
  expect(await violations(desk)).toEqual([])
  await desk.getByLabel('Γράψτε τον κωδικό').fill(totp(`otpauth://totp/x?secret=${typed}`))
  await desk.keyboard.press('Enter')
  await desk.getByRole('button', { name: 'Τους φύλαξα' }).click()
  await desk.getByText('Ενεργό: κάθε σύνδεση').waitFor()
  await stage.demo.beat()
  await desk.waitForTimeout(500)
  expect(await desk.getByText('Η σύνδεσή σας έληξε').count()).toBe(0)
  await desk.getByText('αυτή εδώ').waitFor()
})

test('an owner adds somebody after their own password; an agent has no such page', async () => {
  const desk = await stage.signIn(eleni)
  await goTo(desk, 'Η ομάδα')
  await desk.getByRole('button', { name: 'Προσθήκη μέλους' }).click()
  await desk.getByLabel('Όνομα').fill('Βέρα Ζώη')
  await desk.getByLabel('Email').fill('vera@oxzino.example')
  await desk.getByLabel('Πρώτος κωδικός').fill('σύννεφο πέντε καρέκλα')
  await desk.getByLabel('Ρόλος').selectOption('viewer')
  expect(await violations(desk)).toEqual([])
  await desk.getByRole('button', { name: 'Προσθήκη μέλους' }).click()
  await desk.getByLabel('Ο κωδικός πρόσβασής σας').fill('not-this-one')
  await desk.keyboard.press('Enter')
  await desk.getByText('Ο κωδικός πρόσβασης δεν είναι σωστός.').waitFor()
  await desk.getByLabel('Ο κωδικός πρόσβασής σας').fill(eleni.password)
  await desk.keyboard.press('Enter')
  await desk.locator('.entries').getByText('Βέρα Ζώη').waitFor()
  await desk.locator('.entries').getByText('Μόνο ανάγνωση').waitFor()
  const vera = await stage.signIn({ email: 'vera@oxzino.example', password: 'σύννεφο πέντε καρέκλα' })
  await vera.locator('.me > button').click()
  expect(await vera.getByRole('button', { name: 'Η ομάδα' }).count()).toBe(0)
})
