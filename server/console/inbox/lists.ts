// The pages of the inbox: which groups of conversations each shows, in the order in which they need somebody.

const groups = {
  inbox: ['queue', 'mine', 'tickets'],
  queue: ['free'],
  mine: ['own'],
  team: ['team'],
  theirs: ['theirs'],
  followed: ['followed'],
  snoozed: ['snoozed'],
  all: ['queue', 'mine', 'others', 'tickets', 'snoozed'],
  done: [],
  spam: [],
  tickets: ['tickets'],
  failed: ['failed'],
} as const

/** Those that stand with others on a page, under their names. */
export type Titled = (typeof groups)['inbox' | 'all'][number]
export type Group = (typeof groups)[keyof typeof groups][number]

/** Whether a page of this route is one of the inbox. */
export const isInbox = (route: string): route is keyof typeof groups => Object.hasOwn(groups, route)

/** Whether it is of what is closed, which is asked for page by page. */
export const isPast = (route: string): route is 'done' | 'spam' => route === 'done' || route === 'spam'

export const groupsOf = (route: string): readonly Group[] => (isInbox(route) ? groups[route] : [])
