// Recalling: mails that are not to go after all, also when a node is just sending them.

import { setTimeout as wait } from 'node:timers/promises'
import type { Queries } from '../store/queries.ts'
import type { Work } from '../store/query.ts'
import type { Store } from '../store/store.ts'

/** How often a mail under way is looked at, ms. */
const lookEvery = 200

/**
 * Nobody takes a mail of these from now on, and who holds one loses it; part of a write.
 * @param conversations their ids: mails of them, and those that tell the team of them
 * @param mails ids of further ones
 * @returns ids of those that may be under way
 */
export function* recall(
  queries: Queries,
  { conversations, mails, at }: { conversations: readonly string[]; mails: readonly number[]; at: number },
): Work<number[]> {
  const recalled: { id: number }[] = []
  for (const conversation of conversations) recalled.push(...(yield* queries.recallMailsOf({ conversation, at })))
  const known = new Set(conversations)
  for (const { id, facts } of yield* queries.mailsOfMany())
    if (facts?.kind === 'overdue' && facts.overdue.some((each) => known.has(each.conversation)))
      recalled.push(...(yield* queries.recallMail({ id, at })))
  for (const id of mails) recalled.push(...(yield* queries.recallMail({ id, at })))
  return recalled.map(({ id }) => id)
}

/** Resolves when each of these was sent, or can be sent no more: a lease is not renewed once its mail is recalled. */
export async function letGo({ all, queries }: Store, mails: readonly number[]): Promise<void> {
  for (const id of mails)
    for (;;) {
      const [mail] = await all(queries.mailLease({ id }))
      if (!mail?.leaseUntil || mail.leaseUntil <= Date.now()) break
      await wait(lookEvery)
    }
}
