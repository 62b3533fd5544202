// What counts as an e-mail address.

import { limits } from '../limits.ts'
import { Refused } from '../protocol/answer.ts'
import { seen } from '../protocol/pieces.ts'

/** Good enough to write to: one @, a dot in the domain, nothing that could end a header (RFC 5321, 4.1.2, less quotes). */
const address = /^[^\s@<>(),;:"\\[\]\uFFFD]+@[^\s@<>(),;:"\\[\]\uFFFD]+\.[^\s@<>(),;:"\\[\].\uFFFD]{2,}$/

export function checkAddress(email: string): void {
  if (email.length > limits.email || !address.test(email) || seen(email) !== email) throw new Refused('bad-email')
}
