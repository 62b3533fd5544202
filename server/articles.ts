// Articles: a folder of Markdown read, checked, watched, and kept ready to be served.

import { type FSWatcher, existsSync, readdirSync, readFileSync, watch } from 'node:fs'
import { dirname, join, posix, relative } from 'node:path'
import { LineCounter, parseDocument } from 'yaml'
import * as z from 'zod'
import type { Article, Category, Library, SearchData } from '../widget/view/article.ts'
import { etagOf } from './availability.ts'
import type { Config, Site } from './config.ts'
import { parseMarkdown } from './markdown.ts'
import { Refused } from './protocol.ts'

/** What an owner has to mend in an article. */
export interface Problem {
  /** From the folder of rotame.yaml. */
  file: string
  line: number
  message: string
}
/** JSON ready to be sent. */
export interface Ready {
  body: string
  etag: string
}
interface Shelf {
  library: Library
  libraryJson: Ready
  searchDataJson: Ready
}
interface Log {
  warn: (details: object, message: string) => void
}

const front = z.strictObject({
  question: z.string().min(1),
  keywords: z.array(z.string()).default([]),
  order: z.number().default(1000),
  updated: z.iso.date().nullable().default(null),
})
const categoryFront = z.strictObject({
  title: z.string().min(1),
  order: z.number().default(1000),
  icon: z.string().nullable().default(null),
})

export type Articles = ReturnType<typeof openArticles>

/** Reads every site's articles and goes on watching them. An article with a problem is not served. */
export function openArticles(config: Config, log: Log) {
  const shelves = new Map<string, Shelf>()
  const watchers: FSWatcher[] = []
  for (const site of config.sites.values()) {
    const load = () => {
      for (const { file, line, message } of read(site, config.folder, shelves)) log.warn({ site: site.id }, `${file}:${line}: ${message}`)
    }
    load()
    let timer: NodeJS.Timeout | undefined
    const watcher = watch(site.folder, { recursive: true }, () => {
      clearTimeout(timer)
      // An editor writes a file in several steps; the last one is the one to read.
      timer = setTimeout(load, 200)
    })
    watchers.push(watcher)
  }
  const shelf = (site: string, locale: string): Shelf => {
    if (!config.sites.has(site)) throw new Refused('unknown-site')
    const found = shelves.get(`${site} ${locale}`)
    if (!found) throw new Refused('unknown-locale')
    return found
  }
  return {
    library: (site: string, locale: string): Library => shelf(site, locale).library,
    libraryJson: (site: string, locale: string): Ready => shelf(site, locale).libraryJson,
    searchDataJson: (site: string, locale: string): Ready => shelf(site, locale).searchDataJson,
    close: (): void => {
      for (const watcher of watchers) watcher.close()
    },
  }
}

function read(site: Site, root: string, shelves: Map<string, Shelf>): Problem[] {
  return site.locales.flatMap((locale) => {
    const { library, searchData, problems } = readLocale(site, locale, root)
    shelves.set(`${site.id} ${locale}`, { library, libraryJson: ready(library), searchDataJson: ready(searchData) })
    return problems
  })
}

function ready(value: object): Ready {
  const body = JSON.stringify(value)
  return { body, etag: etagOf(body) }
}

const byOrder = (a: { order: number }, b: { order: number }) => a.order - b.order

/** Reads one locale of a site. Files are named in problems from `root`. */
export function readLocale(
  site: Site,
  locale: string,
  root: string,
): { library: Library; searchData: SearchData; problems: Problem[] } {
  const folder = join(site.folder, locale)
  const problems: Problem[] = []
  const found: { article: Article; order: number; keywords: string[] }[] = []
  const categories: (Category & { order: number })[] = []
  const names = existsSync(folder) ? readdirSync(folder, { withFileTypes: true }).filter((entry) => entry.isDirectory()) : []
  for (const { name } of names) {
    const category = readCategory(join(folder, name), name, root, problems)
    if (!category) continue
    categories.push(category)
    for (const file of readdirSync(join(folder, name)).filter((file) => file.endsWith('.md') && !file.startsWith('_'))) {
      const article = readArticle(site, locale, join(folder, name, file), name, root, problems)
      if (article) found.push(article)
    }
  }
  const places = categories.toSorted(byOrder)
  const rank = new Map(places.map(({ id }, at) => [id, at]))
  const sorted = found.toSorted((a, b) => rank.get(a.article.category)! - rank.get(b.article.category)! || byOrder(a, b))
  const articles = sorted.map(({ article }) => article)
  const asked = site.most.filter((id) => articles.some((article) => article.id === id))
  return {
    library: {
      categories: places.map(({ id, title, icon }) => ({ id, title, icon })),
      articles,
      most: asked.length > 0 ? asked : articles.slice(0, 4).map(({ id }) => id),
    },
    searchData: { keywords: Object.fromEntries(sorted.map(({ article, keywords }) => [article.id, keywords])), synonyms: [] },
    problems,
  }
}

function readCategory(folder: string, id: string, root: string, problems: Problem[]) {
  const file = join(folder, '_category.md')
  const named = relative(root, file)
  if (!existsSync(file)) {
    problems.push({ file: named, line: 1, message: 'is missing; write it, with a title between two lines of ---' })
    return null
  }
  const { data } = readFront(readFileSync(file, 'utf8'), categoryFront, named, problems)
  return data && { id, ...data }
}

function readArticle(site: Site, locale: string, path: string, category: string, root: string, problems: Problem[]) {
  const file = relative(root, path)
  const id = posix.join(category, path.slice(dirname(path).length + 1, -3))
  const before = problems.length
  const { data, rest, line } = readFront(readFileSync(path, 'utf8'), front, file, problems)
  const variable = (name: string) => {
    const value = site.variables[name]
    return typeof value === 'object' ? (value[locale] ?? null) : (value ?? null)
  }
  const parsed = parseMarkdown(rest, line, {
    variable,
    articleAt: (link) => {
      const target = join(dirname(path), link)
      const inside = relative(join(site.folder, locale), target).replaceAll('\\', '/')
      return existsSync(target) && !inside.startsWith('..') ? inside.slice(0, -3) : null
    },
  })
  for (const { line: at, message } of parsed.problems) problems.push({ file, line: at, message })
  for (const [lost] of data?.question.matchAll(/\{\{\s*[\w.-]+\s*\}\}/g) ?? [])
    if (variable(lost.slice(2, -2).trim()) === null) problems.push({ file, line: 2, message: `${lost} has no value; add it to variables in rotame.yaml` })
  if (!data || problems.length > before) return null
  const { updated, order, keywords } = data
  const question = data.question.replaceAll(/\{\{\s*([\w.-]+)\s*\}\}/g, (whole, name: string) => variable(name) ?? whole)
  return { article: { id, question, category, updated, body: parsed.body }, order, keywords }
}

/** Splits a file into its front matter and the rest, which begins at `line`. */
function readFront<S extends z.ZodType>(text: string, schema: S, file: string, problems: Problem[]) {
  const parts = /^---\r?\n([\s\S]*?)\r?\n---[ \t]*(?:\r?\n|$)/.exec(text)
  if (!parts) {
    problems.push({ file, line: 1, message: 'has no front matter; begin the file with --- , its fields and --- again' })
    return { data: null, rest: text, line: 1 }
  }
  const lines = new LineCounter()
  const document = parseDocument(parts[1]!, { lineCounter: lines })
  const result = schema.safeParse(document.errors.length > 0 ? null : document.toJS())
  if (!result.success) {
    for (const { path, message } of result.error.issues) {
      const node = document.getIn(path, true) as { range?: [number, number, number] } | undefined
      const line = node?.range ? lines.linePos(node.range[0]).line + 1 : 2
      problems.push({ file, line, message: `${path.join('.') || 'front matter'}: ${message}` })
    }
  }
  const line = parts[0].split('\n').length
  return { data: result.success ? (result.data as z.infer<S>) : null, rest: text.slice(parts[0].length), line }
}
