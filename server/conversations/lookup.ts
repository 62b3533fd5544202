// Finds one conversation as it stands, for whoever may have it.

import { isOwn } from '../access.ts'
import { Refused } from '../protocol/answer.ts'
import type { ListedConversation } from '../store/queries/list.ts'
import type { Store } from '../store/store.ts'
import type { Visitor } from '../visitors/visitors.ts'

/** @throws Refused `unknown-conversation` */
export async function listed(
  { all, queries }: Pick<Store, 'all' | 'queries'>,
  id: string,
): Promise<ListedConversation> {
  const [row] = await all(queries.listedConversation({ id }))
  if (!row) throw new Refused('unknown-conversation')
  return row
}

/** A conversation of the visitor's. @throws Refused `unknown-conversation`, where it is another's too */
export async function owned(store: Store, visitor: Visitor, id: string): Promise<ListedConversation> {
  const row = await listed(store, id)
  if (!isOwn(visitor, row)) throw new Refused('unknown-conversation')
  return row
}

/** The visitor's latest conversation; null: they have none. */
export async function latest({ all, queries }: Store, visitor: Visitor): Promise<ListedConversation | null> {
  const [known] = await all(queries.visitor(visitor))
  if (!known) return null
  const [row] = await all(queries.latestConversation({ visitor: known.key, sub: visitor.identity?.sub ?? null }))
  return row ? goesOnIn({ all, queries }, visitor, row) : null
}

/** Where a visitor's conversation goes on, if that is theirs too; a circle is gone round once. */
export async function goesOnIn(
  store: Pick<Store, 'all' | 'queries'>,
  visitor: Visitor,
  row: ListedConversation,
): Promise<ListedConversation> {
  let now = row
  for (const seen = new Set([row.id]); now.mergedIntoId !== null && !seen.has(now.mergedIntoId); seen.add(now.id)) {
    const into = await listed(store, now.mergedIntoId)
    if (!isOwn(visitor, into)) return now
    now = into
  }
  return now
}
