// What `rotame suggest --take` makes of a language model's answer, on the demo's articles.

import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { readConfig } from '../config/config.ts'
import { readLocale } from '../faq/library.ts'
import { runTake } from './suggestTake.ts'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'rotame-take-'))
  cpSync(join(import.meta.dirname, '../../demo/site'), folder, { recursive: true })
})
afterEach(() => rmSync(folder, { recursive: true }))

const password = 'account/forgot-password'
const pathOf = (id: string) => join(folder, `faq/el/${id}.md`)
const keywordsOf = (id: string) => {
  const config = readConfig(folder, {})
  const { keywords, problems } = readLocale(config.sites.get('oxzino')!, 'el', config.folder)
  expect(problems).toEqual([])
  return keywords[id]
}
function take(answer: string, locale: string | undefined = 'el', site?: string) {
  const file = join(folder, 'answer.txt')
  writeFileSync(file, answer)
  const lines: string[] = []
  const code = runTake({ folder, file, site, locale }, (line) => lines.push(line))
  return { code, lines: lines.map((line) => line.replace(file, 'answer.txt')) }
}

const bare = (text: string) => text.replace(/^keywords:.*\n(?: +-.*\n)*/m, '')

test('an article without keywords gets them, and nothing else of its file changes', () => {
  const before = bare(readFileSync(pathOf(password), 'utf8'))
  writeFileSync(pathOf(password), before)
  const { code, lines } = take(`${password}: keywords: [χάθηκε το password, "δεν μπαίνω: γιατί;"]\n`)
  expect(code).toBe(0)
  expect(lines).toEqual(['2 phrases were added to 1 articles of oxzino, el'])
  expect(keywordsOf(password)).toEqual(['χάθηκε το password', 'δεν μπαίνω: γιατί;'])
  expect(bare(readFileSync(pathOf(password), 'utf8'))).toBe(before)
})

test.each([
  ['a list in one line', 'keywords: [ένα, "δύο"]'],
  ['a list in lines', 'keywords:\n  - ένα\n  - "δύο"'],
  ['Windows ends of lines', 'keywords:\r\n  - ένα\r\n  - δύο'],
])('those that are there stay, in %s', (_, written) => {
  const text = bare(readFileSync(pathOf(password), 'utf8')).replace(/^---\n/, `---\n${written}\n`)
  writeFileSync(pathOf(password), written.includes('\r') ? text.replaceAll(/\r?\n/g, '\r\n') : text)
  expect(take(`- **${password}**: [Ένα, τρία]`).code).toBe(0)
  expect(keywordsOf(password)).toEqual(['ένα', 'δύο', 'τρία'])
  expect(take(`${password}: [τρία]`).lines).toEqual(['0 phrases were added to 0 articles of oxzino, el'])
})

test('what cannot be used is said with its line, and the rest is used', () => {
  const long = 'λέξη '.repeat(20).trim()
  const answer = `Here are your keywords:\n\`\`\`\n${password}: [a "b, νέο]\naccount/nowhere: [x]\n${password}: [${long}]\n\`\`\``
  const { code, lines } = take(answer)
  expect(code).toBe(1)
  expect(lines).toEqual([
    'answer.txt:1: is not a line like ID: keywords: [one phrase, another]',
    'answer.txt:4: there is no article account/nowhere in el',
    `answer.txt:5: is longer than 80 characters: ${long}`,
    '2 phrases were added to 1 articles of oxzino, el',
  ])
  expect(keywordsOf(password)).toEqual(expect.arrayContaining(['a "b', 'νέο']))
})

test('an article that cannot be read is left as it is', () => {
  writeFileSync(pathOf(password), 'no front matter')
  const { code, lines } = take(`${password}: [x]`)
  expect(code).toBe(2)
  expect(lines[0]).toContain(`faq/el/${password}.md cannot be read; rotame check says what to mend`)
  expect(readFileSync(pathOf(password), 'utf8')).toBe('no front matter')
})

test('a site or a language that is not there, or not said, is asked for', () => {
  expect(take('', 'fr').code).toBe(2)
  expect(take('', 'el', 'nowhere').code).toBe(2)
  const lines: string[] = []
  expect(
    runTake({ folder, file: join(folder, 'none'), site: undefined, locale: 'el' }, (line) => lines.push(line)),
  ).toBe(2)
})
