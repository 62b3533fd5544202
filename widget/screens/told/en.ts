// English for what is told between messages.

import type { ToldStrings } from './el.ts'

export const words: ToldStrings = {
  'closed-by-agent': ({ name }) => `The conversation was closed (${name})`,
  'closed-by-visitor': () => 'You ended the conversation',
  ticket: ({ reference }) => `We go on by email. Reference ${reference}`,
  moved: ({ reference }) =>
    reference ? `This goes on separately, as request ${reference}` : 'This goes on in a conversation of its own',
  split: ({ reference }) => (reference ? `Split off from request ${reference}` : 'Split off from another conversation'),
  withdrawn: ({ name }) => `A message was withdrawn (${name})`,
  returned: ({ name }) => `${name} lost the connection. Whoever is free takes over`,
  gone: 'No longer there',
  open: 'See it',
}
