// Signing in by an issuer's word in Chromium: there and back, a proof anew for the team, and who is told why they are
// not in.

import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pino } from 'pino'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createApp } from '../../server/app.ts'
import { readConfig } from '../../server/config/config.ts'
import { freePort } from '../../server/test/ports.ts'
import { startProvider, type TestProvider } from '../../server/test/provider.ts'
import { launch } from './browser.ts'
import { look } from './look.ts'

let browser: Browser
let provider: TestProvider
let app: Awaited<ReturnType<typeof createApp>>
let url: string
const data = mkdtempSync(join(tmpdir(), 'rotame-oidc-'))
const anna = { sub: 'anna', email: 'anna@oxzino.example', email_verified: true, name: 'Άννα Ρήγα', groups: ['bosses'] }
beforeAll(async () => {
  const port = await freePort()
  const config = readConfig(join(import.meta.dirname, '../site'), { PORT: String(port), ROTAME_DATA: data })
  url = config.url
  provider = await startProvider(`${url}/api/auth/oidc/back`)
  provider.put(anna)
  provider.put({ ...anna, sub: 'petros', email: 'petros@oxzino.example', name: 'Πέτρος Ζ.', groups: [] })
  config.oidc = { ...provider.oidc, claim: 'groups', roles: { owner: ['bosses'] } }
  const dist = join(import.meta.dirname, '../../dist')
  app = await createApp(config, { clock: Date.now, log: pino({ level: 'error' }), dist })
  await app.listen(port, ['127.0.0.1', '::1'])
  browser = await launch()
  const { ROTAME_LOOK: shots } = process.env
  if (shots) mkdirSync(shots, { recursive: true })
})
afterAll(async () => {
  await browser.close()
  await app.close()
  provider.stop()
  rmSync(data, { recursive: true })
})

const openPage = async (locale = 'el-GR'): Promise<Page> => {
  const context = await browser.newContext({ locale, viewport: { width: 1280, height: 800 } })
  context.setDefaultTimeout(12_000)
  const page = await context.newPage()
  await page.goto(`${url}/console/`)
  return page
}

test('somebody goes there and comes back to the desk, and proves it anew to invite', { timeout: 120_000 }, async () => {
  const page = await openPage()
  await page.getByRole('button', { name: 'Σύνδεση με Keycloak' }).waitFor()
  await look(page, 'oidc-sign-in')
  // Whoever has a password writes at once.
  expect(await page.evaluate(() => document.activeElement?.id)).toBe('email')
  await page.getByRole('button', { name: 'Σύνδεση με Keycloak' }).click()
  await page.getByRole('button', { name: 'Άννα Ρήγα' }).click()
  await page.locator('.me button').waitFor()
  // Nothing of what lets in stays in the address.
  expect(new URL(page.url()).hash).not.toContain('oidc')

  await page.goto(`${url}/console/#/account`)
  await page.getByText('Η υπηρεσία της εταιρείας σας σας συνδέει').waitFor()
  await look(page, 'oidc-account')
  await app.store.db.updateTable('session').set({ provenAt: null }).execute()
  await page.goto(`${url}/console/#/people`)
  await page.reload()
  await page.getByRole('button', { name: 'Πρόσκληση μέλους' }).click()
  await page.getByLabel('Email').fill('new@oxzino.example')
  await page.getByRole('button', { name: 'Αποστολή πρόσκλησης' }).click()
  await page.getByRole('button', { name: 'Σύνδεση ξανά με Keycloak' }).waitFor()
  await look(page, 'oidc-prove')
  await page.getByRole('button', { name: 'Σύνδεση ξανά με Keycloak' }).click()
  await page.getByRole('button', { name: 'Άννα Ρήγα' }).click()
  await page.locator('.me button').waitFor()
  await page.goto(`${url}/console/#/people`)
  await page.getByRole('button', { name: 'Πρόσκληση μέλους' }).click()
  await page.getByLabel('Email').fill('new@oxzino.example')
  await page.getByRole('button', { name: 'Αποστολή πρόσκλησης' }).click()
  await page.getByText('new@oxzino.example').first().waitFor()
})

test('who says no, has no place here, or comes back a second time is told so', { timeout: 120_000 }, async () => {
  const page = await openPage('en-GB')
  await page.getByRole('button', { name: 'Sign in with Keycloak' }).click()
  await page.getByRole('button', { name: 'Cancel' }).click()
  await page.getByText('The sign-in was cancelled there.').waitFor()
  await look(page, 'oidc-declined')
  await page.getByRole('button', { name: 'To sign-in' }).click()
  await page.getByRole('button', { name: 'Sign in with Keycloak' }).click()
  await page.getByRole('button', { name: 'Πέτρος Ζ.' }).click()
  await page.getByText('Your account has no access here.').waitFor()
  await page.reload()
  await page.getByText('or was begun in another browser').waitFor()
})
