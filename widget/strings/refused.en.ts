// English for what was not sent.

import type { RefusedStrings } from './refused.el.ts'

export const refusedEn: RefusedStrings = {
  retry: 'Try again',
  copy: 'Copy text',
  asFile: 'Send as a file',
  fileName: 'message.txt',
  refusals: {
    failed: 'Each time it left, the connection broke. Everything else was sent.',
    'too-long': 'The message is too long.',
    reload: 'This page is out of date. Load it again.',
  },
}
