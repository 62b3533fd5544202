// What agents are told of searches, and owners of what is learned from them.

import type { Config } from '../config/config.ts'
import type { Learning } from '../faq/learning.ts'
import type { AgentSocket } from '../live/sockets.ts'
import type { fromAgent } from '../protocol/agent.ts'
import { Refused } from '../protocol/answer.ts'
import type { Searched } from '../protocol/insight.ts'
import type { Payment, Served } from './answer.ts'

export interface SearchEventParts {
  config: Config
  searchesOf: (site: string, locale: string) => Promise<{ unanswered: Searched[]; asked: Searched[] }>
  learning: Learning
}

/** @throws Refused `unknown-locale` */
function checkLocale({ sites }: Config, { site, locale }: { site: string; locale: string }): void {
  if (!sites.get(site)?.locales.includes(locale)) throw new Refused('unknown-locale')
}

export const ofSearches = (
  { config, searchesOf, learning }: SearchEventParts,
  { open, change }: Record<'open' | 'change', readonly Payment<AgentSocket>[]>,
) =>
  ({
    'searches:open': [
      open,
      async (asked) => {
        checkLocale(config, asked)
        return searchesOf(asked.site, asked.locale)
      },
    ],
    'learned:open': [
      open,
      async (asked) => {
        checkLocale(config, asked)
        return { words: await learning.of(asked.site, asked.locale) }
      },
    ],
    'learned:strike': [
      change,
      async (strike) => {
        checkLocale(config, strike)
        await learning.strike(strike)
        return { words: await learning.of(strike.site, strike.locale) }
      },
    ],
  }) satisfies Partial<Served<typeof fromAgent, AgentSocket>>
