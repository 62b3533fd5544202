// English for what an article lacked.

import type { UnhelpedStrings } from './el.ts'

export const words: UnhelpedStrings = { missing: 'What was missing? (if you like)' }
