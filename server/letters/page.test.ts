// The direction of a mail is its language's; what people wrote has their own.

import { expect, test } from 'vitest'
import type { HelpSite } from '../pages/document.ts'
import { missingPage } from '../pages/help.ts'
import { page } from './page.ts'

const drawn = (locale: string) =>
  page(
    'subject',
    [
      { text: 'our words' },
      { letter: 'a letter', files: [] },
      { quote: 'said', by: 'Ελένη', when: '12:00' },
      { list: ['searched'] },
      { facts: [['name', 'value']] },
    ],
    { name: 'OX Zino', locale, accent: '#14674d' },
  ).html

test.each([
  ['el', 'ltr'],
  ['en', 'ltr'],
  ['ar', 'rtl'],
  ['he', 'rtl'],
  ['fa-IR', 'rtl'],
])('%s is written %s', (locale, direction) => {
  expect(drawn(locale)).toContain(`<html lang="${locale}" dir="${direction}">`)
})

test('what people wrote, and nothing of ours, turns by itself', () => {
  const html = drawn('ar')
  for (const theirs of ['a letter', 'said', 'searched']) expect(html).toMatch(new RegExp(`dir="auto"[^>]*>${theirs}<`))
  expect(html).toMatch(/<bdi>Ελένη<\/bdi> · 12:00/)
  expect(html).not.toMatch(/dir="auto"[^>]*>our words/)
})

test('a help page has the direction of its language too', () => {
  const site = { id: 's', name: 'S', locales: ['ar'], logo: null }
  const place = { url: 'https://x.example', site, locale: 'ar', has: () => false } as unknown as HelpSite
  expect(missingPage({ ...place, theme: null } as never)).toContain('<html lang="ar" dir="rtl">')
})
