// English for the rating.

import type { RatingStrings } from './el.ts'

export const words: RatingStrings = {
  solved: 'Is it solved?',
  outcomes: { yes: 'Yes, it is', partly: 'In part', no: 'No, it is not' },
  more: 'Would you like to add something?',
  send: 'Send',
  skip: 'Skip',
  thanks: 'We have it, thank you.',
  refusals: {
    changed: 'The conversation is open again.',
    conflict: 'Your opinion has been noted already.',
    'too-long': 'The comment is too long.',
    blocked: 'It was not accepted.',
    other: 'Not sent. Please try again.',
  },
}
