// Every screen of the console with the demo's history in it, in both languages: nothing wrong to axe and nothing wider
// than the window, in both looks, on a phone and on a desk.

import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { half, look as lookAt } from './look.ts'
import { openStage, type Stage } from './stage.ts'

/** As text: what runs in no browser knows no page. */
const pages = readFileSync(join(import.meta.dirname, '../../server/console/pages.ts'), 'utf8')
const routes = [...pages.matchAll(/route: '(\w+)'/g)].map(([, route]) => route!)

let stage: Stage
beforeAll(async () => (stage = await openStage(undefined, false, 1, null, { hasHistory: true })), 120_000)
afterAll(() => stage.close())

/** A screen as it is when it has settled. */
async function show(desk: Page, path: string): Promise<void> {
  await desk.goto(`${stage.demo.product}/console/#/${path}`)
  await desk.locator('main').waitFor()
  await desk.waitForTimeout(600)
}

/** One of each kind that the history has. */
async function conversations(): Promise<[name: string, id: string][]> {
  const { db } = stage.demo.store
  const newest = db.selectFrom('conversation as c').orderBy('c.revision', 'desc').select('c.id').limit(1)
  const isOpen = (target: 'chat' | 'ticket') => newest.where('c.state', '=', 'open').where('c.target', '=', target)
  const rated = newest.innerJoin('rating as r', 'r.conversation', 'c.key').where('r.comment', '!=', '')
  const noted = newest.innerJoin('note as n', 'n.conversation', 'c.key')
  const merged = newest.where('c.mergedInto', 'is not', null)
  const kinds = { chat: isOpen('chat'), request: isOpen('ticket'), rated, noted, merged }
  const found: [string, string][] = []
  for (const [name, query] of Object.entries(kinds)) found.push([name, (await query.executeTakeFirstOrThrow()).id])
  return found
}

describe.each(['el', 'en'] as const)('in %s', { timeout: 300_000 }, (locale) => {
  let desk: Page
  const look = async (page: Page, name: string) => {
    await lookAt(page, `${name}-${locale}`, locale === 'el' ? undefined : half)
    for (const width of [360, 1280]) {
      await page.setViewportSize({ width, height: 800 })
      expect([name, width, await page.evaluate(() => document.documentElement.scrollWidth)]).toEqual([
        name,
        width,
        width,
      ])
    }
  }
  beforeAll(async () => {
    desk = await stage.signIn()
    await desk.evaluate((value) => localStorage.setItem('rotame:locale', value), locale)
    await desk.reload()
    await desk.locator('.me button').waitFor()
  }, 60_000)
  afterAll(() => desk.context().close())

  test.each(routes)('the page %s', async (route) => {
    await show(desk, route)
    await look(desk, `page-${route}`)
  })

  test('what is found', async () => {
    await show(desk, 'find/q=τιμολόγιο')
    await desk.locator('.hit').first().waitFor()
    await look(desk, 'found')
  })

  test('conversations of each kind', async () => {
    for (const [name, id] of await conversations()) {
      await show(desk, `all/${id}`)
      await desk.getByRole('log').waitFor()
      await look(desk, `conversation-${name}`)
    }
  })

  test('what opens over them', async () => {
    await show(desk, 'inbox')
    const over = { palette: 'Control+KeyK', keys: 'Shift+Slash' }
    for (const [name, key] of Object.entries(over)) {
      await desk.keyboard.press(key)
      await desk.locator('dialog[open], .palette').first().waitFor()
      await look(desk, name)
      await desk.keyboard.press('Escape')
    }
    await desk.locator('.me > button').click()
    await look(desk, 'menu')
  })
})
