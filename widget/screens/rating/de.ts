// German for the rating.

import type { RatingStrings } from './el.ts'

export const words: RatingStrings = {
  solved: 'Ist Ihr Anliegen gelöst?',
  outcomes: { yes: 'Ja', partly: 'Zum Teil', no: 'Nein' },
  more: 'Möchten Sie etwas hinzufügen?',
  send: 'Senden',
  skip: 'Überspringen',
  thanks: 'Ist angekommen, vielen Dank.',
  refusals: {
    changed: 'Das Gespräch ist wieder offen.',
    conflict: 'Ihre Meinung ist schon vermerkt.',
    'too-long': 'Der Kommentar ist zu lang.',
    blocked: 'Es wurde nicht angenommen.',
    other: 'Nicht gesendet. Bitte versuchen Sie es noch einmal.',
  },
}
