import { expect, test } from 'vitest'
import { isRightToLeft, languageOf, pick } from './locale.ts'
import { languages, launcherIn } from './locales.ts'

test.each([
  ['el_GR', 'el'],
  ['EL', 'el'],
  ['EN-us', 'en'],
  ['gr', 'el'],
  ['el_GR.UTF-8', 'el'],
  [' en ', 'en'],
  ['zh_Hant_TW', 'zh'],
  ['grc', 'grc'],
  ['ell', 'ell'],
  [' EL_gr', 'el'],
  ['', ''],
])('%s is of the language %s', (written, language) => {
  expect(languageOf(written)).toBe(language)
  // The launcher guesses the same before any of this is loaded.
  const { ending } = languages.find(({ name }) => name === language) ?? languages.at(-1)!
  expect(launcherIn(written)[0]).toBe(ending)
})

test.each([
  [['el_GR', 'en'], ['en', 'el'], 'el'],
  [['pt'], ['en', 'pt-BR'], 'pt-BR'],
  [['pt-PT'], ['pt-BR', 'pt-PT'], 'pt-PT'],
  [['de', null, undefined, '', 'EN-us'], ['el', 'en'], 'en'],
  [['de'], ['el', 'en'], undefined],
  [['constructor'], ['el'], undefined],
  [['pt_BR.UTF-8'], ['pt', 'pt-BR'], 'pt-BR'],
  // Not the Greek of a tag that only begins with its letters.
  [['elx'], ['el', 'en'], undefined],
] as const)('who wants %j of %j gets %s', (wanted, offered, found) => expect(pick(wanted, offered)).toBe(found))

test('what is written from right to left is known by its language', () => {
  expect(['ar_EG', 'HE', 'fa', 'ur-PK'].every(isRightToLeft)).toBe(true)
  expect(['el', 'en', 'arn', 'hee', 'fabric'].some(isRightToLeft)).toBe(false)
})
