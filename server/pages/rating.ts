// The page of a link in a mail, where a visitor says whether it is solved; it works without a script.

import { type ComponentChildren, h } from 'preact'
import type { Outcome, Rating } from '../protocol/rating.ts'
import { type Brand, sheetOf } from './frame.ts'
import { pageWords } from './words.ts'

export interface RatingPage {
  site: NonNullable<Brand>
  locale: string
  /** Of a request; null: it is a chat. */
  reference: string | null
  /** What has been said. */
  rating: Rating | null
  /** What the link says, or what was chosen. */
  outcome: Outcome | null
  /** `form`: it can be said; `done`: it was just said; else why it cannot. */
  state: 'form' | 'done' | 'changed' | 'conflict' | 'too-long' | 'too-many'
  /** What was typed and not taken: given back. */
  comment?: string
}

const outcomes: readonly Outcome[] = ['yes', 'partly', 'no']

export function ratingPage({ site, locale, reference, rating, outcome, state, comment }: RatingPage): string {
  const words = pageWords(locale).rating
  const text = state === 'done' ? words.thanks : state === 'form' ? null : words.why[state]
  const chosen = outcome ?? rating?.outcome
  const choices = outcomes.map((each) =>
    h(
      'label',
      { key: each, class: 'choice' },
      h('input', { type: 'radio', name: 'outcome', value: each, required: true, checked: each === chosen }),
      ' ',
      words.outcomes[each],
    ),
  )
  const form = h(
    'form',
    { method: 'post', class: 'rating' },
    h('fieldset', null, h('legend', null, h('h1', null, words.solved)), choices),
    h('label', { for: 'comment' }, words.more),
    h('textarea', { id: 'comment', name: 'comment', rows: 4, dir: 'auto' }, comment ?? rating?.comment ?? ''),
    h('button', null, words.send),
  )
  const isAsked = state === 'form' || state === 'too-long' || state === 'too-many'
  const body: ComponentChildren[] = [
    reference && h('p', { class: 'meta' }, words.reference(reference)),
    text && (isAsked ? h('p', { class: 'wrong', role: 'alert' }, text) : h('h1', null, text)),
    isAsked && form,
    !isAsked &&
      comment &&
      h('label', null, words.yours, h('textarea', { readonly: true, rows: 4, dir: 'auto' }, comment)),
  ]
  return sheetOf({ locale, title: words.solved, brand: site }, body)
}
