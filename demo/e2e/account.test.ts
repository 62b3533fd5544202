// One's own account and the team: a sign-in ended elsewhere in mid-sentence, a second factor by choice, and somebody
// new.

import type { Locator, Page } from 'playwright-core'
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
  const reply = desk.getByLabel('Γράψτε απάντηση')
  // Said when the server was not heard any more, and not yet gone when the sign-in ends.
  await desk.context().setOffline(true)
  await desk.locator('.strip').waitFor()
  await reply.fill('Ολόκληρη φράση')
  await desk.keyboard.press('Enter')
  await reply.fill('Μισή φρ')
  await goTo(elsewhere, 'Ο λογαριασμός σας')
  await elsewhere.getByText('αυτή εδώ').waitFor()
  expect(await violations(elsewhere)).toEqual([])
  await elsewhere.getByRole('button', { name: 'Τερματισμός', exact: true }).click()
  await elsewhere.getByRole('button', { name: 'Τερματισμός', exact: true }).waitFor({ state: 'detached' })
  await desk.context().setOffline(false)
  await desk.getByText('Η σύνδεσή σας έληξε').waitFor()
  await expect.poll(() => elsewhere.getByRole('button', { name: 'Τερματισμός', exact: true }).count()).toBe(0)
  await desk.getByLabel('Email').fill(nikos.email)
  await desk.getByLabel('Κωδικός πρόσβασης').fill(nikos.password)
  await desk.keyboard.press('Enter')
  await desk.locator('.me button').waitFor()
  // What was said is sent by itself, and what was begun is there to be gone on with.
  await page.getByRole('log').getByText('Ολόκληρη φράση').waitFor()
  await expect.poll(() => reply.inputValue()).toBe('Μισή φρ')
  await reply.pressSequentially('άση')
  await desk.keyboard.press('Enter')
  await page.getByRole('log').getByText('Μισή φράση').waitFor()
})

test('a signature is written, kept and shown again', async () => {
  const desk = await stage.signIn(eleni)
  await goTo(desk, 'Ο λογαριασμός σας')
  const signature = desk.getByRole('region', { name: 'Υπογραφή' })
  const field = signature.getByRole('textbox')
  const warning = desk.getByText('Δεν υπάρχει τέτοια μεταβλητή: {{visitor}}')
  await field.fill('{{agent}} {{supportEmail}} {{visitor}}')
  await warning.waitFor()
  await field.fill('{{agent}}\nμε αγάπη')
  await warning.waitFor({ state: 'detached' })
  await signature.getByRole('button', { name: 'Αποθήκευση' }).click()
  await desk.getByText('Θα βρίσκεται κάτω από').waitFor()
  expect(await violations(desk)).toEqual([])
  await desk.reload()
  await field.waitFor()
  expect(await field.inputValue()).toBe('{{agent}}\nμε αγάπη')
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

/** The page that a mail leads to, once it has come. */
async function openLink(email: string, said = 'Φτιάξτε τον λογαριασμό σας') {
  const linkOf = () => {
    const mail = stage.demo.mailbox.to(email).find(({ text }) => text!.includes(`${said}: `))
    return /http\S+#\/link\/\S+/.exec(mail?.text ?? '')?.[0] ?? ''
  }
  await expect.poll(linkOf, { timeout: 20_000 }).not.toBe('')
  const context = await stage.browser.newContext({ locale: 'el-GR' })
  context.setDefaultTimeout(12_000)
  const page = await context.newPage()
  await page.goto(linkOf())
  return page
}

test('an owner invites somebody after their own password, who comes; an agent has no such page', async () => {
  const desk = await stage.signIn(eleni)
  await goTo(desk, 'Η ομάδα')
  await desk.getByRole('button', { name: 'Πρόσκληση μέλους' }).click()
  await desk.getByLabel('Email').fill('vera@oxzino.example')
  await desk.getByLabel('Ρόλος').selectOption('viewer')
  expect(await violations(desk)).toEqual([])
  await desk.getByRole('button', { name: 'Αποστολή πρόσκλησης' }).click()
  await desk.getByLabel('Ο κωδικός πρόσβασής σας').fill('not-this-one')
  await desk.keyboard.press('Enter')
  await desk.getByText('Ο κωδικός πρόσβασης δεν είναι σωστός.').waitFor()
  await desk.getByLabel('Ο κωδικός πρόσβασής σας').fill(eleni.password)
  await desk.keyboard.press('Enter')
  await desk.getByText('Στάλθηκε email στο vera@oxzino.example.').waitFor()
  await desk.locator('.entries').getByText('η πρόσκληση ισχύει έως').waitFor()
  expect(await violations(desk)).toEqual([])
  const vera = await openLink('vera@oxzino.example')
  await vera.getByRole('heading', { name: 'Καλώς ήρθατε στην ομάδα' }).waitFor()
  expect(await violations(vera)).toEqual([])
  await vera.getByLabel('Όνομα').fill('Βέρα Ζώη')
  await vera.getByLabel('Κωδικός πρόσβασης', { exact: true }).fill('σύννεφο πέντε καρέκλα')
  await vera.keyboard.press('Enter')
  await vera.locator('.me > button').click()
  expect(await vera.getByRole('button', { name: 'Η ομάδα' }).count()).toBe(0)
  expect(await vera.getByRole('button', { name: 'Αρχείο ενεργειών' }).count()).toBe(0)

  await goTo(desk, 'Αρχείο ενεργειών')
  const added = desk.getByRole('row', { name: /Νέος λογαριασμός/ })
  await added.getByText('Βέρα Ζώη <vera@oxzino.example>').waitFor()
  await desk.getByRole('row', { name: /Σύνδεση.*Βέρα Ζώη/ }).waitFor()
  await desk.setViewportSize({ width: 360, height: 640 })
  expect(await violations(desk)).toEqual([])
  await desk.getByLabel('Τι εμφανίζεται').selectOption('Νέος λογαριασμός')
  await expect.poll(() => desk.locator('tbody tr').count()).toBe(1)
})

/** Goes there as who has no mouse does. */
async function tabTo(target: Locator): Promise<void> {
  for (let tabs = 0; tabs < 120; tabs++) {
    if (await target.evaluate((node) => node === document.activeElement)) return
    await target.page().keyboard.press('Tab')
  }
  throw new Error('the keyboard does not lead there')
}

test('an owner gives another role, and removes somebody, by the keyboard alone', { timeout: 90_000 }, async () => {
  const petros = { email: 'petros@oxzino.example', name: 'Πέτρος', password: 'σύννεφο πέντε καρέκλα' }
  await stage.demo.staff.accounts.add({ ...petros, role: 'agent' })
  const open = await stage.signIn(petros)
  const desk = await stage.signIn(eleni)
  const press = async (target: Locator) => {
    await tabTo(target)
    await desk.keyboard.press('Enter')
  }
  await press(desk.locator('.me > button'))
  await press(desk.getByRole('button', { name: 'Η ομάδα' }))
  const row = desk.getByRole('listitem').filter({ hasText: petros.email })
  await press(row.getByRole('button', { name: 'Αλλαγή' }))
  await tabTo(row.getByLabel('Ρόλος'))
  await desk.keyboard.press('ArrowDown')
  await press(row.getByRole('button', { name: 'Αποθήκευση' }))
  const proof = desk.getByLabel('Ο κωδικός πρόσβασής σας')
  await proof.waitFor()
  expect(await violations(desk)).toEqual([])
  await tabTo(proof)
  await desk.keyboard.insertText(eleni.password)
  await desk.keyboard.press('Enter')
  await row.getByText('Μόνο ανάγνωση').waitFor()
  await press(row.getByRole('button', { name: 'Αλλαγή' }))
  const remove = row.getByRole('button', { name: 'Αφαίρεση' })
  await press(remove)
  expect(await violations(desk)).toEqual([])
  await press(remove.nth(1))
  await row.waitFor({ state: 'detached' })
  await open.getByText('Η σύνδεσή σας έληξε').waitFor()
})

test('a forgotten password is set anew by the mail that comes, and a screen that was open is signed out', async () => {
  const open = await stage.signIn({ email: 'vera@oxzino.example', password: 'σύννεφο πέντε καρέκλα' })
  const context = await stage.browser.newContext({ locale: 'el-GR', viewport: { width: 360, height: 740 } })
  const page = await context.newPage()
  await page.goto(`${stage.demo.product}/console/`)
  const at = (label: string) =>
    expect
      .poll(() => page.getByLabel(label, { exact: true }).evaluate((each) => each === document.activeElement))
      .toBe(true)
  await at('Email')
  await page.keyboard.press('Tab')
  await at('Κωδικός πρόσβασης')
  await page.getByRole('button', { name: 'Τον ξέχασα' }).click()
  await page.getByRole('heading', { name: 'Ξεχάσατε τον κωδικό;' }).waitFor()
  expect(await violations(page)).toEqual([])
  await at('Email')
  await page.keyboard.type('vera@oxzino.example')
  await page.keyboard.press('Enter')
  await page.getByText('Αν το vera@oxzino.example έχει λογαριασμό εδώ').waitFor()
  expect(await violations(page)).toEqual([])
  const other = await openLink('vera@oxzino.example', 'Ορίστε νέο κωδικό')
  await other.getByRole('heading', { name: 'Νέος κωδικός πρόσβασης' }).waitFor()
  expect(await violations(other)).toEqual([])
  await other.getByLabel('Κωδικός πρόσβασης', { exact: true }).fill('θάλασσα οκτώ μολύβι')
  await other.keyboard.press('Enter')
  await other.locator('.me button').waitFor()
  await open.getByText('Η σύνδεσή σας έληξε').waitFor()
})
