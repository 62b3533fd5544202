// What is said of acts, and what is asked before one.

import type { Summary } from '../../protocol/conversation.ts'
import type { Doable } from './act.ts'

/** What is said of an act: that it was done, for a while, or why not, until it is put away. */
export type Notice = { id: number; doable: string; count: number } &
  // By the ids of what was sent, of which some may be refused.
  (
    | { kind: 'done'; ids: readonly string[]; undo: (() => void) | null }
    | { kind: 'undone'; ids: readonly string[] }
    | { kind: 'refused'; isUndo: boolean; error: string }
    | { kind: 'copied'; text: string }
  )

/** What is asked before something is done; without an act, what to do. */
export interface Asking {
  doable: Doable | null
  on: readonly Summary[]
  /** What is answered already. */
  given?: readonly string[]
  /** Whether an article for the answer is all that is asked for. */
  isArticle?: boolean
}
