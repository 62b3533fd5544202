// Articles for an answer: found by the visitors' search while one types, by what the visitor asked before that.

import { useEffect, useMemo, useState } from 'preact/hooks'
import { limits } from '../../limits.ts'
import type { Result } from '../../protocol/articles.ts'
import type { Summary } from '../../protocol/conversation.ts'
import type { Desk } from '../desk.ts'
import type { Item } from './items.ts'
import { words } from './words.ts'

/** Fewer letters say nothing. */
const fewest = 2

/** What the visitor has written last. */
const lastAsked = ({ opened }: Desk, id: string): string =>
  opened.said(id).findLast(({ author, text }) => author === 'visitor' && text !== '')?.text ?? ''

/**
 * @param of the conversation that is answered; null: nothing is asked
 * @param isAlone whether articles are all that is asked for; else what is not sure is left out
 */
export function useArticles(desk: Desk, of: Summary | null, typed: string, isAlone: boolean): readonly Item[] {
  const [found, take] = useState<readonly Result[]>([])
  const query = (typed.trim() || (of && isAlone ? lastAsked(desk, of.id) : '')).slice(0, limits.query)
  useEffect(() => {
    if (!of || query.length < fewest) return take([])
    let isWanted = true
    void desk.line.ask('articles:find', { conversation: of.id, query }).then((answer) => {
      // What is known stays where no answer comes.
      if (isWanted && answer?.ok) take(isAlone || answer.found.confident ? answer.found.results : [])
    })
    return () => void (isWanted = false)
  }, [of?.id, query, isAlone])
  return useMemo(
    () =>
      found.map(({ id, question, passage }) => ({
        id: `article ${id}`,
        kind: words.articles,
        icon: 'book',
        text: question.text,
        hint: passage.text,
        run: () => void (of && choose(desk, of, { id, title: question.text })),
      })),
    [found, of],
  )
}

/** Puts one to the answer that is being written, and leads the keyboard there. */
function choose({ drafts, place }: Desk, of: Summary, article: { id: string; title: string }): void {
  drafts.setNote(of.id, false)
  drafts.setArticle(of, article)
  place.requestAnimationFrame(() => place.document.querySelector<HTMLElement>('.composer textarea')?.focus())
}
