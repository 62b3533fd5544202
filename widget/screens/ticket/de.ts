// German for what became of a form.

import { bare } from '../../strings/hours.de.ts'
import type { TicketStrings } from './el.ts'

export const words: TicketStrings = {
  ticket: 'Ihr Anliegen',
  received: 'Ist angekommen, vielen Dank.',
  confirmed: (email) => `Eine Bestätigung ist unterwegs an ${email}. Auf diese E-Mail können Sie jederzeit antworten.`,
  unconfirmed: (email) =>
    `Wir antworten an ${email}. Eine Bestätigung senden wir diesmal nicht; notieren Sie bitte die Nummer.`,
  reference: 'Nummer',
  all: 'Alle Ihre Anliegen',
  backToHelp: 'Zurück zur Hilfe',
  copy: 'Kopieren',
  copied: 'Kopiert',
  step: {
    received: 'Ihre Nachricht ist da',
    reading: 'Unser Team liest sie',
    here: 'Wir antworten hier',
    answer: 'Wir antworten per E-Mail',
    after: (when) => `Ab ${bare(when)}`,
    by: (when) => `Spätestens ${when}`,
  },
}
