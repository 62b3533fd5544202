// The page of somebody's own data, among the help pages: they prove who they are, see what is kept of them, and have
// it as they want it, without an account and without a script.

import { type ComponentChildren, h } from 'preact'
import { limits } from '../limits.ts'
import type { Overview } from '../visitors/overview.ts'
import type { Proven } from '../visitors/rightsKey.ts'
import { type DataWords, dataWords } from './dataWords.ts'
import { claimsTable, keptTable } from './dataTables.ts'
import { dataPath, documentOf, helpPath, noticePath, type HelpSite } from './document.ts'

const digits = { name: 'code', inputMode: 'numeric', autocomplete: 'one-time-code', maxLength: 40 }

/** What is said above everything. */
export type Told = { text: string; isWrong: boolean } | null

/** Asks who it is: for an address, and once a code may have been sent there, for that. */
export function provingPage(place: HelpSite, { email, told }: { email: string | null; told: Told }): string {
  const words = dataWords(place.locale)
  const address = [
    labelled(words.email, { type: 'email', name: 'email', autocomplete: 'email', maxLength: limits.email }),
    h('button', { name: 'do', value: 'send-code' }, words.sendCode),
  ]
  const asks = [
    h('h2', null, words.prove),
    place.mayAsk ? h('p', null, words.address) : h('p', null, words.noMail),
    place.mayAsk && h('form', post(place), address),
  ]
  const codes = [
    h('p', { class: 'meta' }, words.notCame),
    h(
      'form',
      post(place),
      h('input', { type: 'hidden', name: 'email', value: email ?? '' }),
      labelled(words.code, digits),
      h('button', { name: 'do', value: 'prove' }, words.confirm),
    ),
    h('details', null, h('summary', null, words.again), h('form', post(place), address)),
  ]
  return drawn(place, told, [h('p', null, words.intro(place.site.name)), noticeLink(place), email ? codes : asks])
}

interface Around {
  proven: Proven
  /** Until when the page is open, ms. */
  until: number
  /** The site's, in which times are told. */
  zone: string
  told: Told
  /** Whether a code for a new address is asked for. */
  isMoving: boolean
  /** A new id for each form, so that sent twice it is one claim. */
  newId: () => string
}

export function dataPage(place: HelpSite, overview: Overview, around: Around): string {
  const words = dataWords(place.locale)
  const { proven, until, zone, told } = around
  const time = new Intl.DateTimeFormat(place.locale, { timeStyle: 'short', timeZone: zone }).format(until)
  const who = 'email' in proven ? words.whoEmail(proven.email) : 'sub' in proven ? words.whoSub : words.whoBrowser
  const hasAny = overview.counted.length > 0
  return drawn(place, told, [
    h('p', { class: 'meta' }, who, ' ', words.until(time)),
    h(
      'section',
      null,
      h('h2', null, words.kept),
      hasAny ? keptOf(overview, words, place.locale) : h('p', null, words.nothing),
      noticeLink(place),
    ),
    hasAny && [
      copying(place, words, overview, around),
      correcting(place, words, overview, around),
      erasing(place, words, overview, around),
      restricting(place, words, overview, around),
      objecting(place, words, overview, around),
    ],
    overview.claims.length > 0 && claimsTable(overview.claims, place.locale, zone),
    h('form', post(place), h('button', { class: 'plain', name: 'do', value: 'leave' }, words.leave)),
  ])
}

const keptOf = ({ counted, names, emails }: Overview, words: DataWords, locale: string) => [
  h(
    'p',
    null,
    names.length > 0 && [words.called(names.join(', ')), ' '],
    emails.length > 0 && [words.written(emails.join(', ')), ' '],
    words.also,
  ),
  keptTable(counted, locale),
]

const copying = (place: HelpSite, words: DataWords, { hasNotes }: Overview, around: Around) =>
  section(
    words.copy,
    h('p', null, words.copyWhy),
    claiming(place, around, [button(words.download, 'copy')]),
    hasNotes && [
      h('p', { class: 'meta' }, words.notesWhy),
      claiming(place, around, [button(words.askNotes, 'notes', 'plain')]),
    ],
  )

const correcting = (place: HelpSite, words: DataWords, { names }: Overview, around: Around) =>
  section(
    words.correct,
    claiming(place, around, [
      labelled(words.name, { name: 'wanted', value: names[0] ?? '', maxLength: limits.name, autocomplete: 'name' }),
      button(words.save, 'name', 'plain'),
    ]),
    around.isMoving
      ? claiming(place, around, [labelled(words.newCode, digits), button(words.confirm, 'prove-address')])
      : place.mayAsk &&
          claiming(place, around, [
            labelled(words.newEmail, { type: 'email', name: 'wanted', maxLength: limits.email, autocomplete: 'off' }),
            h('p', { class: 'meta' }, words.newEmailWhy),
            button(words.sendCode, 'address', 'plain'),
          ]),
  )

function erasing(place: HelpSite, words: DataWords, { conversations }: Overview, around: Around) {
  const day = new Intl.DateTimeFormat(place.locale, { dateStyle: 'long', timeZone: around.zone })
  const choices = conversations.map(({ id, startedAt, reference, said }) =>
    h(
      'label',
      { class: 'choice' },
      h('input', { type: 'checkbox', name: `of-${id}`, value: 'on' }),
      h(
        'span',
        null,
        `${reference ?? words.conversation}, ${day.format(new Date(startedAt))}`,
        said && h('span', { class: 'meta', dir: 'auto' }, said),
      ),
    ),
  )
  return section(
    words.erase,
    h('p', null, words.eraseWhy),
    claiming(place, around, [
      conversations.length > 0 && h('fieldset', null, h('legend', null, words.which), choices),
      h(
        'label',
        { class: 'choice' },
        h('input', { type: 'checkbox', name: 'sure', value: 'on', required: true }),
        words.sure,
      ),
      h(
        'div',
        { class: 'buttons' },
        conversations.length > 0 && button(words.eraseChosen, 'erase-chosen', 'plain'),
        button(words.eraseAll, 'erase', 'plain bad'),
      ),
    ]),
  )
}

const restricting = (place: HelpSite, words: DataWords, { isRestricted }: Overview, around: Around) =>
  section(
    words.restrict,
    h('p', isRestricted ? { class: 'state' } : null, isRestricted ? words.isRestricted : words.restrictWhy),
    claiming(place, around, [
      isRestricted ? button(words.lift, 'lift') : button(words.restrictNow, 'restrict', 'plain'),
    ]),
  )

const objecting = (place: HelpSite, words: DataWords, { isObjecting }: Overview, around: Around) =>
  section(
    words.object,
    h('p', isObjecting ? { class: 'state' } : null, isObjecting ? words.isObjecting : words.objectWhy),
    claiming(place, around, [
      isObjecting ? button(words.withdraw, 'withdraw') : button(words.objectNow, 'object', 'plain'),
    ]),
  )

const section = (title: string, ...body: ComponentChildren[]) => h('section', null, h('h2', null, title), body)
const button = (text: string, what: string, kind?: string) =>
  h('button', { name: 'do', value: what, class: kind }, text)
const labelled = (text: string, of: object) => h('label', null, text, h('input', { required: true, ...of }))

const claiming = (place: HelpSite, { newId }: Around, body: ComponentChildren[]) =>
  h('form', post(place), h('input', { type: 'hidden', name: 'id', value: newId() }), body)

const post = ({ site, locale }: HelpSite) => ({ method: 'post', action: helpPath(site.id, locale, dataPath) })

const noticeLink = ({ site, locale }: HelpSite) =>
  h('p', { class: 'meta' }, h('a', { href: helpPath(site.id, locale, noticePath) }, dataWords(locale).notice))

/** It is there in every locale. */
function drawn(place: HelpSite, told: Told, body: ComponentChildren[]): string {
  const { title } = dataWords(place.locale)
  const said =
    told && h('p', told.isWrong ? { class: 'wrong', role: 'alert' } : { class: 'state', role: 'status' }, told.text)
  const sheet = h('section', { class: 'sheet' }, h('h1', null, title), said, body)
  return documentOf({ ...place, has: () => true }, { title, path: dataPath, query: '', faq: [], body: sheet })
}
