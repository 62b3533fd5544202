// How a conversation begins, and how it becomes an identity's: steps of a write.

import { notDue } from '../answers/targets.ts'
import { promiseSooner } from '../answers/waiting.ts'
import type { Site } from '../config/config.ts'
import type { Context } from '../protocol/context.ts'
import type { Queries } from '../store/queries.ts'
import type { Work } from '../store/query.ts'
import type { StoredConversation } from '../store/tables/conversation.ts'
import { type Visitor, visitorKey } from '../visitors/visitors.ts'
import { change } from './writes.ts'

interface NewConversation {
  /** Made by the browser. */
  id: string
  /** As typed; an identity has its own. */
  name: string | null
  /** The id of a guest's plan. */
  plan: string
  context: Context
  browser: string
  at: number
}

export function* create(queries: Queries, visitor: Visitor, made: NewConversation): Work<StoredConversation> {
  const key = yield* visitorKey(queries, visitor, made.at)
  const revision = yield* queries.nextRevision({ site: visitor.site })
  const [row] = yield* queries.addConversation({
    id: made.id,
    site: visitor.site,
    visitor: key,
    state: 'open',
    assignee: null,
    assigneeName: null,
    lastSeq: 0,
    readByAgent: 0,
    readByVisitor: 0,
    revision,
    startedAt: made.at,
    closedAt: null,
    waitingSince: null,
    target: 'chat',
    ...notDue,
    spent: 0,
    takenAt: null,
    takenAfter: null,
    ...whose(visitor, { name: made.name, sub: null, email: null, plan: made.plan }),
    locale: made.context.locale,
    context: { ...made.context, browser: made.browser },
  })
  return row!
}

/** Gives an open conversation to the identity of its visitor, with what it says of them now. */
export function* join(
  queries: Queries,
  site: Site,
  row: StoredConversation,
  visitor: Visitor,
  at: number,
): Work<StoredConversation> {
  const now = whose(visitor, row)
  const isSame = (Object.keys(now) as (keyof Whose)[]).every((key) => now[key] === row[key])
  if (isSame || row.state === 'closed') return row
  return yield* change(queries, row, { ...now, ...(yield* promiseSooner(queries, site, { ...row, ...now }, at)) })
}

type Whose = Pick<StoredConversation, 'sub' | 'name' | 'email' | 'plan'>

/** Whose a conversation is from now on: an identity's, or as it was. */
function whose({ identity }: Visitor, { sub, name, email, plan }: Whose): Whose {
  if (!identity) return { sub, name, email, plan }
  // Where an identity is written to, nobody has typed.
  return { sub: identity.sub, name: identity.name ?? name, email: identity.email, plan: identity.plan }
}
