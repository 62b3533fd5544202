// What has come by mail, in German.

import type { words as greek } from './el.ts'

export const words: typeof greek = {
  whole: 'Die ganze E-Mail',
  original: 'Das Original (.eml)',
  source: 'Quelltext',
  gone: 'Das Original gibt es nicht mehr.',
  left: 'Nur in der ursprünglichen E-Mail:',
  why: {
    'wrong-type': 'eine Art, die wir nicht annehmen',
    'too-big': 'zu groß',
    'too-many-files': 'zu viele',
    'no-room': 'kein Platz',
    infected: 'infiziert',
    unscanned: 'ließ sich nicht prüfen',
    empty: 'leer',
    smime: 'mit S/MIME verschlüsselt oder signiert: ein Mailprogramm öffnet es, aus dem Original',
    pgp: 'mit PGP verschlüsselt: wer den Schlüssel hat, öffnet es, aus dem Original',
    outlook: 'Outlooks eigenes Format: ein Mailprogramm öffnet es, aus dem Original',
    signature: 'eine Signatur, die wir nicht prüfen',
  },
  cc: 'Auch gesendet an:',
  isNamed: 'Von jemandem in Kopie geschrieben, nicht von der Person selbst.',
  notArrived: 'Per E-Mail nicht angekommen bei:',
  unreachable: (address) => `E-Mails an ${address} kommen nicht an: Automatisches geht nicht dorthin.`,
  correct: 'E-Mail-Adresse berichtigen…',
  reachable: 'Sie stimmt',
  remote: (host) => `Bild von ${host}, nicht geladen`,
  same: 'Das ist dieselbe Person',
  isSame: 'Eine weitere Adresse der Person: Was von dort kommt, gilt als ihres.',
  copies: 'Antwort in Kopie an:',
  heldBack: {
    limit:
      'Es ging keine Bestätigung hinaus: Diese Adresse hat genug automatische E-Mails bekommen. Ihre Antworten gehen wie immer hinaus.',
    bounced:
      'Es ging keine Bestätigung hinaus: E-Mails an diese Adresse kommen nicht an. Berichtigen Sie sie, oder sagen Sie, dass sie stimmt.',
    trap: 'Es ging keine Bestätigung hinaus: Ein Feld, das niemand sieht, war ausgefüllt, vielleicht von einem Programm. Schreibt ein Mensch, antworten Sie wie immer.',
  },
}
