// Teams: an owner makes one, conversations are given to it, its members have them in a list of their own.

import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { look } from './look.ts'
import { agents, begin, openStage, type Stage } from './stage.ts'

let stage: Stage
let desk: Page
let other: Page
beforeAll(async () => {
  stage = await openStage()
  desk = await stage.signIn(agents[0])
  other = await stage.signIn(agents[1])
  const visitor = await stage.visit()
  await begin(visitor, 'Πού είναι το τιμολόγιο;')
}, 60_000)
afterAll(() => stage.close())

test('a team is made, given a conversation with a note, has it in its list, and gives it back', async () => {
  await desk.locator('.me button').click()
  await desk.getByRole('button', { name: 'Η ομάδα' }).click()
  await desk.getByRole('button', { name: 'Νέα ομάδα' }).click()
  await desk.getByLabel('Όνομα ομάδας').fill('Λογιστήριο')
  await desk.getByRole('checkbox', { name: agents[1].name }).check()
  await look(desk, 'team-making')
  await desk.getByRole('button', { name: 'Αποθήκευση' }).click()
  await desk.getByText(`${agents[1].name}`, { exact: true }).first().waitFor()
  await other.getByRole('button', { name: 'Της ομάδας μου' }).waitFor()
  expect(await desk.getByRole('button', { name: 'Της ομάδας μου' }).count()).toBe(0)

  await desk.goto(`${stage.demo.product}/console/#/inbox`)
  await desk.locator('.row', { hasText: 'τιμολόγιο' }).click()
  await desk.locator('.middle h1').click()
  await desk.keyboard.press('Shift+KeyA')
  await desk.locator('.palette input').fill('logist')
  await desk.getByRole('option', { name: 'Λογιστήριο', selected: true }).waitFor()
  await look(desk, 'team-asked')
  await desk.keyboard.press('Enter')
  await desk.locator('.palette input').fill('Θέλει πιστωτικό')
  await desk.keyboard.press('Enter')
  await desk.locator('.row', { hasText: 'Λογιστήριο' }).waitFor()

  await other.getByRole('button', { name: 'Της ομάδας μου' }).click()
  await other.locator('.row', { hasText: 'τιμολόγιο' }).click()
  await other.getByText('Θέλει πιστωτικό').waitFor()
  await other.getByText('Λογιστήριο').first().waitFor()
  await look(other, 'team-list')
  await other.getByRole('button', { name: 'Φίλτρα' }).click()
  await other.getByRole('combobox', { name: 'Ομάδα', exact: true }).selectOption('Λογιστήριο')
  await expect.poll(() => other.locator('.row').count()).toBe(1)
  expect(other.url()).toContain('team=')

  await desk.locator('.me button').click()
  await desk.getByRole('button', { name: 'Η ομάδα' }).click()
  await desk.getByRole('button', { name: 'Αλλαγή: Λογιστήριο' }).click()
  await desk.getByRole('button', { name: 'Κατάργηση ομάδας' }).click()
  await desk.getByText('Οι συνομιλίες της επιστρέφουν στην ουρά.').waitFor()
  await look(desk, 'team-removing')
  await desk.getByRole('button', { name: 'Κατάργηση ομάδας' }).click()
  await other.getByText('Η ομάδα δεν υπάρχει πια.').waitFor()
  await expect.poll(() => other.getByRole('button', { name: 'Της ομάδας μου' }).count()).toBe(0)
  await desk.goto(`${stage.demo.product}/console/#/queue`)
  await desk.locator('.row', { hasText: 'τιμολόγιο' }).waitFor()
  expect(await desk.locator('.row', { hasText: 'Λογιστήριο' }).count()).toBe(0)
  expect(stage.problems).toEqual([])
})

test('in English, as it is made and as it is removed', async () => {
  await desk.locator('.me button').click()
  await desk.getByRole('button', { name: 'English' }).click()
  await desk.locator('.me button').click()
  await desk.getByRole('button', { name: 'Team', exact: true }).click()
  await desk.getByRole('button', { name: 'New team' }).click()
  await desk.getByLabel('Name of the team').fill('Billing')
  await desk.getByRole('checkbox', { name: agents[1].name }).check()
  await look(desk, 'team-making-en')
  await desk.getByRole('button', { name: 'Save' }).click()
  await desk.getByRole('button', { name: 'Change: Billing' }).click()
  await desk.getByRole('button', { name: 'Remove the team' }).click()
  await look(desk, 'team-removing-en')
})
