// English of who comes by a link.

import type { words as el } from './el.ts'

export const words: typeof el = {
  welcome: 'Welcome',
  welcomeWhy: 'Sign in to answer your visitors.',
  showPassword: 'Show the password',
  wrong: 'The email or the password is not right.',
  forgotIt: 'Forgot it',
  tooMany: 'Too many attempts. Try again in a few minutes.',
  busy: 'Many are signing in at once. Try again in a moment.',
  wrongPlace: 'You cannot sign in at this address. Open the console at the url that rotame.yaml gives.',
  signedOut: 'Your sign-in has ended. What you had begun to write will be here when you sign in again.',
  away: 'The server does not answer. Try again.',
  titles: { owner: 'The first account', invitation: 'Welcome to the team', password: 'A new password' },
  whys: {
    owner: 'This is the owner’s account: it reads and sets everything, and invites whoever is to answer beside you.',
    invitation: 'Make your account, to answer your visitors.',
    password: 'A new password ends all your sign-ins. The second step stays as it is.',
  },
  name: 'Name',
  nameWhy: 'As your visitors will see it.',
  email: 'Email',
  password: 'Password',
  rules:
    '10 to 128 characters. Four words that do not belong together are better than one with signs. What is easily guessed, or is little more than the name or email, is not taken.',
  goOn: 'Continue',
  failures: {
    declined: 'The sign-in was cancelled there. Try again when you want.',
    unverified: 'The email of your account there is not verified. Verify it there, and try again.',
    'not-mapped': 'Your account has no access here. Ask whoever runs the team for it.',
    'issuer-only': 'Nobody signs in here with a password or a passkey. Use the button of sign-in.',
    'issuer-failed':
      'The service that signs you in did not vouch for you. Try again; if it goes on, the log of the server says why.',
    'weak-password':
      'The password is easily guessed, or little more than the name or email. Give a longer one, such as four words that do not belong together.',
    taken: 'This email has an account already. Give another.',
    'no-mail': 'No email leaves this server. Ask whoever runs the team for a link to a new password.',
    malformed: 'Look at the name and the email again.',
    'too-many': 'Too many attempts. Try again in a few minutes.',
    'wrong-origin':
      'It cannot be done from this address. Open the link as it was given to you, at the address that the url of rotame.yaml says.',
  },
  over: 'This link holds no more',
  overWhy:
    'Each link holds for an hour, and once. If you have made your account already, sign in. For an invitation, ask whoever invited you to send it again; for a new password, press “Forgot it” at sign-in. The link of the first account is printed anew when the server starts.',
  forgot: 'Forgot your password?',
  forgotWhy: 'Type the email of your account. We send you a link to set a new one.',
  send: 'Send the link',
  asked: 'Look into your email',
  askedWhy: (email) =>
    `If ${email} has an account here, an email is on its way, with a link that holds for an hour. If none comes, look among the spam, or ask whoever runs the team.`,
  byIssuer: (name) => `Sign in with ${name}`,
  notIn: 'You are not signed in',
  issuerOver: 'It took too long, was used already, or was begun in another browser. Begin again.',
  toSignIn: 'To sign-in',
  again: 'Try again',
}
