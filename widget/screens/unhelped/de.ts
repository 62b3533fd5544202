// German for what an article lacked.

import type { UnhelpedStrings } from './el.ts'

export const words: UnhelpedStrings = { missing: 'Was hat gefehlt? (wenn Sie möchten)' }
