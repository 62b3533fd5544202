// `npm run screenshot`: the README's picture, taken of the running demo.

import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pino } from 'pino'
import { agents, startDemo } from './demo.ts'
import { launch } from './e2e/browser.ts'

const data = mkdtempSync(join(tmpdir(), 'rotame-screenshot-'))
const ahead = Date.parse('2026-11-25T12:00+02:00') - Date.now()
const demo = await startDemo({ port: 0, data, clock: () => Date.now() + ahead, log: pino({ level: 'error' }) })
const browser = await launch()
const context = await browser.newContext({
  locale: 'el-GR',
  timezoneId: 'Europe/Athens',
  viewport: { width: 1280, height: 800 },
})
const desk = await browser.newPage()
await desk.goto(`${demo.product}/console/`)
await desk.getByLabel('Email').fill(agents[0].email)
await desk.getByLabel('Password', { exact: true }).fill(agents[0].password)
await desk.keyboard.press('Enter')
await desk.locator('.me button').waitFor()
const page = await context.newPage()
await page.goto(demo.site)
await page.getByRole('button', { name: 'Βοήθεια' }).click()
await page.getByRole('combobox').fill('ξεχασα κωδικο')
await page.getByRole('option').first().waitFor()
await page.waitForTimeout(300)
await page.screenshot({ path: join(import.meta.dirname, 'screenshot.png') })
await browser.close()
await demo.stop()
rmSync(data, { recursive: true })
