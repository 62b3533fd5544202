// German of drafts on other devices.

import type { words as greek } from './el.ts'

export const words: typeof greek = {
  elsewhere: 'Auf einem anderen Ihrer Geräte hatten Sie geschrieben:',
  take: 'Das nehmen',
  leave: 'Dieses behalten',
}
