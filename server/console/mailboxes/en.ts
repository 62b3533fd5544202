// English of the mailboxes.

import type { words as el } from './el.ts'

export const words: typeof el = {
  why: 'What visitors answer by email comes in here.',
  later: 'They come once you’re connected.',
  none: 'None. Write one in rotame.yaml, under mail.inbound of a site.',
  providers: { google: 'Google', microsoft: 'Microsoft', custom: 'OAuth' },
  password: 'It opens with a password, from the server’s environment.',
  connected: (since) => `Connected since ${since}.`,
  notConnected: 'It isn’t connected yet.',
  gone: {
    revoked: (since) => `The consent has run out or was taken back (${since}).`,
    unreadable: (since) => `The server’s secret has changed, and the consent cannot be read (${since}).`,
  },
  waits: 'Emails stay in the mailbox, and come in once you connect it.',
  trouble: (since) => `It can’t be read since ${since}:`,
  lastMail: (at) => `Latest email: ${at}.`,
  noMail: 'No email has come in yet.',
  connect: (provider) => `Connect with ${provider}`,
  reconnect: 'Reconnect',
  disconnect: 'Disconnect',
  disconnectSure: 'What visitors answer by email will not come in here until you connect it again.',
  cancel: 'Cancel',
  callback: 'Callback address, for the app that you have registered with the provider:',
  copy: 'Copy',
  copied: 'Copied',
  came: {
    given: (user) => `${user} is connected.`,
    stale: () => 'Not connected: it was begun in another sign-in, or long ago. Try again.',
    declined: () => 'Not connected: the provider has given no access.',
    failed: () => 'Not connected: the provider did not answer as it should. Try again soon.',
  },
  failed: 'That didn’t work. Try again.',
}
