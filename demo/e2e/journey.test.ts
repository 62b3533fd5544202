// The main job in a real browser, on the built product: the open-hours journey and the closed one.

import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { pino } from 'pino'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { agents, startDemo } from '../demo.ts'
import { launch } from './browser.ts'

const root = join(import.meta.dirname, '../..')
const clock = { at: Date.parse('2026-11-25T12:00+02:00'), set: Date.now() }
const setClock = (text: string) => Object.assign(clock, { at: Date.parse(text), set: Date.now() })
let browser: Browser
let demo: Awaited<ReturnType<typeof startDemo>>
let data: string
const problems: string[] = []

beforeAll(async () => {
  const { status } = spawnSync(process.execPath, ['widget/build.ts'], { cwd: root, stdio: 'inherit' })
  expect(status).toBe(0)
  data = mkdtempSync(join(tmpdir(), 'rotame-e2e-'))
  demo = await startDemo({ port: 0, data, clock: () => clock.at + Date.now() - clock.set, log: pino({ level: 'error' }) })
  browser = await launch()
})
afterAll(async () => {
  await browser.close()
  await demo.stop()
  rmSync(data, { recursive: true })
})

async function visit(site = demo.site): Promise<Page> {
  const context = await browser.newContext({ locale: 'el-GR', timezoneId: 'Europe/Athens' })
  context.setDefaultTimeout(6_000)
  const page = await context.newPage()
  page.on('console', (message) => {
    if (['error', 'warning'].includes(message.type())) problems.push(message.text())
  })
  page.on('pageerror', (error) => problems.push(error.message))
  await page.goto(site)
  return page
}

async function signIn(agent = agents[0] as { email: string; password: string }, product = demo.product): Promise<Page> {
  const context = await browser.newContext({ locale: 'el-GR' })
  context.setDefaultTimeout(6_000)
  const page = await context.newPage()
  await page.goto(`${product}/console/`)
  await page.getByLabel('Email').fill(agent.email)
  await page.getByLabel('Κωδικός πρόσβασης').fill(agent.password)
  await page.getByRole('button', { name: 'Σύνδεση' }).click()
  await page.getByRole('heading', { name: 'Γραφείο' }).waitFor()
  return page
}

const launcher = (page: Page) => page.getByRole('button', { name: 'Βοήθεια' })

test('before the launcher is touched there is one script, no storage and no socket', async () => {
  const context = await browser.newContext()
  const page = await context.newPage()
  const asked: string[] = []
  page.on('request', (request) => asked.push(request.url()))
  page.on('websocket', (socket) => asked.push(socket.url()))
  await page.goto(demo.site)
  await launcher(page).waitFor()
  await page.waitForTimeout(500)
  expect(asked.filter((url) => !url.startsWith(demo.site))).toEqual([`${demo.product}/widget.js`])
  expect(await page.evaluate(() => [localStorage.length, sessionStorage.length, document.cookie])).toEqual([0, 0, ''])
  expect(await page.evaluate(async () => (await indexedDB.databases()).length)).toBe(0)
  await context.close()
})

test('a visitor finds an answer, asks a person, and reads the reply; after a reload it is still there', async () => {
  const agent = await signIn()
  const page = await visit()
  await launcher(page).click()
  await page.getByText('Είμαστε εδώ έως τις 18:00').waitFor()
  await page.getByRole('combobox').fill('ξεχασα κωδικο')
  await page.getByRole('option').first().getByText('Ξέχασα').first().waitFor()
  await page.keyboard.press('Enter')
  await page.getByText('Δημιουργήστε έναν νέο ασφαλή κωδικό').waitFor()
  await page.getByRole('button', { name: 'Όχι' }).click()

  await page.getByRole('button', { name: 'Μιλήστε μαζί μας' }).click()
  await page.getByLabel('Γράψτε μήνυμα').fill('Δεν έρχεται το email')
  await page.keyboard.press('Enter')
  await page.getByText('Στάλθηκε').waitFor()

  await agent.getByText('Δεν έρχεται το email').first().click()
  await agent.getByText('Αναζήτησε: ξεχασα κωδικο').waitFor()
  await agent.getByText('Διάβασε: Ξέχασα τον κωδικό').waitFor()
  await agent.getByLabel('Γράψτε απάντηση').fill('Κοιτάξτε και στα ανεπιθύμητα')
  await agent.keyboard.press('Enter')
  await page.getByText('Κοιτάξτε και στα ανεπιθύμητα').waitFor()
  await page.getByText('Διαβάστηκε').waitFor()

  await page.getByRole('button', { name: 'Κλείσιμο' }).click()
  await agent.getByLabel('Γράψτε απάντηση').fill('Τα βρήκατε;')
  await agent.keyboard.press('Enter')
  await expect.poll(() => launcher(page).innerText()).toContain('1')

  await page.reload()
  await expect.poll(() => launcher(page).innerText()).toContain('1')
  await launcher(page).click()
  await page.getByRole('button', { name: 'Μιλήστε μαζί μας' }).click()
  await page.getByText('Κοιτάξτε και στα ανεπιθύμητα').waitFor()
  expect(await page.getByText('Δεν έρχεται το email').count()).toBe(1)
  await page.getByRole('button', { name: 'Περισσότερα' }).click()
  await page.getByRole('button', { name: 'Τέλος συνομιλίας' }).click()
  await page.getByText('Κλείσατε τη συνομιλία').waitFor()
  await agent.getByText('Την έκλεισε ο επισκέπτης').waitFor()
  await agent.context().close()
  await page.context().close()
})

test('an open panel flips at closing time, and the form then makes a ticket and two mails', async () => {
  setClock('2026-11-25T17:59:57+02:00')
  const agent = await signIn(agents[1])
  const page = await visit()
  await launcher(page).click()
  await page.getByText('Είμαστε εδώ έως τις 18:00').waitFor()
  await page.getByText('Ανοίγουμε αύριο στις 9:00').waitFor({ timeout: 15_000 })

  await page.getByRole('button', { name: 'Αφήστε μας μήνυμα' }).click()
  await page.getByLabel('Το email σας').fill('maria.k@example')
  await page.getByLabel('Τι χρειάζεστε;').fill('Θέλω τιμολόγιο με διαφορετική επωνυμία')
  await page.getByRole('button', { name: 'Αποστολή μηνύματος' }).click()
  await page.getByText('Ελέγξτε το email').waitFor()
  await page.getByLabel('Το email σας').fill('maria.k@example.com')
  await page.getByRole('button', { name: 'Αποστολή μηνύματος' }).click()
  await page.getByText('Το λάβαμε, ευχαριστούμε.').waitFor()
  const reference = await page.locator('[data-reference]').innerText()
  await expect.poll(() => demo.mailbox.mails.length).toBe(2)
  expect(demo.mailbox.mails.map(({ parsed }) => parsed.subject)).toEqual([
    expect.stringContaining(`[${reference}]`),
    expect.stringContaining(`[${reference}]`),
  ])
  await agent.getByText(reference).first().waitFor()
  await agent.context().close()
  await page.context().close()
})

const axe = readFileSync(join(root, 'node_modules/axe-core/axe.min.js'), 'utf8')

/** What axe finds wrong on a page, in words. */
async function violations(page: Page): Promise<string[]> {
  await page.waitForTimeout(250)
  await page.evaluate(axe)
  return page.evaluate(async () => {
    const { axe: run } = window as unknown as { axe: { run: () => Promise<{ violations: { id: string; nodes: { html: string }[] }[] }> } }
    return (await run.run()).violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 120)).join(' | ')}`)
  })
}

test.each(['light', 'dark'] as const)('axe finds nothing wrong in widget and console, %s', async (colorScheme) => {
  setClock('2026-11-25T12:00+02:00')
  const agent = await signIn()
  await agent.emulateMedia({ colorScheme })
  const page = await visit()
  await page.emulateMedia({ colorScheme })
  await launcher(page).click()
  await page.getByText('Είμαστε εδώ έως τις 18:00').waitFor()
  const found = { home: await violations(page), results: [''], none: [''], article: [''], chat: [''], desk: [''] }
  await page.getByRole('combobox').fill('ξεχασα κωδικο')
  await page.getByRole('option').first().waitFor()
  found.results = await violations(page)
  await page.getByRole('combobox').fill('ζζζζζζ')
  found.none = await violations(page)
  await page.getByRole('combobox').fill('χρόνοι απόκρισης')
  await page.keyboard.press('Enter')
  await page.getByRole('table').waitFor()
  found.article = await violations(page)
  await page.getByRole('button', { name: 'Μιλήστε μαζί μας' }).click()
  await page.getByLabel('Γράψτε μήνυμα').fill(`Καλημέρα, ${colorScheme}`)
  await page.keyboard.press('Enter')
  await page.getByText('Στάλθηκε').waitFor()
  found.chat = await violations(page)
  await agent.getByText(`Καλημέρα, ${colorScheme}`).first().click()
  await agent.getByLabel('Γράψτε απάντηση').waitFor()
  found.desk = await violations(agent)
  expect(found).toEqual({ home: [], results: [], none: [], article: [], chat: [], desk: [] })
  await agent.context().close()
  await page.context().close()
}, 40_000)

/** The demo as a process of its own, to be killed. */
async function startProcess(port: number, folder: string): Promise<ChildProcess> {
  const env = { ...process.env, PORT: String(port), ROTAME_DATA: folder }
  const child = spawn(process.execPath, ['demo/start.ts', '--at', '2026-11-25T12:00+02:00'], { cwd: root, env, stdio: ['ignore', 'pipe', 'inherit'] })
  await Promise.race([
    once(child.stdout!, 'data'),
    once(child, 'exit').then(([code]) => {
      throw new Error(`the demo ended with ${code} before it listened`)
    }),
  ])
  return child
}

test('the server killed in mid-conversation comes back, and both sides go on with every message once', { timeout: 45_000 }, async () => {
  const folder = mkdtempSync(join(tmpdir(), 'rotame-killed-'))
  // Below the ports that systems hand out by themselves.
  const port = 20_000 + 2 * (process.pid % 6_000)
  const address = { product: `http://localhost:${port}`, site: `http://localhost:${port + 1}` }
  let child = await startProcess(port, folder)
  try {
    const agent = await signIn(agents[0], address.product)
    const page = await visit(address.site)
    await launcher(page).click()
    await page.getByRole('button', { name: 'Μιλήστε μαζί μας' }).click()
    const write = async (text: string) => {
      await page.getByLabel('Γράψτε μήνυμα').fill(text)
      await page.keyboard.press('Enter')
    }
    await write('πρώτο')
    await agent.getByText('πρώτο').first().click()
    await agent.getByLabel('Γράψτε απάντηση').waitFor()
    child.kill('SIGKILL')
    await once(child, 'exit')
    await write('δεύτερο')
    await write('τρίτο')
    await agent.getByLabel('Γράψτε απάντηση').fill('απάντηση')
    await agent.keyboard.press('Enter')
    child = await startProcess(port, folder)
    for (const side of [page, agent]) {
      const log = side.getByRole('log')
      await expect.poll(() => log.innerText(), { timeout: 15_000 }).toMatch(/πρώτο[^]*(δεύτερο[^]*τρίτο|απάντηση)/)
      for (const text of ['πρώτο', 'δεύτερο', 'τρίτο', 'απάντηση'])
        await expect.poll(() => log.getByText(text, { exact: true }).count(), { timeout: 15_000 }).toBe(1)
      await expect.poll(() => log.innerText()).not.toContain('Στέλνεται')
    }
    await agent.context().close()
    await page.context().close()
  } finally {
    if (child.exitCode === null && child.signalCode === null) {
      child.kill('SIGTERM')
      await once(child, 'exit')
    }
    rmSync(folder, { recursive: true })
  }
})

test('the whole journey broke no policy and logged no error in the page', () => {
  // A refused form and a killed server, which the browser itself writes to its console.
  expect(problems.filter((text) => !/400 \(Bad Request\)|ERR_CONNECTION_REFUSED|WebSocket connection/.test(text))).toEqual([])
})
