// Whose word is taken on who has written a mail: that of the owner's own mail server, for the sender's own domain.

import { expect, test } from 'vitest'
import { doubtOf } from './proof.ts'

const own = 'mx.shop.example'
const of = (results: string | string[], from = 'maria@example.com', authserv = own) =>
  doubtOf([results].flat(), from, authserv)

test.each([
  [`${own}; dmarc=pass (p=REJECT sp=REJECT) header.from=example.com`],
  [`${own} 1; spf=none smtp.mailfrom=x; dkim=pass header.i=@example.com header.s=a header.b="ab;c="`],
  [`MX.Shop.Example;\r\n\tspf=pass (said (by) us; dkim=fail) smtp.mailfrom=bounce@mail.example.com`],
  [`${own}; dkim=fail header.d=other.example; dkim=pass header.d=example.com`],
  [`${own}; dmarc=none header.from=example.com; dkim/1=pass header.d=mail.example.com`],
])('%s is proof', (results) => expect(of(results)).toBeNull())

test.each([
  ['nothing', [], 'unchecked'],
  ['another server’s word', ['mx.evil.example; dmarc=pass header.from=example.com'], 'unchecked'],
  ['what stands below our own', [`${own}; dmarc=fail header.from=example.com`, `${own}; dmarc=pass`], 'failed'],
  ['a comment', [`${own}; spf=fail (dkim=pass header.d=example.com)`], 'failed'],
  ['a quoted text', [`${own}; spf=fail reason="; dkim=pass header.d=example.com"`], 'failed'],
  ['another domain', [`${own}; dkim=pass header.d=evil.example; spf=pass smtp.mailfrom=a@evil.example`], 'failed'],
  ['DMARC of another sender', [`${own}; dmarc=pass header.from=evil.example`], 'failed'],
  ['a policy that fails, whatever passes', [`${own}; dmarc=fail; dkim=pass header.d=example.com`], 'failed'],
  ['nothing found', [`${own}; none`], 'failed'],
] as const)('%s is none', (_name, results, doubt) => expect(of([...results])).toBe(doubt))

test('names below a suffix that anybody may have one under are not one owner’s', () => {
  expect(of(`${own}; dkim=pass header.d=evil.github.io`, 'a@shop.github.io')).toBe('failed')
  expect(of(`${own}; dkim=pass header.d=evil.co.uk`, 'a@shop.co.uk')).toBe('failed')
})

test('Microsoft’s servers write no name', () => {
  const said =
    'spf=pass (sender IP is 192.0.2.1) smtp.mailfrom=example.com; dmarc=pass action=none header.from=example.com'
  expect(of(said, 'maria@example.com', 'unnamed')).toBeNull()
  expect(of(said)).toBe('unchecked')
})
