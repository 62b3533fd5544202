// German of what goes by its age.

import type { words as el } from './el.ts'

export const words: typeof el = {
  why: 'Was so lange aufbewahrt wurde, wie rotame.yaml sagt, wird einmal täglich von selbst gelöscht. Offenes bleibt.',
  later: 'Es kommt, sobald Sie verbunden sind.',
  soon: (date) => `Was bis ${date} gelöscht wird`,
  none: 'Nichts.',
  what: 'Was',
  site: 'Website',
  allSites: 'Alle',
  count: 'Wie viele',
  oldest: 'Das Älteste',
  kept: 'Wie lange was aufbewahrt wird',
  time: 'Dauer',
  forGood: 'Unbegrenzt',
  sealed: 'Wie es verschlüsselt ist',
  atRest: {
    apart: 'Die Datenbank ist mit AES-256 verschlüsselt, und ihr Schlüssel liegt anderswo.',
    beside:
      'Die Datenbank ist mit AES-256 verschlüsselt, aber ihr Schlüssel liegt daneben im Datenordner. Das schützt Sicherungen, nicht vor jemandem, der den ganzen Ordner nimmt.',
    plain: 'Die Datenbank ist nicht verschlüsselt.',
    fields:
      'Was Personen schrieben und ihre Adressen sind in PostgreSQL mit AES-256 verschlüsselt. Das Übrige muss dessen Festplatte schützen.',
    postgres:
      'Die Datenbank ist in PostgreSQL ohne einen Schlüssel von Rotame: Deren Festplatte muss verschlüsselt sein.',
  },
  kinds: {
    conversations: 'Geschlossene Gespräche',
    requests: 'Geschlossene Anliegen',
    spam: 'Spam',
    files: 'Dateien geschlossener Gespräche',
    mailSources: 'E-Mails, wie sie ankamen',
    searches: 'Suchen, und was Artikeln fehlt',
    audit: 'Einträge des Protokolls',
    held: 'Sie bleiben, unter rechtlicher Aufbewahrung',
  },
}
