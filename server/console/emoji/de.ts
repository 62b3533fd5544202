// German of emoji.

import type { words as greek } from './el.ts'

export const words: typeof greek = { found: 'Emoji' }
