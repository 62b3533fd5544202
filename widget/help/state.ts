// What help knows, as signals.

import { signal } from '@preact/signals-core'
import type { Library } from '../../server/protocol/articles.ts'
import type { Availability } from '../../server/protocol/hours.ts'
import type { Known } from '../../server/protocol/identity.ts'
import { languageOf } from '../locale.ts'

/** Who the page says the visitor is. At first there is the token alone; what the server says of it comes last. */
export interface Who extends Partial<Known> {
  /** As the page gave it. */
  token?: unknown
  sub?: string
  /** What the token says of the person, to notice when it says something else. */
  claims?: string
}

export type HelpState = ReturnType<typeof createState>

/** @param languages tags the visitor would like, best first */
export const createState = (languages: readonly string[]) => ({
  /** Who is there and until when, as the server said last. */
  availability: signal<Availability | null>(null),
  /** Empty for a guest. */
  who: signal<Who>({}),
  library: signal<Library | null>(null),
  /** The site's, once it has said which it has; until then the language that the visitor would like best. */
  locale: signal(languageOf(languages.find(Boolean) ?? 'en')),
  /** What is typed into the search. */
  query: signal(''),
  /** Which result Enter opens. */
  chosen: signal(0),
  /** Ids of the articles read in this page, the latest first; nothing stores them. */
  recent: signal<string[]>([]),
  isAway: signal(false),
  /** Whether the server has become too new for this page. */
  isOld: signal(false),
})
