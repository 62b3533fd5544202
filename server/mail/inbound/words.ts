// What a mail says, and in which language.

import type { Site } from '../../config/config.ts'
import { cut, isBlank } from '../../protocol/pieces.ts'
import { type Folded, fold } from './fold.ts'
import type { Mailed } from './parse.ts'
import { textOf, unmarked } from './text.ts'

/** Characters of a mail that are shown; what is longer is in the original. */
const mostText = 20_000

export function wordsOf({ text, html }: Mailed): Folded {
  const ofHtml = html === null ? '' : textOf(html)
  const folded = fold(isBlank(unmarked(ofHtml)) ? unmarked(text ?? '') : ofHtml)
  if (folded.text.length <= mostText) return folded
  const begun = cut(folded.text, mostText)
  return { text: `${begun}…`, rest: `…${folded.text.slice(begun.length)}\n\n${folded.rest}` }
}

/** The language that a mail is in, as far as its letters say; else the site's first. */
export function localeOf(text: string, { locales }: Site): string {
  const letters = text.match(/\p{L}/gu)?.length ?? 0
  const greek = text.match(/\p{Script=Greek}/gu)?.length ?? 0
  const guess = greek * 2 > letters ? 'el' : /\p{Script=Latin}/u.test(text) ? 'en' : locales[0]!
  return locales.find((each) => each.split('-')[0] === guess) ?? locales[0]!
}
