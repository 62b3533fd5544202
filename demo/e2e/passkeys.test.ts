// Passkeys in Chromium, with an authenticator of its own: made on the account's page and where a second factor is due,
// shown instead of password and code, and refused once removed.

import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { agents, openStage, type Stage, violations } from './stage.ts'

let stage: Stage
let folder: string
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'rotame-passkeys-'))
  cpSync(join(import.meta.dirname, '../site'), folder, { recursive: true })
  const yaml = join(folder, 'rotame.yaml')
  writeFileSync(yaml, readFileSync(yaml, 'utf8').replace(/^staff: .*\n/m, ''))
  stage = await openStage(folder)
})
afterAll(async () => {
  await stage.close()
  rmSync(folder, { recursive: true })
})

const [eleni] = agents
/** Keys as an authenticator of the tests' has them. */
type Credentials = { credentialId: string; isResidentCredential: boolean; privateKey: string; signCount: number }[]
/**
 * A browser at the sign-in, with a phone's or a computer's own key beside it.
 * @param offers whether it fills keys into fields; an authenticator of the tests' chooses at once there
 * @param keys what it has already
 */
async function openPage(offers = false, keys: Credentials = []) {
  const context = await stage.browser.newContext({ locale: 'el-GR', viewport: { width: 1280, height: 800 } })
  context.setDefaultTimeout(12_000)
  const page = await context.newPage()
  const devtools = await context.newCDPSession(page)
  await devtools.send('WebAuthn.enable')
  const { authenticatorId } = await devtools.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      protocol: 'ctap2',
      transport: 'internal',
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
    },
  })
  for (const credential of keys) await devtools.send('WebAuthn.addCredential', { authenticatorId, credential })
  if (!offers) await page.addInitScript(() => (PublicKeyCredential.isConditionalMediationAvailable = async () => false))
  await page.goto(`${stage.demo.product}/console/`)
  const keysNow = async () => (await devtools.send('WebAuthn.getCredentials', { authenticatorId })).credentials
  return { page, keys: keysNow }
}
const password = async (page: Page) => {
  await page.getByLabel('Email').fill(eleni.email)
  await page.getByLabel('Κωδικός πρόσβασης').fill(eleni.password)
  await page.keyboard.press('Enter')
}
const isIn = (page: Page) => page.locator('.me button').waitFor()
const leave = async (page: Page) => {
  await page.locator('.me > button').click()
  await page.getByRole('button', { name: 'Αποσύνδεση' }).click()
  await page.getByLabel('Email').waitFor()
}

/** Somebody's key, as it is kept. */
async function giveOne(to: string): Promise<void> {
  const { store, staff } = stage.demo
  const { id: userId } = (await staff.accounts.list()).find(({ email }) => email === to)!
  const key = { id: 'another', credential: 'another', publicKey: '', counter: 0, transports: [], label: '' }
  await store.write(function* () {
    yield* store.queries.addPasskey({ ...key, userId, addedAt: Date.now() })
  })
}

test(
  'a passkey instead of codes, then instead of everything; another is added and removed',
  { timeout: 120_000 },
  async () => {
    const { page, keys: held } = await openPage()
    await password(page)
    await page.getByRole('heading', { name: 'Προστατέψτε τον λογαριασμό σας' }).waitFor()
    await page.locator('.secret').waitFor()
    expect(await violations(page)).toEqual([])
    await page.getByRole('button', { name: 'Κλειδί πρόσβασης αντί για κωδικούς' }).click()
    await isIn(page)
    await leave(page)
    expect(await violations(page)).toEqual([])
    await page.getByRole('button', { name: 'Σύνδεση με κλειδί πρόσβασης' }).click()
    await isIn(page)

    await page.locator('.me > button').click()
    await page.getByRole('button', { name: 'Ο λογαριασμός σας' }).click()
    const keys = page.getByRole('region', { name: 'Κλειδιά πρόσβασης' })
    await keys.getByRole('listitem').waitFor()
    expect(await violations(page)).toEqual([])
    // The same device has one already.
    await keys.getByRole('button', { name: 'Προσθήκη κλειδιού' }).click()
    await keys.getByLabel('Όνομα').fill('Το κινητό μου')
    await keys.getByLabel('Ο τωρινός κωδικός').fill(eleni.password)
    expect(await violations(page)).toEqual([])
    await page.keyboard.press('Enter')
    await keys.getByText('Αυτή η συσκευή έχει ήδη κλειδί').waitFor()

    // One that the browser offers in the field of the address is enough, and nothing is pressed.
    const offered = await openPage(true, await held())
    await isIn(offered.page)

    // Whoever has the password alone, in a browser without the key, is asked for it.
    const { page: other } = await openPage()
    await password(other)
    await other.getByRole('heading', { name: 'Το κλειδί πρόσβασής σας' }).waitFor()
    expect(await violations(other)).toEqual([])
    await other.getByRole('button', { name: 'Άλλος λογαριασμός' }).click()
    await other.getByLabel('Email').waitFor()

    await keys.getByRole('button', { name: 'Αφαίρεση', exact: true }).click()
    await keys.getByRole('listitem').getByLabel('Ο τωρινός κωδικός').fill(eleni.password)
    await page.keyboard.press('Enter')
    await expect.poll(() => keys.getByRole('listitem').count()).toBe(0)
    await leave(page)
    // Nobody has one any more; then a colleague has.
    expect(await page.getByRole('button', { name: 'Σύνδεση με κλειδί πρόσβασης' }).count()).toBe(0)
    await giveOne(agents[1].email)
    await page.reload()
    await page.getByRole('button', { name: 'Σύνδεση με κλειδί πρόσβασης' }).click()
    await page.getByText('Το κλειδί δεν έγινε δεκτό').waitFor()
    // The browser has it still, and offers it: it lets nobody in, and password and code do.
    const late = await openPage(true, await held())
    await late.page.getByText('Το κλειδί δεν έγινε δεκτό').waitFor()
    expect(await late.page.getByLabel('Email').getAttribute('autocomplete')).toBe('username webauthn')
    expect(await violations(late.page)).toEqual([])
    await password(late.page)
    await late.page.getByRole('heading', { name: 'Προστατέψτε τον λογαριασμό σας' }).waitFor()
    const mails = stage.demo.mailbox.to(eleni.email).map(({ subject }) => subject)
    expect(mails).toEqual([
      expect.stringMatching(/^Προστέθηκε κλειδί πρόσβασης/),
      expect.stringMatching(/^Αφαιρέθηκε κλειδί πρόσβασης/),
    ])
  },
)
