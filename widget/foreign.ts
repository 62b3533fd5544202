// The chunk of those who read in another language than their page is written in: it fetches the words.

import type { Part, PartWords } from './state.ts'

/** The languages that the widget has words of; the last is spoken where none of them is asked for. */
declare const LANGUAGES: string[]

/**
 * @param own the words of every part that is there, in the language of this build
 * @param insist loads until it is there
 * @returns the same parts in the language of a locale, or what it is spoken to in
 */
export async function inLocale(
  own: PartWords,
  built: string,
  locale: string,
  insist: <T>(load: () => Promise<T>) => Promise<T>,
): Promise<PartWords> {
  const language = LANGUAGES.find((name) => locale.startsWith(name)) ?? LANGUAGES.at(-1)!
  if (language === built) return own
  const fetchWords = (part: string): Promise<{ words: object }> =>
    import(/* @vite-ignore */ `./words.${part}.${language}.js`)
  const words = (Object.keys(own) as Part[]).map(
    async (part) => [part, (await insist(() => fetchWords(part))).words] as const,
  )
  // What has come since is shown in the language of this build, until its own words are there too.
  return Object.assign(Object.create(own) as PartWords, Object.fromEntries(await Promise.all(words)))
}
