// The first owner in a browser: from the link that a start prints to the desk, by keyboard alone.

import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pino } from 'pino'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createApp } from '../../server/app.ts'
import { readConfig } from '../../server/config/config.ts'
import { totp } from '../../server/test/browser.ts'
import { freePort } from '../../server/test/ports.ts'
import { launch } from './browser.ts'
import { violations } from './stage.ts'

let browser: Browser
let app: Awaited<ReturnType<typeof createApp>>
let url: string
const data = mkdtempSync(join(tmpdir(), 'rotame-first-'))
beforeAll(async () => {
  const port = await freePort()
  const config = readConfig(join(import.meta.dirname, '../site'), { PORT: String(port), ROTAME_DATA: data })
  config.staff = { secondFactor: 'required' }
  const dist = join(import.meta.dirname, '../../dist')
  app = await createApp(config, { clock: Date.now, log: pino({ level: 'error' }), dist })
  await app.listen(port, ['127.0.0.1', '::1'])
  url = config.url
  browser = await launch()
})
afterAll(async () => {
  await browser.close()
  await app.close()
  rmSync(data, { recursive: true })
})

const openPage = async (address: string, width = 1280, locale = 'el-GR'): Promise<Page> => {
  const context = await browser.newContext({ locale, viewport: { width, height: 800 } })
  context.setDefaultTimeout(12_000)
  const page = await context.newPage()
  await page.goto(address)
  return page
}

test('the link makes the owner, who sets up a second factor and is at the desk', { timeout: 120_000 }, async () => {
  const link = (await app.firstOwner())!
  const page = await openPage(link)
  await page.getByRole('heading', { name: 'Ο πρώτος λογαριασμός' }).waitFor()
  expect(await violations(page)).toEqual([])
  await page.getByLabel('Όνομα').focus()
  await page.keyboard.insertText('Άννα Ρήγα')
  await page.keyboard.press('Tab')
  await page.keyboard.insertText('anna@oxzino.example')
  await page.keyboard.press('Tab')
  await page.keyboard.insertText('anna-oxzino')
  await page.keyboard.press('Enter')
  await page.getByText('Ο κωδικός μαντεύεται εύκολα').waitFor()
  expect(await violations(page)).toEqual([])
  // What was typed is there, and so is the link, after a second look.
  await page.getByLabel('Κωδικός πρόσβασης', { exact: true }).fill('σύννεφο πέντε καρέκλα')
  await page.keyboard.press('Enter')
  await page.getByRole('heading', { name: 'Προστατέψτε τον λογαριασμό σας' }).waitFor()
  expect(page.url()).toBe(`${url}/console/#`)
  const secret = (await page.locator('.secret code').textContent())!.replaceAll(' ', '')
  await page.getByLabel('Γράψτε τον κωδικό').fill(totp(`otpauth://totp/x?secret=${secret}`))
  await page.keyboard.press('Enter')
  await page.getByRole('button', { name: 'Τους φύλαξα' }).click()
  await page.locator('.me button').waitFor()

  const late = await openPage(link, 360, 'en-GB')
  await late.getByRole('heading', { name: 'This link holds no more' }).waitFor()
  expect(await violations(late)).toEqual([])
  await late.getByRole('button', { name: 'To sign-in' }).click()
  await late.getByLabel('Email').waitFor()
  expect(late.url()).toBe(`${url}/console/#`)
  // In a console that is open already, too.
  await late.goto(link)
  await late.getByRole('heading', { name: 'This link holds no more' }).waitFor()
})
