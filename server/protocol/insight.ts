// Insight: what visitors search for, and whether articles help them.

import * as z from 'zod'
import { limits } from '../limits.ts'
import { articleId, id, locale, siteId, written } from './pieces.ts'

const told = z.strictObject({
  query: written.max(limits.query),
  confident: z.boolean(),
  /** The article that was opened from it. */
  opened: articleId.nullable().default(null),
  /** Whether a person was asked after it. */
  asked: z.boolean().default(false),
  /** Whether it has not been told before. */
  isNew: z.boolean().default(true),
})

/** A search, as it is told. */
export type Told = z.input<typeof told>

/** `POST /feedback/SITE`: whether an article helped. The latest answer of the same `id` counts. */
export const feedback = z.strictObject({
  id,
  article: articleId,
  locale,
  helped: z.boolean(),
  missing: written,
  /** The latest search, and what was opened from it. */
  last: told.nullable().optional(),
})
export type Feedback = z.infer<typeof feedback>

/** `POST /searches/SITE`: what was searched, without who; sent when the visitor acts. */
export const searchesTold = z.strictObject({ locale, searches: z.array(told).max(limits.path) })
export type SearchesTold = z.infer<typeof searchesTold>

/** A group of searches that mean the same, as the owner sees it. */
export interface Searched {
  /** Its latest spelling, digits and addresses masked. */
  query: string
  count: number
  /** How often a person was asked after it. */
  asked: number
  /** The title of the article that was opened before a person was asked; its id where it is no more. */
  opened: string | null
  at: number
}

/** A word that leads visitors to an article since enough of those before them were led there by it. */
export interface LearnedWord {
  /** As search has it. */
  word: string
  /** As it was typed last. */
  spelling: string
  article: string
  title: string
  /** How many were led there, about. */
  visitors: number
  isStruck: boolean
}

/** A word that is to lead nobody to an article, or may again. */
export const strike = z.strictObject({
  site: siteId,
  locale,
  word: written.max(limits.query),
  article: articleId,
  isStruck: z.boolean(),
})
export type Strike = z.infer<typeof strike>
