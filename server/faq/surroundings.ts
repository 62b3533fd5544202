// Surroundings: what an article's text may name from where it is: variables, other articles, pictures beside it.

import { readdirSync } from 'node:fs'
import { join, posix } from 'node:path'
import { nearest } from '../config/nearest.ts'
import { pictureProblem } from '../config/picture.ts'
import type { Context, ArticleFile } from './places.ts'
import { fill, type Filled } from './variables.ts'

export interface Surroundings {
  /** The file, as problems name it, and its line at which the text begins. */
  file: string
  firstLine: number
  locale: string
  /** What an address like `/contact` is relative to; null when the owner did not say. */
  home: string | null
  fill: (text: string) => Filled
  /** Resolves `../account/forgot-password.md` to an article's id, or to words that say what is wrong. */
  articleAt: (link: string) => { id: string } | { problem: string }
  /** Resolves `picture.png` to the address of a file beside the article, or to words that say what is wrong. */
  pictureAt: (name: string) => { src: string } | { problem: string }
}

/** @param file as problems name it @param firstLine of the text, below the front matter */
export function surroundingsOf(
  { folder: within, path }: ArticleFile,
  file: string,
  firstLine: number,
  { site, locale, links, pictures }: Context,
): Surroundings {
  return {
    file,
    firstLine,
    locale,
    home: site.home,
    fill: (text) => fill(text, site, locale),
    articleAt(link) {
      const target = posix.join(link.startsWith('/') ? '.' : within, `./${link}`).slice(0, -'.md'.length)
      const id = links.get(target)
      if (id !== undefined) return { id }
      const meant = nearest(target, links.values())
      const advice = meant
        ? `did you mean ${posix.relative(within, meant).replace(/^(?!\.)/, './')}.md`
        : 'mend the link'
      return { problem: `there is no article ${link}; ${advice}` }
    },
    pictureAt(given) {
      const folder = join(path, '..')
      const name = given.replace(/^\.\//, '')
      const found = readdirSync(folder).find((each) => each === name || encodeURI(each) === name)
      if (!found)
        return {
          problem: `there is no picture ${given} beside the article; put it into the article's folder, and write its name alone`,
        }
      const problem = pictureProblem(join(folder, found))
      if (problem) return { problem: `${given} ${problem}` }
      const parts = [site.id, locale, ...posix.join(within, found).split('/')]
      pictures.set(parts.join('/'), join(folder, found))
      return { src: `/images/${parts.map(encodeURIComponent).join('/')}` }
    },
  }
}
