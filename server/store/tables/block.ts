// Blocks: whose messages are refused, as agents have said in a conversation.

import { columnsBut, instant, integer, key, personal, plain, type RowOf, table, text, word } from './column.ts'

/** By what somebody is known: the browser's secret, the site's own id of them, the mailbox that they write from. */
export type BlockedBy = 'visitor' | 'identity' | 'address'

export const block = table(
  { of: 'conversation', kept: 'as long' },
  {
    key,
    conversation: plain(integer),
    site: plain(text),
    kind: plain(word<BlockedBy>()),
    /** The hash of the secret, the `sub`, or the mailbox. */
    value: personal(text),
    /** The agent's id. */
    by: personal(text),
    at: instant,
  },
)
export type StoredBlock = RowOf<typeof block>
export const added = columnsBut(block, 'key')
