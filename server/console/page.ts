// What a page of the console is: the navigation is the list of them.

import type { ComponentType } from 'preact'
import type { IconName } from '../../widget/view/Icon.tsx'
import type { Desk } from './desk.ts'
import type { Locale } from './words.ts'

/** Where the navigation has a page; without one, above all groups. */
export type Group = 'conversations' | 'archive' | 'site'

export interface Page {
  /** How its address begins: `#/ROUTE`. */
  route: string
  icon: IconName
  /** What it is called. */
  words: Record<Locale, string>
  group?: Group
  /** Whether a phone has it in the menu alone, where there is no room for more. */
  isMore?: boolean
  /** Whether the navigation has it for this agent now; without it, always. */
  needs?: (desk: Desk) => boolean
  /** How many things are there, and whether they ask to be seen. */
  count?: (desk: Desk) => { count: number; isUrgent: boolean }
  /** Loads what draws it, when it is opened for the first time. */
  Screen: () => Promise<Loaded>
}

export interface ScreenProps {
  desk: Desk
  page: Page
}

/** What a page's file has. */
export interface Loaded<Props = ScreenProps> {
  Screen: ComponentType<Props>
  /** Its style sheet. */
  style: string
}
