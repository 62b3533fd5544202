// Acts: everything an agent can do to conversations, as it goes over the wire and is kept.

import * as z from 'zod'
import { limits } from '../limits.ts'
import type { RefusalCode } from './answer.ts'
import { accountId, id, instant, named, seq, written } from './pieces.ts'

const priority = z.enum(['low', 'normal', 'high'])
export type Priority = z.infer<typeof priority>

/** What is to be done. */
export const act = z.discriminatedUnion('kind', [
  /** Becomes the agent's own, unless somebody has it. `isQuiet`: the visitor is not told by a line of its own. */
  z.strictObject({ kind: z.literal('take'), isQuiet: z.boolean().optional() }),
  /**
   * Becomes somebody's, whoever had it, by the id of an account; or that of a team, for one of it to take; null: back
   * to the queue, nobody's and no team's. `note`: what the next one is to know.
   */
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
  /** Is told of it from now on, whoever's it is; or no longer. */
  z.strictObject({ kind: z.literal('follow'), on: z.boolean() }),
  /** Refuses what its visitor writes, in this browser or as this identity, or from its address; or no longer. */
  z.strictObject({ kind: z.literal('block'), what: z.enum(['visitor', 'address']), on: z.boolean() }),
  /** Sends answers by mail to one of its parties too, or no longer. */
  z.strictObject({ kind: z.literal('copy'), address: named, on: z.boolean() }),
  /** Takes one of its parties, whose mail was proven, for the visitor from now on; or no longer. */
  z.strictObject({ kind: z.literal('same'), address: named, on: z.boolean() }),
  /** Says that mails arrive at an address after all. */
  z.strictObject({ kind: z.literal('reachable'), address: named }),
  /** Makes a request of a chat, which goes on by e-mail; it is mailed, so nothing undoes it. */
  z.strictObject({ kind: z.literal('request'), email: named }),
  /** Goes on in another of the same visitor or identity, where all of both is shown; what is a request, in one. */
  z.strictObject({ kind: z.literal('merge'), into: id }),
  /**
   * Moves one of the visitor's messages, and all that follows if that is asked, to a conversation of its own; a request
   * makes another. `seq`: of the message.
   */
  z.strictObject({ kind: z.literal('split'), seq, isWithAfter: z.boolean() }),
  /** Puts back what an act of one's own has changed, where nobody has changed it since. */
  z.strictObject({ kind: z.literal('undo'), of: id }),
])
export type Act = z.infer<typeof act>
export type ActKind = Act['kind']
export type ActOf<Kind extends ActKind> = Extract<Act, { kind: Kind }>

/** What may follow a reply in one with it: acts that need to know nothing of the moment. */
const step = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('assign'), to: accountId }),
  z.strictObject({ kind: z.literal('tag'), tag: named, on: z.literal(true) }),
  z.strictObject({ kind: z.literal('priority'), to: priority }),
  z.strictObject({ kind: z.literal('snooze'), until: z.null() }),
  z.strictObject({ kind: z.literal('close') }),
])
export type Step = z.infer<typeof step>
export const steps = z.array(step).max(limits.steps)

/** What has followed a reply, as it is kept under the reply's id: undone as one. */
export interface Macro {
  kind: 'macro'
  steps: Step[]
}

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
