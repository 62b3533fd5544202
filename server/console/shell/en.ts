// English of what is around every page: the navigation, the menu, sign-in.

import type { words as el } from './el.ts'

export const words: typeof el = {
  welcome: 'Welcome',
  welcomeWhy: 'Sign in to answer your visitors.',
  showPassword: 'Show the password',
  goOn: 'Continue',
  email: 'Email',
  password: 'Password',
  wrong: 'The email or the password is not right.',
  tooMany: 'Too many attempts. Try again in a few minutes.',
  busy: 'Many are signing in at once. Try again in a moment.',
  wrongPlace: 'You cannot sign in at this address. Open the console at the url that rotame.yaml gives.',
  over: 'Your sign-in has ended. What you had begun to write will be here when you sign in again.',
  leaving: 'Signing out…',
  leavingWhy: 'The server does not answer. You will be signed out as soon as it does; keep this page open until then.',
  away: 'The server does not answer. Try again.',
  back: 'Back',
  present: 'Present',
  absent: 'Away',
  viewer: 'Read only',
  signOut: 'Sign out',
  offline: 'You’re offline. What you write will be sent once you’re back.',
  old: 'There is a new version. What you wrote is kept.',
  reload: 'Reload the page',
  menu: 'Menu',
  paneFailed: 'This part cannot be shown. The error was written to the server’s log.',
  pageAway: 'This page will open as soon as the server answers.',
  tryAgain: 'Try again',
  goAway: 'Away for a while',
  comeBack: 'I am here',
  sound: (isOn) => `Sound: ${isOn ? 'on' : 'off'}`,
  mailTrouble: (since) => `The mail server has taken nothing since ${since}. What you write leaves as soon as it does.`,
  mailLacks: {
    SMTP_URL:
      'No email leaves: the server has no SMTP_URL. What you write in requests waits. Ask whoever runs it to set one.',
    mail: 'No email leaves: rotame.yaml has no mail. Your answers are read on the page alone. Ask whoever runs it to add one.',
  },
}
