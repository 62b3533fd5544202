// English for the conversation's menu.

import type { MenuStrings } from './el.ts'

export const words: MenuStrings = {
  end: 'End conversation',
  sound: (isOn) => `Sound: ${isOn ? 'on' : 'off'}`,
  copy: 'Copy by email',
  print: 'Print',
  data: 'Your data',
  printed: (site, day) => `Conversation with ${site}, ${day}`,
  copyWhy: 'We will send you a code, to be sure that the address is yours.',
  sendCode: 'Send me a code',
  code: 'The code from the email',
  codeSent: (email) => `We sent six digits to ${email}. They hold for 10 minutes.`,
  confirm: 'Confirm',
  anotherEmail: 'Another email',
  sent: (email) => `The copy is on its way to ${email}.`,
  done: 'Done',
  refusals: {
    'bad-email': 'Please check the email, e.g. maria.k@example.com',
    'wrong-code': 'The code does not match. Please check the digits.',
    'expired-code': 'The code no longer holds. Ask for a new one.',
    'too-many': 'We have sent enough email to this address. Try again in an hour.',
    'no-mail': 'We cannot send email from here.',
    other: 'That did not work. Please try again in a moment.',
  },
}
