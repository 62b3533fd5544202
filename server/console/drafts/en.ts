// English of what has been begun, here and on other devices.

import type { words as greek } from './el.ts'

export const words: typeof greek = {
  steps: 'When it is sent',
  leaveOut: (name) => `Without: ${name}`,
  noLonger: 'no longer there',
  elsewhere: 'On another device of yours you had written:',
  take: 'Use that',
  leave: 'Keep this',
}
