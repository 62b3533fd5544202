// The tables on the page of somebody's own data: what is kept, and what they have asked for.

import { h } from 'preact'
import type { Counted } from '../visitors/overview.ts'
import type { StoredClaim } from '../store/tables/claim.ts'
import { claimNames, dataWords } from './dataWords.ts'

const column = (text: string) => h('th', { scope: 'col' }, text)

export function keptTable(counted: readonly Counted[], locale: string) {
  const words = dataWords(locale)
  const day = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeZone: 'UTC' })
  const dayOf = (at: string | null) => (at === null ? '' : h('time', { dateTime: at }, day.format(new Date(at))))
  const number = new Intl.NumberFormat(locale)
  return scrolled(
    words.kept,
    h('thead', null, h('tr', null, [words.kind, words.count, words.first, words.last].map(column))),
    h(
      'tbody',
      null,
      counted.map(({ kind, count, first, last }) =>
        h(
          'tr',
          null,
          h('th', { scope: 'row' }, words.kinds[kind]),
          h('td', null, number.format(count)),
          h('td', null, dayOf(first)),
          h('td', null, dayOf(last)),
        ),
      ),
    ),
  )
}

export function claimsTable(claims: readonly StoredClaim[], locale: string, timeZone: string) {
  const words = dataWords(locale)
  const names = claimNames(locale)
  const format = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeZone })
  const stands = ({ state, doubt, doneAt, dueAt, reason }: StoredClaim) => [
    words.states[state](format.format(doneAt ?? dueAt)),
    state === 'open' && doubt && h('div', { class: 'meta' }, words.doubts[doubt]),
    reason && h('div', { class: 'meta', dir: 'auto' }, reason),
  ]
  return h(
    'section',
    null,
    h('h2', null, words.claims),
    scrolled(
      words.claims,
      h('thead', null, h('tr', null, [words.reference, words.asked, words.when, words.state].map(column))),
      h(
        'tbody',
        null,
        claims.map((claim) =>
          h(
            'tr',
            null,
            h('th', { scope: 'row' }, claim.reference),
            h('td', null, names[claim.what]),
            h('td', null, format.format(claim.openedAt)),
            h('td', null, stands(claim)),
          ),
        ),
      ),
    ),
  )
}

/** What is wider than a phone is scrolled by itself, by the keyboard too. */
const scrolled = (label: string, ...body: unknown[]) =>
  h('div', { class: 'wide', role: 'region', 'aria-label': label, tabIndex: 0 }, h('table', null, body as never))
