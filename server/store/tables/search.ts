// What people look for: counts of searches and answers to "did it help", with nobody in them.

import {
  columnsBut,
  instant,
  integer,
  personal,
  plain,
  type RowOf,
  sealed,
  table,
  text,
  withDefault,
} from './column.ts'

/** A row for each group of spellings and article opened from it. */
export const search = table(
  { of: 'nobody', kept: { days: 90, after: 'at' }, row: ['site', 'locale', 'key', 'opened'] },
  {
    site: plain(text),
    locale: plain(text),
    /** What the spellings have in common: words that somebody has typed. */
    key: personal(text),
    /** '' when none was. */
    opened: plain(text),
    /** The latest spelling, numbers and addresses masked. */
    query: sealed(text),
    total: plain(integer),
    unsure: plain(integer),
    asked: plain(integer),
    at: instant,
    /** How often it led to the article: opened from it and nothing asked, said to have helped, sent in answer. */
    led: withDefault(plain(integer)),
    /** Whom it led there, as marks that a thirtieth of all visitors share; begun anew after a month without any. */
    visitors: withDefault(plain(integer)),
  },
)
export type StoredSearch = RowOf<typeof search>
export const counted = columnsBut(search)

export const feedback = table(
  { of: 'nobody', kept: 'for good', row: ['site', 'id'] },
  {
    site: plain(text),
    /** The browser's own of each answer. */
    id: plain(text),
    article: plain(text),
    locale: plain(text),
    helped: plain(integer),
    missing: sealed(text),
    at: instant,
  },
)
export type StoredFeedback = RowOf<typeof feedback>
export const given = columnsBut(feedback)

/** What an owner wants nobody to be led by. */
export const struck = table(
  { of: 'nobody', kept: 'for good' },
  {
    site: plain(text),
    locale: plain(text),
    word: personal(text),
    article: plain(text),
    at: instant,
  },
)
export type StoredStruck = RowOf<typeof struck>
export const striking = columnsBut(struck)
