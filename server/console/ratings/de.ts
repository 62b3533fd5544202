// German of the ratings.

import type { words as el } from './el.ts'

export const words: typeof el = {
  why: 'Was Besucher in den letzten 90 Tagen sagten, nachdem ihr Gespräch geschlossen war.',
  known: 'Keine Verbindung. Sie sehen, was bisher bekannt war.',
  later: 'Keine Verbindung. Die Zahlen kommen, sobald Sie wieder online sind.',
  site: 'Website',
  none: 'Noch hat niemand seine Meinung gesagt.',
  solved: 'Wurde es gelöst?',
  share: (percent) => `${percent} %`,
  answered: (rated, closed) => `${rated} von ${closed} haben geantwortet`,
  comments: 'Kommentare',
  noComments: 'Keine Kommentare.',
  outcomes: { yes: 'Ja', partly: 'Zum Teil', no: 'Nein' },
}
