// English of the team's people.

import type { words as el } from './el.ts'

export const words: typeof el = {
  why: 'Who gets into the console, and what they may do. What you change holds at once, on their open pages too.',
  roles: { owner: 'Owner', agent: 'Agent', viewer: 'Viewer' },
  rolesWhy: { owner: 'everything, at every site', agent: 'reads and answers', viewer: 'reads and writes notes' },
  role: 'Role',
  sites: 'Sites',
  allSites: 'every site',
  all: 'All',
  you: 'you',
  secondFactor: 'second step',
  passwordAlone: 'password alone',
  signedIn: (used) => `last used ${used}`,
  signedOut: 'signed out',
  change: 'Change',
  save: 'Save',
  cancel: 'Cancel',
  reset: 'Reset the second step',
  end: 'Sign out everywhere',
  remove: 'Remove',
  removeSure: (name) =>
    `Remove? What they wrote keeps the name “${name}”, and their open conversations return to the queue.`,
  add: 'Add somebody',
  name: 'Name',
  email: 'Email',
  firstPassword: 'A first password, at least 10 characters',
  firstPasswordWhy: 'Hand it over safely, and ask them to change it under “Your account”.',
  prove: 'Your password',
  proveWhy: 'To change the team, type your password again. It counts for ten minutes.',
  proceed: 'Continue',
  later: 'This will be shown as soon as the server answers.',
  refused: {
    'wrong-password': 'The password is not right.',
    'weak-password':
      'The password is easily guessed. Give 10 to 128 characters, such as four words that do not belong together.',
    'too-many': 'Too many attempts. Try again in a few minutes.',
    'last-owner': 'There must be an owner. Make somebody else one first.',
    taken: 'This email has an account already.',
    malformed: 'Look at the email and the name again.',
    'unknown-agent': 'This account is no more.',
    'not-allowed': 'Only an owner does this.',
  },
  failed: 'The server does not answer. Try again.',
}
