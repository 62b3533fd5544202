// English of what is around every page: the navigation, the menu, sign-in.

import type { words as el } from './el.ts'

export const words: typeof el = {
  leaving: 'Signing out…',
  leavingWhy: 'The server does not answer. You will be signed out as soon as it does; keep this page open until then.',
  away: 'The server does not answer. Try again.',
  back: 'Back',
  present: 'Present',
  absent: 'Away',
  absentBy: { idle: 'Away, idle', hours: 'Away, after hours' },
  viewer: 'Read only',
  signOut: 'Sign out',
  offline: 'You’re offline. What you write will be sent once you’re back.',
  old: 'There is a new version. What you wrote is kept.',
  reload: 'Reload the page',
  views: 'Views',
  menu: 'Menu',
  groups: { conversations: 'Conversations', archive: 'Archive', site: 'Site' },
  paneFailed: 'This part cannot be shown. The error was written to the server’s log.',
  pageAway: 'This page will open as soon as the server answers.',
  tryAgain: 'Try again',
  goAway: 'Away for a while',
  comeBack: 'I am here',
  sound: (isOn) => `Sound: ${isOn ? 'on' : 'off'}`,
  needsConsent: 'An owner has to connect the mailbox.',
  mailbox: 'Mailboxes',
  mailboxTrouble: (since) => `Answers by email have not come in since ${since}.`,
  strays: (count) => (count === 1 ? 'One email belongs to no request.' : `${count} emails belong to no request.`),
  show: 'Show',
  hide: 'Hide',
  unreadable: 'Cannot be read',
  asMail: 'The email (.eml)',
  settled: 'Settled',
  mailTrouble: (since) => `The mail server has taken nothing since ${since}. What you write leaves as soon as it does.`,
  mailLacks: {
    SMTP_URL:
      'No email leaves: the server has no SMTP_URL. What you write in requests waits. Ask whoever runs it to set one.',
    mail: 'No email leaves: rotame.yaml has no mail. Your answers are read on the page alone. Ask whoever runs it to add one.',
  },
}
