// English for what became of a form.

import { bare } from '../../strings/hours.en.ts'
import type { TicketStrings } from './el.ts'

export const words: TicketStrings = {
  ticket: 'Your request',
  received: 'We have it, thank you.',
  confirmed: (email) => `We sent a confirmation to ${email}. You can reply to that email at any time.`,
  unconfirmed: (email) =>
    `We will answer at ${email}. We send no confirmation this time, so please keep the reference.`,
  reference: 'Reference',
  all: 'All your requests',
  backToHelp: 'Back to help',
  copy: 'Copy',
  copied: 'Copied',
  step: {
    received: 'We have your message',
    reading: 'Our team reads it',
    here: 'We answer here',
    answer: 'We answer by email',
    after: (when) => `From ${bare(when)}`,
    by: (when) => `By ${bare(when)}`,
  },
}
