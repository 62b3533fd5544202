// A shift on a phone, by fingers alone, without a key: taken, answered, noted, handed over, closed, undone and
// found; what a finger aims at is large enough on every screen.

import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { agents, begin, openStage, type Stage } from './stage.ts'

let stage: Stage
beforeAll(async () => (stage = await openStage()), 120_000)
afterAll(() => stage.close())

async function sit(agent: (typeof agents)[number]): Promise<Page> {
  const context = await stage.browser.newContext({
    locale: 'el-GR',
    viewport: { width: 360, height: 740 },
    hasTouch: true,
    isMobile: true,
  })
  context.setDefaultTimeout(12_000)
  const page = await context.newPage()
  await page.goto(`${stage.demo.product}/console/`)
  await page.getByLabel('Email').fill(agent.email)
  await page.getByLabel('Κωδικός πρόσβασης').fill(agent.password)
  await page.getByRole('button', { name: 'Συνέχεια' }).tap()
  await page.locator('.me button').waitFor()
  return page
}

/** What a finger aims at and is smaller than it; a link within a text is as large as its line. */
const small = (page: Page) =>
  page.evaluate(() => {
    const aims = [...document.querySelectorAll<HTMLElement>('button, select, summary, input, textarea, a:not(p a)')]
    return aims
      .filter((aim) => {
        const { width, height } = (aim.closest('label') ?? aim).getBoundingClientRect()
        const isShown = aim.checkVisibility({ visibilityProperty: true }) && width > 1 && height > 1
        return isShown && !aim.closest('.hide') && (height < 43.5 || width < 43.5)
      })
      .map((aim) => {
        const { width, height } = aim.getBoundingClientRect()
        const name = aim.innerText || aim.getAttribute('aria-label')
        return `${aim.className} ${name}: ${Math.round(width)}x${Math.round(height)}`
      })
  })

test(
  'a conversation is taken, answered, noted, handed over, closed, undone and found',
  { timeout: 120_000 },
  async () => {
    const [desk, other] = [await sit(agents[0]), await stage.signIn(agents[1])]
    const visitor = await stage.visit()
    await begin(visitor, 'Πού βρίσκω το τιμολόγιο;')
    await desk.locator('.row', { hasText: 'τιμολόγιο' }).tap()
    await desk.getByRole('log').getByText('Πού βρίσκω').waitFor()
    await desk.getByRole('button', { name: 'Ανάληψη' }).tap()
    await visitor.getByText('Μαζί σας: Ελένη').waitFor()
    const found: Record<string, string[]> = { conversation: await small(desk) }
    await desk.getByRole('button', { name: 'Έτοιμες' }).tap()
    await desk.locator('.offered').getByText('Δεν υπάρχουν έτοιμες απαντήσεις').waitFor()
    expect(await desk.getByLabel('Γράψτε απάντηση').inputValue()).toBe('/')
    await desk.getByLabel('Γράψτε απάντηση').fill('Στο προφίλ σας')
    await desk.getByRole('button', { name: 'Αποστολή', exact: true }).tap()
    await visitor.getByRole('log').getByText('Στο προφίλ σας').waitFor()
    await desk.getByRole('button', { name: 'Σημείωση' }).tap()
    await desk.getByLabel('Γράψτε σημείωση').fill('Θέλει και του Μαΐου')
    await desk.getByRole('button', { name: 'Προσθήκη', exact: true }).tap()
    await desk.locator('.note').getByText('Θέλει και του Μαΐου').waitFor()
    found['note'] = await small(desk)
    await desk.locator('.middle button.info').tap()
    await desk.locator('.context').getByText('Πακέτο').waitFor()
    found['context'] = await small(desk)
    await desk.locator('.context button.info').tap()
    await desk.locator('.middle header .acts > button').tap()
    found['menu'] = await small(desk)
    await desk.locator('.middle header .acts').getByText('Παράδοση με σημείωση').tap()
    found['palette'] = await small(desk)
    await desk.getByRole('option', { name: /Νίκος/ }).tap()
    await desk.locator('.palette input, .palette textarea').fill('Συνέχισε εσύ')
    await desk.getByRole('option').first().tap()
    await other.locator('.rows').getByRole('region', { name: 'Δικές μου' }).getByText('Στο προφίλ σας').waitFor()
    await visitor.getByText('Μαζί σας: Νίκος').waitFor()

    await desk.getByRole('button', { name: 'Κλείσιμο' }).first().tap()
    await visitor.getByText('Η συνομιλία έκλεισε').waitFor()
    found['notice'] = await small(desk)
    await desk.getByRole('button', { name: 'Αναίρεση' }).first().tap()
    await visitor.getByLabel('Γράψτε μήνυμα').waitFor()
    if (await desk.locator('button.back').isVisible()) await desk.locator('button.back').tap()
    found['list'] = await small(desk)
    await desk.locator('nav [data-view=find]').tap()
    await desk.getByRole('searchbox').fill('timologio')
    await desk.locator('.hit').tap()
    await desk.getByRole('log').getByText('Πού βρίσκω').waitFor()
    expect(stage.problems).toEqual([])
    expect(Object.fromEntries(Object.entries(found).filter(([, all]) => all.length > 0))).toEqual({})
  },
)

test('whatever is tapped on a page is as large as a finger', { timeout: 120_000 }, async () => {
  const desk = await sit(agents[0])
  const found: Record<string, string[]> = {}
  for (const route of [
    'find/q=τιμολόγιο',
    'ratings',
    'replies',
    'searches',
    'hours',
    'people',
    'audit',
    'retention',
    'account',
  ]) {
    await desk.goto(`${stage.demo.product}/console/#/${route}`)
    await desk.waitForTimeout(600)
    const all = await small(desk)
    if (all.length > 0) found[route] = all
  }
  await desk.locator('.me > button').tap()
  const menu = await small(desk)
  if (menu.length > 0) found['menu'] = menu
  expect(found).toEqual({})
})
