// Topics: what a request may be about, and what that is called.

import type { Site } from '../config/config.ts'
import type { Articles } from '../faq/articles.ts'

/** Whether a topic is one of the articles' categories, in whichever locale, or of a problem's. */
export const isTopic = (topic: string, site: Site, articles: Articles): boolean =>
  Object.hasOwn(site.categories, topic) ||
  site.locales.some((locale) => articles.library(site.id, locale).categories.some(({ id }) => id === topic))

/** A topic's title in a locale, as far as there is one. */
export function titleOf(topic: string, site: Site, locale: string, articles: Articles): string {
  const problem = Object.hasOwn(site.categories, topic) ? site.categories[topic] : undefined
  const title = typeof problem === 'object' ? (problem[locale] ?? Object.values(problem)[0]) : problem
  return articles.library(site.id, locale).categories.find(({ id }) => id === topic)?.title ?? title ?? topic
}
