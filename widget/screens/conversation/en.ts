// English for the conversation.

import { bare } from '../../strings/hours.en.ts'
import type { ChatStrings } from './el.ts'

export const words: ChatStrings = {
  yours: 'Your conversation',
  stored: 'Sent',
  mailed: 'By email',
  unsent: 'Not sent.',
  typing: (name) => `${name} is typing…`,
  before: (count) => (count ? `${count > 1 ? `${count} people` : 'One person'} ahead of you` : 'You are next'),
  promised: (plan, minutes) => `With the ${plan} plan we answer within ${minutes} minutes`,
  usually: (minutes) => `, usually ${minutes}`,
  propose: (when) => `Give us your email and we answer by ${bare(when)}. What you wrote is kept.`,
  waited: 'Waiting',
  again: 'New conversation',
  ending: 'Ending the conversation…',
  more: 'More',
  begin: 'Tell us what you need. We see what you have searched for, so you need not say it twice.',
  meanwhile: 'Go on writing or reading. We will let you know here.',
  behind: 'New messages',
  writeMore: 'Add something',
  attach: 'Attach files',
  write: 'Write a message',
  read: 'Read',
  taken: (name) => `With you: ${name}`,
}
