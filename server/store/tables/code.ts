// Six digits that prove an address, for each conversation one at a time of each purpose.

import { columnsBut, instant, integer, plain, type RowOf, sealed, table, text, word } from './column.ts'

/**
 * A copy of the conversation by mail; the page of its request; that of what is kept of its person; or an address that
 * is to stand instead of theirs.
 */
export type CodePurpose = 'copy' | 'request' | 'data' | 'address'

export const code = table(
  { of: 'conversation', kept: 'as long', row: ['conversation', 'purpose'] },
  {
    conversation: plain(integer),
    purpose: plain(word<CodePurpose>()),
    email: sealed(text),
    hash: plain(text),
    expiresAt: instant,
    triesLeft: plain(integer),
  },
)
export type StoredCode = RowOf<typeof code>
export const changing = columnsBut(code, 'conversation', 'purpose')
