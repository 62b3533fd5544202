// The pieces payloads are made of. Lengths a person can exceed by typing are refused by the concepts with a code; what
// is bounded here can only be exceeded by a program.

import * as z from 'zod'
import { limits } from '../limits.ts'

/** An id made by its sender: at least 128 random bits, base64url. */
export const id = z.string().regex(/^[\w-]{16,40}$/)
/** A visitor's secret: 256 random bits, base64url. */
export const visitorSecret = z.string().regex(/^[\w-]{43}$/)
export const instant = z.int().min(0).max(8.64e15)
export const seq = z.int().min(0)
/**
 * Text from outside, as every database keeps it: PostgreSQL refuses NUL, and half a surrogate pair comes back from any
 * as another character, so that a repeat of the message would look like another one. No text comes in without it. Half
 * a pair at the end is what shortening leaves, and goes.
 */
export const written = z.string().overwrite((text) => cut(text, text.length).replaceAll(/\0|\p{Surrogate}/gu, '\uFFFD'))
/**
 * Signs that cannot be seen: control, zero width, direction, tags, fillers. Those that belong to an emoji, and the
 * joiners that Indic and Arabic writing needs between its letters, are part of what is seen.
 */
const emoji = String.raw`(\p{RGI_Emoji})`
const joiner = String.raw`(?<=[\p{L}\p{M}])([\u200C\u200D])(?=[\p{L}\p{M}])`
const control = String.raw`([\p{Cc}\u2028\u2029])`
const numberSigns = String.raw`[\u0600-\u0605\u06DD\u070F\u0890\u0891\u08E2\u{110BD}\u{110CD}]`
const hidden = String.raw`[[\p{Cf}\p{Default_Ignorable_Code_Point}]--${numberSigns}]`
const unseen = new RegExp([emoji, joiner, control, hidden].join('|'), 'gv')
const scripts =
  'Arabic Syriac Mongolian Nko Devanagari Bengali Gurmukhi Gujarati Oriya Tamil Telugu Kannada Malayalam Sinhala Khmer Myanmar Tibetan'
const joining = new RegExp(
  String.raw`[${scripts
    .split(' ')
    .map((name) => String.raw`\p{Script=${name}}`)
    .join('')}]\p{M}*$`,
  'v',
)

/** The beginning of a text, of so many UTF-16 units at most, with no sign cut in half. */
export const cut = (text: string, most: number): string => text.slice(0, most).replace(/[\uD800-\uDBFF]$/, '')

/** A name or an address as people see it: on one line, and nothing in it that nobody sees. */
export const seen = (text: string): string =>
  text.replaceAll(unseen, (sign: string, ofEmoji?: string, joins?: string, controls?: string, at?: number) => {
    if (ofEmoji !== undefined) return sign
    if (joins !== undefined) return joining.test(text.slice(Math.max(0, at! - 4), at)) ? sign : ''
    return controls === undefined ? '' : ' '
  })
/** A sign that is seen whatever stands around it. */
const plain = new RegExp(String.raw`[[\p{L}\p{N}\p{P}\p{S}]--[\p{Default_Ignorable_Code_Point}\u2800]]`, 'v')

/**
 * Whether a text shows nothing at all; an empty Braille cell is a space by another name. Nearly every text has a plain
 * sign near its beginning, and `seen` would look at all of it.
 */
export const isBlank = (text: string): boolean => !plain.test(text) && seen(text).replaceAll('\u2800', '').trim() === ''
/** What is shown beside other things, or written to: a name, an address. */
export const named = written.overwrite(seen)
export const siteId = written.max(64)
/** The id of an account, as better-auth makes them. */
export const accountId = written.min(1).max(64)
export const locale = written.max(35)
export const articleId = written.max(200)

/** Files uploaded before, by their ids. */
export const files = z
  .array(id)
  .max(4 * limits.files)
  .refine((ids) => new Set(ids).size === ids.length)
  .optional()

/** A person of the team, as others see them. */
export interface Face {
  id: string
  name: string
}

/** One text, or one a locale. */
export type Localized = string | Record<string, string>
