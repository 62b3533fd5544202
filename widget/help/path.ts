// The path that led to a question: what was searched and read. Agents see it; the owner learns of the searches without
// who it was.

import type { Signal } from '@preact/signals-core'
import type { Context, Step } from '../../server/protocol/context.ts'
import type { Told } from '../../server/protocol/insight.ts'
import { zoneHere } from '../hours.ts'
import { randomId } from '../memory.ts'
import { post } from './requests.ts'

const most = 30

export function addStep(path: Step[], made: Step): void {
  const before = path.at(-1)
  // What is typed letter by letter is one search.
  if (made.kind === 'search' && before?.kind === 'search' && made.query.startsWith(before.query.slice(0, 2))) path.pop()
  path.push(made)
  if (path.length > most) path.shift()
}

/** @param addressOf the address of a route of the site */
export function createPath(path: readonly Step[], locale: Signal<string>, addressOf: (route: string) => string) {
  const told = new WeakSet<Step>()
  /** The last search that has been told, until a person is asked. */
  let last: Told | null = null
  /** The id of the answer about each article. */
  const answers: Record<string, string> = {}
  return {
    /**
     * Tells the owner what was searched, without who: when an article is opened, a person asked, or the panel closed.
     */
    tell(opened: string | null, asked: boolean): void {
      // Whoever it was has been forgotten.
      if (!path[0]) last = null
      const searches = path.flatMap((made): Told[] => {
        if (made.kind !== 'search' || told.has(made)) return []
        told.add(made)
        return [(last = { query: made.query, confident: made.confident })]
      })
      if (!last || (searches.length === 0 && !asked)) return
      if (searches.length === 0) searches.push((last = { ...last, isNew: false }))
      Object.assign(last, { opened: opened ?? last.opened, asked })
      if (asked) last = null
      void post<'searches'>(addressOf('searches'), { locale: locale.value, searches })
    },
    /** Says whether an article helped; the latest answer counts. Lost when the server is away. */
    async helped(article: string, helped: boolean, missing = ''): Promise<void> {
      for (const made of path) if (made.kind === 'read' && made.article === article) made.helped = helped
      const id = (answers[article] ??= randomId())
      await post<'feedback'>(addressOf('feedback'), { id, article, locale: locale.value, helped, missing, last })
    },
    /** What an agent sees of how the visitor came to ask. */
    context(): Context {
      const { origin, pathname } = location
      return {
        page: { url: `${origin}${pathname}`.slice(0, 500), title: document.title.slice(0, 500) },
        locale: locale.value,
        zone: zoneHere(),
        path: [...path],
      }
    },
  }
}
