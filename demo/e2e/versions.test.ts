// Pages that stay open while a new version is installed: the version before goes on, an older one says what to do.

import { cpSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pino } from 'pino'
import { type Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { limits } from '../../server/limits.ts'
import { startDemo } from '../demo.ts'
import { agents, launcher, openStage, type Stage } from './stage.ts'

let stage: Stage
beforeAll(async () => {
  stage = await openStage()
})
afterAll(() => stage.close())

/** The screen that is seen. */
const shown = (page: Page) => page.locator('.screen:not([hidden])').first()

/** Makes what a page loads from now on speak another version. */
async function speak(page: Page, version: number): Promise<() => void> {
  let count = 0
  await page.context().route(/\/(w\/[^/]+\/conversation(?:\.el)?|console\/assets\/[^/]+)\.js/, async (route) => {
    const response = await route.fetch()
    const text = await response.text()
    const said = text.replace(/\bv:(?:[\w$]+\.version|\d+)(?=,)/g, () => (count++, `v:${version}`))
    await route.fulfill({ response, body: said, headers: { ...response.headers(), 'cache-control': 'no-store' } })
  })
  return () => expect(count).toBeGreaterThan(0)
}

test('a visitor with the version before chats; one with an older is told to reload, and their words are kept', async () => {
  const agent = await stage.signIn()
  for (const back of [1, 2]) {
    const page = await stage.visit()
    const check = await speak(page, limits.version - back)
    await launcher(page).click()
    await page.getByRole('button', { name: 'Μιλήστε μαζί μας' }).click()
    const write = async (text: string) => {
      await page.getByLabel('Γράψτε μήνυμα').fill(text)
      await page.keyboard.press('Enter')
    }
    await write(`έκδοση ${back}`)
    check()
    if (back === 1) await page.getByText('Στάλθηκε').waitFor()
    else {
      await shown(page).getByText('Υπάρχει νέα έκδοση.').waitFor()
      expect(await shown(page).getByText('Χωρίς σύνδεση').count()).toBe(0)
      await page.getByText('Στέλνεται').waitFor()
      await page.getByLabel('Γράψτε μήνυμα').fill('και μισό')
      await page.waitForTimeout(300)
      await page.context().unrouteAll()
      await page.getByRole('button', { name: 'Ανανεώστε τη σελίδα' }).click()
      await page.waitForEvent('load')
      await launcher(page).click()
      await page.getByRole('button', { name: 'Μιλήστε μαζί μας' }).click()
      await page.getByText('Στάλθηκε').waitFor()
      expect(await page.getByRole('log').getByText('έκδοση 2').count()).toBe(1)
      await expect.poll(() => page.getByLabel('Γράψτε μήνυμα').inputValue()).toBe('και μισό')
    }
    await page.context().close()
  }
  await agent.context().close()
})

test('a desk with the version before works; an older one is told to reload', async () => {
  for (const back of [1, 2]) {
    const context = await stage.browser.newContext({ locale: 'el-GR' })
    const page = await context.newPage()
    const check = await speak(page, limits.version - back)
    await page.goto(`${stage.demo.product}/console/`)
    await page.getByLabel('Email').fill(agents[0].email)
    await page.getByLabel('Κωδικός πρόσβασης').fill(agents[0].password)
    await page.getByRole('button', { name: 'Συνέχεια' }).click()
    if (back === 1) await page.locator('.me button').waitFor()
    else await page.getByRole('button', { name: 'Ανανεώστε τη σελίδα' }).waitFor()
    check()
    await context.close()
  }
})

test('a panel whose build was replaced says so when it needs a chunk; a loader of it goes on with the new', async () => {
  // Below the ports that systems hand out by themselves.
  const port = 14_000 + 2 * (process.pid % 3_000)
  const folder = mkdtempSync(join(tmpdir(), 'rotame-builds-'))
  const dist = join(folder, 'dist')
  cpSync(join(import.meta.dirname, '../../dist'), dist, { recursive: true })
  const { build } = JSON.parse(readFileSync(join(dist, 'build.json'), 'utf8')) as { build: string }
  renameSync(join(dist, 'w', build), join(dist, 'w/another'))
  writeFileSync(join(dist, 'build.json'), '{"build":"another"}')
  const ahead = Date.parse('2026-11-25T12:00+02:00') - Date.now()
  const shared = { port, data: join(folder, 'data'), clock: () => Date.now() + ahead, log: pino({ level: 'error' }) }
  const before = await startDemo(shared)
  const page = await stage.visit({}, before.site)
  await launcher(page).click()
  await page.getByText('Ρωτούν συχνά').waitFor()
  const second = await stage.visit({}, before.site)
  await launcher(second).waitFor()
  await before.stop()
  const after = await startDemo({ ...shared, dist })
  try {
    await page.getByRole('button', { name: 'Ώρες και επικοινωνία' }).click()
    await shown(page).getByText('Υπάρχει νέα έκδοση.').waitFor()
    await page.getByRole('button', { name: 'Ανανεώστε τη σελίδα' }).waitFor()
    await launcher(second).click()
    await second.getByText('Ρωτούν συχνά').waitFor()
    await second.getByRole('button', { name: 'Ώρες και επικοινωνία' }).click()
    await second.locator('.ways').waitFor()
    expect(
      await second.evaluate(() =>
        performance
          .getEntriesByType('resource')
          .map(({ name }) => name)
          .filter((name) => name.includes('contact')),
      ),
    ).toEqual([expect.stringContaining('/w/another/')])
  } finally {
    await page.context().close()
    await second.context().close()
    await after.stop()
    rmSync(folder, { recursive: true })
  }
})
