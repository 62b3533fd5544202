// One mailbox is one, however its address is spelled.

import { expect, test } from 'vitest'
import { mailboxOf } from './mailbox.ts'

test.each([
  ['victim@gmail.com', 'victim@gmail.com'],
  ['Victim+1@gmail.com', 'victim@gmail.com'],
  ['v.ic.tim+a+b@GoogleMail.com', 'victim@gmail.com'],
  ['first.last@example.com', 'first.last@example.com'],
  ['First.Last+shop@EXAMPLE.com', 'first.last@example.com'],
  ['+48123@example.com', '+48123@example.com'],
  ['μαρία+2@παράδειγμα.ελ', 'μαρία@xn--hxajbheg2az3al.xn--qxam'],
  ['μαρία@xn--hxajbheg2az3al.xn--qxam', 'μαρία@xn--hxajbheg2az3al.xn--qxam'],
  ['ｖictim@example.com', 'victim@example.com'],
])('%s is %s', (address, mailbox) => {
  expect(mailboxOf(address)).toEqual({ mailbox, domain: mailbox.split('@')[1] })
})
