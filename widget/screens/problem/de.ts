// German for the form of a problem.

import type { ProblemStrings } from './el.ts'

export const words: ProblemStrings = {
  lead: 'Je genauer Sie es beschreiben, desto schneller ist es gelöst.',
  category: 'Worum geht es?',
  happened: 'Was ist geschehen?',
  happenedHint: 'Mit welchen Schritten sehen wir es auch?',
  expected: 'Was hätte geschehen sollen? (freiwillig)',
  device: 'Browser und Gerät',
  deviceHint: 'Das haben wir ausgefüllt. Ändern Sie es, wenn es anderswo war.',
  kinds: { computer: 'Computer', phone: 'Handy', tablet: 'Tablet' },
  files: 'Screenshots oder Aufnahmen (wenn Sie welche haben)',
  filesHint: (count, most) => `Bis zu ${count} Dateien zu ${most}. Sie können sie auch einfügen.`,
  choose: 'Dateien auswählen',
  send: 'Meldung senden',
  description: 'Beschreiben Sie, was geschehen ist, oder hängen Sie einen Screenshot an.',
}
