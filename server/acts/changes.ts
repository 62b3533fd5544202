// What acts change: how it was, and how it becomes.

import type { Changed, Marks } from '../store/tables/act.ts'
import type { StoredConversation } from '../store/tables/conversation.ts'
import type { StoredTicket } from '../store/tables/ticket.ts'
import type { Change, Scene } from './scene.ts'

export interface Differences {
  before: Changed
  after: Changed
}
export const nothing: Changed = { conversation: {}, ticket: {} }
/** Of what both have, the latter holds. */
export const joined = (one: Changed, other: Changed): Changed => ({
  conversation: { ...one.conversation, ...other.conversation },
  ticket: { ...one.ticket, ...other.ticket },
  marks: { ...one.marks, ...other.marks },
})

export const isSame = (one: unknown, other: unknown) => JSON.stringify(one) === JSON.stringify(other)

/** Some of it, by name. */
export const pick = <Whole extends object, Name extends keyof Whole>(of: Whole, names: readonly Name[]) =>
  Object.fromEntries(names.map((name) => [name, of[name]])) as Pick<Whole, Name>

/** What of it changes, as it was and as it becomes. */
export function differences({ row, ticket }: Scene, marks: Marks, change: Change): Differences {
  const of = <Whole extends object>(was: Whole, next: Partial<Whole> = {}) => {
    const names = (Object.keys(next) as (keyof Whole)[]).filter((name) => !isSame(was[name], next[name]))
    const part = (from: Partial<Whole>) => Object.fromEntries(names.map((name) => [name, from[name]])) as Partial<Whole>
    return { before: part(was), after: part(next) }
  }
  const conversation = of<StoredConversation>(row, change.conversation)
  const facts = of<StoredTicket>(ticket ?? ({} as StoredTicket), ticket ? change.ticket : {})
  const marked = of<Marks>(marks, change.marks)
  return {
    before: { conversation: conversation.before, ticket: facts.before, marks: marked.before },
    after: { conversation: conversation.after, ticket: facts.after, marks: marked.after },
  }
}
