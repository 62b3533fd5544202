// German for what was not sent.

import type { RefusedStrings } from './el.ts'

export const words: RefusedStrings = {
  retry: 'Erneut versuchen',
  copy: 'Text kopieren',
  asFile: 'Als Datei senden',
  refusals: {
    failed:
      'Trotz vieler Versuche nicht angekommen: Die Verbindung brach ab, oder der Server nahm es nicht an. Was Sie danach schreiben, wird wie gewohnt gesendet.',
    'too-long': 'Die Nachricht ist zu lang.',
    reload: 'Diese Seite ist veraltet. Laden Sie sie neu.',
  },
}
