// What is said of who else looks at what is open.

import type { Desk } from '../desk.ts'
import { lookingOf } from './state.ts'
import { words } from './words.ts'

export { lookingOf }

/** '': nobody does. */
export function said(desk: Desk, conversation: string): string {
  const names = desk.own(lookingOf).namesOf(conversation)
  return names.length > 0 ? words.looks(names.join(', ')) : ''
}
