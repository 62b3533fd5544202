// How a visitor came to ask: the page, the browser's language, and the path through search and articles.

import * as z from 'zod'
import { limits } from '../limits.ts'
import { articleId, instant, locale, written } from './pieces.ts'

/** Whether Intl takes what a browser has said, which throws at what it does not know. */
function isKnown(ask: () => unknown): boolean {
  try {
    return Boolean(ask())
  } catch {
    return false
  }
}
/** The locale and the zone of a browser, or '': neither is worth a message, and neither goes on as it came. */
const namedLocale = locale.overwrite((tag) => (isKnown(() => new Intl.Locale(tag)) ? tag : '')).catch('')
const namedZone = written
  .max(64)
  .overwrite((zone) => (isKnown(() => new Intl.DateTimeFormat('en', { timeZone: zone })) ? zone : ''))
  .catch('')

/** One step of the path that led to a conversation, in order. */
const step = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('search'),
    at: instant,
    query: written.max(limits.query),
    results: z.int().min(0).max(1000),
    confident: z.boolean(),
  }),
  z.strictObject({
    kind: z.literal('read'),
    at: instant,
    article: articleId,
    title: written.max(limits.query),
    helped: z.boolean().nullable(),
  }),
])
export type Step = z.infer<typeof step>

/** A page of the owner's. `url` is without query and hash. */
export const page = z.strictObject({ url: written.max(limits.page), title: written.max(limits.page) })
export type Page = z.infer<typeof page>

/** What the agent sees of how the visitor came here. */
export const context = z.strictObject({
  page,
  locale: namedLocale,
  /** IANA zone of the visitor's browser; '' where it names none. */
  zone: namedZone,
  path: z.array(step).max(limits.path),
})
export type Context = z.infer<typeof context>

/** A context as it is kept: with the browser, and the page that the visitor has gone on to since, if they have. */
export type KeptContext = Context & { browser: string; pageNow?: Page }
