// Suggestions: the articles that the owner names for pages of their own site.

import type { Site } from '../config/config.ts'
import type { Article, Suggestions } from '../protocol/articles.ts'

/** Those that are served in a locale; nothing where there are none. */
export function suggestionsOf(site: Site, articles: Article[]): { suggestions?: Suggestions } {
  const served = new Set(articles.map(({ id }) => id))
  const suggestions = Object.entries(site.suggestions).flatMap(([path, named]): Suggestions => {
    const ids = named.filter((id) => served.has(id))
    return ids.length > 0 ? [[path, ids]] : []
  })
  return suggestions.length > 0 ? { suggestions } : {}
}
