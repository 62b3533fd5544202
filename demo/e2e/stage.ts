// A stage for the browser's tests: the built product, the demo's site, a clock of its own, and Chromium.

import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pino } from 'pino'
import type { Browser, BrowserContextOptions, Locator, Page } from 'playwright-core'
import type { ImapMailbox } from '../../server/config/inbound.ts'
import { agents, startDemo } from '../demo.ts'
import { launch } from './browser.ts'

export { agents }
export type Stage = Awaited<ReturnType<typeof openStage>>

/**
 * Opens at noon of an ordinary Wednesday.
 * @param folder of another rotame.yaml than the demo's
 * @param limitsFactor for many visitors, who all come from one address here
 * @param imap the mailbox that is read
 * @param more.hasHistory whether it begins with the demo's two months of conversations
 * @param more.replyDelay how long answers can be taken back before they go by mail (ms)
 */
export async function openStage(
  folder?: string,
  isMailless = false,
  limitsFactor = 1,
  imap: ImapMailbox | null = null,
  { hasHistory = false, replyDelay = 0 } = {},
) {
  const clock = { at: Date.parse('2026-11-25T12:00+02:00'), set: Date.now() }
  const data = mkdtempSync(join(tmpdir(), 'rotame-e2e-'))
  const demo = await startDemo({
    port: 0,
    ...(folder && { folder }),
    isMailless,
    limitsFactor,
    imap,
    replyDelay,
    data,
    hasHistory,
    clock: () => clock.at + Date.now() - clock.set,
    log: pino({ level: 'error' }),
  })
  const browser = await launch()
  const problems: string[] = []
  let stopped: Promise<void> | undefined
  const stopDemo = () => (stopped ??= demo.stop())
  return {
    demo,
    browser,
    /** What pages have logged as an error or a warning. */
    problems,
    setClock: (text: string) => Object.assign(clock, { at: Date.parse(text), set: Date.now() }),
    /** A visitor of their own, on the demo's page. */
    visit: (options: BrowserContextOptions = {}, site = demo.site): Promise<Page> =>
      visit(browser, site, options, problems),
    /** An agent at the desk. */
    signIn: (agent: { email: string; password: string } = agents[0], product = demo.product): Promise<Page> =>
      signIn(browser, agent, product),
    /** Ends the server, under the pages that are open. */
    stopDemo,
    async close(): Promise<void> {
      await browser.close()
      await stopDemo()
      rmSync(data, { recursive: true })
    },
  }
}

async function visit(
  browser: Browser,
  site: string,
  options: BrowserContextOptions,
  problems: string[],
): Promise<Page> {
  const context = await browser.newContext({ locale: 'el-GR', timezoneId: 'Europe/Athens', ...options })
  context.setDefaultTimeout(12_000)
  const page = await context.newPage()
  page.on('console', (message) => {
    if (['error', 'warning'].includes(message.type())) problems.push(message.text())
  })
  page.on('pageerror', (error) => problems.push(error.message))
  await page.goto(site)
  return page
}

async function signIn(browser: Browser, agent: { email: string; password: string }, product: string): Promise<Page> {
  const context = await browser.newContext({ locale: 'el-GR' })
  context.setDefaultTimeout(12_000)
  const page = await context.newPage()
  await page.goto(`${product}/console/`)
  await page.getByLabel('Email').fill(agent.email)
  await page.getByLabel('Κωδικός πρόσβασης').fill(agent.password)
  await page.getByRole('button', { name: 'Συνέχεια' }).click()
  // Drawn once the server has said who we are, and so counts us as present.
  await page.locator('.me button').waitFor()
  return page
}

/** The launcher, in either language. */
export const launcher = (page: Page): Locator => page.getByRole('button', { name: /^(Βοήθεια|Help)/ })

const axe = readFileSync(join(import.meta.dirname, '../../node_modules/axe-core/axe.min.js'), 'utf8')

/** A visitor begins a chat, whose first message arrives. */
export async function begin(visitor: Page, text: string): Promise<void> {
  await launcher(visitor).click()
  await visitor.getByRole('button', { name: 'Μιλήστε μαζί μας' }).click()
  await visitor.getByLabel('Γράψτε μήνυμα').fill(text)
  await visitor.keyboard.press('Enter')
  await visitor.getByText('Στάλθηκε').waitFor()
}

/** What axe finds wrong on a page, in words. */
export async function violations(page: Page): Promise<string[]> {
  await page.waitForTimeout(250)
  await page.evaluate(axe)
  return page.evaluate(async () => {
    const { axe: run } = window as unknown as {
      axe: { run: () => Promise<{ violations: { id: string; nodes: { html: string }[] }[] }> }
    }
    return (await run.run()).violations.map(
      ({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 120)).join(' | ')}`,
    )
  })
}
