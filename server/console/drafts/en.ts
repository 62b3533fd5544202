// English of what has been begun, here and on other devices.

import type { words as greek } from './el.ts'

export const words: typeof greek = {
  steps: 'When it is sent',
  leaveOut: (name) => `Without: ${name}`,
  noLonger: 'no longer there',
  elsewhere: 'On another device of yours you had written:',
  take: 'Use that',
  leave: 'Keep this',
  unfilled: (names) => `Not filled in: ${names}`,
  sendUnfilled: 'Send as it is',
  variables: {
    visitor: 'the visitor’s name',
    agent: 'your name',
    site: 'the site',
    reference: 'the reference',
  },
}
