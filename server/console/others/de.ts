// German of what else a visitor has begun.

import type { words as greek } from './el.ts'

export const words: typeof greek = { others: 'Weitere Gespräche der Person' }
