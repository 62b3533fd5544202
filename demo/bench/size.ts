// `npm run -s bench:size`: what the journey costs in bytes, measured in Chromium on the production build with the Greek site.

import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { brotliCompressSync, constants } from 'node:zlib'
import type { Page } from 'playwright-core'
import { pino } from 'pino'
import { agents, startDemo } from '../demo.ts'
import { launch } from '../e2e/browser.ts'

const budgets = { loader: 1_500, panel: 24_000, data: 4_000, chat: 14_000 } as const
type Figure = keyof typeof budgets | 'console'

const root = join(import.meta.dirname, '../..')
const built = spawnSync(process.execPath, ['widget/build.ts'], { cwd: root, stdio: ['ignore', 'ignore', 'inherit'] })
if (built.status !== 0) process.exit(1)
const folder = mkdtempSync(join(tmpdir(), 'rotame-size-'))
const ahead = Date.parse('2026-11-25T12:00+02:00') - Date.now()
const demo = await startDemo({ port: 0, data: folder, clock: () => Date.now() + ahead, log: pino({ level: 'error' }) })
const browser = await launch()
const sizes: Record<Figure, number> = { loader: 0, panel: 0, data: 0, chat: 0, console: 0 }
const counting: Promise<void>[] = []

/** Counts every response of ours into the figure that is being measured; article text counts nowhere. */
function count(page: Page, figure: () => Figure | null): void {
  page.on('response', (response) => {
    const url = new URL(response.url())
    if (url.origin !== demo.product || url.pathname.startsWith('/articles/')) return
    const into = url.pathname.startsWith('/keywords/') ? 'data' : figure()
    if (into === null) throw new Error(`${url.pathname} is in no figure`)
    counting.push(
      response.body().then(
        (body) =>
          void (sizes[into] += brotliCompressSync(body, { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } }).length),
        // An answer without a body, such as 304 or 204.
        () => undefined,
      ),
    )
  })
}

let figure: Figure | null = 'loader'
const page = await (await browser.newContext({ locale: 'el-GR' })).newPage()
count(page, () => figure)
await page.goto(demo.site)
const launcher = page.getByRole('button', { name: 'Βοήθεια' })
await launcher.waitFor()
figure = 'panel'
await launcher.click()
await page.getByRole('combobox').fill('ξεχασα κωδικο')
await page.getByRole('option').first().waitFor()
await page.keyboard.press('Enter')
await page.getByText('Δημιουργήστε έναν νέο ασφαλή κωδικό').waitFor()
await page.getByRole('button', { name: 'Αφήστε μας μήνυμα' }).click()
await page.getByLabel('Το email σας').waitFor()

const desk = await (await browser.newContext({ locale: 'el-GR' })).newPage()
count(desk, () => 'console')
await desk.goto(`${demo.product}/console/`)
await desk.getByLabel('Email').fill(agents[0].email)
await desk.getByLabel('Κωδικός πρόσβασης').fill(agents[0].password)
await desk.getByRole('button', { name: 'Σύνδεση' }).click()
await desk.locator('.me button').waitFor()

figure = 'chat'
await page.evaluate(() => (window as unknown as { Rotame: (call: string) => void }).Rotame('ask'))
await page.getByLabel('Γράψτε μήνυμα').fill('Καλημέρα')
await page.keyboard.press('Enter')
await desk.getByText('Καλημέρα').first().click()
await desk.getByLabel('Γράψτε απάντηση').fill('Καλημέρα σας')
await desk.keyboard.press('Enter')
await page.getByRole('log').getByText('Καλημέρα σας').waitFor()
await Promise.all(counting)
figure = null

await browser.close()
await demo.stop()
rmSync(folder, { recursive: true })
if (process.argv.includes('--json')) console.log(JSON.stringify(sizes))
else
  for (const [name, bytes] of Object.entries(sizes))
    console.log(
      `${name.padEnd(8)} ${String(bytes).padStart(7)} B${name in budgets ? ` of ${budgets[name as keyof typeof budgets]}` : ''}`,
    )
const over = Object.entries(budgets).filter(([name, most]) => sizes[name as Figure] > most)
for (const [name, most] of over) console.error(`${name} is over its budget of ${most} bytes`)
process.exit(over.length === 0 ? 0 : 1)
