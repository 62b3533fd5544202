// English for what was not sent.

import type { RefusedStrings } from './el.ts'

export const words: RefusedStrings = {
  retry: 'Try again',
  copy: 'Copy text',
  asFile: 'Send as a file',
  refusals: {
    failed:
      'Sent many times, it did not arrive: the connection broke, or the server did not take it. What you write after it is sent as usual.',
    'too-long': 'The message is too long.',
    reload: 'This page is out of date. Load it again.',
  },
}
