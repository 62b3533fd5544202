// German of who else looks at a conversation.

import type { words as greek } from './el.ts'

export const words: typeof greek = { looks: (names) => `Sieht auch her: ${names}` }
