// German for what is offered while somebody writes.

import type { OffersStrings } from './el.ts'

export const words: OffersStrings = {
  title: 'Ist das die Antwort?',
  dismiss: 'Nein, danke',
}
