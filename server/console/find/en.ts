// English of finding.

import type { words as el } from './el.ts'

export const words: typeof el = {
  label: 'Words, a name, an email or a reference',
  hint: 'In all messages and notes; Greek in Latin letters (timologio) and without accents too.',
  filters: 'Filters',
  any: {
    site: 'All sites',
    agent: 'Assigned to anybody',
    team: 'Any team',
    plan: 'Any plan',
    kind: 'Chats and requests',
    tag: 'Any tag',
  },
  state: 'State',
  anyState: 'Open and closed',
  open: 'Open',
  closed: 'Closed',
  nobody: 'Assigned to nobody',
  kinds: { chat: 'Chats', request: 'Requests' },
  me: 'Assigned to me',
  when: 'When',
  anyTime: 'Any time',
  days: (count: number) => (count === 1 ? 'The last 24 hours' : `The last ${count} days`),
  none: 'Nothing was found.',
  noneHint: 'Try fewer words, or fewer filters.',
  found: (count: number, more: boolean) =>
    count === 1 && !more ? '1 conversation' : `${count} conversations${more ? ', and more' : ''}`,
  partial: 'Older conversations are still being added; soon all of them can be found.',
  offline: 'You’re offline. The search is made once you’re back.',
  lost: 'The server did not answer. Press Enter to search again.',
  isOpen: 'Open',
  isClosed: 'Closed',
  note: 'Note',
  visitor: 'Visitor',
}
