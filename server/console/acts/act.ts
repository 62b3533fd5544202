// What an act of the console is: keys, menus, palette, the bar of what is selected, and undoing are views of the list.

import type { IconName } from '../../../widget/view/Icon.tsx'
import type { Act } from '../../protocol/act.ts'
import type { Message, Summary } from '../../protocol/conversation.ts'
import type { Face } from '../../protocol/pieces.ts'
import type { Team } from '../../protocol/team.ts'
import type { Locale } from '../words.ts'

/** A key by its place on the keyboard, which is the same under every layout. */
export interface Key {
  /** As `KeyboardEvent.code` has it. */
  code: string
  isShift?: true
  /** With Ctrl or ⌘: heard where one writes. */
  isControl?: true
}

/** What an act is done in. */
export interface Scene {
  me: Face
  /** By the product's clock, ms. */
  now: number
  team: readonly Face[]
  /** Of all sites. */
  teams: readonly Team[]
  /** What is open, of all sites. */
  open: readonly Summary[]
  /** What it is done to; one at least. */
  on: readonly Summary[]
  /** The messages of that, where it is open. */
  said: readonly Message[]
}

/** One answer to what an act asks. */
export interface Choice {
  value: string
  words: Record<Locale, string>
  hint?: Record<Locale, string>
  icon?: IconName
}

/** What an act asks before it is done: choices, or words of one's own. */
export interface Ask {
  words: Record<Locale, string>
  /** @param typed what was written so far: words of one's own are a choice made of it */
  choices: (scene: Scene, typed: string) => readonly Choice[]
  /** Whether `choices` takes care of what was typed; else those that match it are offered. */
  isFree?: true
  /** What the field begins with. */
  begins?: (scene: Scene) => string
}

/** What can be asked. */
export type AskName =
  | 'agents'
  | 'note'
  | 'name'
  | 'address'
  | 'others'
  | 'messages'
  | 'howMuch'
  | 'tags'
  | 'priorities'
  | 'times'
  | 'parties'
  | 'writers'

interface Named {
  id: string
  words: Record<Locale, string>
  icon: IconName
  key?: Key
  /** Whether it can be done to a conversation as it stands. */
  applies: (of: Summary, me: string, open: readonly Summary[]) => boolean
  /** Whether it is done to one alone. */
  isSingle?: true
  /** Whether whoever only reads can do it too. */
  isForReaders?: true
  /** Of what is done to a message: whether it can be to this one. What it asks first is which. */
  ofMessage?: (scene: Scene, seq: number) => boolean
}

/** What the server does. */
export interface Doable extends Named {
  /** What is said of it when it is done. */
  done: Record<Locale, string>
  /** Whether nothing undoes it. */
  isFinal?: true
  /** What it asks first, one after the other. */
  asks?: readonly AskName[]
  /** What is sent. @param given the answers to what it asked */
  act: (given: readonly string[], scene: Scene) => Act
  /** What of a conversation is drawn at once; undoing draws it as it was. */
  draws: (of: Summary, given: readonly string[], scene: Scene) => Partial<Summary>
}

/** What the console does, with what it has; `moves.ts` knows how. */
export interface Errand extends Named {
  /** Whether it is done to one message too. */
  isOfMessages?: true
  does: 'reply and close' | 'copy links' | 'ask for email'
}

/** An entry of the list of all that can be done. */
export type Listed = Doable | Errand
