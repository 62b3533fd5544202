// English of the searches.

import type { words as el } from './el.ts'

export const words: typeof el = {
  searchesKnown: 'You’re offline. This is what was known until now.',
  searchesLater: 'You’re offline. The lists come once you’re back.',
  searchesWhy: 'Of the last 90 days, without anybody in them: digits and addresses are not kept.',
  unanswered: 'Without a sure answer',
  unansweredNone: 'Everything people searched for had an answer.',
  askedStill: 'Read, and asked all the same',
  askedStillNone: 'Nobody had to ask after reading an article.',
  query: 'Search',
  times: 'Times',
  askedPerson: 'Asked',
  latest: 'Latest',
  language: 'Language',
  learned: 'What search has learned',
  learnedWhy:
    'Words that led three visitors or more to the same article. They bring it higher for those who type them next.',
  learnedNone: 'Nothing yet: it takes three visitors whom the same word led to the same article.',
  word: 'Word and article',
  visitors: 'Visitors',
  strike: 'Strike out',
  unstrike: 'Put back',
}
