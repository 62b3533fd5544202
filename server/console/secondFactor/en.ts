// English of the second factor.

import type { words as el } from './el.ts'

export const words: typeof el = {
  step: 'Second step',
  typeCode: 'Type the six-digit code from your authenticator app.',
  code: 'Code',
  trust: 'Ask for no code on this device for 30 days',
  signIn: 'Sign in',
  byBackup: 'Backup code',
  byApp: 'Code from the app',
  typeBackup: 'Type one of the backup codes that you kept. Each is good once.',
  lostAll: 'No backup code either? Ask whoever runs the team to reset your second step.',
  other: 'Another account',
  protect: 'Protect your account',
  protectWhy:
    'Besides the password, each sign-in asks for a six-digit code from your phone. You need an authenticator app, such as Google Authenticator, 1Password or Aegis.',
  scan: 'Scan this with the app',
  orType: 'or type this key:',
  thenCode: 'Type the code that the app shows',
  goOn: 'Continue',
  keep: 'Keep your backup codes',
  keepWhy:
    'If the phone is lost, one of these lets you in instead, each of them once. They are not shown again: copy them to a safe place.',
  copy: 'Copy',
  copied: 'Copied',
  save: 'Save',
  file: 'backup-codes.txt',
  kept: 'I have kept them',
  wrongCode: 'The code is not right. See that the phone’s clock is, and type the next one.',
  wrongBackup: 'The code is not right, or was used before.',
  over: 'The sign-in has ended, or the code was used already. Begin again with the password.',
  tooMany: 'Too many attempts. Try again in 15 minutes.',
  wrongPassword: 'The password is not right.',
  byPasskey: 'Sign in with a passkey',
  showPasskey: 'Use the passkey',
  makePasskey: 'A passkey instead of codes',
  passkey: 'Your passkey',
  passkeyWhy: 'Your account has a passkey. Show it to finish signing in.',
  lostPasskey: 'Lost it? Ask whoever runs the team to reset your second step.',
  wrongKey:
    'The passkey was not taken: it may have been removed from the account, or five minutes have passed. Try again.',
  cancelled: 'No passkey was given. Try again whenever you like.',
  known: 'This device has a passkey of your account already.',
  notHere:
    'No passkey is taken at this address. Open the console over https, at the address that the url of rotame.yaml says.',
  away: 'The server does not answer. Try again.',
  again: 'Try again',
}
