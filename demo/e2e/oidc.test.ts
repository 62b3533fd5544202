// Signing in by an issuer's word in Chromium: there and back, a proof anew for the team, and who is told why they are
// not in; in each language of the console.

import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pino } from 'pino'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createApp } from '../../server/app.ts'
import { readConfig } from '../../server/config/config.ts'
import { words as deAccount } from '../../server/console/account/de.ts'
import { words as elAccount } from '../../server/console/account/el.ts'
import { words as enAccount } from '../../server/console/account/en.ts'
import { words as dePeople } from '../../server/console/people/de.ts'
import { words as elPeople } from '../../server/console/people/el.ts'
import { words as enPeople } from '../../server/console/people/en.ts'
import { words as deWelcome } from '../../server/console/welcome/de.ts'
import { words as elWelcome } from '../../server/console/welcome/el.ts'
import { words as enWelcome } from '../../server/console/welcome/en.ts'
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

const languages = [
  { locale: 'el', welcome: elWelcome, account: elAccount, people: elPeople },
  { locale: 'en', welcome: enWelcome, account: enAccount, people: enPeople },
  { locale: 'de', welcome: deWelcome, account: deAccount, people: dePeople },
] as const

const openPage = async (locale: string): Promise<Page> => {
  const context = await browser.newContext({ locale, viewport: { width: 1280, height: 800 } })
  context.setDefaultTimeout(12_000)
  const page = await context.newPage()
  await page.goto(`${url}/console/`)
  return page
}
/** A button by all of its name. */
const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true })

describe.each(languages)('in $locale', { timeout: 180_000 }, ({ locale, welcome, account, people }) => {
  const toIssuer = welcome.byIssuer('Keycloak')
  const shot = (page: Page, name: string) => look(page, `oidc-${name}-${locale}`)
  const invited = `new-${locale}@oxzino.example`
  async function invite(page: Page) {
    await button(page, people.add).click()
    await page.getByLabel(people.email).fill(invited)
    await button(page, people.invite).click()
  }

  test('somebody goes there and comes back to the desk, and proves it anew to invite', async () => {
    const page = await openPage(locale)
    await button(page, toIssuer).waitFor()
    expect(await page.locator('html').getAttribute('lang')).toBe(locale)
    await shot(page, 'sign-in')
    // Whoever has a password writes at once.
    expect(await page.evaluate(() => document.activeElement?.id)).toBe('email')
    await button(page, toIssuer).click()
    await button(page, 'Άννα Ρήγα').click()
    await page.locator('.me button').waitFor()
    // Nothing of what lets in stays in the address.
    expect(new URL(page.url()).hash).not.toContain('oidc')

    await page.goto(`${url}/console/#/account`)
    await page.getByText(account.byIssuer).waitFor()
    await shot(page, 'account')
    await app.store.db.updateTable('session').set({ provenAt: null }).execute()
    await page.goto(`${url}/console/#/people`)
    await page.reload()
    await invite(page)
    await button(page, people.toIssuer('Keycloak')).waitFor()
    await page.getByText(people.proveThere('Keycloak')).waitFor()
    await shot(page, 'prove')
    await button(page, people.toIssuer('Keycloak')).click()
    await button(page, 'Άννα Ρήγα').click()
    await page.locator('.me button').waitFor()
    await page.goto(`${url}/console/#/people`)
    await invite(page)
    await page.getByText(invited).first().waitFor()
    await shot(page, 'invited')
  })

  test('who says no, has no place here, or comes back a second time is told so', async () => {
    const page = await openPage(locale)
    await button(page, toIssuer).click()
    await button(page, 'Cancel').click()
    await page.getByText(welcome.failures.declined).waitFor()
    await shot(page, 'declined')
    await button(page, welcome.toSignIn).click()
    await button(page, toIssuer).click()
    await button(page, 'Πέτρος Ζ.').click()
    await page.getByText(welcome.failures['not-mapped']).waitFor()
    await shot(page, 'not-mapped')
    await page.reload()
    await page.getByText(welcome.issuerOver).waitFor()
    await shot(page, 'over')
  })
})
