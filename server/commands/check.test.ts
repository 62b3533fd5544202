// What `rotame check` finds, on real files.

import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { check } from './check.ts'
import { lineFor } from '../config/problem.ts'

const article = 'faq/el/account/forgot-password.md'
let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'rotame-check-'))
  cpSync(join(import.meta.dirname, '../../demo/site'), folder, { recursive: true })
})
afterEach(() => rmSync(folder, { recursive: true }))

const found = () => check(folder, {}).map(lineFor)
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
  [
    'an origin with a path',
    'https://www.oxzino.example"]',
    'https://www.oxzino.example/"]',
    'write it as browsers do: "https://www.oxzino.example"',
  ],
  ['a duration without a unit', 'chat: 15m', 'chat: 15', 'chat'],
  ['a missing folder', './faq', './nowhere', 'there is no folder'],
  ['a missing translation', 'locales: [el, en]', 'locales: [el, en, de]', 'faq/de: has no article'],
])('%s in rotame.yaml is said in words', (_, from, to, message) => {
  replace(from, to)
  expect(found().join('\n')).toContain(message)
})

test('raw text with every kind of placeholder fails at each of its lines', () => {
  // The forms of the text that the demo's articles were made from: sentences, numbers, addresses, prices, a table
  // without bars.
  const raw = [
    'Ιδρυθήκαμε το 2015 και η αποστολή μας είναι να [σύντομη περιγραφή της αποστολής σας]. Τηλεφωνήστε',
    'στο [αριθμός έκτακτης ανάγκης] ή γράψτε στο [email-urgence].',
    '',
    '  • [Υπηρεσία 1] - [Σύντομη περιγραφή]',
    '  • Τραπεζικά εμβάσματα: Για παραγγελίες άνω των [ποσό] €',
    '  4. Δοκιμαστική περίοδος [X] ημερών στο [email-dpo]',
    '',
    'Χαρακτηριστικά Υπηρεσία A Υπηρεσία B',
    'Μηνιαία τιμή XX € XX €',
    'Ιδανικό για Ιδιώτες, μικρές επιχειρήσεις',
    '',
    '    • Εάν είναι δυνατόν, στο [email-securite]',
  ]
  writeFileSync(
    join(folder, article),
    ['---', 'question: Ποια είναι η διαφορά [Υπηρεσία Α] και [Υπηρεσία Β];', '---', ...raw].join('\n'),
  )
  const placeholders = found().flatMap((line) => /^(.*): (.*) is a placeholder/.exec(line)?.slice(1).join(' ') ?? [])
  expect(placeholders).toEqual(
    [
      '2 [Υπηρεσία Α]',
      '2 [Υπηρεσία Β]',
      '4 [σύντομη περιγραφή της αποστολής σας]',
      '5 [αριθμός έκτακτης ανάγκης]',
      '5 [email-urgence]',
      '7 [Υπηρεσία 1]',
      '7 [Σύντομη περιγραφή]',
      '8 [ποσό]',
      '9 [X]',
      '9 [email-dpo]',
      '12 XX',
      '12 XX',
      '15 [email-securite]',
    ].map((each) => `${article}:${each}`),
  )
})

test('placeholders and slips in rotame.yaml are found at their lines', () => {
  replace('supportEmail: support@oxzino.example', 'supportEmail: "[email-support]"')
  replace('most: [account/forgot-password,', 'most: [account/forgot-pasword,')
  replace('    logo:', '    suggestions: { /pricing: [payments/invoice, payments/invoce] }\n    logo:')
  const lines = readFileSync(join(folder, 'rotame.yaml'), 'utf8').split('\n')
  const lineOf = (text: string) => lines.findIndex((line) => line.includes(text)) + 1
  expect(found()).toContain(
    `rotame.yaml:${lineOf('[email-support]')}: [email-support] is a placeholder; write what belongs there, or a {{variable}}, or \\[ if the bracket is meant`,
  )
  expect(found()).toContain(
    `rotame.yaml:${lineOf('most:')}: sites.oxzino.most: there is no article account/forgot-pasword; did you mean account/forgot-password`,
  )
  expect(found()).toContain(
    `rotame.yaml:${lineOf('suggestions:')}: sites.oxzino.suggestions./pricing: there is no article payments/invoce; did you mean payments/invoice`,
  )
})

test('an article with an error is not called missing as well', () => {
  const line = append(article, '\n[X]\n') + 1
  expect(found()).toEqual([
    `${article}:${line}: [X] is a placeholder; write what belongs there, or a {{variable}}, or \\[ if the bracket is meant`,
  ])
})

test('an article that only another locale has is found', () => {
  rmSync(join(folder, article))
  expect(found()).toContain(`${article}: is missing in this locale; translate ${article.replace('/el/', '/en/')}`)
})

test('two articles that ask the same are found', () => {
  cpSync(join(folder, article), join(folder, 'faq/el/account/again.md'))
  expect(found().join('\n')).toContain('asks the same as faq/el/account/again.md')
})

const bomb = Array.from({ length: 9 }, (_, at) => `b${at}: &b${at} [${Array(9).fill(at === 0 ? 'x' : `*b${at - 1}`)}]`)
test.each([
  ['repeats of repeats in the settings', 'rotame.yaml', `\n${bomb.join('\n')}\n`],
  ['lists in lists in the settings', 'rotame.yaml', `\ndeep: ${'['.repeat(3_000)}${']'.repeat(3_000)}\n`],
  ['lists in lists in an article', article, `\n${'- '.repeat(3_000)}x\n`],
  ['quotes in quotes', article, `\n${'>'.repeat(3_000)} x\n`],
  // Each of these takes all of its time.
  ...(process.env['ROTAME_SLOW']
    ? [
        [
          'stairs of lists',
          article,
          `\n${Array.from({ length: 300 }, (_, at) => `${' '.repeat(at * 2)}- x`).join('\n')}\n`,
        ],
        ['100 kB of stars', article, `\n${'a**b'.repeat(25_000)}\n`],
        ['100 kB of brackets', article, `\n${'[a]('.repeat(25_000)}\n`],
      ]
    : []),
] as [string, string, string][])('%s are said in words with a line, and end', { timeout: 60_000 }, (_, file, text) => {
  append(file, text)
  const lines = found().filter((line) => line.startsWith(file))
  expect(lines.join('\n')).toMatch(/^[\w./-]+:\d+: .*(too deep|too long|repeats)/m)
})

test('a variable without a value in a signature is found with its line', () => {
  const to = 'to: support@oxzino.example'
  replace(to, `${to}, signature: { el: '{{agent}} {{fone}}', en: '{{site}} {{hous}}' }`)
  expect(found()).toEqual([
    expect.stringMatching(/^rotame\.yaml:\d+: sites\.oxzino\.mail\.signature: \{\{fone\}\} has no value/),
    expect.stringMatching(/^rotame\.yaml:\d+: sites\.oxzino\.mail\.signature: \{\{hous\}\} has no value/),
  ])
})

test('an article that says what another one says is named, and nothing else is', () => {
  const text = readFileSync(join(folder, article), 'utf8')
  const twin = text.replace(/^question:.*$/m, 'question: Δεν μπορώ να μπω, τι να κάνω;')
  writeFileSync(join(folder, 'faq/el/account/a-twin.md'), twin)
  const told = found().filter((line) => !line.includes('is missing in this locale'))
  expect(told).toHaveLength(1)
  expect(told[0]).toMatch(/says nearly the same as faq\/el\/account\/\S+\.md; make one article of the two/)
})
