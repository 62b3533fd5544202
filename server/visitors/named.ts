// Named: somebody's address in conversations that are another's, where they were in copy or wrote into them by mail.
// What others have written stays, and says no more to whom it was sent.

import * as write from '../conversations/writes.ts'
import { mailboxOf } from '../mail/mailbox.ts'
import type { Via } from '../protocol/via.ts'
import type { Queries } from '../store/queries.ts'
import type { Work } from '../store/query.ts'
import type { Store } from '../store/store.ts'
import type { KeptFile } from '../store/tables/message.ts'

type IsTheirs = (address: string | null) => boolean

export const atMailbox = (email: string): IsTheirs => {
  const { mailbox } = mailboxOf(email)
  return (address) => address !== null && mailboxOf(address).mailbox === mailbox
}

/** Keys of the conversations that name an address, in order. */
export async function namingOf(store: Store, isTheirs: IsTheirs): Promise<number[]> {
  const known = (await store.readLong(store.queries.partiesOfAll())).filter(({ parties }) =>
    parties?.some(({ address }) => isTheirs(address)),
  )
  const said = (await viasOf(store)).filter(({ via }) => isNamedIn(via, isTheirs))
  const keys = [...known.map(({ key }) => key), ...said.map(({ conversation }) => conversation)]
  return [...new Set(keys)].toSorted((a, b) => a - b)
}

/** What all that came by mail says of people. */
const viasOf = async ({ readLong, queries }: Store) => [
  ...(await readLong(queries.viasOfMessages())),
  ...(await readLong(queries.viasOfNotes())),
]

/** All addresses that conversations name besides their visitors'. */
export async function addressesNamed(store: Store): Promise<string[]> {
  const parties = (await store.readLong(store.queries.partiesOfAll())).flatMap(({ parties }) => parties ?? [])
  const said = (await viasOf(store)).flatMap(({ via }) => (via?.kind === 'mail' ? [via, ...(via.cc ?? [])] : []))
  return [...parties, ...said].map(({ address }) => address)
}

const isNamedIn = (via: Via | null, isTheirs: IsTheirs): boolean =>
  via?.kind === 'mail' && (isTheirs(via.address) || (via.cc?.some(({ address }) => isTheirs(address)) ?? false))

/**
 * Takes an address out of a conversation that is another's, with what came from there; part of a write.
 * @returns hashes of the files that went
 */
export function* forgetIn(queries: Queries, key: number, isTheirs: IsTheirs): Work<string[]> {
  const [row] = yield* queries.conversationByKey({ key })
  if (!row) return []
  const hashes = yield* forgetNotes(queries, key, isTheirs)
  for (const { seq, via } of yield* queries.mailedMessages({ conversation: key }))
    if (isNamedIn(via, isTheirs)) yield* queries.tieMessage({ conversation: key, seq, via: without(via, isTheirs) })
  for (const arrival of yield* queries.arrivalsIn({ conversation: key })) {
    if (!isTheirs(arrival.sender)) continue
    yield* queries.forgetStray({ key: arrival.key, at: Date.now() })
    if (arrival.original) hashes.push(...(yield* eraseFile(queries, arrival.original)))
  }
  for (const { messageId, facts } of yield* queries.answersIn({ conversation: key })) {
    if (!facts || !('people' in facts) || !facts.people) continue
    const { people, ...others } = facts
    if (![people.to, ...people.cc].some(isTheirs)) continue
    const cc = people.cc.filter((each) => !isTheirs(each))
    const isLeft = cc.length > 0 && !isTheirs(people.to)
    yield* queries.noteFacts({ messageId, facts: isLeft ? { ...others, people: { ...people, cc } } : others })
  }
  for (const act of yield* queries.actsIn({ conversation: key }))
    if (addressesIn([act.act, act.before, act.after]).some(isTheirs)) yield* queries.eraseAct({ key: act.key })
  const parties = row.parties?.filter(({ address }) => !isTheirs(address)) ?? []
  yield* write.change(queries, row, { parties: parties.length > 0 ? parties : null })
  return hashes
}

/** What they wrote goes; of what others wrote, whom it was sent to. */
function* forgetNotes(queries: Queries, key: number, isTheirs: IsTheirs): Work<string[]> {
  const hashes: string[] = []
  for (const { via, files, ...note } of yield* queries.mailedNotes({ conversation: key })) {
    if (!isNamedIn(via, isTheirs)) continue
    if (via!.kind === 'mail' && !isTheirs(via!.address)) {
      const { conversation, byId, id } = note
      yield* queries.tieNote({ conversation, byId, id, via: without(via, isTheirs) })
      continue
    }
    yield* queries.eraseNote({ key: note.key })
    yield* queries.forgetNoteWords({ conversation: key, place: note.key })
    for (const { id } of (files ?? []) as KeptFile[]) hashes.push(...(yield* eraseFile(queries, id)))
  }
  return hashes
}

function* eraseFile(queries: Queries, id: string): Work<string[]> {
  const [file] = yield* queries.file({ id })
  if (!file) return []
  yield* queries.eraseFile({ id })
  return [file.hash]
}

/** Of another address of the visitor's it stays that the message came by mail. */
function without(via: Via | null, isTheirs: IsTheirs): Via | null {
  if (via?.kind !== 'mail') return via
  const { cc, ...mail } = via
  const left = cc?.filter(({ address }) => !isTheirs(address)) ?? []
  const whose = isTheirs(mail.address) ? { ...mail, address: '', name: null } : mail
  return left.length > 0 ? { ...whose, cc: left } : whose
}

/** Whatever in it looks like an address. */
const addressesIn = (kept: unknown): string[] => JSON.stringify(kept).match(/[^\s"<>,;:]+@[^\s"<>,;:]+/g) ?? []
