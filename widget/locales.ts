// The languages: the one place that names them. The types ask for the words of each wherever there are some: of the
// widget in a file of its name in every folder of `widget/screens/`, those of the hours in `widget/strings/`.

import { languageOf } from './locale.ts'

/** A language, and what the launcher needs of it before anything else is loaded. */
export interface Language {
  name: string
  /** What a page's tag begins with that is written in it. */
  tags: readonly string[]
  /** What the names of its build's files end in. */
  ending: string
  help: string
  mark: string
}

/** The last is spoken where none is known. */
export const languages = [
  { name: 'el', tags: ['el', 'gr'], ending: '.el', help: 'Βοήθεια', mark: ';' },
  { name: 'de', tags: ['de'], ending: '.de', help: 'Hilfe', mark: '?' },
  { name: 'en', tags: ['en'], ending: '', help: 'Help', mark: '?' },
] as const satisfies readonly Language[]

/** One that there are words of. */
export type Spoken = (typeof languages)[number]['name']

/** What somebody is spoken to in, by the tag of a locale or by all that a browser says it accepts. */
export const spokenOf = (tag: string): Spoken =>
  (languages.find(({ name }) => name === languageOf(tag)) ?? languages.at(-1)!).name

/** Of words in each language those for a locale. */
export const inLanguage = <Words>(words: Record<Spoken, Words>, tag: string): Words => words[spokenOf(tag)]

/** What the launcher needs on a page that says so of itself. @returns the ending of its build's files, help and mark */
export function launcherIn(tag: string): readonly [ending: string, help: string, mark: string] {
  const { ending, help, mark } = languages.find(({ name }) => name === spokenOf(tag))!
  return [ending, help, mark]
}
