// English for a visitor's requests.

import { bare } from '../../strings/hours.en.ts'
import type { RequestsStrings } from './el.ts'

export const words: RequestsStrings = {
  none: 'What you write to us will be listed here, with how it stands.',
  older: 'Older ones are found by their reference.',
  untitled: 'Conversation',
  ours: (when) => `Our turn: we answer by ${bare(when)}`,
  oursSoon: 'Our turn: we answer as soon as we can',
  theirs: 'We have answered',
  closed: 'Closed',
  unread: (count) => (count === 1 ? 'One new answer' : `${count} new answers`),
  elsewhere: 'From another device · opens in a new page',
  find: 'Look up a request by its reference',
  findWhy:
    'Each email from us has the reference. A code will come to the email address that the request was made with.',
  reference: 'Reference',
  sendCode: 'Send the code',
  sent: 'If the address fits the request, the code is on its way. It holds for ten minutes.',
  code: 'Six-digit code',
  confirm: 'Continue',
  again: 'It did not come? Ask for another',
  found: (reference) => `Request ${reference} opens in a new page.`,
  open: 'See the request',
  refusals: {
    mistyped: 'This reference is not right. It has seven characters, as in K7M-4PX9.',
    'bad-email': 'Check the email, e.g. maria.k@example.com',
    'wrong-code': 'The code is wrong or holds no longer. Check it, or ask for another.',
    other: 'That did not work. Try again in a moment.',
  },
  tooMany: (minutes) => `Many attempts. Try again in ${minutes === 1 ? 'a minute' : `${minutes} minutes`}.`,
}
