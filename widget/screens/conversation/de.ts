// German for the conversation.

import type { ChatStrings } from './el.ts'

export const words: ChatStrings = {
  yours: 'Ihr Gespräch',
  stored: 'Gesendet',
  mailed: 'Per E-Mail',
  unsent: 'Nicht gesendet.',
  typing: (name) => `${name} schreibt …`,
  before: (count) =>
    count ? `${count > 1 ? `${count} Personen` : 'Eine Person'} vor Ihnen` : 'Sie sind als Nächstes dran',
  promised: (plan, minutes) => `Mit dem Tarif ${plan} antworten wir innerhalb von ${minutes} Minuten`,
  usually: (minutes) => `, meist in ${minutes}`,
  propose: (when) =>
    `Geben Sie uns Ihre E-Mail-Adresse, dann antworten wir spätestens ${when}. Ihr Text bleibt erhalten.`,
  waited: 'Wartezeit',
  again: 'Neues Gespräch',
  ending: 'Das Gespräch wird beendet …',
  more: 'Mehr',
  begin: 'Schreiben Sie uns, was Sie brauchen. Wonach Sie gesucht haben, sehen wir schon.',
  meanwhile: 'Schreiben oder lesen Sie ruhig weiter. Wir melden uns hier.',
  behind: 'Neue Nachrichten',
  writeMore: 'Etwas ergänzen',
  attach: 'Dateien anhängen',
  write: 'Nachricht schreiben',
  read: 'Gelesen',
  taken: (name) => `Für Sie da: ${name}`,
}
