// Ratings: what visitors say of a conversation once it is closed, one each.

import type { Outcome } from '../../protocol/rating.ts'
import {
  columnsBut,
  instant,
  orNull,
  personal,
  plain,
  integer,
  type RowOf,
  sealed,
  table,
  text,
  word,
} from './column.ts'

export const rating = table(
  { of: 'conversation', kept: 'as long', row: ['conversation'] },
  {
    conversation: plain(integer),
    site: plain(text),
    outcome: plain(word<Outcome>()),
    /** '': none. */
    comment: sealed(text),
    /** Whose the conversation was. */
    agent: orNull(personal(text)),
    /** When it was said first. */
    at: instant,
  },
)
export type StoredRating = RowOf<typeof rating>
export const added = columnsBut(rating)
