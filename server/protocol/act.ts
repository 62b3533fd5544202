// Acts: everything an agent can do to conversations, as it goes over the wire and is kept.

import * as z from 'zod'
import { limits } from '../limits.ts'
import type { RefusalCode } from './answer.ts'
import { accountId, id, instant, named, written } from './pieces.ts'

const priority = z.enum(['low', 'normal', 'high'])
export type Priority = z.infer<typeof priority>

/** What is to be done. */
export const act = z.discriminatedUnion('kind', [
  /** Becomes the agent's own, unless somebody has it. `isQuiet`: the visitor is not told by a line of its own. */
  z.strictObject({ kind: z.literal('take'), isQuiet: z.boolean().optional() }),
  /** Becomes somebody's, whoever had it; null: nobody's, back to the queue. `note`: what the next one is to know. */
  z.strictObject({ kind: z.literal('assign'), to: accountId.nullable(), note: written.optional() }),
  z.strictObject({ kind: z.literal('close') }),
  z.strictObject({ kind: z.literal('reopen') }),
  /** Out of the lists until an instant, or until they write (null), whichever comes first. */
  z.strictObject({ kind: z.literal('snooze'), until: instant.nullable() }),
  z.strictObject({ kind: z.literal('wake') }),
  z.strictObject({ kind: z.literal('tag'), tag: named, on: z.boolean() }),
  z.strictObject({ kind: z.literal('priority'), to: priority }),
  /** Makes a ticket a critical incident, which is answered sooner; or an ordinary one again. */
  z.strictObject({ kind: z.literal('critical'), on: z.boolean() }),
  /** Closes it without a word, or opens it again. */
  z.strictObject({ kind: z.literal('spam'), on: z.boolean() }),
  z.strictObject({ kind: z.literal('unread'), on: z.boolean() }),
  /** What a guest is called from now on; '': nothing is known. */
  z.strictObject({ kind: z.literal('rename'), name: named }),
  /** Where a guest is written to from now on. */
  z.strictObject({ kind: z.literal('address'), email: named }),
  /** Puts back what an act of one's own has changed, where nobody has changed it since. */
  z.strictObject({ kind: z.literal('undo'), of: id }),
])
export type Act = z.infer<typeof act>
export type ActKind = Act['kind']
export type ActOf<Kind extends ActKind> = Extract<Act, { kind: Kind }>

/** One act on one conversation or many; done once under its id, however often it is sent. */
export const acting = z.strictObject({
  id,
  act,
  conversations: z
    .array(id)
    .min(1)
    .max(limits.acts)
    .refine((ids) => new Set(ids).size === ids.length),
})
export type Acting = z.infer<typeof acting>

export interface Acted {
  /** What could not be done, and why; all the others are done. */
  refused: { conversation: string; error: RefusalCode }[]
  /** How to undo it; null: nothing was done. */
  undo: ActOf<'undo'> | null
}
