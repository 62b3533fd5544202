// What counts as an e-mail address.

import { domainToASCII, domainToUnicode } from 'node:url'
import { limits } from '../limits.ts'
import { Refused } from '../protocol/answer.ts'
import { seen } from '../protocol/pieces.ts'

/** One @, and nothing that could end a header (RFC 5321, 4.1.2, less quotes), nor a host in an address of the web. */
const address = /^[^\s@<>(),;:"\\[\]\uFFFD]+@([^\s@<>(),;:"\\[\]\uFFFD%/?#]+)$/
/** A host that mail can go to, as DNS writes it: no empty label, no address of numbers. */
const host = /^(?:[a-z\d](?:[a-z\d-]{0,61}[a-z\d])?\.)+[a-z][a-z\d-]{0,61}[a-z\d]$/

/** Takes what is good enough to write to. @throws Refused `bad-email` */
export function checkAddress(email: string): void {
  const name = domainToASCII(address.exec(email)?.[1] ?? '')
  // What only looks encoded would come out as another host.
  const isHost = host.test(name) && !/(^|\.)xn--/.test(domainToUnicode(name))
  if (email.length > limits.email || !isHost || seen(email) !== email) throw new Refused('bad-email')
}
