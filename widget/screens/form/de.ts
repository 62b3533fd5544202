// German for what the server does not take.

import type { Refusals } from './el.ts'

export const words: Refusals = {
  refusals: {
    empty: 'Schreiben Sie bitte zuerst Ihre Nachricht.',
    'too-long': 'Die Nachricht ist zu lang. Senden Sie sie in Teilen.',
    'too-many': 'Viele Nachrichten auf einmal. Versuchen Sie es gleich noch einmal.',
    busy: 'Gerade schreiben uns sehr viele. Ihr Text bleibt hier; versuchen Sie es in ein paar Minuten noch einmal.',
    'bad-email': 'Bitte prüfen Sie die E-Mail-Adresse, z. B. maria.k@example.com',
    blocked: 'Die Nachricht wurde nicht angenommen. Falls das ein Irrtum ist, erreichen Sie uns bitte auf anderem Weg.',
    closed: 'Dieses Gespräch ist beendet. Beginnen Sie bitte ein neues.',
    'unknown-file': 'Die Anhänge sind nicht mehr auf dem Server. Senden Sie sie bitte noch einmal.',
    other: 'Nicht gesendet. Bitte versuchen Sie es noch einmal.',
  },
}
