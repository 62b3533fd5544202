// A site of 800 articles: the first screen at once, the rest piece by piece, answers searched by the server.

import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { readConfig } from '../../server/config/config.ts'
import { readLocale } from '../../server/faq/library.ts'
import { blocksOf } from '../../widget/search/text.ts'
import { makeLibrary } from '../bench/articles.ts'
import { launcher, openStage, type Stage } from './stage.ts'

const site = join(import.meta.dirname, '../site')
let folder: string
let stage: Stage
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'rotame-large-'))
  const real = readLocale(readConfig(site, {}).sites.get('oxzino')!, 'el', site).library
  const { articles, categories } = makeLibrary([real], 800)
  const write = (path: string, text: string) => {
    mkdirSync(dirname(join(folder, path)), { recursive: true })
    writeFileSync(join(folder, path), text)
  }
  for (const { id, title } of categories) write(`faq/el/${id}/_category.md`, `---\ntitle: "${title}"\n---\n`)
  for (const { id, question, body } of articles) {
    write(
      `faq/el/${id}.md`,
      `---\nquestion: ${JSON.stringify(`${question} (${id})`)}\n---\n\n${blocksOf(body)
        .map((text) => text.replaceAll(/[[\]<>*_`#\\|]/g, ''))
        .join('\n\n')}\n`,
    )
  }
  write('faq/el/c3/needle.md', '---\nquestion: "Πού παρκάρω;"\n---\n\nΤο υπόγειο γκαράζ ανοίγει με την κάρτα ξιφίας.\n')
  const yaml = readFileSync(join(site, 'rotame.yaml'), 'utf8')
  write(
    'rotame.yaml',
    yaml
      .replace('locales: [el, en]', 'locales: [el]')
      .replace(/ {4}most: .*\n/, '')
      .replace(/ {4}logo: .*\n/, ''),
  )
  stage = await openStage(folder)
})
afterAll(async () => {
  await stage.close()
  rmSync(folder, { recursive: true })
})

test('the first screen does not carry the site, and what it lacks is found, opened and searched', async () => {
  const page = await stage.visit({}, 'about:blank')
  const sizes: Record<string, number> = {}
  page.on('response', async (response) => {
    const { pathname } = new URL(response.url())
    sizes[pathname] = (await response.body().catch(() => Buffer.alloc(0))).length
  })
  await page.goto(stage.demo.site)
  await launcher(page).click()
  await page.getByText('Ρωτούν συχνά').waitFor()
  expect(sizes['/articles/oxzino/el']).toBeLessThan(20_000)
  await expect.poll(() => sizes['/questions/oxzino/el'] ?? 0).toBeGreaterThan(40_000)
  // A question that only the questions have.
  await page.getByRole('combobox').fill('που παρκαρω')
  await page.getByRole('option').first().getByText('Πού παρκάρω;').waitFor()
  // Words that only an answer has: the server finds them.
  await page.getByRole('combobox').fill('γκαραζ ξιφιας')
  await page.getByRole('option').first().getByText('γκαράζ').waitFor()
  await page.keyboard.press('Enter')
  await page.getByRole('paragraph').getByText('Το υπόγειο γκαράζ ανοίγει με την κάρτα ξιφίας.').waitFor()
  await page.context().close()
})

test('what is shown does not move when the server has found more', async () => {
  const page = await stage.visit()
  await launcher(page).click()
  await page.getByText('Ρωτούν συχνά').waitFor()
  await page.waitForTimeout(500)
  let answer: () => void = () => undefined
  const held = new Promise<void>((resolve) => (answer = resolve))
  await page.route('**/search/oxzino/el**', async (route) => {
    await held
    await route.continue()
  })
  await page.getByRole('combobox').fill('λογαριασμός')
  await page.getByRole('option').first().waitFor()
  const rows = () =>
    page.getByRole('option').evaluateAll((nodes) => nodes.map((node) => node.querySelector('b')!.textContent))
  const before = await rows()
  const arrived = page.waitForResponse('**/search/oxzino/el**')
  answer()
  await arrived
  await page.waitForTimeout(200)
  expect((await rows()).slice(0, before.length)).toEqual(before)
  await page.context().close()
})
