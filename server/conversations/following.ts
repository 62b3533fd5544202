// Following: who of the team is told of a conversation that need not be theirs, and who is named in a note.

import type { Follower } from '../protocol/conversation.ts'
import type { Face } from '../protocol/pieces.ts'
import type { Queries } from '../store/queries.ts'
import type { Work } from '../store/query.ts'
import type { StoredConversation } from '../store/tables/conversation.ts'

/** Who follows, with somebody who has seen so much of it; null: they have been following. */
export const withFollower = ({ followers }: Pick<StoredConversation, 'followers'>, one: Follower): Follower[] | null =>
  followers?.some(({ id }) => id === one.id) ? null : [...(followers ?? []), one]

/** Who follows, without somebody; null: they have not been following. */
export function withoutFollower({ followers }: Pick<StoredConversation, 'followers'>, id: string) {
  const others = (followers ?? []).filter((each) => each.id !== id)
  return others.length === (followers ?? []).length ? null : others
}

/** Who follows, once a follower has seen all of it up to a message; null: they have seen it, or do not follow. */
export function seenBy(
  { followers, lastSeq }: Pick<StoredConversation, 'followers' | 'lastSeq'>,
  id: string,
  seq: number,
  notes: number,
): Follower[] | null {
  const seen = { id, seq: Math.min(seq, lastSeq), notes }
  const isNews = (each: Follower) => each.id === id && (each.seq < seen.seq || each.notes < notes)
  if (!followers?.some(isNews)) return null
  return followers.map((each) => (each.id === id ? { id, seq: Math.max(each.seq, seen.seq), notes } : each))
}

/** Without accents, capitals and the sigma of endings. */
const folded = (text: string): string =>
  text.normalize('NFD').replaceAll(/\p{M}/gu, '').toLowerCase().replaceAll('ς', 'σ')

/** Those whom a note names after an `@`: by the whole name, or by the first where nobody else has it. */
export function namedIn(note: string, team: readonly Face[]): string[] {
  const names = team.map(({ id, name }) => ({ id, whole: folded(name), first: folded(name).split(' ')[0]! }))
  const calls = folded(note)
    .split('@')
    .slice(1)
    .map((rest) => {
      const begins = (name: string) => rest.startsWith(name) && !/^[\p{L}\p{N}]/u.test(rest.slice(name.length))
      const whole = names.filter(({ whole }) => begins(whole))
      // Whose whole name begins another's is not named by that.
      const longest = Math.max(...whole.map((each) => each.whole.length))
      return whole.length > 0
        ? whole.filter((each) => each.whole.length === longest)
        : names.filter(({ first }) => begins(first))
    })
  // Of two who are called the same none is meant for sure.
  return [...new Set(calls.flatMap((found) => (found.length === 1 ? [found[0]!.id] : [])))]
}

/**
 * Who follows once a note is added: whoever is named in it does too, and has not seen it; its writer has. Part of the
 * write that adds it, and asked before.
 */
export function* followersOfNote(
  queries: Queries,
  row: StoredConversation,
  by: Face,
  named: readonly string[],
): Work<Follower[] | null> {
  const [notes] = yield* queries.countNotes({ conversation: row.key })
  let { followers } = row
  for (const id of named.filter((each) => each !== by.id))
    followers = withFollower({ followers }, { id, seq: row.lastSeq, notes: notes!.n }) ?? followers
  return seenBy({ followers, lastSeq: row.lastSeq }, by.id, row.lastSeq, notes!.n + 1) ?? followers
}
