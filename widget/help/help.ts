// Help as signals and verbs: articles, search, who is there, and the path that led to a question.

import type { Step } from '../../server/protocol/context.ts'
import type { Life } from '../life.ts'
import { pick } from '../locale.ts'
import { createLibrary } from './library.ts'
import { addStep, createPath } from './path.ts'
import { createPresence } from './presence.ts'
import { createState } from './state.ts'

export type Help = ReturnType<typeof createHelp>

/** @param languages tags the visitor would like, best first */
export function createHelp(server: string, site: string, languages: readonly string[], life: Life) {
  const state = createState(languages)
  const { availability, who, library, locale, query, recent, isAway } = state
  const addressOf = (route: string) => `${server}/${route}/${site}`
  const steps: Step[] = []
  const presence = createPresence(availability, addressOf('availability'), life.signal)
  const path = createPath(steps, locale, addressOf)
  const shelf = createLibrary(state, addressOf, life, path.tell, (made) => addStep(steps, made), presence.now)
  let asked = 0
  return {
    ...state,
    ...presence,
    ...path,
    ...shelf,
    /**
     * Asks who is there, and for the articles when there are none yet; keeps what is known when the server is away.
     * @param within ms in which an earlier answer is good enough
     */
    async refresh(within = 0): Promise<void> {
      if (Date.now() - asked < within) return
      try {
        const known = await presence.ask((asked = Date.now()))
        const { locales } = known.site
        const tag = pick(languages, locales) ?? locales[0]!
        // What can be said is said before the articles are there.
        if (!library.value) locale.value = tag
        availability.value = known
        if (!library.value) await shelf.load(tag)
        isAway.value = false
      } catch {
        isAway.value = true
      }
      presence.tick()
    },
    forget(): void {
      who.value = {}
      steps.length = 0
      recent.value = []
      query.value = ''
    },
  }
}
