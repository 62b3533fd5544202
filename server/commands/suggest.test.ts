// What `rotame suggest` lists and asks for, on the demo's articles and a real database of searches.

import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { readConfig } from '../config/config.ts'
import { prepareData } from '../config/dataFolder.ts'
import { countSearches } from '../faq/insights.ts'
import { openStore } from '../store/open.ts'
import { runSuggest } from './suggest.ts'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'rotame-suggest-'))
  cpSync(join(import.meta.dirname, '../../demo/site'), folder, { recursive: true })
  vi.stubEnv('ROTAME_DATA', join(folder, 'data'))
})
afterEach(() => {
  vi.unstubAllEnvs()
  rmSync(folder, { recursive: true })
})

async function suggested(site?: string) {
  const out: string[] = []
  const err: string[] = []
  const streams = { out: (line: string) => out.push(line), err: (line: string) => err.push(line) }
  const code = await runSuggest(folder, site, streams)
  return { code, prompt: out.join('\n'), listed: err.join('\n') }
}

/** Has visitors search for these in the demo's Greek. */
async function search(queries: string[]): Promise<void> {
  const config = readConfig(folder, process.env)
  prepareData(config)
  const store = await openStore(config)
  const searches = queries.map((query) => ({ query, confident: false, opened: null, asked: false, isNew: true }))
  await countSearches('oxzino', { locale: 'el', searches }, () => 1, { store, hasLocale: () => true, clock: Date.now })
  await store.close()
}

test('where all have keywords and nobody has searched there is nothing to ask for', async () => {
  const { code, prompt, listed } = await suggested()
  expect(code).toBe(0)
  expect(prompt).toBe('')
  expect(listed).toContain('oxzino, el: 30 articles, 0 without keywords')
  expect(listed).toContain('from 30 different searches on; there are 0')
})

test('an article without keywords is listed with its file, and the prompt has its text', async () => {
  const path = join(folder, 'faq/el/account/forgot-password.md')
  const text = readFileSync(path, 'utf8')
  writeFileSync(path, text.replace(/^keywords:.*\n(?:[ -].*\n)*/m, ''))
  const { prompt, listed } = await suggested('oxzino')
  expect(listed).toMatch(/1 without keywords\n {2}faq\/el\/account\/forgot-password\.md: /)
  expect(prompt).toContain('## account/forgot-password\n')
  expect(prompt.match(/^## /gm)).toHaveLength(1)
  expect(prompt).toContain('in the language "el"')
})

test('what people searched for is searched again: what it never finds is listed, what is in vain goes along', async () => {
  const about = 'κωδικός πρόσβασης ξέχασα'
  const words = 'ένα δύο τρία τέσσερα πέντε έξι επτά οκτώ εννέα δέκα'.split(' ')
  await search([...words, ...words.map((word) => `${about} ${word}`), ...words.map((word) => `φεγγάρι ${word}`)])
  const { prompt, listed } = await suggested()
  expect(listed).toMatch(/Of 30 different searches in 90 days none finds \d+:\n/)
  const unfound = listed.split('none finds')[1]!.split('oxzino, en')[0]!
  expect(unfound).not.toContain('account/forgot-password.md')
  expect(unfound).toContain('faq/el/')
  expect(prompt).toContain('in vain')
  expect(prompt).toContain('- φεγγάρι ένα (1)')
  expect(prompt).not.toContain('## account/forgot-password\n')
})

test('a site that is not there is said', async () => {
  expect((await suggested('nowhere')).code).toBe(2)
})
