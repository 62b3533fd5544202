// What an agent has begun to write, on two devices of theirs: it is on the other with all that goes with it, the latest
// wins, and the other is offered; once it is sent it is on neither.

import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { look } from './look.ts'
import { agents, begin, openStage, type Stage } from './stage.ts'

let stage: Stage
let desk: Page
let phone: Page
beforeAll(async () => {
  stage = await openStage()
  desk = await stage.signIn(agents[0])
  phone = await stage.signIn(agents[0])
  const visitor = await stage.visit()
  await begin(visitor, 'Πού είναι η παραγγελία;')
}, 60_000)
afterAll(() => stage.close())

const field = (page: Page) => page.getByLabel('Γράψτε απάντηση')
const kept = async () =>
  (await stage.demo.store.db.selectFrom('draft').select('text').execute()).map(({ text }) => text)

test('begun here, gone on with there, and sent', { timeout: 90_000 }, async () => {
  for (const page of [desk, phone]) await page.locator('.row', { hasText: 'παραγγελία' }).click()
  await field(desk).fill('Καλημέρα, η παραγγελία')
  await expect.poll(() => field(phone).inputValue()).toBe('Καλημέρα, η παραγγελία')
  await field(phone).fill('Καλημέρα, η παραγγελία έφυγε')
  await expect.poll(() => field(desk).inputValue()).toBe('Καλημέρα, η παραγγελία έφυγε')
  // A tab that is opened later has it too.
  await phone.reload()
  await expect.poll(() => field(phone).inputValue()).toBe('Καλημέρα, η παραγγελία έφυγε')

  // Without a line both go on: the latest wins, and the other is offered.
  await phone.context().setOffline(true)
  await field(phone).fill('Από το κινητό')
  await field(desk).fill('Από το γραφείο')
  await expect.poll(kept).toEqual(['Από το γραφείο'])
  await phone.context().setOffline(false)
  await phone.getByText('Σε άλλη συσκευή σας είχατε γράψει:').waitFor()
  expect(await field(phone).inputValue()).toBe('Από το κινητό')
  await look(phone, 'draft-other')
  await phone.getByRole('button', { name: 'Αυτό' }).click()
  expect(await field(phone).inputValue()).toBe('Από το γραφείο')
  await phone.getByRole('button', { name: 'Όχι, το εδώ' }).click()
  await expect.poll(() => field(desk).inputValue()).toBe('Από το γραφείο')

  await field(desk).press('Enter')
  await expect.poll(() => field(phone).inputValue()).toBe('')
  await expect.poll(kept).toEqual([])
  expect(stage.problems).toEqual([])
})

const chosen = (page: Page) => page.locator('.chosen-article')
const steps = (page: Page) => page.getByRole('list', { name: 'Με την αποστολή' }).getByRole('listitem')
const carried = async () =>
  (await stage.demo.store.db.selectFrom('draft').select('carried').execute()).map((each) => each.carried)

/** What is chosen by the button above the text. */
async function choose(page: Page, typed: string): Promise<void> {
  await page.getByRole('button', { name: 'Άρθρο', exact: true }).click()
  await page.getByRole('dialog').getByRole('combobox').and(page.locator(':focus')).waitFor()
  await page.keyboard.type(typed)
  await page.getByRole('option', { selected: true, name: new RegExp(typed, 'i') }).waitFor()
  await page.keyboard.press('Enter')
}

test('an article and what is done with it go with it; what is no more is said', { timeout: 90_000 }, async () => {
  const anna = { email: 'anna@oxzino.example', name: 'Άννα Ράπτη', password: agents[0].password }
  await stage.demo.staff.accounts.add({ ...anna, role: 'agent' })
  const { store } = stage.demo
  const [{ id }] = (await store.db.selectFrom('user').select('id').where('email', '=', anna.email).execute()) as [
    { id: string },
  ]
  await store.write(function* () {
    yield* store.queries.addReadyReply({
      id: 'a'.repeat(22),
      site: 'oxzino',
      userId: null,
      locale: 'el',
      title: 'Στην Άννα',
      text: 'Η Άννα θα σας απαντήσει.',
      steps: [
        { kind: 'tag', tag: 'επιστροφή', on: true },
        { kind: 'assign', to: id },
      ],
      revision: 1,
    })
  })
  for (const page of [desk, phone]) await page.reload()
  for (const page of [desk, phone]) await field(page).waitFor()
  await field(desk).pressSequentially('/')
  await desk.getByRole('option', { name: /Στην Άννα/ }).click()
  await choose(desk, 'Ξέχασα')
  await chosen(phone).getByText('Ξέχασα τον κωδικό').waitFor()
  await expect.poll(() => field(phone).inputValue()).toBe('Η Άννα θα σας απαντήσει.')
  await expect.poll(() => steps(phone).allInnerTexts()).toEqual(['Ετικέτα: επιστροφή', 'Ανάθεση: Άννα Ράπτη'])

  // Without a line both go on: the latest wins whole, and the other is offered whole.
  await phone.context().setOffline(true)
  await chosen(phone)
    .getByRole('button', { name: /Χωρίς: Ξέχασα/ })
    .click()
  await steps(desk).first().getByRole('button').click()
  await field(desk).fill('Από το γραφείο')
  await expect.poll(kept).toEqual(['Από το γραφείο'])
  await phone.context().setOffline(false)
  const offered = phone.getByRole('status').filter({ hasText: 'Σε άλλη συσκευή σας είχατε γράψει:' })
  await offered.getByText('Ξέχασα τον κωδικό').waitFor()
  await offered.getByText('Ανάθεση: Άννα Ράπτη').waitFor()
  expect([await chosen(phone).count(), await steps(phone).count()]).toEqual([0, 2])
  await look(phone, 'draft-other-whole')
  await phone.getByRole('button', { name: 'Αυτό' }).click()
  await chosen(phone).waitFor()
  expect(await steps(phone).allInnerTexts()).toEqual(['Ανάθεση: Άννα Ράπτη'])
  await phone.getByRole('button', { name: 'Όχι, το εδώ' }).click()

  // By the time another device opens it, both are gone.
  await expect.poll(async () => String(await carried())).toContain('forgot-password')
  await stage.demo.staff.accounts.remove(anna.email)
  const [row] = await carried()
  await store.db
    .updateTable('draft')
    .set({ carried: String(row).replace('forgot-password', 'was-there') })
    .execute()
  await phone.evaluate(() => sessionStorage.clear())
  await phone.reload()
  await chosen(phone).getByText('Ξέχασα τον κωδικό').waitFor()
  await chosen(phone).getByText('Δεν υπάρχει πια').waitFor()
  await steps(phone).getByText('Ανάθεση: δεν υπάρχει πια').waitFor()
  await look(phone, 'draft-gone')
  await chosen(phone).getByRole('button').click()
  await steps(phone).getByRole('button').click()
  await expect.poll(carried).toEqual([null])
  await field(phone).press('Enter')
  await expect.poll(() => field(desk).inputValue()).toBe('')
  await expect.poll(kept).toEqual([])
  expect(stage.problems).toEqual([])
})
