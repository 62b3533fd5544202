// English of the ratings.

import type { words as el } from './el.ts'

export const words: typeof el = {
  why: 'What visitors said in the last 90 days, once their conversation was closed.',
  known: 'Offline. You see what was known until now.',
  later: 'Offline. The numbers will come once you’re back.',
  site: 'Site',
  none: 'Nobody has given their opinion yet.',
  solved: 'Was it solved?',
  share: (percent) => `${percent} %`,
  answered: (rated, closed) => `${rated} of ${closed} answered`,
  comments: 'Comments',
  noComments: 'No comments.',
  outcomes: { yes: 'Yes, it is', partly: 'In part', no: 'No, it is not' },
}
