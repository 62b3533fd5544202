// Withdrawing: what an agent has said a moment ago goes, its words, its files and its mail while that waits; a line in
// its place says so to both.

import type { Sites } from '../config/config.ts'
import type { Publisher } from '../conversations/publisher.ts'
import * as write from '../conversations/writes.ts'
import type { Files } from '../files/files.ts'
import type { Replies } from '../letters/replies.ts'
import { limits } from '../limits.ts'
import { Refused } from '../protocol/answer.ts'
import type { Message } from '../protocol/conversation.ts'
import type { Queries } from '../store/queries.ts'
import type { Work } from '../store/query.ts'
import type { Store } from '../store/store.ts'
import type { StoredConversation } from '../store/tables/conversation.ts'
import type { StoredMessage } from '../store/tables/message.ts'
import { type Doer, record } from '../staff/audit.ts'
import { heldNow } from '../visitors/holds.ts'
import type { Acts } from './acts.ts'
import type { Scene } from './scene.ts'
import { latestOf, waitHere } from './splitting.ts'

interface WithdrawingParts {
  store: Store
  publisher: Pick<Publisher, 'publish'>
  /** The product's. */
  clock: () => number
  sites: Sites
  files: Pick<Files, 'sign'>
  /** What mails it. */
  replies: Pick<Replies, 'takeBack'>
  acts: Pick<Acts, 'unfollow'>
}

export class Withdrawing {
  readonly #parts: WithdrawingParts

  constructor(parts: WithdrawingParts) {
    this.#parts = parts
  }

  /**
   * Withdraws a message of whoever asks; the second time nothing is left to do.
   * With what is not mailed after all goes what was done with it: whoever takes both back goes on from before.
   * @throws Refused `too-late` after a minute, `mailed` where it went by mail, `held` where a legal hold keeps it,
   * `changed` where it is another's, or nobody's any more
   */
  async withdraw(
    doer: Doer & { userId: string },
    { conversation, seq }: { conversation: string; seq: number },
  ): Promise<Message> {
    const { store, clock, sites, publisher, files, replies, acts } = this.#parts
    const { queries } = store
    const at = clock()
    const held = await heldNow(store)
    const [trace, ...lines] = await store.write(function* () {
      const row = yield* write.shown(queries, conversation)
      const [message] = yield* queries.messagesAfter({ conversation: row.key, after: seq - 1, limit: 1 })
      if (message?.seq !== seq || message.by?.id !== doer.userId) throw new Refused('changed')
      if (message.system?.code === 'withdrawn') return [message] as const
      checkWithdrawn(message)
      const wasToGo = yield* replies.takeBack(row, message)
      if (at - message.at > limits.withdraw) throw new Refused('too-late')
      if (held.conversations.has(row.key)) throw new Refused('held')
      const left = yield* takeAway(queries, row, message)
      const followed = { id: message.id, conversation }
      const undone = wasToGo ? yield* acts.unfollow({ id: doer.userId, name: doer.by }, followed) : []
      const now = yield* write.get(queries, conversation)
      yield* answerAgain({ queries, site: sites.get(row.site)!, row: now, at }, seq)
      yield* record(queries, { ...doer, what: 'message-withdrawn', facts: { conversation, seq } }, at)
      return [left, ...undone] as const
    })
    // A repeat too, in case that the first was not heard.
    await publisher.publish(conversation, trace, ...lines)
    return files.sign(trace)
  }
}

function checkWithdrawn({ system, via }: StoredMessage): void {
  if (system) throw new Refused('changed')
  if (via?.kind === 'mail') throw new Refused('mailed')
}

/** Whom it answered waits again; where nobody else has answered, nobody is asked whether it is solved. */
function* answerAgain(scene: Pick<Scene, 'queries' | 'site' | 'row' | 'at'>, seq: number): Work<void> {
  const { queries, row } = scene
  const said = (yield* queries.saidIn({ conversation: row.key })).filter((each) => each.seq !== seq)
  const wait = yield* waitHere(scene, said)
  const answeredSeq = latestOf(said, 'agent')
  yield* write.change(queries, row, { ...wait, answeredSeq })
  if (answeredSeq === 0) yield* queries.dropClosingMail({ conversation: row.key })
  const [ticket] = yield* queries.ticket({ conversation: row.key })
  if (!ticket || wait.waitingSince == null) return
  yield* queries.changeTicket({ ...ticket, state: 'open', answerBy: wait.dueAt ?? ticket.answerBy })
}

/** Nothing of it is left but when it was said, and by whom. */
function* takeAway(queries: Queries, { key }: StoredConversation, message: StoredMessage): Work<StoredMessage> {
  const { id, seq, author, by, at, files = [] } = message
  const system = { code: 'withdrawn' as const, values: { name: by!.name } }
  const trace = { id, seq, author, text: '', at, system, by: by! }
  yield* queries.putMessage({ ...trace, conversation: key })
  for (const file of files) yield* queries.forgetFile({ id: file.id, conversation: key })
  return trace
}
