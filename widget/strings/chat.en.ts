// English for the conversation.

import type { ChatStrings } from './chat.el.ts'

export const chatEn: ChatStrings = {
  stored: 'Sent',
  failed: 'Not sent.',
  retry: 'Try again',
  typing: (name) => `${name} is typing…`,
  waiting: 'We have your message',
  again: 'New conversation',
  more: 'More',
  begin: 'Tell us what you need. We see what you have searched for, so you need not say it twice.',
  meanwhile: 'You can go on writing or reading. We will let you know here.',
  behind: 'New messages',
  writeMore: 'Add something',
  attach: 'Attach files',
  write: 'Write a message',
  read: 'Read',
  copyText: 'Copy text',
  system: {
    taken: ({ name }) => `With you: ${name}`,
    'closed-by-agent': ({ name }) => `The conversation was closed (${name})`,
    'closed-by-visitor': () => 'You ended the conversation',
    ticket: ({ reference }) => `We go on by email. Reference ${reference}`,
  },
}
