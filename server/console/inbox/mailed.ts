// What draws mails in an open conversation, once it is there.

import { signal } from '@preact/signals'
import type { Opening } from './opened.ts'

export const pieces = signal<typeof import('../mailed/pieces.ts') | null>(null)

/** Loads what draws mails, for a conversation that has any. Without a line it comes with the next. */
export function loadFor({ ticket, parties, notes = [] }: Opening): void {
  if (pieces.value || !(ticket || parties.length > 0 || notes.some(({ via }) => via))) return
  import('../mailed/pieces.ts').then(
    (chunk) => void (pieces.value = chunk),
    () => {},
  )
}
