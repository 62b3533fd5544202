// What `rotame check` finds, on real files.

import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { check } from './check.ts'

const article = 'faq/el/account/forgot-password.md'
let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'rotame-check-'))
  cpSync(join(import.meta.dirname, '../demo/site'), folder, { recursive: true })
})
afterEach(() => rmSync(folder, { recursive: true }))

const found = () => check(folder, {})
const append = (file: string, text: string) => {
  const path = join(folder, file)
  const before = readFileSync(path, 'utf8')
  writeFileSync(path, before + text)
  return before.split('\n').length
}
const replace = (from: string, to: string) => {
  const path = join(folder, 'rotame.yaml')
  const text = readFileSync(path, 'utf8')
  expect(text).toContain(from)
  writeFileSync(path, text.replace(from, to))
}

test('the demo has nothing to mend', () => {
  expect(found()).toEqual([])
})

test.each([
  ['a left-over address', 'Γράψτε μας στο [email-urgence].', '[email-urgence] is a placeholder'],
  ['a left-over sentence', 'Η αποστολή μας είναι να [σύντομη περιγραφή της αποστολής σας].', 'is a placeholder'],
  ['a left-over number', 'Δοκιμή [X] ημερών.', '[X] is a placeholder'],
  ['a left-over price', 'Κοστίζει XX € τον μήνα.', 'XX is a placeholder'],
  ['a variable without a value', 'Καλέστε {{nothing}}.', '{{nothing}} has no value'],
  ['a link to no article', '[εδώ](./nowhere.md)', 'there is no article ./nowhere.md'],
  ['a link that cannot be followed', '[εδώ](javascript:alert(1))', 'no link that can be followed'],
  ['raw HTML', '<script>alert(1)</script>', 'HTML cannot be shown'],
])('%s is found with its line', (_, text, message) => {
  const line = append(article, `\n${text}\n`) + 1
  expect(found().join('\n')).toMatch(new RegExp(`^${article}:${line}: `, 'm'))
  expect(found().join('\n')).toContain(message)
})

test.each([
  ['an unknown key', 'waitSeconds: 90', 'waitSecond: 90', 'nothing here is called waitSecond'],
  ['a zone that does not exist', 'Europe/Athens', 'Europe/Atlantis', 'IANA time zone'],
  ['an origin with a path', 'https://www.oxzino.example"]', 'https://www.oxzino.example/"]', 'without a path'],
  ['a duration without a unit', 'chat: 15m', 'chat: 15', 'chat'],
  ['a missing folder', './faq', './nowhere', 'there is no folder'],
  ['a missing translation', 'locales: [el, en]', 'locales: [el, en, de]', 'is missing in this locale'],
])('%s in rotame.yaml is said in words', (_, from, to, message) => {
  replace(from, to)
  expect(found().join('\n')).toContain(message)
})

test('two articles that ask the same are found', () => {
  cpSync(join(folder, article), join(folder, 'faq/el/account/again.md'))
  expect(found().join('\n')).toContain('asks the same as account/')
})
