// The contact form among the help pages, for whoever has no script; and what has become of what it sent.

import { type ComponentChildren, h } from 'preact'
import { sentence, status, when } from '../../widget/hours.ts'
import { limits } from '../limits.ts'
import type { Availability } from '../protocol/hours.ts'
import type { Ticket } from '../protocol/ticket.ts'
import { requestPath } from '../tickets/requestKey.ts'
import { type AskWords, askWords } from './askWords.ts'
import { askPath, documentOf, helpPath, noticePath, type HelpSite } from './document.ts'

/** What stands in the form. */
export interface Draft {
  /** What the form is known by, so that sent twice it is one request. */
  id: string
  /** What its visitor is known by. */
  secret: string
  email: string
  name: string
  topic: string
  text: string
}

/** How things stand at the site. */
export interface Standing {
  availability: Availability
  /** The product's clock, ms. */
  now: number
}

/** Why it was not taken, and in which field; null: in none of them. */
export interface Wrong {
  text: string
  field: 'email' | 'text' | null
}

export function askPage(place: HelpSite, standing: Standing, draft: Draft, wrong: Wrong | null): string {
  const { site, locale } = place
  const words = askWords(locale)
  const { files } = standing.availability.site
  const action = helpPath(site.id, locale, askPath)
  const enctype = files ? 'multipart/form-data' : undefined
  const form = h(
    'form',
    { method: 'post', action, enctype },
    wrong && h('p', { class: 'wrong', role: 'alert', id: 'wrong' }, wrong.text),
    hidden('id', draft.id),
    hidden('secret', draft.secret),
    fieldsOf(place, words, draft, wrong),
    // People do not see it.
    h('input', { class: 'trap', name: 'url', tabIndex: -1, autocomplete: 'off', 'aria-hidden': 'true' }),
    // After what was typed, which is read first.
    files && labelled(words.attach, h('input', { type: 'file', name: 'files', multiple: true })),
    h(
      'p',
      { class: 'meta' },
      words.form.emailUse,
      ' ',
      h('a', { href: helpPath(site.id, locale, noticePath) }, words.form.privacy),
    ),
    h('button', null, words.form.send),
  )
  const body = h('section', { class: 'sheet' }, [
    h('h1', null, words.form.leave),
    leadOf(standing, words, locale),
    form,
  ])
  const title = words.form.leave
  // What was refused is at no address.
  if (wrong) return documentOf(place, { title, path: null, query: '', faq: [], body })
  return documentOf({ ...place, has: () => true }, { title, path: askPath, query: '', faq: [], body })
}

function fieldsOf(place: HelpSite, { form }: AskWords, draft: Draft, wrong: Wrong | null): ComponentChildren {
  const marks = (name: Wrong['field']) =>
    wrong?.field === name ? { 'aria-invalid': 'true' as const, 'aria-describedby': 'wrong' } : {}
  const email = { type: 'email', name: 'email', autocomplete: 'email', maxLength: limits.email, value: draft.email }
  const name = { name: 'name', autocomplete: 'name', maxLength: limits.name, value: draft.name }
  const topics = place.library.categories.map(({ id, title }) =>
    h('option', { value: id, selected: id === draft.topic }, title),
  )
  return [
    labelled(form.email, h('input', { ...email, ...marks('email'), required: true })),
    topics.length > 0 &&
      labelled(form.topic, h('select', { name: 'topic' }, h('option', { value: '' }, form.otherTopic), topics)),
    labelled(form.message, h('textarea', { name: 'text', rows: 6, dir: 'auto', ...marks('text'), value: draft.text })),
    labelled(form.name, h('input', name)),
  ]
}

/** Who is there, and by when an answer comes: what the widget's form says of it. */
function leadOf({ availability, now }: Standing, words: AskWords, locale: string): ComponentChildren {
  const { windows, override, zone, team, mail, answers, channels } = availability
  const { form } = words
  const how = status(windows, now, override)
  const isHere = how.open && team.length > 0
  const promise = mail ? form.answerBy(when(now + answers.ticket, now, zone, locale, form.hours)) : words.noMail
  return [
    h('p', null, !isHere && [how.open || how.why === 'away' ? form.awayNow : form.closedNow, ' '], promise),
    // «We are here until 18:00» is of no use where nobody is.
    (isHere || !how.open) && h('p', { class: 'meta' }, sentence(how, now, zone, locale, form.hours)),
    !mail &&
      channels
        .filter(({ kind }) => kind === 'phone')
        .map(({ to, shown }) => h('p', null, h('a', { href: `tel:${to}` }, shown))),
  ]
}

/** What has become of it: the reference, and what happens next. */
export function askedPage(place: HelpSite, { availability, now }: Standing, ticket: Ticket): string {
  const { site, locale } = place
  const { form, ticket: words, noMail, follow } = askWords(locale)
  const { windows, override, zone, mail } = availability
  const said = (at: number) => when(at, now, zone, locale, form.hours)
  const { open, changesAt } = status(windows, now, override)
  const steps = [
    [words.step.received, capital(said(ticket.openedAt))],
    [words.step.reading, open || changesAt === null ? form.today : words.step.after(said(changesAt))],
    ...(mail ? [[words.step.answer, words.step.by(said(ticket.answerBy))]] : []),
  ]
  const body = h('section', { class: 'sheet' }, [
    h('h1', null, words.received),
    h('p', null, mail ? (ticket.isConfirmed ? words.confirmed : words.unconfirmed)(ticket.email) : noMail),
    h('p', { class: 'state' }, words.reference, ' ', h('b', null, ticket.reference)),
    h(
      'ol',
      { class: 'rows' },
      steps.map(([title, at]) => h('li', null, h('b', null, title), h('div', { class: 'meta' }, at))),
    ),
    h('p', null, h('a', { href: requestPath(ticket.reference) }, follow)),
    h('p', null, h('a', { href: helpPath(site.id, locale) }, words.backToHelp)),
  ])
  return documentOf(place, { title: words.received, path: null, query: '', faq: [], body })
}

const hidden = (name: string, value: string) => h('input', { type: 'hidden', name, value })
const labelled = (text: string, field: ComponentChildren) => h('label', null, text, field)
const capital = (text: string) => text[0]!.toUpperCase() + text.slice(1)
