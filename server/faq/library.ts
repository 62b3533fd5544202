// The library: one locale's folder of Markdown read and checked, into what is served and what is to be mended.

import type { Category, Library, SearchData } from '../protocol/articles.ts'
import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join, posix, relative } from 'node:path'
import * as z from 'zod'
import { topicPaths } from '../../widget/view/topicIcons.ts'
import type { Site } from '../config/config.ts'
import { isoDate } from './dates.ts'
import { searchDataFor } from './lexicon.ts'
import { linked, type Written } from './linked.ts'
import { parseMarkdown, type Surroundings } from './markdown.ts'
import { nearest } from '../config/nearest.ts'
import { type Read, readYaml } from '../config/ownerFile.ts'
import type { Problem } from '../config/problem.ts'
import { pictureProblem } from '../config/picture.ts'
import { fill } from './variables.ts'

/** An article's file, whether it can be served or not. */
export interface Entry {
  id: string
  /** From the folder of rotame.yaml. */
  file: string
  /** Where its question stands. */
  line: number
  /** Null when it cannot be read. */
  question: string | null
}
export interface Reading {
  library: Library
  /** Article id -> the owner's keywords. */
  keywords: Record<string, string[]>
  /** Computed when asked for: it takes longer than all the rest. */
  readonly searchData: SearchData
  entries: Entry[]
  problems: Problem[]
  /** The files of pictures, by their address without `/images/`. */
  pictures: Map<string, string>
}

const front = z
  .strictObject({
    question: z.string().min(1).optional(),
    /** What most programs call it. */
    title: z.string().min(1).optional(),
    keywords: z.array(z.string()).default([]),
    order: z.number().default(1000),
    updated: z
      .string()
      .refine((text) => isoDate(text) !== null, 'write a date like 2026-05-28')
      .transform(isoDate)
      .nullable()
      .default(null),
  })
  .refine(({ question, title }) => question !== undefined || title !== undefined, {
    path: ['question'],
    error: 'write text',
    when: ({ value }) => typeof value === 'object',
  })
const categoryFront = z.strictObject({
  title: z.string().min(1),
  order: z.number().default(1000),
  icon: z.string().nullable().default(null),
})

/** What is read so far, and where. */
interface Desk {
  site: Site
  locale: string
  /** Names a path in problems. */
  named: (path: string) => string
  problems: Problem[]
  /** What links may be written as -> article's id. */
  links: Map<string, string>
  pictures: Map<string, string>
}
interface Place {
  category: string
  /** From the locale's: its category's, or one within. */
  folder: string
  /** The file's name. */
  name: string
  /** Absolute. */
  path: string
}

const byOrder = (a: { order: number }, b: { order: number }) => a.order - b.order

/** Reads one locale of a site. Files are named in problems from `root`. */
export function readLocale(site: Site, locale: string, root: string): Reading {
  const folder = join(site.folder, locale)
  const desk: Desk = {
    site,
    locale,
    named: (path) => relative(root, path).replaceAll('\\', '/'),
    problems: [],
    links: new Map(),
    pictures: new Map(),
  }
  const places = placesIn(folder, desk)
  for (const { folder: within, name } of places) {
    const id = idOf(within, name)
    desk.links.set(id, id).set(encodeURI(id), id)
  }
  const categories = [...new Set(places.map(({ category }) => category))].flatMap(
    (id) => readCategory(join(folder, id), id, desk) ?? [],
  )
  const known = new Map(categories.toSorted(byOrder).map((category, at) => [category.id, { ...category, at }]))
  const read = places.map((place) => readArticle(place, desk))
  const served = read
    .flatMap(({ served: each }) => (each && known.has(each.article.category) ? [each] : []))
    .toSorted((a, b) => known.get(a.article.category)!.at - known.get(b.article.category)!.at || byOrder(a, b))
  const articles = linked(served, desk.problems)
  const asked = site.most.filter((id) => articles.some((article) => article.id === id))
  const isUsed = ({ id }: Category) => articles.some(({ category }) => category === id)
  const library: Library = {
    categories: [...known.values()].filter(isUsed).map(({ id, title, icon }) => ({ id, title, icon })),
    icons: Object.fromEntries(
      Object.entries(topicPaths).filter(([name]) => categories.some(({ icon }) => icon === name)),
    ),
    articles,
    most: asked.length > 0 ? asked : articles.slice(0, 4).map(({ id }) => id),
  }
  const keywords = Object.fromEntries(served.map(({ article, keywords }) => [article.id, keywords]))
  return {
    library,
    keywords,
    get searchData() {
      return searchDataFor(library, keywords, locale, site.synonyms[locale] ?? [])
    },
    entries: read.map(({ entry }) => entry),
    problems: desk.problems,
    pictures: desk.pictures,
  }
}

const idOf = (folder: string, name: string) => posix.join(folder, name.slice(0, -'.md'.length))

/** The articles' files: each in the folder of its category or deeper; those in no folder are of the category `.`. */
function placesIn(folder: string, { named, locale, problems }: Desk): Place[] {
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

function readCategory(folder: string, id: string, desk: Desk): (Category & { order: number }) | null {
  const path = join(folder, '_category.md')
  if (!statSync(path, { throwIfNoEntry: false })) {
    desk.problems.push({
      file: desk.named(path),
      line: null,
      message: 'is missing; write it, with a title between two lines of ---',
    })
    return null
  }
  const parts = readFront(path, categoryFront, desk)
  if (!parts?.data) return null
  const title = fillFront(parts.data.title, 'title', parts, desk)
  return { ...parts.data, id, title }
}

interface Served extends Written {
  order: number
  keywords: string[]
}

function readArticle(place: Place, desk: Desk): { entry: Entry; served: Served | null } {
  const { category, folder, name, path } = place
  const before = desk.problems.length
  const id = idOf(folder, name)
  const file = desk.named(path)
  const parts = readFront(path, front, desk)
  if (!parts) return { entry: { id, file, line: 1, question: null }, served: null }
  const { data, rest, restLine, lineOf } = parts
  const {
    whole: body,
    problems,
    parts: named,
    leads,
  } = parseMarkdown(rest, surroundingsOf(place, file, restLine, desk))
  desk.problems.push(...problems)
  if (rest.trim() === '')
    desk.problems.push({ file, line: restLine, message: 'has no text; write the answer below the second ---' })
  const asked = data?.question === undefined ? 'title' : 'question'
  const question = data && fillFront(data[asked]!, asked, parts, desk)
  const keywords = data?.keywords.map((keyword, at) => fillFront(keyword, `keywords.${at}`, parts, desk))
  const entry = { id, file, line: lineOf([asked]), question }
  if (!data || !question || !keywords || desk.problems.length > before) return { entry, served: null }
  return {
    entry,
    served: {
      article: { id, question, category, updated: data.updated, body },
      file,
      parts: named,
      leads,
      order: data.order,
      keywords,
    },
  }
}

function surroundingsOf(
  { folder: within, path }: Place,
  file: string,
  firstLine: number,
  { site, locale, links, pictures }: Desk,
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

interface Parts<T> extends Read<T> {
  file: string
  /** What follows the front matter, and the line at which it begins. */
  rest: string
  restLine: number
}

/** Splits a file into its front matter and the rest; null when that is not possible. */
function readFront<S extends z.ZodType>(path: string, schema: S, { named, problems }: Desk): Parts<z.output<S>> | null {
  const file = named(path)
  const text = textOf(path)
  if (typeof text !== 'string') {
    problems.push({ file, line: null, message: text.problem })
    return null
  }
  const parts = /^---[ \t]*\r?\n([\s\S]*?)\r?\n---[ \t]*(?:\r?\n|$)/.exec(text)
  if (!parts) {
    problems.push({ file, line: 1, message: 'has no front matter; begin the file with --- , its fields and --- again' })
    return null
  }
  const read = readYaml(parts[1]!, schema, file, 2)
  problems.push(...read.problems, ...read.placeholders())
  const rest = text.slice(parts[0].length)
  return { ...read, file, rest, restLine: parts[0].split('\n').length }
}

function textOf(path: string): string | { problem: string } {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(readFileSync(path))
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    return {
      problem:
        code === 'ERR_ENCODING_INVALID_ENCODED_DATA'
          ? 'is not in UTF-8; save it as UTF-8'
          : `cannot be read (${code}); mend the file or its permissions`,
    }
  }
}

/** Fills in the variables of a value of the front matter. */
function fillFront<T>(
  value: string,
  key: string,
  { file, lineOf }: Parts<T>,
  { site, locale, problems }: Desk,
): string {
  const { text, lost } = fill(value, site, locale)
  for (const { message } of lost) problems.push({ file, line: lineOf(key.split('.')), message })
  return text
}
