// Whose turn it is in a conversation.

import type { Summary } from '../../protocol/conversation.ts'

/**
 * `new`: the first answer is due. `ours`: they have written again. `theirs`: we wait for them. `snoozed`: put off.
 * `done`: closed.
 */
export type Turn = 'new' | 'ours' | 'theirs' | 'snoozed' | 'done'

export function turnOf({ state, snoozed, waitingSince, answeredSeq }: Summary): Turn {
  if (state === 'closed') return 'done'
  if (snoozed) return 'snoozed'
  if (waitingSince === null) return 'theirs'
  return answeredSeq === 0 ? 'new' : 'ours'
}
