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
  ['δείτε https://example.gr/a; ή **https://example.gr/b**', ['https://example.gr/a', 'https://example.gr/b']],
  ['[εδώ](https://example.gr/a) «https://example.gr/b»…', ['https://example.gr/a', 'https://example.gr/b']],
  // As some programs copy them: with a sign that nobody sees at the end.
  ['https://example.gr/a\u200B', ['https://example.gr/a']],
  ['τηλ.210-1234567, 210.123.4567', ['tel:2101234567', 'tel:2101234567']],
  ['00306912345678;', ['tel:00306912345678']],
  ['γράψτε στο info@example.gr;', ['mailto:info@example.gr']],
  ['http://[::1]:8080/a', ['http://[::1]:8080/a']],
  // As telephones begin a sentence.
  ['Example.gr', ['http://example.gr/']],
  ['Δείτε Shop.Example.com/Cart', ['http://shop.example.com/Cart']],
  ['example.rs/cart', ['http://example.rs/cart']],
  // As one writes it on a card or with the lock for capitals on.
  ['EXAMPLE.GR', ['http://example.gr/']],
  ['Δείτε EXAMPLE.COM/Sale, ή SHOP@EXAMPLE.GR', ['http://example.com/Sale', 'mailto:SHOP@EXAMPLE.GR']],
  ['SHOP-24.CO.UK', ['http://shop-24.co.uk/']],
  ['ΕΛΛΆΔΑ.GR', ['http://xn--hxakic4aa.gr/']],
  // Young endings, and those that a country shares with files, where it cannot be a file.
  ['example.app, my.shop και νέα.xyz', ['http://example.app/', 'http://my.shop/', 'http://xn--ixai8a.xyz/']],
  ['www.shop.rs, shop.co.rs', ['http://www.shop.rs/', 'http://shop.co.rs/']],
  ['https://shop.rs και info@shop.md', ['https://shop.rs/', 'mailto:info@shop.md']],
  ['παράδειγμα.ελ', ['http://xn--hxajbheg2az3al.xn--qxam/']],
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
  // Without an ending that the world has.
  'ΤΕΛΟΣ.ΕΙΝΑΙ, example.notatld, node.js και localhost:3000',
  // Files, whose endings are also countries.
  'README.md, main.rs, setup.py, run.sh, index.ts, libc.so, Archive.zip, clip.mov και Main.java',
  'από 10.000-20.000 € έως 1 234 567 890 €',
  'παραγγελία 2024000123, δελτίο 0001234567, ΑΦΜ 012345678',
  // Whoever is named before the sign is not who is asked.
  'https://paypal.com@evil.example/ και https://user:pass@example.com/',
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
  // With the palochka, all of it Cyrillic.
  expect(linksIn('https://аррӏе.com')).toMatchObject([{ real: 'xn--80ak6aa92e.com' }])
  expect(linksIn('info@googlе.gr')).toMatchObject([{ text: 'info@googlе.gr', real: 'xn--googl-3we.gr' }])
})

test('a browser that has no `URL.parse` finds the same', () => {
  const { parse } = URL
  Reflect.deleteProperty(URL, 'parse')
  try {
    expect(hrefs('www.example.com και http://[::1')).toEqual(['http://www.example.com/'])
  } finally {
    URL.parse = parse
  }
})
