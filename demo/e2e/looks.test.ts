// Every screen for everyone: axe, light and dark, and a page whose own styles are hostile.

import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { launcher, openStage, type Stage, violations } from './stage.ts'

let stage: Stage
beforeAll(async () => {
  stage = await openStage()
})
afterAll(() => stage.close())

test.each(['light', 'dark'] as const)(
  'axe finds nothing wrong on any screen of widget and console, %s',
  { timeout: 60_000 },
  async (colorScheme) => {
    stage.setClock('2026-11-25T12:00+02:00')
    const found: Record<string, string[]> = {}
    const look = async (name: string, page: Page) => {
      for (const problem of await violations(page)) (found[name] ??= []).push(problem)
    }
    const stranger = await stage.browser.newPage({ colorScheme, locale: 'el-GR' })
    await stranger.goto(`${stage.demo.product}/console/`)
    await stranger.getByLabel('Email').waitFor()
    await look('sign-in', stranger)
    await stranger.close()
    const agent = await stage.signIn()
    await agent.emulateMedia({ colorScheme })
    const page = await stage.visit({ colorScheme })
    await launcher(page).click()
    await page.getByText('Είμαστε εδώ έως τις 18:00').waitFor()
    await look('home', page)
    await page.getByRole('button', { name: 'Ώρες και επικοινωνία' }).click()
    await page.getByText('210 000 0001').waitFor()
    await look('contact', page)
    await page.getByRole('button', { name: 'Πίσω' }).click()
    await page.getByRole('button', { name: 'Πληρωμές & Τιμολόγηση' }).click()
    await look('topic', page)
    await page.getByRole('button', { name: 'Πίσω' }).click()
    await page.getByRole('combobox').fill('ξεχασα κωδικο')
    await page.getByRole('option').first().waitFor()
    await look('results', page)
    await page.getByRole('combobox').fill('ζζζζζζ')
    await look('no answer', page)
    await page.getByRole('combobox').fill('χρόνοι απόκρισης')
    await page.keyboard.press('Enter')
    await page.getByRole('table').waitFor()
    await page.getByRole('button', { name: 'Όχι' }).click()
    await look('article', page)
    await page.getByRole('button', { name: 'Μιλήστε μαζί μας' }).click()
    await page.getByLabel('Γράψτε μήνυμα').fill(`Καλημέρα, ${colorScheme}`)
    await page.keyboard.press('Enter')
    await page.getByText('Στάλθηκε').waitFor()
    await look('queue', page)
    await agent.getByRole('navigation').getByRole('button', { name: 'Ωράριο' }).click()
    await agent.locator('.banner').waitFor()
    await look('hours', agent)
    await agent.getByRole('navigation').getByRole('button', { name: 'Γραφείο' }).click()
    await agent.getByText(`Καλημέρα, ${colorScheme}`).first().click()
    await agent.getByLabel('Γράψτε απάντηση').fill('Καλημέρα σας')
    await agent.keyboard.press('Enter')
    await page.getByText('Καλημέρα σας').waitFor()
    await page.getByRole('button', { name: 'Περισσότερα' }).click()
    await look('conversation and menu', page)
    await look('desk', agent)
    await agent.setViewportSize({ width: 360, height: 740 })
    await look('thread on a phone', agent)
    await agent.getByRole('button', { name: 'Πίσω' }).click()
    await look('desk on a phone', agent)
    await agent.setViewportSize({ width: 1280, height: 800 })
    await agent.getByRole('button', { name: 'Αναζητήσεις' }).click()
    await agent.getByRole('rowheader', { name: 'ζζζζζζ' }).waitFor()
    await look('searches', agent)
    stage.setClock('2026-11-25T20:00+02:00')
    const late = await stage.visit({ colorScheme, viewport: { width: 360, height: 740 }, hasTouch: true })
    await launcher(late).click()
    await late.getByRole('button', { name: 'Αφήστε μας μήνυμα' }).click()
    await late.getByRole('button', { name: 'Αποστολή μηνύματος' }).click()
    await late.getByText('Ελέγξτε το email').waitFor()
    await look('form with an error', late)
    await late.getByLabel('Το email σας').fill('maria.k@example.com')
    await late.getByLabel('Τι χρειάζεστε;').fill('Τιμολόγιο')
    await late.getByRole('button', { name: 'Αποστολή μηνύματος' }).click()
    await late.getByText('Το λάβαμε, ευχαριστούμε.').waitFor()
    await look('ticket', late)
    expect(found).toEqual({})
    for (const each of [agent, page, late]) await each.context().close()
  },
)

/** Where every element of the widget is and what it is drawn with; the host page's own may differ. */
const drawn = (page: Page) =>
  page.evaluate(() => {
    const host = [...document.documentElement.children].find(({ shadowRoot }) => shadowRoot)!
    return [...host.shadowRoot!.querySelectorAll('*')].map((node) => {
      const { x, y, width, height } = node.getBoundingClientRect()
      const { fontSize, fontFamily, color, display, cursor, textAlign } = getComputedStyle(node)
      return [node.nodeName, x, y, width, height, fontSize, fontFamily, color, display, cursor, textAlign].join(' ')
    })
  })

test('hostile styles of the page change nothing in the widget', async () => {
  stage.setClock('2026-11-25T12:00+02:00')
  const page = await stage.visit()
  await launcher(page).click()
  await page.getByText('Ρωτούν συχνά').waitFor()
  await page.waitForTimeout(400)
  const before = await drawn(page)
  await page.evaluate(() => {
    const sheet = new CSSStyleSheet()
    sheet.replaceSync(
      '* { all: unset !important; font-size: 40px !important; color: red !important; letter-spacing: 9px !important; text-align: right !important }',
    )
    document.adoptedStyleSheets = [sheet]
  })
  expect(await drawn(page)).toEqual(before)
  expect(before.length).toBeGreaterThan(50)
  await page.context().close()
})

test('at 320 px, the width of 400 % zoom, nothing is cut off sideways', async () => {
  const page = await stage.visit({ viewport: { width: 320, height: 256 }, reducedMotion: 'reduce' })
  await launcher(page).click()
  await page.getByText('Ρωτούν συχνά').waitFor()
  await page.getByRole('combobox').fill('χρόνοι απόκρισης')
  await page.keyboard.press('Enter')
  await page.getByRole('table').waitFor()
  const wide = await page
    .locator('.screen:visible *')
    .evaluateAll((nodes) =>
      nodes
        .filter((node) => node.getBoundingClientRect().right > innerWidth + 1)
        .map((node) => node.outerHTML.slice(0, 80)),
    )
  expect(wide).toEqual([])
  await page.context().close()
})

test('going back returns to the place and the focus that were left', async () => {
  const page = await stage.visit()
  await launcher(page).click()
  const topic = page.getByRole('button', { name: 'Τεχνική υποστήριξη' })
  await topic.scrollIntoViewIfNeeded()
  const place = () => page.locator('.screen:visible .main').evaluate((main) => main.scrollTop)
  const before = await place()
  expect(before).toBeGreaterThan(50)
  await topic.click()
  await page.getByRole('button', { name: 'Πίσω' }).click()
  expect(await place()).toBe(before)
  expect(await topic.evaluate((node) => (node.getRootNode() as ShadowRoot).activeElement === node)).toBe(true)
  await page.context().close()
})

test('on a phone the back gesture closes one screen at a time, and the page behind stays where it is', async () => {
  const page = await stage.visit({ viewport: { width: 360, height: 740 } })
  await launcher(page).click()
  await page.getByRole('button', { name: 'Γενικές ερωτήσεις' }).click()
  expect(await page.evaluate(() => getComputedStyle(document.documentElement).overflow)).toBe('hidden')
  // Chromium closes its watchers by Escape as by the gesture; away from the panel our own key handler is out of play.
  const gesture = async () => {
    await page.evaluate(() => (document.activeElement as HTMLElement).blur())
    await page.keyboard.press('Escape')
  }
  await gesture()
  await page.getByRole('heading', { name: 'Σε τι να βοηθήσουμε;' }).waitFor()
  await gesture()
  await page.getByRole('heading', { name: 'Σε τι να βοηθήσουμε;' }).waitFor({ state: 'hidden' })
  expect(await page.evaluate(() => [getComputedStyle(document.documentElement).overflow, history.length])).toEqual([
    'visible',
    2,
  ])
  await page.context().close()
})
