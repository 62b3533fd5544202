// The library: one locale's folder of Markdown read and checked, into what is served and what is to be mended.

import type { Category, Library, SearchData } from '../protocol/articles.ts'
import { statSync } from 'node:fs'
import { join, relative } from 'node:path'
import { topicPaths } from '../../widget/view/topicIcons.ts'
import type { Site } from '../config/config.ts'
import type { Problem } from '../config/problem.ts'
import { articleFront, categoryFront, fillFront, readFront } from './front.ts'
import { searchDataFor } from './lexicon.ts'
import { linked, type Written } from './linked.ts'
import { parseMarkdown } from './markdown.ts'
import { type Context, idOf, type ArticleFile, placesIn } from './places.ts'
import { suggestionsOf } from './suggestions.ts'
import { surroundingsOf } from './surroundings.ts'

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

const byOrder = (a: { order: number }, b: { order: number }) => a.order - b.order

/** Reads one locale of a site. Files are named in problems from `root`. */
export function readLocale(site: Site, locale: string, root: string): Reading {
  const folder = join(site.folder, locale)
  const context: Context = {
    site,
    locale,
    named: (path) => relative(root, path).replaceAll('\\', '/'),
    problems: [],
    links: new Map(),
    pictures: new Map(),
  }
  const places = placesIn(folder, context)
  for (const { folder: within, name } of places) {
    const id = idOf(within, name)
    context.links.set(id, id).set(encodeURI(id), id)
  }
  const categories = [...new Set(places.map(({ category }) => category))].flatMap(
    (id) => readCategory(join(folder, id), id, context) ?? [],
  )
  const known = new Map(categories.toSorted(byOrder).map((category, at) => [category.id, { ...category, at }]))
  const read = places.map((place) => readArticle(place, context))
  const served = read
    .flatMap(({ served: each }) => (each && known.has(each.article.category) ? [each] : []))
    .toSorted((a, b) => known.get(a.article.category)!.at - known.get(b.article.category)!.at || byOrder(a, b))
  const articles = linked(served, context.problems)
  const asked = site.most.filter((id) => articles.some((article) => article.id === id))
  const isUsed = ({ id }: Category) => articles.some(({ category }) => category === id)
  const library: Library = {
    categories: [...known.values()].filter(isUsed).map(({ id, title, icon }) => ({ id, title, icon })),
    icons: Object.fromEntries(
      Object.entries(topicPaths).filter(([name]) => categories.some(({ icon }) => icon === name)),
    ),
    articles,
    most: asked.length > 0 ? asked : articles.slice(0, 4).map(({ id }) => id),
    ...suggestionsOf(site, articles),
  }
  const keywords = Object.fromEntries(served.map(({ article, keywords }) => [article.id, keywords]))
  return {
    library,
    keywords,
    get searchData() {
      return searchDataFor(library, keywords, locale, site.synonyms[locale] ?? [])
    },
    entries: read.map(({ entry }) => entry),
    problems: context.problems,
    pictures: context.pictures,
  }
}

function readCategory(folder: string, id: string, context: Context): (Category & { order: number }) | null {
  const path = join(folder, '_category.md')
  if (!statSync(path, { throwIfNoEntry: false })) {
    context.problems.push({
      file: context.named(path),
      line: null,
      message: 'is missing; write it, with a title between two lines of ---',
    })
    return null
  }
  const parts = readFront(path, categoryFront, context)
  if (!parts?.data) return null
  const title = fillFront(parts.data.title, 'title', parts, context)
  return { ...parts.data, id, title }
}

interface Served extends Written {
  order: number
  keywords: string[]
}

function readArticle(place: ArticleFile, context: Context): { entry: Entry; served: Served | null } {
  const { category, folder, name, path } = place
  const before = context.problems.length
  const id = idOf(folder, name)
  const file = context.named(path)
  const parts = readFront(path, articleFront, context)
  if (!parts) return { entry: { id, file, line: 1, question: null }, served: null }
  const { data, rest, restLine, lineOf } = parts
  const {
    whole: body,
    problems,
    parts: named,
    leads,
  } = parseMarkdown(rest, surroundingsOf(place, file, restLine, context))
  context.problems.push(...problems)
  if (rest.trim() === '')
    context.problems.push({ file, line: restLine, message: 'has no text; write the answer below the second ---' })
  const asked = data?.question === undefined ? 'title' : 'question'
  const question = data && fillFront(data[asked]!, asked, parts, context)
  const keywords = data?.keywords.map((keyword, at) => fillFront(keyword, `keywords.${at}`, parts, context))
  const entry = { id, file, line: lineOf([asked]), question }
  if (!data || !question || !keywords || context.problems.length > before) return { entry, served: null }
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
