// English of drafts on other devices.

import type { words as greek } from './el.ts'

export const words: typeof greek = {
  elsewhere: 'On another device of yours you had written:',
  take: 'Use that',
  leave: 'Keep this',
}
