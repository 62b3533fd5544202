// German of the second factor.

import type { words as el } from './el.ts'

export const words: typeof el = {
  step: 'Zweiter Schritt',
  typeCode: 'Geben Sie den sechsstelligen Code aus Ihrer Authenticator-App ein.',
  code: 'Code',
  trust: 'Auf diesem Gerät 30 Tage lang nicht nach einem Code fragen',
  signIn: 'Anmelden',
  byBackup: 'Ersatzcode',
  byApp: 'Code aus der App',
  typeBackup: 'Geben Sie einen der Ersatzcodes ein, die Sie aufbewahrt haben. Jeder gilt einmal.',
  lostAll: 'Auch keinen Ersatzcode? Wer das Team leitet, kann Ihren zweiten Schritt zurücksetzen.',
  other: 'Anderes Konto',
  protect: 'Schützen Sie Ihr Konto',
  protectWhy:
    'Neben dem Passwort verlangt jede Anmeldung einen sechsstelligen Code von Ihrem Handy. Sie brauchen eine Authenticator-App, etwa Google Authenticator, 1Password oder Aegis.',
  scan: 'Scannen Sie das mit der App',
  orType: 'oder geben Sie diesen Schlüssel ein:',
  thenCode: 'Geben Sie den Code ein, den die App zeigt',
  goOn: 'Weiter',
  keep: 'Bewahren Sie Ihre Ersatzcodes auf',
  keepWhy:
    'Ist das Handy verloren, lässt stattdessen einer davon Sie herein, jeder einmal. Sie werden nicht wieder gezeigt: Kopieren Sie sie an einen sicheren Ort.',
  copy: 'Kopieren',
  copied: 'Kopiert',
  save: 'Speichern',
  file: 'ersatzcodes.txt',
  kept: 'Ich habe sie aufbewahrt',
  wrongCode: 'Der Code stimmt nicht. Prüfen Sie, ob die Uhr des Handys stimmt, und geben Sie den nächsten ein.',
  wrongBackup: 'Der Code stimmt nicht oder wurde schon benutzt.',
  over: 'Die Anmeldung ist abgelaufen, oder der Code wurde schon benutzt. Beginnen Sie wieder mit dem Passwort.',
  tooMany: 'Zu viele Versuche. Versuchen Sie es in 15 Minuten noch einmal.',
  wrongPassword: 'Das Passwort stimmt nicht.',
  byPasskey: 'Mit Passkey anmelden',
  showPasskey: 'Passkey benutzen',
  makePasskey: 'Ein Passkey statt Codes',
  passkey: 'Ihr Passkey',
  passkeyWhy: 'Ihr Konto hat einen Passkey. Zeigen Sie ihn, um die Anmeldung abzuschließen.',
  lostPasskey: 'Verloren? Wer das Team leitet, kann Ihren zweiten Schritt zurücksetzen.',
  wrongKey:
    'Der Passkey wurde nicht angenommen: Vielleicht wurde er vom Konto entfernt, oder fünf Minuten sind um. Versuchen Sie es noch einmal.',
  cancelled: 'Es wurde kein Passkey gegeben. Versuchen Sie es, wann Sie möchten.',
  known: 'Dieses Gerät hat schon einen Passkey Ihres Kontos.',
  notHere:
    'An dieser Adresse wird kein Passkey angenommen. Öffnen Sie die Konsole über https, an der Adresse, die url in rotame.yaml nennt.',
  away: 'Der Server antwortet nicht. Versuchen Sie es noch einmal.',
  again: 'Noch einmal versuchen',
}
