// German for a visitor's requests.

import type { RequestsStrings } from './el.ts'

export const words: RequestsStrings = {
  none: 'Was Sie uns schreiben, steht dann hier, mit dem jeweiligen Stand.',
  older: 'Ältere finden Sie über ihre Nummer.',
  untitled: 'Gespräch',
  ours: (when) => `Wir sind dran: Antwort spätestens ${when}`,
  oursSoon: 'Wir sind dran: Wir antworten so bald wie möglich',
  theirs: 'Wir haben geantwortet',
  closed: 'Abgeschlossen',
  unread: (count) => (count === 1 ? 'Eine neue Antwort' : `${count} neue Antworten`),
  elsewhere: 'Von einem anderen Gerät · öffnet eine neue Seite',
  find: 'Anliegen über seine Nummer finden',
  findWhy:
    'Die Nummer steht in jeder E-Mail von uns. Ein Code kommt an die E-Mail-Adresse, mit der Sie uns geschrieben haben.',
  reference: 'Nummer',
  sendCode: 'Code senden',
  sent: 'Wenn die Adresse zum Anliegen passt, ist der Code unterwegs. Er gilt zehn Minuten.',
  code: 'Sechsstelliger Code',
  confirm: 'Weiter',
  again: 'Nicht angekommen? Neuen anfordern',
  found: (reference) => `Anliegen ${reference} öffnet sich auf einer neuen Seite.`,
  open: 'Anliegen ansehen',
  refusals: {
    mistyped: 'Diese Nummer stimmt nicht. Sie hat sieben Zeichen, wie K7M-4PX9.',
    'bad-email': 'Prüfen Sie die E-Mail-Adresse, z. B. maria.k@example.com',
    'wrong-code': 'Der Code ist falsch oder gilt nicht mehr. Prüfen Sie ihn oder fordern Sie einen neuen an.',
    other: 'Das hat nicht geklappt. Versuchen Sie es gleich noch einmal.',
  },
  tooMany: (minutes) =>
    `Viele Versuche. Versuchen Sie es in ${minutes === 1 ? 'einer Minute' : `${minutes} Minuten`} noch einmal.`,
}
