// English of filters and views.

import type { words as greek } from './el.ts'

export const words: typeof greek = {
  filters: 'Filters',
  names: { site: 'Site', plan: 'Plan', tag: 'Tag', agent: 'Whose', team: 'Team', kind: 'Kind' },
  any: 'All',
  nobody: 'nobody’s',
  kinds: { chat: 'chats', request: 'requests' },
  without: (name) => `Without the filter: ${name}`,
  gone: {
    site: (name) => `The site “${name}” is no longer there, or not yours.`,
    plan: (name) => `The plan “${name}” is no longer there.`,
    tag: (name) => `No open conversation has the tag “${name}”.`,
    agent: () => 'This person is no longer in the team.',
    team: () => 'This team is no longer there.',
    kind: (name) => `There is no kind “${name}”.`,
  },
  further: 'Look further back',
  save: 'Save as a view',
  name: 'Name of the view',
  forAll: 'For the whole team',
  keep: 'Save',
  rename: 'Rename',
  remove: 'Remove this view',
  refused: {
    empty: 'Give it a name.',
    'too-long': 'The name is too long.',
    'no-room': 'There are 50 views already. Remove one.',
    'not-allowed': 'An owner changes the team’s views.',
    failed: 'Not saved. Try again.',
  },
}
