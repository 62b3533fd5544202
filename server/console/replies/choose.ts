// Choosing a ready reply: its text filled in for a conversation, and what is to be done with it.

import type { Summary } from '../../protocol/conversation.ts'
import type { ReadyReply } from '../../protocol/readyReply.ts'
import type { Desk } from '../desk.ts'
import { fill, valuesOf } from './variables.ts'

/** @returns the text to be written; what follows it is kept to be sent with it */
export function chosen({ agent, drafts }: Desk, of: Summary, { text, steps }: ReadyReply): string {
  if (steps.length > 0) drafts.setSteps(of, steps)
  return fill(text, valuesOf(of, agent.me.value, agent.site(of.site)))
}

/** Writes one after what has been begun, and leads the keyboard there. */
export const write = (desk: Desk, of: Summary, reply: ReadyReply): void => append(desk, of, chosen(desk, of, reply))

/** Writes a text after the answer that has been begun, and leads the keyboard there. */
export function append({ drafts, place }: Desk, of: Summary, text: string): void {
  drafts.setNote(of.id, false)
  const begun = drafts.text(of)
  drafts.write(of, [begun, text].filter(Boolean).join('\n\n'))
  // Once what was over it is gone.
  place.requestAnimationFrame(() => place.document.querySelector<HTMLElement>('.composer textarea')?.focus())
}
