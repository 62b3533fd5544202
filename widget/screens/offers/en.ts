// English for what is offered while somebody writes.

import type { OffersStrings } from './el.ts'

export const words: OffersStrings = {
  title: 'Does this answer it?',
  dismiss: 'No, thank you',
}
