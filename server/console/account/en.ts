// English of one's own account.

import type { words as el } from './el.ts'

export const words: typeof el = {
  byIssuer: 'Your company’s service signs you in: password and second step are set there.',
  signedInAs: (email) => `Signed in as ${email}`,
  secondFactor: 'Second step',
  isOn: 'On: each sign-in asks for a code from the authenticator app.',
  isOff: 'Off: the password is enough. With a second step, whoever learns your password does not get in.',
  turnOn: 'Turn on',
  lostPhone: 'A new phone, or a lost one? Ask whoever runs the team to reset your second step.',
  passkeys: 'Passkeys',
  passkeysWhy:
    'Your phone, your computer or a small device lets you in at once, by fingerprint, face or PIN, in place of password and second step.',
  addPasskey: 'Add a passkey',
  passkeyLabel: 'A name, such as “My phone”',
  passkeySince: (added, used) => `since ${added} · ${used === null ? 'never used' : `last used ${used}`}`,
  removePasskey: 'Remove',
  removeSure: 'It lets nobody into your account any more, and sign-ins that it opened elsewhere end.',
  noPasskeys: 'This browser has no passkeys.',
  password: 'Password',
  passwordNow: 'The password you have',
  passwordNext: 'The new one, at least 10 characters',
  change: 'Change the password',
  changed: 'The password is changed, and your other sign-ins were ended.',
  signature: 'Signature',
  unknown: (names) => `There is no such variable: ${names}`,
  signatureHow: 'Below your answers by email, instead of the site’s. {{agent}} is your name, {{site}} the site’s.',
  save: 'Save',
  saved: 'It is below what you answer from now on.',
  signIns: 'Sign-ins',
  thisOne: 'this one',
  unknownDevice: 'Unknown device',
  since: (start, used) => `since ${start} · last used ${used}`,
  end: 'End',
  endOthers: 'End all others',
  proceed: 'Continue',
  cancel: 'Cancel',
  later: 'This will be shown as soon as the server answers.',
  refused: {
    'wrong-password': 'The password is not right.',
    'weak-password':
      'The new password is easily guessed. Give 10 to 128 characters, such as four words that do not belong together, without your name or address.',
    'too-many': 'Too many attempts. Try again in a few minutes.',
  },
  failed: 'The server does not answer. Try again.',
}
