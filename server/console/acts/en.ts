// English of what is done: notices, palette, keys.

import type { words as el } from './el.ts'

export const words: typeof el = {
  undo: 'Undo',
  hide: 'Hide',
  counted: (done, count) => (count === 1 ? done : `${done} · ${count} conversations`),
  undone: (name, count) => (count === 1 ? `Undone: ${name}` : `Undone: ${name} · ${count} conversations`),
  refused: (name, count, why) =>
    count === 1 ? `“${name}” was not done: ${why}` : `“${name}” was not done in ${count} conversations: ${why}`,
  notUndone: (name, count) =>
    count === 1
      ? `“${name}” could not be undone: something has changed since.`
      : `“${name}” could not be undone in ${count} conversations: something has changed since.`,
  reasons: {
    idle: 'it is so already, or cannot be done now.',
    taken: 'somebody else has it already.',
    closed: 'it was closed meanwhile.',
    changed: 'it has changed meanwhile.',
    vouched: 'name and email come from the site.',
    'bad-email': 'that is no email address.',
    'too-long': 'it is too long.',
    'too-many': 'it has too many already.',
    empty: 'nothing was written.',
    'not-ahead': 'that time has passed.',
    'unknown-agent': 'that person is no longer on the team.',
    'unknown-conversation': 'it is there no more, or it is no request.',
    'not-allowed': 'you do not have the right to.',
  },
  failed: 'the server did not take it. Try again.',
  copied: 'Link copied',
  more: 'More actions',
  palette: 'Search or command',
  forThis: 'For this conversation',
  forThese: (count) => `For the ${count} selected`,
  people: 'Assign to',
  places: 'Go to',
  conversations: 'Conversations',
  nothing: 'Nothing matches.',
  choose: 'choose',
  run: 'run',
  leave: 'close',
  keys: 'Keys',
  keysWhy: 'They work outside text fields, whatever language the keyboard is set to.',
  hasKeys: 'Single-letter keys',
  moving: 'Moving about',
  acting: 'Actions',
  selected: (count) => `${count} selected`,
  chosen: 'Selected',
  clear: 'Clear selection',
  pick: (name) => `Select: ${name}`,
}
