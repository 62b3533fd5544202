// German of finding.

import type { words as el } from './el.ts'

export const words: typeof el = {
  label: 'Wörter, ein Name, eine E-Mail-Adresse oder eine Nummer',
  hint: 'In allen Nachrichten und Notizen; auch ohne Akzente und Umlaute.',
  filters: 'Filter',
  any: {
    site: 'Alle Websites',
    agent: 'Wem auch immer zugewiesen',
    team: 'Jedes Team',
    plan: 'Jeder Tarif',
    kind: 'Chats und Anliegen',
    tag: 'Jedes Schlagwort',
  },
  state: 'Stand',
  anyState: 'Offen und geschlossen',
  open: 'Offen',
  closed: 'Geschlossen',
  nobody: 'Niemandem zugewiesen',
  kinds: { chat: 'Chats', request: 'Anliegen' },
  me: 'Mir zugewiesen',
  when: 'Wann',
  anyTime: 'Jederzeit',
  days: (count: number) => (count === 1 ? 'Die letzten 24 Stunden' : `Die letzten ${count} Tage`),
  none: 'Nichts gefunden.',
  noneHint: 'Versuchen Sie weniger Wörter oder weniger Filter.',
  found: (count: number, more: boolean) =>
    count === 1 && !more ? '1 Gespräch' : `${count} Gespräche${more ? ' und mehr' : ''}`,
  partial: 'Ältere Gespräche kommen noch hinzu; bald sind alle zu finden.',
  offline: 'Keine Verbindung. Gesucht wird, sobald Sie wieder online sind.',
  lost: 'Der Server hat nicht geantwortet. Drücken Sie die Eingabetaste, um noch einmal zu suchen.',
  isOpen: 'Offen',
  isClosed: 'Geschlossen',
  note: 'Notiz',
  visitor: 'Besucher',
}
