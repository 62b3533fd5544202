// Links between the articles of a locale, once all are read: each leads to something that is there.

import type { Article } from '../protocol/articles.ts'
import type { Problem } from '../config/problem.ts'
import { nearest } from '../config/nearest.ts'
import { keepIds } from './headings.ts'
import type { Parsed } from './markdown.ts'

export interface Written extends Pick<Parsed, 'parts' | 'leads'> {
  /** With the ids of all its headings. */
  article: Article
  /** As problems name it. */
  file: string
}

/**
 * The articles that are served, in which links to others are the text they stood on, links to parts name the heading's
 * id, and headings that nothing leads to have none. A part that is not there is a problem, and its link opens the top.
 */
export function linked(served: readonly Written[], problems: Problem[]): Article[] {
  const parts = new Map(served.map((each) => [each.article.id, each.parts]))
  /** Article -> headings that something leads to. */
  const asked = new Map(served.map((each) => [each.article.id, new Set<string>()]))
  const bodies = served.map(({ article, file, leads }) => {
    for (const { id, part, line } of leads) {
      const known = parts.get(id)
      if (!known || known.has(part)) continue
      const meant = nearest(part, known.keys())
      const advice = meant ? `did you mean #${meant}` : 'name one of its headings, or the article alone'
      problems.push({ file, line, message: `there is no heading #${part} in ${id}.md; ${advice}` })
    }
    const follow = (id: string, part?: string) => {
      if (id[0] === '#') asked.get(article.id)!.add(id.slice(1))
      const heading = part === undefined ? undefined : parts.get(id)?.get(part)
      if (heading !== undefined) asked.get(id)!.add(heading)
      return heading
    }
    return reachable(article.body!, (id) => /^(#|$)/.test(id) || parts.has(id), follow)
  })
  return served.map(({ article }, at) => ({ ...article, body: keepIds(bodies[at]!, asked.get(article.id)!) }))
}

type Follow = (id: string, part?: string) => string | undefined

/** @param isThere whether an article is served @param follow told of each link; says which heading a part is */
function reachable<T>(part: T, isThere: (id: string) => boolean, follow: Follow): T {
  if (Array.isArray(part)) {
    return part.flatMap((each: unknown) => {
      const { type, id, children } = Object(each) as { type?: string; id?: string; children?: unknown[] }
      const isDead = type === 'article' && !isThere(id!)
      return isDead ? reachable(children!, isThere, follow) : [reachable(each, isThere, follow)]
    }) as T
  }
  if (typeof part !== 'object' || part === null) return part
  const entries = Object.entries(part).map(([key, value]) => [key, reachable(value as unknown, isThere, follow)])
  const node = Object.fromEntries(entries) as T & { type?: string; id: string; part?: string }
  if (node.type !== 'article') return node
  const { part: named, ...rest } = node
  const heading = follow(node.id, named)
  return (heading === undefined ? rest : { ...rest, part: heading }) as T
}
