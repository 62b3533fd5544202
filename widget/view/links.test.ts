import { expect, test } from 'vitest'
import { linksIn } from './links.ts'

const hrefs = (text: string) => linksIn(text).flatMap((part) => (typeof part === 'string' ? [] : [part.href]))

test.each([
  ['https://en.wikipedia.org/wiki/Bank_(geography)', ['https://en.wikipedia.org/wiki/Bank_(geography)']],
  ['(δείτε https://en.wikipedia.org/wiki/Bank_(geography)).', ['https://en.wikipedia.org/wiki/Bank_(geography)']],
  ["https://en.wikipedia.org/wiki/Rubik's_Cube", ["https://en.wikipedia.org/wiki/Rubik's_Cube"]],
  ['HTTPS://Example.com/Path', ['https://example.com/Path']],
  ['στο www.example.com, εκεί', ['http://www.example.com/']],
  ['example.shop/cart?a=1&b=2#c', ['http://example.shop/cart?a=1&b=2#c']],
  ['«https://example.gr/σελίδα»', ['https://example.gr/%CF%83%CE%B5%CE%BB%CE%AF%CE%B4%CE%B1']],
  ['http://localhost:8080/x', ['http://localhost:8080/x']],
  ['maria.k@example.com', ['mailto:maria.k@example.com']],
  ['mailto:a@b.example?bcc=c@d.example', ['mailto:a@b.example']],
  ['καλέστε +30 210 123 4567.', ['tel:+302101234567']],
  ['στο 2101234567 ή 694 123 4567', ['tel:2101234567', 'tel:6941234567']],
  ['(020) 7946 0958', ['tel:02079460958']],
])('%s has its links', (text, expected) => {
  expect(hrefs(text)).toEqual(expected)
})

test.each([
  'Ευχαριστώ.Είναι εντάξει',
  'Thanks.It works',
  'π.χ. αυτό, 12:30 στις 28/11/2026',
  '2026-11-28 12:00',
  'η παραγγελία 4111 1111 1111 1111',
  'έκδοση 1.2.3 από 192.168.100.200',
  'javascript:alert(1)',
  'ftp://example.com/file',
  'αρχείο.txt και κ.λπ.',
])('%s has none', (text) => {
  expect(hrefs(text)).toEqual([])
})

test('all that was written is there, in order', () => {
  const text = 'Στο www.example.com ή maria@example.com, αλλιώς στο +30 210 123 4567. Τέλος\nκαι http://a.gr'
  expect(
    linksIn(text)
      .map((part) => (typeof part === 'string' ? part : part.text))
      .join(''),
  ).toBe(text)
})

test('a name of another script is shown as it was written, and one that mixes scripts is warned of', () => {
  expect(linksIn('https://ελλάδα.gr/')).toEqual([{ text: 'https://ελλάδα.gr/', href: 'https://xn--hxakic4aa.gr/' }])
  // The first letter is Cyrillic.
  expect(linksIn('https://аpple.com')).toEqual([
    { text: 'https://аpple.com', href: 'https://xn--pple-43d.com/', real: 'xn--pple-43d.com' },
  ])
})
