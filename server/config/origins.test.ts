// Origins: what an owner may write, and which pages that lets in.

import { expect, test } from 'vitest'
import { isOneOf, originProblem } from './origins.ts'

const right = [
  'https://www.example.com',
  'http://localhost:3000',
  'http://127.0.0.1:5500',
  'http://[::1]:3000',
  'https://xn--hxakic4aa.gr',
  'https://*.xn--hxakic4aa.gr',
  'http://tauri.localhost',
  'https://*.example.com',
  'https://*.shop.example.co.uk:8443',
  'http://*.localhost:8080',
  'https://*.mine.github.io',
  'capacitor://localhost',
  'ionic://localhost',
  'tauri://localhost',
  'app://-',
  'chrome-extension://abcdefghijklmnop',
]
test.each(right)('%s may be written', (text) => expect(originProblem(text)).toBe(null))

test.each([
  ['https://www.example.com/', /: "https:\/\/www\.example\.com"$/],
  ['https://www.example.com/shop', /: "https:\/\/www\.example\.com"$/],
  ['https://WWW.example.com', /^write it as browsers do: "https:\/\/www\.example\.com"$/],
  ['https://example.com:443', /: "https:\/\/example\.com"$/],
  ['http://*.example.com:80', /: "http:\/\/\*\.example\.com"$/],
  ['https://ελλάδα.gr', /: "https:\/\/xn--hxakic4aa\.gr"$/],
  ['https://*.Ελλάδα.gr', /: "https:\/\/\*\.xn--hxakic4aa\.gr"$/],
  ['http://[0:0::1]:3000', /: "http:\/\/\[::1\]:3000"$/],
  ['www.example.com', /without a path/],
  ['*', /without a path/],
  ['null', /without a path/],
  ['file://', /without a path/],
  ['file://localhost', /without a path/],
  ['https://*', /without a path/],
  ['https://www.*.com', /without a path/],
  ['capacitor://*', /without a path/],
  ['https://*.example.com/shop', /: "https:\/\/\*\.example\.com"$/],
  ['https://*.*.example.com', /one \* for one label/],
  ['https://*.10.0.0.1', /one \* for one label/],
  ['https://*.com', /everybody can have a page below com; .*"https:\/\/\*\.example\.com"/],
  ['https://*.co.uk', /everybody can have a page below co\.uk/],
  ['https://*.com.gr', /everybody can have a page below com\.gr/],
  ['https://*.github.io', /everybody can have a page below github\.io/],
])('%s may not, and is told what to write', (text, said) => expect(originProblem(text)).toMatch(said))

const origins = [
  'https://www.oxzino.example',
  'https://*.example.com',
  'https://*.shop.example:8443',
  'capacitor://localhost',
  'http://[::1]:3000',
  'https://*.xn--hxakic4aa.gr',
]
test.each([
  'https://www.oxzino.example',
  'https://www.example.com',
  'https://my-shop_2.example.com',
  'https://a.shop.example:8443',
  'capacitor://localhost',
  'http://[::1]:3000',
  'https://www.xn--hxakic4aa.gr',
])('%s belongs to the site', (origin) => expect(isOneOf(origins, origin)).toBe(true))

test.each([
  undefined,
  '',
  'null',
  'https://example.com',
  'https://a.b.example.com',
  'https://.example.com',
  'http://www.example.com',
  'https://www.example.com:8443',
  'https://a.shop.example',
  'https://www.example.com.evil.example',
  'https://evil.example?.example.com',
  'https://evil.example/.example.com',
  'https://*.example.com.evil.example',
  'capacitor://localhost.evil.example',
  'tauri://localhost',
  'http://[::1]',
  'http://localhost:3000',
])('%s does not', (origin) => expect(isOneOf(origins, origin)).toBe(false))
