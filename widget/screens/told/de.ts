// German for what is told between messages.

import type { ToldStrings } from './el.ts'

export const words: ToldStrings = {
  'closed-by-agent': ({ name }) => `Das Gespräch wurde geschlossen (${name})`,
  'closed-by-visitor': () => 'Sie haben das Gespräch beendet',
  ticket: ({ reference }) => `Weiter geht es per E-Mail. Nummer ${reference}`,
  moved: ({ reference }) =>
    reference ? `Das geht getrennt weiter, als Anliegen ${reference}` : 'Das geht in einem eigenen Gespräch weiter',
  split: ({ reference }) =>
    reference ? `Aus dem Anliegen ${reference} herausgelöst` : 'Aus einem anderen Gespräch herausgelöst',
  withdrawn: ({ name }) => `Eine Nachricht wurde zurückgezogen (${name})`,
  returned: ({ name }) => `${name} hat die Verbindung verloren. Wer frei ist, übernimmt`,
  gone: 'Nicht mehr vorhanden',
  open: 'Ansehen',
}
