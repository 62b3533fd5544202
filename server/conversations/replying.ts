// A reply of the team's, whichever way it came in: a step of the write that stores it.

import { paused } from '../answers/targets.ts'
import { takenBy } from '../answers/waiting.ts'
import type { Site } from '../config/config.ts'
import type { Uploader } from '../files/uploader.ts'
import type { Replies } from '../letters/replies.ts'
import type { Face } from '../protocol/pieces.ts'
import type { Queries } from '../store/queries.ts'
import type { Work } from '../store/query.ts'
import type { StoredConversation } from '../store/tables/conversation.ts'
import type { KeptArticle, StoredMessage } from '../store/tables/message.ts'
import { append, type Written, writtenIn } from './messages.ts'
import { awake } from './writes.ts'

interface ReplyParts {
  queries: Queries
  site: Site
  /** What mails it where it goes on by mail. */
  replies: Pick<Replies, 'store'>
}

interface Reply extends Written {
  agent: Face
  uploader: Uploader
  article?: KeptArticle | undefined
  at: number
}

/** Adds what an agent says; takes the conversation when nobody has. */
export function* reply(
  { queries, site, replies }: ReplyParts,
  row: StoredConversation,
  { agent, uploader, article, at, ...sent }: Reply,
): Work<StoredMessage> {
  const taken = row.assignee ? {} : yield* takenBy(queries, site, row, agent, at)
  const written = yield* writtenIn(queries, row, sent, uploader)
  const by = { id: agent.id, name: agent.name }
  const draft = { ...written, ...(article && { article }), author: 'agent' as const, at, by }
  const made = yield* append(queries, row, draft, {
    ...taken,
    ...paused(site, row, at),
    state: 'open',
    closedAt: null,
    spamAt: null,
    waitingSince: null,
    readByAgent: row.lastSeq + 1,
    answeredSeq: row.lastSeq + 1,
    ...awake,
    markedAt: null,
  })
  yield* replies.store(row, made)
  return made
}
