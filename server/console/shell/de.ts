// German of what is around every page: the navigation, the menu, sign-in.

import type { words as el } from './el.ts'

export const words: typeof el = {
  leaving: 'Abmelden …',
  leavingWhy:
    'Der Server antwortet nicht. Sie werden abgemeldet, sobald er es tut; lassen Sie diese Seite bis dahin offen.',
  away: 'Der Server antwortet nicht. Versuchen Sie es noch einmal.',
  back: 'Zurück',
  present: 'Anwesend',
  absent: 'Abwesend',
  absentBy: { idle: 'Abwesend, untätig', hours: 'Abwesend, nach Dienst' },
  viewer: 'Nur lesen',
  signOut: 'Abmelden',
  offline: 'Keine Verbindung. Was Sie schreiben, wird gesendet, sobald Sie wieder online sind.',
  old: 'Es gibt eine neue Version. Ihr Text bleibt erhalten.',
  reload: 'Seite neu laden',
  views: 'Ansichten',
  menu: 'Menü',
  groups: { conversations: 'Gespräche', archive: 'Archiv', site: 'Website' },
  paneFailed: 'Dieser Teil lässt sich nicht anzeigen. Der Fehler steht im Protokoll des Servers.',
  pageAway: 'Diese Seite öffnet sich, sobald der Server antwortet.',
  tryAgain: 'Noch einmal versuchen',
  goAway: 'Kurz abwesend',
  comeBack: 'Ich bin da',
  sound: (isOn) => `Ton: ${isOn ? 'an' : 'aus'}`,
  needsConsent: 'Ein Inhaber muss das Postfach verbinden.',
  mailbox: 'Postfächer',
  mailboxTrouble: (since) => `Antworten per E-Mail kommen nicht herein seit ${since}.`,
  strays: (count) =>
    count === 1 ? 'Eine E-Mail gehört zu keinem Anliegen.' : `${count} E-Mails gehören zu keinem Anliegen.`,
  show: 'Anzeigen',
  hide: 'Ausblenden',
  unreadable: 'Nicht lesbar',
  asMail: 'Die E-Mail (.eml)',
  settled: 'Erledigt',
  mailTrouble: (since) =>
    `Der Mailserver nimmt nichts an seit ${since}. Was Sie schreiben, geht hinaus, sobald er es wieder tut.`,
  mailLacks: {
    SMTP_URL:
      'Keine E-Mail geht hinaus: Der Server hat kein SMTP_URL. Was Sie in Anliegen schreiben, wartet. Wer ihn betreibt, kann eines setzen.',
    mail: 'Keine E-Mail geht hinaus: rotame.yaml hat kein mail. Ihre Antworten sind nur auf der Seite zu lesen. Wer den Server betreibt, kann es ergänzen.',
  },
}
