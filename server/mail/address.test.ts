// What we take for an address, a mail server is given as it is; what none would take is refused before it is written
// down.

import type { AddressInfo } from 'node:net'
import { domainToASCII } from 'node:url'
import { SMTPServer } from 'smtp-server'
import { expect, onTestFinished, test } from 'vitest'
import { Refused } from '../protocol/answer.ts'
import { checkAddress } from './address.ts'
import { openTransport } from './transport.ts'

const taken = [
  'maria.k@example.com',
  "o'brien+shop=1@example.co.uk",
  'a!b%c|d*e@example.com',
  '-oX@example.com',
  '=?utf-8?q?x?=@example.com',
  'Α@ελλάς.gr',
  'ä@bücher.example',
  'a@xn--hxarsa0b.gr',
  'a@i❤.ws',
  'A@EXAMPLE.Com',
]

test('whatever is taken for an address gets its mail, and nobody else does', async () => {
  const heard: string[] = []
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS', 'AUTH'],
    onRcptTo: ({ address }, _session, told) => (heard.push(address), told()),
    onData: (stream, _session, told) => void stream.resume().on('end', () => told()),
  })
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve))
  const transport = await openTransport(`smtp://127.0.0.1:${(server.server.address() as AddressInfo).port}`)
  onTestFinished(() => {
    transport.close()
    return new Promise<void>((resolve) => void server.close(() => resolve()))
  })
  for (const address of taken) {
    checkAddress(address)
    await transport.sendMail({ from: 'Shop <shop@example.com>', to: address, subject: address, text: address })
  }
  /** A host has two spellings, and mail goes to one; local parts are as they came. */
  const same = (address: string) => address.replace(/@.*/, (host) => `@${domainToASCII(host.slice(1))}`)
  expect(heard.map(same)).toEqual(taken.map(same))
})

test.each([
  '',
  'maria',
  'a@example',
  'a@x..com',
  'a@x.com.',
  'a@.x.com',
  'a@-x.com',
  'a@x.c-',
  'a@ex_ample.com',
  `a@${'d'.repeat(70)}.com`,
  'a@1.2.3.44',
  'a@x.com/',
  'a@x.com#y',
  'a@x.com?y=1x',
  'a@a%2eb.com',
  'a@x%00.com',
  'a@xn--.com',
  'a@xn--a.com',
  'a@xn--xn--.de',
  'a@x.com, b@x.com',
  'a@x.com\r\nBcc: b@x.com',
  'a@@x.com',
  '"a b"@x.com',
])('%j is no address', (address) => {
  expect(() => checkAddress(address)).toThrow(Refused)
})
