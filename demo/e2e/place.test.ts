// Where the widget stands in a page that is rewritten around it, and where its visitor stands within it.

import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { build, type Rolldown } from 'vite'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { launcher, openStage, type Stage } from './stage.ts'

declare const window: Window & typeof globalThis & { Rotame?: (...call: unknown[]) => void; times: number }

let stage: Stage
beforeAll(async () => {
  stage = await openStage()
})
beforeEach(() => void stage.setClock('2026-11-25T12:00+02:00'))
afterAll(() => stage.close())

/** Ids that come twice, and fields that can be seen and have no label. */
const mislabelled = (page: Page): Promise<string[]> =>
  page.evaluate(() => {
    const { shadowRoot } = [...document.documentElement.children].find((node) => node.shadowRoot)!
    const ids = [...shadowRoot!.querySelectorAll('[id]')].map(({ id }) => id)
    const fields = [...shadowRoot!.querySelectorAll<HTMLInputElement>('input,textarea,select')]
    const named = (field: HTMLInputElement) =>
      field.ariaLabel || [...(field.labels ?? [])].some((label) => label.checkVisibility() && label.textContent)
    return [
      ...ids.filter((id, at) => ids.indexOf(id) !== at),
      ...fields.filter((field) => field.checkVisibility() && !field.ariaHidden && !named(field)).map(({ id }) => id),
    ]
  })
const screens = (page: Page) => page.locator('.panel > .screen').count()

test('however often a place is gone to it is one screen, and Back goes where one came from', async () => {
  stage.setClock('2026-11-25T20:00+02:00')
  const page = await stage.visit()
  await launcher(page).waitFor()
  await page.evaluate(() => {
    for (const text of ['ένα', 'δύο', 'τρία', 'τέσσερα']) window.Rotame!('ask', text)
  })
  await expect.poll(() => page.getByLabel('Τι χρειάζεστε;').inputValue()).toBe('τέσσερα')
  expect(await screens(page)).toBe(2)
  await page.getByRole('button', { name: 'Αναφορά προβλήματος' }).click()
  await page.getByLabel('Τι συνέβη').waitFor()
  expect(await mislabelled(page)).toEqual([])
  for (const label of ['Το email σας', 'Το όνομά σας'])
    expect(await page.getByRole('textbox', { name: label }).isVisible()).toBe(true)
  // From the problem to the form, in which one has been: it is under the problem's Back now.
  await page.evaluate(() => window.Rotame!('ask'))
  await page.getByLabel('Τι χρειάζεστε;').waitFor()
  expect(await screens(page)).toBe(3)
  expect(await mislabelled(page)).toEqual([])
  await page.getByRole('button', { name: 'Πίσω' }).click()
  await page.getByLabel('Τι συνέβη').waitFor()
  await page.getByRole('button', { name: 'Πίσω' }).click()
  await page.getByRole('heading', { name: 'Σε τι να βοηθήσουμε;' }).waitFor()
  await page.context().close()
})

test('what is half filled in stays, whatever the page asks and in whichever language it goes on', async () => {
  stage.setClock('2026-11-25T20:00+02:00')
  const page = await stage.visit()
  await launcher(page).click()
  await page.getByRole('button', { name: 'Αφήστε μας μήνυμα' }).click()
  await page.getByLabel('Το email σας').fill('half@example.com')
  await page.getByLabel('Το όνομά σας').fill('Μισή')
  await page.getByLabel('Θέμα').selectOption({ index: 2 })
  const topic = await page.getByLabel('Θέμα').inputValue()
  await page.getByLabel('Τι χρειάζεστε;').fill('Μισή πρόταση')
  await page.evaluate(() => window.Rotame!('locale', 'en'))
  const text = page.getByLabel('What do you need?')
  await text.waitFor()
  const rest = () =>
    Promise.all(['Your email', 'Your name', 'Topic'].map((label) => page.getByLabel(label).first().inputValue()))
  expect(await text.inputValue()).toBe('Μισή πρόταση')
  expect(await rest()).toEqual(['half@example.com', 'Μισή', topic])
  expect(await screens(page)).toBe(2)
  expect(await mislabelled(page)).toEqual([])
  // What the page fills in gives way to what it asks next; what the visitor has written does not, in whichever words.
  const asks = async (words: string, shown: string) => {
    await page.evaluate((words) => window.Rotame!('ask', words), words)
    await expect.poll(() => text.inputValue()).toBe(shown)
  }
  const begun = 'Για το OX Pro ρωτώ.\n\nΌχι Για το OX Start'
  await text.fill(begun)
  await asks('Για το OX Start', `${begun}\n\nΓια το OX Start`)
  await asks('Για το OX Pro', `${begun}\n\nΓια το OX Pro`)
  await text.fill(`${begun}\n\nΓια το OX Pro; ναι`)
  await asks('Για το OX Start', `${begun}\n\nΓια το OX Pro; ναι\n\nΓια το OX Start`)
  await text.fill('Μισή πρόταση')
  // Of two things that the page asks the later one counts; what the visitor has begun stays before it.
  for (const asked of ['Για το OX Start', 'Για το OX Pro', 'Για το OX Pro'])
    await page.evaluate((words) => window.Rotame!('ask', words), asked)
  await expect.poll(() => text.inputValue()).toBe('Μισή πρόταση\n\nΓια το OX Pro')
  await page.evaluate(() => window.Rotame!('ask'))
  expect(await rest()).toEqual(['half@example.com', 'Μισή', topic])
  await page.context().close()
})

test('a swapped body keeps the field, its text, the caret and what was scrolled to', async () => {
  const agent = await stage.signIn()
  const page = await stage.visit()
  await launcher(page).click()
  await page.getByRole('button', { name: 'Μιλήστε μαζί μας' }).click()
  const field = page.getByLabel('Γράψτε μήνυμα')
  await field.fill('Μισή πρόταση')
  await field.evaluate((node: HTMLTextAreaElement) => node.setSelectionRange(4, 4))
  const swap = () =>
    page.evaluate(() => {
      const next = document.createElement('body')
      next.append(Object.assign(document.createElement('h1'), { textContent: 'Another page' }))
      document.documentElement.replaceChild(next, document.body)
    })
  await swap()
  await page.keyboard.type('!')
  await expect.poll(() => field.inputValue()).toBe('Μισή! πρόταση')
  await page.evaluate(() => window.Rotame!('article', 'account/forgot-password'))
  const main = page.locator('.screen:not([hidden]) .main')
  await page.getByRole('heading', { name: 'Ξέχασα τον κωδικό' }).waitFor()
  await page.setViewportSize({ width: 800, height: 420 })
  await main.evaluate((node) => node.scrollTo(0, 60))
  await page.waitForTimeout(100)
  expect(await main.evaluate((node) => node.scrollTop)).toBe(60)
  await swap()
  await expect.poll(() => main.evaluate((node) => node.scrollTop)).toBe(60)
  // Where the page has the focus, it keeps it.
  await page.evaluate(() => {
    const own = document.createElement('input')
    own.id = 'own'
    document.body.append(own)
    own.focus()
  })
  await page.evaluate(() => {
    const next = document.createElement('body')
    next.append(document.querySelector('#own')!)
    document.documentElement.replaceChild(next, document.body)
    document.querySelector<HTMLElement>('#own')!.focus()
  })
  await page.waitForTimeout(200)
  expect(await page.evaluate(() => document.activeElement!.id)).toBe('own')
  await page.context().close()
  await agent.context().close()
})

test('in a document that is written anew, or whose root is replaced, launcher and calls work', async () => {
  const rewrites: (() => void)[] = [
    () => {
      document.open()
      document.write('<!doctype html><title>New</title><h1>Written anew</h1>')
      document.close()
    },
    () => {
      const html = document.createElement('html')
      html.append(document.createElement('head'), document.createElement('body'))
      document.replaceChild(html, document.documentElement)
    },
    // As React does with a document that it could not hydrate.
    () => {
      document.documentElement.remove()
      const html = document.createElement('html')
      document.append(html)
      setTimeout(() => html.append(document.createElement('body')), 50)
    },
  ]
  for (const rewrite of rewrites) {
    const page = await stage.visit({ bypassCSP: true }, 'about:blank')
    await page.route(`${stage.demo.site}/`, async (route) => {
      const response = await route.fetch()
      const { 'content-security-policy': _, ...headers } = response.headers()
      await route.fulfill({ response, headers })
    })
    await page.goto(stage.demo.site)
    await launcher(page).click()
    await page.getByText('Ρωτούν συχνά').waitFor()
    await page.evaluate(rewrite)
    await launcher(page).waitFor()
    await page.evaluate(() => window.Rotame!('search', 'τιμολόγιο'))
    await page.getByRole('option').first().waitFor()
    await page.getByRole('option').first().click()
    await page.getByRole('button', { name: 'Πίσω' }).click()
    await page.evaluate(() => window.Rotame!('close'))
    await launcher(page).click()
    await page.getByRole('option').first().waitFor()
    expect(await launcher(page).count()).toBe(1)
    await page.context().close()
  }
})

/** A page's program, with React of this version, which draws the whole document. */
async function reactPage(version: '18' | '19'): Promise<string> {
  const program = `
    import { createElement as h } from 'react'
    import { hydrateRoot } from 'react-dom/client'
    const page = h('html', { lang: 'el' }, h('head', null, h('title', null, 'React')), h('body', null, h('main', null, 'browser')))
    window.hydrate = () => hydrateRoot(document, page, { onRecoverableError: () => (window.times = (window.times ?? 0) + 1) })`
  const entry = join(import.meta.dirname, 'page.js')
  const built = await build({
    configFile: false,
    logLevel: 'silent',
    define: { 'process.env.NODE_ENV': '"production"' },
    resolve: { alias: { 'react-dom': `react-dom-${version}`, ...(version === '19' && { react: 'react-19' }) } },
    plugins: [
      {
        name: 'page',
        enforce: 'pre',
        resolveId: (id) => (id === entry ? entry : null),
        load: (id) => (id === entry ? program : null),
      },
    ],
    build: { write: false, minify: false, lib: { entry, formats: ['iife'], name: 'page' } },
  })
  return (built as Rolldown.RolldownOutput[])[0]!.output[0].code
}

test.each(['18', '19'] as const)(
  'React %s that hydrates the whole document, and throws it away, leaves launcher and calls',
  async (version) => {
    const program = await reactPage(version)
    for (const isOpen of [false, true]) {
      const page = await stage.visit({}, 'about:blank')
      const address = `${stage.demo.site}/react`
      await page.route(`${address}.js`, (route) => route.fulfill({ contentType: 'text/javascript', body: program }))
      await page.route(address, (route) =>
        route.fulfill({
          contentType: 'text/html; charset=utf-8',
          body: `<!doctype html><html lang="el"><head><title>React</title></head><body><main>server</main>
            <script src="/react.js"></script>
            <script async src="${stage.demo.product}/widget.js" data-site="oxzino"></script></body></html>`,
        }),
      )
      await page.goto(address)
      await launcher(page).waitFor()
      if (isOpen) {
        await launcher(page).click()
        await page.getByText('Ρωτούν συχνά').waitFor()
      }
      await page.evaluate(() => (window as unknown as { hydrate: () => void }).hydrate())
      await page.getByText('browser', { exact: true }).waitFor()
      // What did not match was thrown away.
      expect(await page.evaluate(() => window.times)).toBeGreaterThan(0)
      await launcher(page).waitFor()
      await page.evaluate(() => window.Rotame!('search', 'τιμολόγιο'))
      await page.getByRole('option').first().waitFor()
      await page.evaluate(() => window.Rotame!('close'))
      await launcher(page).click()
      await page.getByRole('option').first().waitFor()
      expect(await launcher(page).count()).toBe(1)
      await page.context().close()
    }
  },
  60_000,
)

test('a page that takes away what is not its own is left alone after three times, until it calls', async () => {
  const page = await stage.visit()
  await launcher(page).waitFor()
  await page.evaluate(() => {
    window.times = 0
    const clean = () => {
      for (const node of document.documentElement.children)
        if (node.shadowRoot) {
          window.times++
          node.remove()
        }
    }
    new MutationObserver(clean).observe(document.documentElement, { childList: true })
    clean()
  })
  await page.waitForTimeout(300)
  expect(await page.evaluate(() => window.times)).toBeLessThanOrEqual(4)
  // The page answers.
  expect(await page.evaluate(() => 1 + 1)).toBe(2)
  const before = await page.evaluate(() => window.times)
  await page.evaluate(() => document.body.append(document.createElement('p')))
  await page.waitForTimeout(1_200)
  expect(await page.evaluate(() => window.times)).toBe(before)
  await page.evaluate(() => window.Rotame!('show'))
  await expect.poll(() => page.evaluate(() => window.times)).toBeGreaterThan(before)
  await page.context().close()
})

test('what the page had of overflow is as it was, opened or not, at any size and after the end', async () => {
  const page = await stage.visit({ viewport: { width: 360, height: 740 } })
  await launcher(page).waitFor()
  await page.evaluate(() => (document.documentElement.style.cssText = 'overflow-y: scroll; overflow-x: clip'))
  const style = () => page.evaluate(() => document.documentElement.getAttribute('style'))
  const computed = () => page.evaluate(() => getComputedStyle(document.documentElement).overflowY)
  const before = await style()
  await page.setViewportSize({ width: 380, height: 700 })
  expect(await style()).toBe(before)
  await launcher(page).click()
  await page.getByText('Ρωτούν συχνά').waitFor()
  expect(await computed()).toBe('hidden')
  await page.setViewportSize({ width: 370, height: 720 })
  await page.getByRole('button', { name: 'Κλείσιμο' }).click()
  expect([await style(), await computed()]).toEqual([before, 'scroll'])
  await launcher(page).click()
  await expect.poll(computed).toBe('hidden')
  await page.evaluate(() => window.Rotame!('destroy'))
  await expect.poll(computed).toBe('scroll')
  expect(await style()).toBe(before)
  expect(await page.evaluate(() => document.adoptedStyleSheets.length)).toBe(0)
  await page.context().close()
})

test('of a page that calls at every step, for days, the latest calls are kept', async () => {
  const page = await stage.visit({}, 'about:blank')
  // What brings the launcher back is handed what the loader has kept.
  await page.route(/\/place(\.el)?\.js$/, (route) =>
    route.fulfill({
      contentType: 'text/javascript',
      headers: { 'access-control-allow-origin': '*' },
      body: 'export const init = (by, host, button, watcher, calls) => { window.kept = [...calls] }',
    }),
  )
  await page.goto(stage.demo.site)
  await launcher(page).waitFor()
  const kept = await page.evaluate(async () => {
    for (let step = 0; step < 5_000; step++) {
      window.Rotame!('identify', String(step))
      window.Rotame!('on', 'message', () => step)
      window.Rotame!(`misspelt${step}`)
    }
    ;[...document.documentElement.children].find((node) => node.shadowRoot)!.remove()
    const { kept: calls } = window as unknown as { kept?: unknown[][] }
    if (calls) return calls.map(([name]) => name)
    await new Promise((resolve) => setTimeout(resolve, 2_000))
    return (window as unknown as { kept: unknown[][] }).kept.map(([name]) => name)
  })
  expect(kept.length).toBeLessThanOrEqual(200)
  expect(kept.filter((name) => name === 'on').length).toBeLessThan(100)
  expect(kept).toContain('identify')
  await page.context().close()
})
