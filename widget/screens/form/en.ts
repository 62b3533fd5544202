// English for what the server does not take.

import type { Refusals } from './el.ts'

export const words: Refusals = {
  refusals: {
    empty: 'Write your message first.',
    'too-long': 'The message is too long. Send it in parts.',
    'too-many': 'Many messages at once. Try again in a moment.',
    busy: 'Very many people are writing to us right now. Your text stays here; try again in a few minutes.',
    'bad-email': 'Please check the email, e.g. maria.k@example.com',
    blocked: 'The message was not accepted. If you think that is a mistake, please reach us another way.',
    closed: 'This conversation has ended. Start a new one.',
    'unknown-file': 'The attachments are no longer on the server. Send them again.',
    other: 'Not sent. Please try again.',
  },
}
