// Tickets: what makes a conversation go on by e-mail.

import { columnsBut, instant, integer, orNull, plain, type RowOf, sealed, table, text, word } from './column.ts'

export const ticket = table(
  { of: 'conversation', kept: 'as long', row: ['conversation'] },
  {
    conversation: plain(integer),
    reference: plain(text),
    email: sealed(text),
    topic: plain(text),
    state: plain(word<'open' | 'waiting' | 'solved'>()),
    openedAt: instant,
    answerBy: instant,
    /** Why its acknowledgement was held back; null when it was not. */
    heldBack: orNull(plain(word<'limit' | 'trap' | 'bounced'>())),
  },
)
export type StoredTicket = RowOf<typeof ticket>
export const added = columnsBut(ticket, 'heldBack')
