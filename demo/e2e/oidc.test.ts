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
  {
    locale: 'el',
    toIssuer: 'Σύνδεση με Keycloak',
    byIssuer: 'Η υπηρεσία της εταιρείας σας σας συνδέει: κωδικός και δεύτερο βήμα ορίζονται εκεί.',
    add: 'Πρόσκληση μέλους',
    email: 'Email',
    invite: 'Αποστολή πρόσκλησης',
    prove:
      'Για αλλαγές στην ομάδα συνδεθείτε ξανά με Keycloak. Ισχύει για δέκα λεπτά· όταν επιστρέψετε, κάντε την αλλαγή ξανά.',
    again: 'Σύνδεση ξανά με Keycloak',
    declined: 'Η σύνδεση ακυρώθηκε εκεί. Δοκιμάστε ξανά όποτε θέλετε.',
    toSignIn: 'Στη σύνδεση',
    notMapped: 'Ο λογαριασμός σας δεν έχει πρόσβαση εδώ. Ζητήστε την από όποιον διαχειρίζεται την ομάδα.',
    over: 'Η σύνδεση άργησε, έγινε ήδη μία φορά ή ξεκίνησε σε άλλο πρόγραμμα περιήγησης. Ξεκινήστε ξανά.',
  },
  {
    locale: 'en',
    toIssuer: 'Sign in with Keycloak',
    byIssuer: 'Your company’s service signs you in: password and second step are set there.',
    add: 'Invite somebody',
    email: 'Email',
    invite: 'Send the invitation',
    prove:
      'To change the team, sign in with Keycloak again. It counts for ten minutes; change it again when you are back.',
    again: 'Sign in with Keycloak again',
    declined: 'The sign-in was cancelled there. Try again when you want.',
    toSignIn: 'To sign-in',
    notMapped: 'Your account has no access here. Ask whoever runs the team for it.',
    over: 'It took too long, was used already, or was begun in another browser. Begin again.',
  },
  {
    locale: 'de',
    toIssuer: 'Mit Keycloak anmelden',
    byIssuer: 'Der Dienst Ihrer Firma meldet Sie an: Passwort und zweiter Schritt werden dort festgelegt.',
    add: 'Jemanden einladen',
    email: 'E-Mail',
    invite: 'Einladung senden',
    prove:
      'Um das Team zu ändern, melden Sie sich noch einmal mit Keycloak an. Das gilt zehn Minuten; ändern Sie es danach noch einmal.',
    again: 'Noch einmal mit Keycloak anmelden',
    declined: 'Die Anmeldung wurde dort abgebrochen. Versuchen Sie es, wann Sie möchten.',
    toSignIn: 'Zur Anmeldung',
    notMapped: 'Ihr Konto hat hier keinen Zugang. Wer das Team leitet, kann ihn geben.',
    over: 'Es dauerte zu lange, wurde schon benutzt oder in einem anderen Browser begonnen. Beginnen Sie noch einmal.',
  },
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

describe.each(languages)('in $locale', { timeout: 180_000 }, ({ locale, toIssuer, ...words }) => {
  const shot = (page: Page, name: string) => look(page, `oidc-${name}-${locale}`)
  const invited = `new-${locale}@oxzino.example`
  async function invite(page: Page) {
    await button(page, words.add).click()
    await page.getByLabel(words.email).fill(invited)
    await button(page, words.invite).click()
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
    await page.getByText(words.byIssuer).waitFor()
    await shot(page, 'account')
    await app.store.db.updateTable('session').set({ provenAt: null }).execute()
    await page.goto(`${url}/console/#/people`)
    await page.reload()
    await invite(page)
    await button(page, words.again).waitFor()
    await page.getByText(words.prove).waitFor()
    await shot(page, 'prove')
    await button(page, words.again).click()
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
    await page.getByText(words.declined).waitFor()
    await shot(page, 'declined')
    await button(page, words.toSignIn).click()
    await button(page, toIssuer).click()
    await button(page, 'Πέτρος Ζ.').click()
    await page.getByText(words.notMapped).waitFor()
    await shot(page, 'not-mapped')
    await page.reload()
    await page.getByText(words.over).waitFor()
    await shot(page, 'over')
  })
})
