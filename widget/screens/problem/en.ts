// English for the form of a problem.

import type { ProblemStrings } from './el.ts'

export const words: ProblemStrings = {
  lead: 'The more precisely you describe it, the sooner it is solved.',
  category: 'What is it?',
  happened: 'What happened?',
  happenedHint: 'Which steps show it to us too?',
  expected: 'What should have happened? (optional)',
  device: 'Browser and device',
  deviceHint: 'We filled this in. Change it if you saw it elsewhere.',
  kinds: { computer: 'computer', phone: 'phone', tablet: 'tablet' },
  files: 'Screenshots or recordings (if you have any)',
  filesHint: (count, most) => `Up to ${count} files of ${most}. You can paste them, too.`,
  choose: 'Choose files',
  send: 'Send the report',
  description: 'Describe what happened, or attach a screenshot.',
}
