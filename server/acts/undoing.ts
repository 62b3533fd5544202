// Undoing: what puts back what an act has changed.

import { Refused } from '../protocol/answer.ts'
import type { Work } from '../store/query.ts'
import type { Marks } from '../store/tables/act.ts'
import type { StoredConversation } from '../store/tables/conversation.ts'
import type { StoredTicket } from '../store/tables/ticket.ts'
import { isSame } from './changes.ts'
import { checkGuest, checkMerge } from './deeds.ts'
import type { Change, Scene } from './scene.ts'
import { joinedAgain } from './splitting.ts'

/** What an act of the agent's has changed here, put back; refused when somebody has changed it since. */
export function* undone(scene: Scene, of: string, marks: Marks): Work<Change> {
  const { queries, row, ticket, agent } = scene
  const [act] = yield* queries.act({ conversation: row.key, by: agent.id, id: of })
  if (!act) throw new Refused('changed')
  const { before, after } = act
  const isAsLeft = <Whole extends object>(is: Whole | null, left: Partial<Whole>) =>
    (Object.keys(left) as (keyof Whole)[]).every((name) => isSame(is?.[name], left[name]))
  const isUntouched =
    isAsLeft<StoredConversation>(row, after.conversation) &&
    isAsLeft<StoredTicket>(ticket, after.ticket) &&
    isAsLeft<Marks>(marks, after.marks ?? {})
  if (!isUntouched) throw new Refused('changed')
  if (after.split) return yield* joinedAgain(scene, after.split)
  yield* checkPutBack(scene, before.conversation)
  const { state } = before.conversation
  if (state === undefined || 'spamAt' in after.conversation || 'mergedInto' in after.conversation)
    return { ...before, wholeBack: act }
  // A visitor who was told that it is closed is told who is with them, and the other way round.
  const says =
    state === 'closed'
      ? { code: 'closed-by-agent' as const, values: { name: agent.name } }
      : { code: 'taken' as const, values: { name: row.assigneeName ?? agent.name } }
  return { ...before, says }
}

/** Refuses what would not be as acts leave it: what they check is checked when it is put back, too. */
function* checkPutBack(scene: Scene, before: Partial<StoredConversation>): Work<void> {
  const { queries, row } = scene
  if ('name' in before || 'email' in before) checkGuest(row)
  const now = { ...row, ...before }
  const isElsewhere = now.mergedInto !== null || now.spamAt !== null
  if (now.state === 'open' ? isElsewhere : now.snoozedAt !== null) throw new Refused('changed')
  if (before.mergedInto == null) return
  const [into] = yield* queries.conversationByKey({ key: before.mergedInto })
  if (!into) throw new Refused('changed')
  yield* checkMerge(scene, into)
}
