// German of filters and views.

import type { words as greek } from './el.ts'

export const words: typeof greek = {
  filters: 'Filter',
  names: { site: 'Website', plan: 'Tarif', tag: 'Schlagwort', agent: 'Wessen', team: 'Team', kind: 'Art' },
  any: 'Alle',
  nobody: 'niemandes',
  kinds: { chat: 'Chats', request: 'Anliegen' },
  without: (name) => `Ohne den Filter: ${name}`,
  gone: {
    site: (name) => `Die Website „${name}“ gibt es nicht mehr, oder sie ist nicht Ihre.`,
    plan: (name) => `Den Tarif „${name}“ gibt es nicht mehr.`,
    tag: (name) => `Kein offenes Gespräch hat das Schlagwort „${name}“.`,
    agent: () => 'Diese Person ist nicht mehr im Team.',
    team: () => 'Dieses Team gibt es nicht mehr.',
    kind: (name) => `Die Art „${name}“ gibt es nicht.`,
  },
  further: 'Auch ältere durchsuchen',
  save: 'Als Ansicht speichern',
  name: 'Name der Ansicht',
  forAll: 'Für das ganze Team',
  keep: 'Speichern',
  rename: 'Umbenennen',
  remove: 'Diese Ansicht entfernen',
  refused: {
    empty: 'Geben Sie einen Namen ein.',
    'too-long': 'Der Name ist zu lang.',
    'no-room': 'Es gibt schon 50 Ansichten. Entfernen Sie eine.',
    'not-allowed': 'Die Ansichten des Teams ändert ein Inhaber.',
    failed: 'Nicht gespeichert. Versuchen Sie es noch einmal.',
  },
}
