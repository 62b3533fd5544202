// Places: the files of a locale's articles, and where each is.

import { readdirSync, statSync } from 'node:fs'
import { join, posix } from 'node:path'
import type { Site } from '../config/config.ts'
import type { Problem } from '../config/problem.ts'

/** What is read so far, and where. */
export interface Context {
  site: Site
  locale: string
  /** Names a path in problems. */
  named: (path: string) => string
  problems: Problem[]
  /** What links may be written as -> article's id. */
  links: Map<string, string>
  pictures: Map<string, string>
}
export interface ArticleFile {
  category: string
  /** From the locale's: its category's, or one within. */
  folder: string
  /** The file's name. */
  name: string
  /** Absolute. */
  path: string
}

/** An article's id: its path from the locale's folder, without the ending. */
export const idOf = (folder: string, name: string) => posix.join(folder, name.slice(0, -'.md'.length))

/** The articles' files: each in the folder of its category or deeper; those in no folder are of the category `.`. */
export function placesIn(folder: string, { named, locale, problems }: Context): ArticleFile[] {
  const isThere = statSync(folder, { throwIfNoEntry: false })?.isDirectory()
  const names = isThere ? readdirSync(folder, { recursive: true, encoding: 'utf8' }) : []
  const places = names.toSorted().flatMap((found) => {
    const file = found.replaceAll('\\', '/')
    const name = posix.basename(file)
    if (name === '_category.md' && file.split('/').length > 2)
      problems.push({ file: named(join(folder, file)), line: null, message: innerCategory })
    if (!name.endsWith('.md') || /^[._]/.test(name)) return []
    const within = posix.dirname(file)
    return [{ category: within.split('/')[0]!, folder: within, name, path: join(folder, file) }]
  })
  if (places.length === 0)
    problems.push({
      file: named(folder),
      line: null,
      message: `has no article; write account/question.md here, or take ${locale} out of locales`,
    })
  return places
}

const innerCategory =
  'is in a folder of a category; a category has none within it: move the folder up, or take this away'
