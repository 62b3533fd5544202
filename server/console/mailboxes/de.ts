// German of the mailboxes.

import type { words as el } from './el.ts'

export const words: typeof el = {
  why: 'Was Besucher per E-Mail antworten, kommt hier herein.',
  later: 'Sie kommen, sobald Sie verbunden sind.',
  none: 'Keine. Schreiben Sie eines in rotame.yaml, unter mail.inbound einer Website.',
  providers: { google: 'Google', microsoft: 'Microsoft', custom: 'OAuth' },
  password: 'Es öffnet sich mit einem Passwort aus der Umgebung des Servers.',
  connected: (since) => `Verbunden seit ${since}.`,
  notConnected: 'Es ist noch nicht verbunden.',
  gone: {
    revoked: (since) => `Die Einwilligung ist abgelaufen oder wurde zurückgenommen (${since}).`,
    unreadable: (since) =>
      `Das Geheimnis des Servers hat sich geändert, und die Einwilligung ist nicht lesbar (${since}).`,
  },
  waits: 'E-Mails bleiben im Postfach und kommen, sobald Sie es verbinden.',
  trouble: (since) => `Es ist nicht lesbar seit ${since}:`,
  lastMail: (at) => `Letzte E-Mail: ${at}.`,
  noMail: 'Noch ist keine E-Mail gekommen.',
  connect: (provider) => `Mit ${provider} verbinden`,
  reconnect: 'Neu verbinden',
  disconnect: 'Trennen',
  disconnectSure: 'Was Besucher per E-Mail antworten, kommt hier nicht mehr herein, bis Sie es wieder verbinden.',
  cancel: 'Abbrechen',
  callback: 'Rückrufadresse für die App, die Sie beim Anbieter registriert haben:',
  copy: 'Kopieren',
  copied: 'Kopiert',
  came: {
    given: (user) => `${user} ist verbunden.`,
    stale: () =>
      'Nicht verbunden: in einer anderen Anmeldung begonnen oder zu lange her. Versuchen Sie es noch einmal.',
    declined: () => 'Nicht verbunden: Der Anbieter hat keinen Zugang gegeben.',
    failed: () => 'Nicht verbunden: Der Anbieter antwortete nicht wie erwartet. Versuchen Sie es bald noch einmal.',
  },
  failed: 'Das hat nicht geklappt. Versuchen Sie es noch einmal.',
}
