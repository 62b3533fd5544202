// Withdrawing: what an agent has said in a chat a moment ago goes, its words and its files; a line in its place says so
// to both.

import type { Sites } from '../config/config.ts'
import type { Publisher } from '../conversations/publisher.ts'
import * as write from '../conversations/writes.ts'
import type { Files } from '../files/files.ts'
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
import { latestOf, waitHere } from './splitting.ts'

interface WithdrawingParts {
  store: Store
  publisher: Pick<Publisher, 'publish'>
  /** The product's. */
  clock: () => number
  sites: Sites
  files: Pick<Files, 'sign'>
}

export class Withdrawing {
  readonly #parts: WithdrawingParts

  constructor(parts: WithdrawingParts) {
    this.#parts = parts
  }

  /**
   * Withdraws a message of whoever asks; the second time nothing is left to do.
   * @throws Refused `too-late` after a minute, `mailed` where it went by mail too, `held` where a legal hold keeps it,
   * `changed` where it is another's, or nobody's any more
   */
  async withdraw(
    doer: Doer & { userId: string },
    { conversation, seq }: { conversation: string; seq: number },
  ): Promise<Message> {
    const { store, clock, sites, publisher, files } = this.#parts
    const { queries } = store
    const at = clock()
    const held = await heldNow(store)
    const trace = await store.write(function* () {
      const row = yield* write.shown(queries, conversation)
      const [message] = yield* queries.messagesAfter({ conversation: row.key, after: seq - 1, limit: 1 })
      if (message?.seq !== seq || message.by?.id !== doer.userId) throw new Refused('changed')
      if (message.system?.code === 'withdrawn') return message
      checkWithdrawn(message, row, at)
      // Who is in copy has it, though the visitor was mailed nothing.
      if ((yield* queries.copiesOf({ conversation: row.key, message: message.id })).length > 0)
        throw new Refused('mailed')
      if (held.conversations.has(row.key)) throw new Refused('held')
      const left = yield* takeAway(queries, row, message)
      const said = (yield* queries.saidIn({ conversation: row.key })).filter((each) => each.seq !== seq)
      const wait = yield* waitHere({ queries, site: sites.get(row.site)!, row, at }, said)
      yield* write.change(queries, row, { ...wait, answeredSeq: latestOf(said, 'agent') })
      yield* record(queries, { ...doer, what: 'message-withdrawn', facts: { conversation, seq } }, at)
      return left
    })
    // A repeat too, in case that the first was not heard.
    await publisher.publish(conversation, trace)
    return files.sign(trace)
  }
}

function checkWithdrawn({ seq, system, via, at }: StoredMessage, row: StoredConversation, now: number): void {
  if (system) throw new Refused('changed')
  if (via?.kind === 'mail' || row.mailedSeq >= seq) throw new Refused('mailed')
  if (now - at > limits.withdraw) throw new Refused('too-late')
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
