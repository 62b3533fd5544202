// Articles as people have them, the awkward and some hundred real ones: read, named where they cannot be, never too
// wide.

import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { readConfig } from '../../server/config/config.ts'
import { linesFor, type Problem } from '../../server/config/problem.ts'
import { readLocale } from '../../server/faq/library.ts'
import type { Library } from '../../server/protocol/articles.ts'
import { launcher, openStage, type Stage } from './stage.ts'

const root = join(import.meta.dirname, '../..')
const long = (part: string, times: number) => part.repeat(times)
const shapes: Record<string, string> = {
  address: `See https://www.a.example/${long('very-long-path/', 20)}?q=${long('x', 200)} and [it](https://a.example/).`,
  fence: `\`\`\`\n${long('0123456789', 30)}\n\`\`\``,
  table: `|${long(' Στήλη |', 14)}\n|${long(' - |', 14)}\n|${long(' https://a.example/1234567890 |', 14)}`,
  narrow: `| Πλάνο | Τιμή | Χρόνος |\n| - | - | - |\n| Βασικό | ${long('8', 60)} | \`${long('a', 60)}\` |`,
  lists: `1. one\n   - two\n     - three\n       - four\n\n         \`\`\`\n         ${long('code ', 60)}\n         \`\`\`\n\n         ${long('x', 120)}`,
  greek: long('ηλεκτροεγκεφαλογραφημα', 12),
  inline: `Run \`${long('--flag=value', 30)}\` **${long('W', 90)}** _${long('m', 90)}_`,
  picture: '![A wide one](wide.svg) beside text\n\n| A | B |\n| - | - |\n| x | ![A wide one](wide.svg) |',
  quotes: `> one\n> > two\n> > > three\n> > > > four ${long('q', 90)}\n> > > >\n> > > > | A | B |\n> > > > | - | - |\n> > > > | ${long('w', 50)} | b |`,
  folded: `<details>\n<summary>${long('Περισσότερα', 12)}</summary>\n\n${long('x', 120)}\n\n\`\`\`\n${long('code ', 60)}\n\`\`\`\n</details>`,
  signs: long('漢字仮名交じり文', 40),
  cards: `- **${long('Τίτλος', 20)}**\n\n  ${long('y', 100)}\n\n  \`\`\`\n  ${long('code ', 60)}\n  \`\`\`\n- **B**\n\n  text`,
  long: `${long('Text before it.\n\n', 60)}## The part\n\n${long('Text after it.\n\n', 60)}[Own](#the-part)`,
  leading: '[There](long.md#The-Part), [again](./long.md).',
  heading: `## ${long('επικεφαλίδα', 15)}\n\n### \`${long('heading', 15)}\`\n\n[down](#${long('επικεφαλίδα', 15)})`,
}

let folder: string
let stage: Stage
/** What `rotame check` says of the real ones as they are. */
let found: Problem[]
let library: Library
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'rotame-articles-'))
  const yaml = readFileSync(join(root, 'demo/site/rotame.yaml'), 'utf8')
  write('rotame.yaml', yaml.replace('locales: [el, en]', 'locales: [en]').replace(/ {4}(most|logo): .*\n/g, ''))
  for (const category of ['shapes', 'real']) write(`faq/en/${category}/_category.md`, `---\ntitle: ${category}\n---\n`)
  write('faq/en/shapes/wide.svg', '<svg xmlns="http://www.w3.org/2000/svg" width="2400" height="90"/>')
  for (const [name, text] of Object.entries(shapes)) put(`shapes/${name}`, text)
  const real = [...new Set(readmes())]
  for (const [at, text] of real.entries()) put(`real/${at}`, text)
  found = read().problems
  // As an owner who takes out whatever is named; those in which that brings more to light stay out.
  mend(found)
  library = read().library
  stage = await openStage(folder)
}, 240_000)
afterAll(async () => {
  await stage.close()
  rmSync(folder, { recursive: true })
})

function write(path: string, text: string): void {
  mkdirSync(dirname(join(folder, path)), { recursive: true })
  writeFileSync(join(folder, path), text)
}
const put = (id: string, text: string) => write(`faq/en/${id}.md`, `---\nquestion: About ${id}\n---\n\n${text}\n`)
const read = () => readLocale(readConfig(folder, {}).sites.get('oxzino')!, 'en', folder)

/** What the packages that are installed say of themselves, as long as an answer may be. */
function readmes(): string[] {
  const packages = join(root, 'node_modules')
  return readdirSync(packages, { recursive: true, encoding: 'utf8' })
    .filter((path) => /(^|[\\/])(readme|docs[\\/].*|references[\\/].*)\.md$/i.test(path))
    .map((path) => readFileSync(join(packages, path), 'utf8').replace(/^---\n[\s\S]*?\n---\n/, ''))
    .filter((text) => text.length < 8_000)
}

function mend(problems: Problem[]): void {
  for (const [file, named] of Map.groupBy(problems, (problem) => problem.file)) {
    const lines = readFileSync(join(folder, file), 'utf8').split('\n')
    for (const { line } of named) lines[line! - 1] = ''
    writeFileSync(join(folder, file), lines.join('\n'))
  }
}

const idsOf = (category: string) => library.articles.filter((each) => each.category === category).map(({ id }) => id)

/** In the page: what is wider than the article that it is in, and does not scroll in itself. */
function tooWide(article: Element): string[] {
  const { left, right } = article.getBoundingClientRect()
  const wide = [article, ...article.querySelectorAll('*')].filter((each) => {
    if (each.parentElement?.closest('.wide')) return false
    const place = each.getBoundingClientRect()
    const isOut = place.width > 0 && (place.left < left - 1 || place.right > right + 1)
    return isOut || (!each.matches('.wide') && each.scrollWidth > article.clientWidth + 1)
  })
  return wide.map((each) => each.outerHTML.slice(0, 120))
}

/** Opens articles one after the other in the widget. @returns what is wrong, with the article's id */
async function walkWidget(page: Page, ids: string[]): Promise<string[]> {
  await page.evaluate(`window.tooWide = ${tooWide.toString()}`)
  return page.evaluate(async (all) => {
    const { Rotame, tooWide: look } = window as unknown as {
      Rotame: (call: string, value?: string) => void
      tooWide: typeof tooWide
    }
    const shadow = [...document.documentElement.children].find((node) => node.shadowRoot)!.shadowRoot!
    const wrong: string[] = []
    for (const id of all) {
      Rotame('search', '')
      Rotame('article', id)
      const began = performance.now()
      const title = () => shadow.querySelector('.screen:not([hidden]) .title')?.textContent
      const body = () => shadow.querySelector('.screen:not([hidden]) .body')
      while (title() !== `About ${id}` || !body()?.firstChild) {
        if (performance.now() - began > 10_000) return [...wrong, `${id} does not open`]
        await new Promise((resolve) => setTimeout(resolve))
      }
      wrong.push(...look(body()!).map((words) => `${id}: ${words}`))
    }
    return wrong
  }, ids)
}

/** The same on help pages: each in place of the one before, as navigating takes ten times longer. */
async function walkPages(page: Page, ids: string[]): Promise<string[]> {
  await page.evaluate(`window.tooWide = ${tooWide.toString()}`)
  return page.evaluate(async (all) => {
    const { tooWide: look } = window as unknown as { tooWide: typeof tooWide }
    const wrong: string[] = []
    for (const id of all) {
      const answer = await fetch(`/help/oxzino/en/${id}`)
      const next = new DOMParser().parseFromString(await answer.text(), 'text/html')
      document.querySelector('main')!.replaceWith(next.querySelector('main')!)
      wrong.push(...look(document.querySelector('article')!).map((words) => `${id}: ${words}`))
      if (document.documentElement.scrollWidth > innerWidth)
        wrong.push(`${id} makes its page ${document.documentElement.scrollWidth} px`)
    }
    return wrong
  }, ids)
}

const sizes = [
  [320, { width: 320, height: 740 }],
  [360, { width: 360, height: 740 }],
  [400, { width: 1280, height: 800 }],
] as const

test.each(sizes)(
  'nothing of an article is wider than a panel of %i px',
  { timeout: 120_000 },
  async (width, viewport) => {
    const page = await stage.visit({ viewport, locale: 'en' })
    await launcher(page).click()
    await page.locator('.panel h1').waitFor()
    // It grows to its size as it opens.
    const widthOf = () => page.locator('.panel').evaluate((panel) => panel.getBoundingClientRect().width)
    await expect.poll(widthOf).toBe(width)
    expect(idsOf('shapes')).toHaveLength(Object.keys(shapes).length)
    expect(await walkWidget(page, [...idsOf('shapes'), ...idsOf('real')])).toEqual([])
    await page.context().close()
  },
)

test.each(sizes)('nothing of a help page is wider than %i px', { timeout: 120_000 }, async (width) => {
  const page = await (await stage.browser.newContext({ viewport: { width, height: 740 }, bypassCSP: true })).newPage()
  await page.goto(`${stage.demo.product}/help/oxzino/en/shapes/table`)
  expect(await walkPages(page, [...idsOf('shapes'), ...idsOf('real')])).toEqual([])
  await page.context().close()
})

test('code and wide tables scroll in themselves, by keyboard, with shadows that say so', async () => {
  const page = await stage.visit({ viewport: { width: 360, height: 740 }, locale: 'en' })
  await page.evaluate(`Rotame('article', 'shapes/table')`)
  const table = page.locator('.wide')
  await table.focus()
  await page.keyboard.press('ArrowRight')
  await expect.poll(() => table.evaluate((node) => node.scrollLeft)).toBeGreaterThan(0)
  expect(await table.evaluate((node) => getComputedStyle(node).backgroundAttachment)).toBe(
    'local, local, scroll, scroll',
  )
  await page.context().close()
})

test('a link to a part of the article leads there, in widget and help page, and what is folded unfolds', async () => {
  const page = await stage.visit({ viewport: { width: 360, height: 400 }, locale: 'en' })
  await page.evaluate(`Rotame('article', 'shapes/folded')`)
  await page.locator('summary').click()
  await page.locator('details pre').waitFor()
  await page.evaluate(`Rotame('article', 'shapes/heading')`)
  const heading = page.locator('.screen:not([hidden]) h2[id]')
  await page.locator('.screen:not([hidden])').getByRole('button', { name: 'down' }).click()
  const top = () => heading.evaluate((node) => node.getBoundingClientRect().top)
  expect(await top()).toBeLessThan(120)
  await page.goto(`${stage.demo.product}/help/oxzino/en/shapes/heading`)
  await page.getByRole('link', { name: 'down' }).click()
  expect(await page.locator(':target').evaluate((node) => node.tagName)).toBe('H2')
  await page.context().close()
})

test('a link to a part of another article opens it there, in widget and help pages, and Back goes back', async () => {
  const page = await stage.visit({ locale: 'en-GB' })
  await page.evaluate(`Rotame('article', 'shapes/leading')`)
  const heading = page.locator('.screen:not([hidden]) h2[id]')
  await page.getByRole('button', { name: 'There' }).click()
  const above = () =>
    heading.evaluate((node) => node.getBoundingClientRect().top - node.closest('.main')!.getBoundingClientRect().top)
  expect(Math.abs(await above())).toBeLessThan(40)
  await page.getByRole('button', { name: 'Back' }).last().click()
  await page.getByRole('button', { name: 'again' }).click()
  expect(await above()).toBeGreaterThan(500)
  await page.getByRole('button', { name: 'Back' }).last().click()
  expect(await page.evaluate(() => scrollY)).toBe(0)
  await page.goto(`${stage.demo.product}/help/oxzino/en/shapes/leading`)
  await page.getByRole('link', { name: 'There' }).click()
  expect(await page.locator(':target').innerText()).toBe('The part')
  await page.context().close()
})

test('of hundreds of real texts each is shown, or named with what to do, and a summary comes first', () => {
  const real = idsOf('real')
  expect(real.length).toBeGreaterThan(150)
  expect(linesFor(found).length).toBeLessThan(20)
  expect(linesFor(found)[0]).toMatch(/^\d+ to mend in \d+ files; /)
  // What is wrong, and after a semicolon or an "and" what to write.
  const advised = /(write|put|add|name|begin|mend|did you mean|say|close|part)/
  expect(found.filter(({ message }) => !advised.test(message))).toEqual([])
  expect(found.filter(({ message }) => /too long|too deep/.test(message))).toEqual([])
})
