// A German site: its visitor searches as people type, writes a message and is written to in German; so is the desk.

import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { look } from './look.ts'
import { agents, openStage, type Stage } from './stage.ts'

const folder = mkdtempSync(join(tmpdir(), 'rotame-german-'))
let stage: Stage
beforeAll(async () => {
  cpSync(join(import.meta.dirname, '../bench/german/faq'), join(folder, 'faq'), { recursive: true })
  mkdirSync(join(folder, 'faq/el/basics'), { recursive: true })
  writeFileSync(join(folder, 'faq/el/basics/_category.md'), '---\ntitle: Βασικά\n---\n')
  writeFileSync(join(folder, 'faq/el/basics/bike.md'), '---\nquestion: Πώς νοικιάζω ποδήλατο;\n---\n\nΣτο κατάστημα.\n')
  writeFileSync(
    join(folder, 'rotame.yaml'),
    `staff: { secondFactor: optional }
sites:
  oxzino:
    name: Radwerk
    origins: ['https://www.radwerk.example']
    locales: [de, el]
    articles: ./faq
    hours: { timezone: Europe/Berlin, weekly: { mon: ['09:00-18:00'], tue: ['09:00-18:00'], wed: ['09:00-18:00'] } }
    mail: { from: 'Radwerk <hilfe@radwerk.example>', to: hilfe@radwerk.example }
`,
  )
  stage = await openStage(folder)
}, 120_000)
afterAll(async () => {
  await stage.close()
  rmSync(folder, { recursive: true })
})

/** A page in German, or what else its tag says. */
async function visit(lang: string): Promise<Page> {
  const page = await stage.visit({ locale: 'de-DE', timezoneId: 'Europe/Berlin' }, 'about:blank')
  await page.route(`${stage.demo.site}/`, async (route) => {
    const response = await route.fetch()
    await route.fulfill({
      response,
      body: (await response.text()).replace('<html lang="el">', `<html lang="${lang}">`),
    })
  })
  await page.goto(stage.demo.site)
  return page
}
const launcher = (page: Page) => page.getByRole('button', { name: /^(Hilfe|Help)/ })

test('an article is found as people type, and a message answered by mail, in German', { timeout: 90_000 }, async () => {
  stage.setClock('2026-11-25T22:00+01:00')
  const page = await visit('de')
  const loaded: string[] = []
  page.on('response', (response) => loaded.push(new URL(response.url()).pathname.split('/').at(-1)!))
  await launcher(page).click()
  const search = page.getByPlaceholder('Ihre Frage')
  await search.waitFor()
  await look(page, 'german-home')
  await search.pressSequentially('rechnungsadresse aendern')
  const found = page.getByRole('option').or(page.getByRole('link')).or(page.getByRole('button'))
  await found.filter({ hasText: 'Wie ändere ich meine Rechnungsadresse?' }).first().waitFor()
  await look(page, 'german-results')
  await found.filter({ hasText: 'Wie ändere ich meine Rechnungsadresse?' }).first().click()
  await page.getByRole('paragraph').filter({ hasText: 'finden Sie einen Stift' }).waitFor()
  expect(loaded).toContain('panel.de.js')
  expect(loaded.filter((name) => name.startsWith('words.'))).toEqual([])
  await look(page, 'german-article')
  await page.getByRole('button', { name: 'Zurück' }).click()
  await page
    .getByRole('button', { name: /Nachricht hinterlassen|Unser Team fragen/ })
    .first()
    .click()
  await page.getByLabel('Ihre E-Mail-Adresse').fill('lena.k@example.com')
  await page.getByLabel('Worum geht es?').fill('Können Sie die Rechnung an die neue Firma umschreiben?')
  await look(page, 'german-form')
  await page.getByRole('button', { name: 'Nachricht senden' }).click()
  await page.getByText('Ist angekommen, vielen Dank.').waitFor()
  await page.getByText('Ab Montag um 9:00 Uhr').waitFor()
  await look(page, 'german-ticket')
  const receipt = () =>
    stage.demo.mailbox.mails.find(({ parsed }) => [parsed.to].flat()[0]!.text.includes('lena.k@'))?.parsed
  await expect.poll(receipt).toBeTruthy()
  expect(receipt()!.subject).toMatch(/Ihre Nachricht ist da · Radwerk$/)
  expect(receipt()!.text).toContain('Ihre Nachricht an Radwerk ist angekommen, vielen Dank.')
  expect(receipt()!.text).toMatch(/Mittwoch|Donnerstag|Freitag|Montag|morgen/)
  await page.context().close()
})

test('a panel of another language has the server search German', async () => {
  const page = await visit('fr')
  await launcher(page).click()
  await page.getByPlaceholder('Ihre Frage').pressSequentially('adresse der rechnung aendern')
  await page.getByText('Wie ändere ich meine Rechnungsadresse?').first().waitFor()
  await page.context().close()
})

test('help and request pages are in German', async () => {
  const page = await stage.visit({ locale: 'de-DE' }, `${stage.demo.product}/help/oxzino/de/?q=groesse+rahmen`)
  await page.getByText('Welche Rahmengröße brauche ich?').first().waitFor()
  await look(page, 'german-help')
  await page.goto(`${stage.demo.product}/t/`)
  await page.getByText('Anliegen verfolgen').first().waitFor()
  await look(page, 'german-request')
  await page.goto(`${stage.demo.product}/help/oxzino/de/privacy`)
  await page.goto(`${stage.demo.product}/help/oxzino/de/data`)
  await page.getByText('Zeigen Sie uns zuerst, dass Sie es sind').waitFor()
  await page.context().close()
})

test('the desk speaks German to an agent whose browser does', { timeout: 90_000 }, async () => {
  const context = await stage.browser.newContext({ locale: 'de-AT' })
  const page = await context.newPage()
  await page.goto(`${stage.demo.product}/console/`)
  await page.getByLabel('E-Mail-Adresse').fill(agents[0].email)
  await page.getByLabel('Passwort', { exact: true }).fill(agents[0].password)
  await look(page, 'german-sign-in')
  await page.getByRole('button', { name: 'Weiter' }).click()
  await page.locator('.me button').first().waitFor()
  await page.getByText('Können Sie die Rechnung').first().click()
  await page.getByText('Notiz schreiben').or(page.getByLabel('Antwort schreiben')).first().waitFor()
  await look(page, 'german-desk')
  // German words are long: nothing of the head stands over its edge.
  const overflow = await page.locator('.middle header').evaluate((head) => head.scrollWidth - head.clientWidth)
  expect(overflow).toBe(0)
  await page.locator('.me > button').click()
  await page.getByRole('button', { name: 'Ελληνικά' }).waitFor()
  await look(page, 'german-menu')
  await page.getByRole('button', { name: 'English' }).click()
  await page.getByRole('navigation').getByText('Requests').first().waitFor()
  await page.locator('.me > button').click()
  await page.getByRole('button', { name: 'Deutsch' }).click()
  await page.getByRole('navigation').getByText('Anliegen').first().waitFor()
  await context.close()
})
