// What a mail says, and in which language.

import { languageOf } from '../../../widget/locale.ts'
import type { Site } from '../../config/config.ts'
import { cut, isBlank } from '../../protocol/pieces.ts'
import type { MailNode } from '../../protocol/mailTree.ts'
import { type Folded, fold, ownWords } from './fold.ts'
import type { Mailed } from './parse.ts'
import { type Pictures, treeOf } from './tree.ts'
import { textOf, unmarked } from './text.ts'

/** Characters of a mail that are shown; what is longer is in the original. */
const mostText = 20_000

/** All that it says, with the marks of `textOf`. */
function allOf({ text, html }: Mailed): string {
  const ofHtml = html === null ? '' : textOf(html)
  return isBlank(unmarked(ofHtml)) ? unmarked(text ?? '') : ofHtml
}

export function wordsOf(mailed: Mailed): Folded {
  const folded = fold(allOf(mailed))
  if (folded.text.length <= mostText) return folded
  const begun = cut(folded.text, mostText)
  return { text: `${begun}…`, rest: `…${folded.text.slice(begun.length)}\n\n${folded.rest}` }
}

/**
 * The form of the same; null: its words are all.
 * @param pictures the ids of files by their Content-IDs
 * @param isTitled whether it is a request, which begins with its subject
 */
export function formOf(
  { html, subject }: Mailed,
  text: string,
  pictures: Pictures,
  isTitled: boolean,
): MailNode[] | null {
  const tree = html === null || text === '' || text.endsWith('…') ? null : treeOf(html, text, pictures)
  const isAbove = tree && isTitled && subject !== ''
  return isAbove ? [{ type: 'p', children: [{ type: 'b', children: [subject] }] }, ...tree] : tree
}

/**
 * What a mail of the team's says to its visitor; null: nothing that is its writer's own for sure.
 * @param said what the two have said to each other: a quote of that alone goes
 * @param console where ours lead to: none of them is for a visitor
 */
export function replyIn(mailed: Mailed, said: readonly string[], console: string): string | null {
  const plain = (text: string) => text.replaceAll(/\s+/g, ' ')
  const known = plain(said.join('\n'))
  const words = ownWords(allOf(mailed), (quoted) => quoted !== '' && known.includes(plain(quoted)))
  if (words === null || words.includes(console)) return null
  return words.length > mostText ? `${cut(words, mostText)}…` : words
}

/** Words that tell languages of one script apart. */
const telling: Record<string, RegExp> = {
  de: /\b(?:und|der|die|das|ich|sie|wir|nicht|ist|ein|eine|mit|für|auf|bitte|mein|meine|haben|habe|danke)\b/gi,
  en: /\b(?:and|the|i|you|we|not|is|a|an|with|for|on|please|my|have|has|thanks|thank|it|to)\b/gi,
}

/** The language that a mail is in, as far as its letters and small words say; else the site's first. */
export function localeOf(text: string, { locales }: Site): string {
  const letters = text.match(/\p{L}/gu)?.length ?? 0
  const greek = text.match(/\p{Script=Greek}/gu)?.length ?? 0
  if (greek * 2 > letters) return locales.find((each) => languageOf(each) === 'el') ?? locales[0]!
  if (!/\p{Script=Latin}/u.test(text)) return locales[0]!
  const likeness = (locale: string) => {
    const words = telling[languageOf(locale)]
    return words ? 0.5 + (text.match(words)?.length ?? 0) : 0
  }
  const [likeliest] = locales
    .filter((locale) => languageOf(locale) !== 'el')
    .toSorted((one, other) => likeness(other) - likeness(one))
  return likeliest ?? locales[0]!
}
