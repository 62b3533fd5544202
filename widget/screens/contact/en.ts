// English for the contact screen.

import type { ContactStrings } from './el.ts'

export const words: ContactStrings = {
  problem: 'With screenshots or a recording, if you have any',
  requestsWhy: 'How what you wrote to us stands',
  chat: 'Chat',
  phone: 'Phone',
  email: 'Email',
  calls: {
    open: (until) => `We answer ${until}`,
    opens: (when) => `We answer again ${when}`,
    always: 'We answer around the clock',
    never: 'Not answered at present',
  },
  mails: {
    open: (until) => `We read ${until}`,
    opens: (when) => `We read again ${when}`,
    always: 'Write at any time',
    never: 'Not read at present',
  },
  within: (hours) => `Answered within ${hours === 1 ? 'an hour' : `${hours} hours`}`,
  minutes: (minutes) => `Answered within ${minutes} minutes`,
}
