// German of who comes by a link.

import type { words as el } from './el.ts'

export const words: typeof el = {
  welcome: 'Willkommen',
  welcomeWhy: 'Melden Sie sich an, um Ihren Besuchern zu antworten.',
  showPassword: 'Passwort anzeigen',
  wrong: 'E-Mail-Adresse oder Passwort stimmt nicht.',
  forgotIt: 'Vergessen',
  tooMany: 'Zu viele Versuche. Versuchen Sie es in ein paar Minuten noch einmal.',
  busy: 'Gerade melden sich viele an. Versuchen Sie es gleich noch einmal.',
  wrongPlace:
    'An dieser Adresse können Sie sich nicht anmelden. Öffnen Sie die Konsole an der url, die rotame.yaml nennt.',
  signedOut: 'Ihre Anmeldung ist abgelaufen. Was Sie begonnen hatten, ist nach dem Anmelden wieder da.',
  away: 'Der Server antwortet nicht. Versuchen Sie es noch einmal.',
  titles: { owner: 'Das erste Konto', invitation: 'Willkommen im Team', password: 'Ein neues Passwort' },
  whys: {
    owner: 'Das ist das Konto des Inhabers: Es liest und legt alles fest und lädt ein, wer mit Ihnen antworten soll.',
    invitation: 'Legen Sie Ihr Konto an, um Ihren Besuchern zu antworten.',
    password: 'Ein neues Passwort beendet alle Ihre Anmeldungen. Der zweite Schritt bleibt, wie er ist.',
  },
  name: 'Name',
  nameWhy: 'So, wie Ihre Besucher ihn sehen.',
  email: 'E-Mail-Adresse',
  password: 'Passwort',
  rules:
    '10 bis 128 Zeichen. Vier Wörter, die nicht zusammengehören, sind besser als eines mit Sonderzeichen. Was leicht zu erraten ist oder kaum mehr als Name oder E-Mail-Adresse, wird nicht angenommen.',
  goOn: 'Weiter',
  failures: {
    declined: 'Die Anmeldung wurde dort abgebrochen. Versuchen Sie es, wann Sie möchten.',
    unverified:
      'Die E-Mail-Adresse Ihres Kontos ist dort nicht bestätigt. Bestätigen Sie sie dort und versuchen Sie es noch einmal.',
    'not-mapped': 'Ihr Konto hat hier keinen Zugang. Wer das Team leitet, kann ihn geben.',
    'issuer-only': 'Hier meldet sich niemand mit Passwort oder Passkey an. Nehmen Sie die Schaltfläche der Anmeldung.',
    'issuer-failed':
      'Der Dienst, der Sie anmeldet, hat nicht für Sie gebürgt. Versuchen Sie es noch einmal; bleibt es so, sagt das Protokoll des Servers, warum.',
    'weak-password':
      'Das Passwort ist leicht zu erraten oder kaum mehr als Name oder E-Mail-Adresse. Nehmen Sie ein längeres, etwa vier Wörter, die nicht zusammengehören.',
    taken: 'Zu dieser E-Mail-Adresse gibt es schon ein Konto. Nehmen Sie eine andere.',
    'no-mail': 'Von diesem Server gehen keine E-Mails aus. Bitten Sie die Leitung des Teams um einen Link.',
    malformed: 'Prüfen Sie Name und E-Mail-Adresse noch einmal.',
    'too-many': 'Zu viele Versuche. Versuchen Sie es in ein paar Minuten noch einmal.',
    'wrong-origin':
      'Von dieser Adresse geht es nicht. Öffnen Sie den Link so, wie Sie ihn bekamen, an der Adresse, die url in rotame.yaml nennt.',
  },
  over: 'Dieser Link gilt nicht mehr',
  overWhy:
    'Jeder Link gilt eine Stunde und einmal. Haben Sie Ihr Konto schon angelegt, melden Sie sich an. Für eine Einladung bitten Sie die Person, die Sie eingeladen hat, sie noch einmal zu senden; für ein neues Passwort drücken Sie bei der Anmeldung „Vergessen“. Der Link zum ersten Konto wird beim Start des Servers neu ausgegeben.',
  forgot: 'Passwort vergessen?',
  forgotWhy: 'Geben Sie die E-Mail-Adresse Ihres Kontos ein. Wir senden Ihnen einen Link zu einem neuen.',
  send: 'Link senden',
  asked: 'Sehen Sie in Ihre E-Mails',
  askedWhy: (email) =>
    `Wenn ${email} hier ein Konto hat, ist eine E-Mail unterwegs, mit einem Link, der eine Stunde gilt. Kommt keine, sehen Sie im Spam nach oder fragen Sie, wer das Team leitet.`,
  byIssuer: (name) => `Mit ${name} anmelden`,
  notIn: 'Sie sind nicht angemeldet',
  issuerOver:
    'Es dauerte zu lange, wurde schon benutzt oder in einem anderen Browser begonnen. Beginnen Sie noch einmal.',
  toSignIn: 'Zur Anmeldung',
  again: 'Noch einmal versuchen',
}
