// Erasures: that something was erased, when and why; nothing of what it said.

import { columnsBut, instant, integer, json, key, orNull, plain, type RowOf, table, text, word } from './column.ts'

/** One act of erasing, under a random id by which a list that is kept elsewhere names it. */
export const erasure = table(
  { of: 'nobody', kept: 'for good' },
  {
    id: plain(text),
    at: instant,
    /** When the last of it was gone; null: it was broken off, and goes on at the next start. */
    doneAt: orNull(instant),
    why: plain(word<'person' | 'retention'>()),
    /** How many rows of each table. */
    counts: plain(json<Record<string, number>>()),
  },
)
export type StoredErasure = RowOf<typeof erasure>
export const noted = columnsBut(erasure)

/** What stands for each conversation that was erased. */
export const erased = table(
  { of: 'nobody', kept: 'for good' },
  {
    key,
    erasure: plain(text),
    /** The conversation's. */
    id: plain(text),
    site: plain(text),
    /** Of the site's changes, the number of this one: by it consoles learn of it. */
    revision: plain(integer),
  },
)
export type StoredErased = RowOf<typeof erased>
export const added = columnsBut(erased, 'key')
