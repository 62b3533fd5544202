// German of what has been begun, here and on other devices.

import type { words as greek } from './el.ts'

export const words: typeof greek = {
  steps: 'Beim Senden',
  leaveOut: (name) => `Ohne: ${name}`,
  noLonger: 'nicht mehr da',
  elsewhere: 'Auf einem anderen Ihrer Geräte hatten Sie geschrieben:',
  take: 'Das nehmen',
  leave: 'Dieses behalten',
  unfilled: (names) => `Nicht ausgefüllt: ${names}`,
  sendUnfilled: 'So senden',
  variables: {
    visitor: 'der Name der Person',
    agent: 'Ihr Name',
    site: 'die Website',
    reference: 'die Nummer',
  },
}
