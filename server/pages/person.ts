// The page of a person's copy: what was said, in order, as one reads it, and all else in tables.

import { type ComponentChild, h } from 'preact'
import { renderToString } from 'preact-render-to-string'
import { type Spoken, spokenOf } from '../../widget/locales.ts'

type Row = Record<string, unknown>

/** What is kept of a person, as their copy has it; see `schema.json` in it. */
export interface Exported {
  format: string
  madeAt: string
  about: string
  conversations: ({
    conversation: Row & {
      id: string
      startedAt: string
      restrictedAt: string | null
      restriction: string | null
      locale: string
      name: string | null
      site: string
    }
    message: (Row & {
      seq: number
      author: 'visitor' | 'agent' | 'system'
      byName: string | null
      text: string
      at: string
      files: { id: string }[] | null
      article: { title: string } | null
      system: { code: string } | null
    })[]
    note: (Row & { after: number; byName: string; text: string; at: string })[]
    ticket: (Row & { reference: string })[]
    mail: (Row & { to: string; subject: string; text: string; queuedAt: string })[]
    file: (Row & { id: string; name: string; path: string })[]
  } & Record<string, Row[] | Row>)[]
  strays: (Row & {
    sender: string | null
    subject: string
    rest: string
    at: string
    original: string | null
    path: string | null
  })[]
  claims: (Row & { reference: string; what: string; state: string; openedAt: string })[]
}

const words = {
  el: {
    title: 'Τα δεδομένα σας',
    about: (about: string, at: string) => `Όλα όσα κρατάμε για ${about}, όπως ήταν στις ${at}.`,
    machine: 'Τα ίδια για προγράμματα: person.json, όπως τα περιγράφει το schema.json.',
    none: 'Δεν κρατάμε τίποτα.',
    conversation: 'Συνομιλία',
    request: 'Αίτημα',
    you: 'Εσείς',
    team: 'Η ομάδα',
    note: 'Σημείωση της ομάδας',
    withdrawn: '(Μήνυμα που αποσύρθηκε)',
    restricted: 'Περιορισμένη επεξεργασία: φυλάσσεται και δεν χρησιμοποιείται, με αριθμό',
    mails: 'E-mail',
    files: 'Αρχεία',
    strays: 'Email σας που δεν ανήκουν σε συνομιλία',
    claims: 'Όσα ζητήσατε για τα δεδομένα σας',
    all: 'Όλα τα στοιχεία',
  },
  de: {
    title: 'Ihre Daten',
    about: (about: string, at: string) => `Alles, was wir zu ${about} aufbewahren, Stand ${at}.`,
    machine: 'Dasselbe für Programme: person.json, wie schema.json es beschreibt.',
    none: 'Wir bewahren nichts auf.',
    conversation: 'Gespräch',
    request: 'Anliegen',
    you: 'Sie',
    team: 'Das Team',
    note: 'Notiz des Teams',
    withdrawn: '(Eine zurückgezogene Nachricht)',
    restricted: 'Eingeschränkt: aufbewahrt und für nichts verwendet, unter',
    mails: 'E-Mails',
    files: 'Dateien',
    strays: 'E-Mails von Ihnen, die zu keinem Gespräch gehören',
    claims: 'Was Sie zu Ihren Daten verlangt haben',
    all: 'Alle Einzelheiten',
  },
  en: {
    title: 'Your data',
    about: (about: string, at: string) => `All that we keep of ${about}, as it was on ${at}.`,
    machine: 'The same for programs: person.json, as schema.json describes it.',
    none: 'We keep nothing.',
    conversation: 'Conversation',
    request: 'Request',
    you: 'You',
    team: 'The team',
    note: 'A note of the team',
    withdrawn: '(A message that was withdrawn)',
    restricted: 'Restricted: kept, and used for nothing, under',
    mails: 'E-mails',
    files: 'Files',
    strays: 'E-mails of yours that belong to no conversation',
    claims: 'What you asked of your data',
    all: 'All particulars',
  },
}
type Words = (typeof words)[Spoken]

const style = `:root{color-scheme:light dark;font:16px/1.5 system-ui,sans-serif}body{max-width:44rem;margin:2rem auto;
padding:0 1rem}article{margin:2rem 0;border-top:1px solid #8888}blockquote{margin:.75rem 0;padding:.25rem 1rem;
border-inline-start:3px solid #8888;white-space:pre-wrap;overflow-wrap:anywhere}time,.by{font-size:.875rem;opacity:.8}
pre{white-space:pre-wrap;overflow-wrap:anywhere;font-size:.8125rem}`

/** Of what is said the place: notes stand after a message. */
interface Placed {
  seq: number
  by: string
  at: string
  text: string
}

export function exportPage(data: Exported): string {
  const locale = spokenOf(data.conversations.at(-1)?.conversation.locale ?? '')
  const own = words[locale]
  const time = new Intl.DateTimeFormat(locale, { dateStyle: 'long', timeStyle: 'short', timeZone: 'UTC' })
  const when = (at: string) => h('time', { dateTime: at }, `${time.format(new Date(at))} UTC`)
  const document = h(
    'html',
    { lang: locale },
    h(
      'head',
      null,
      h('meta', { charset: 'utf-8' }),
      h('meta', { name: 'viewport', content: 'width=device-width' }),
      h('title', null, own.title),
      h('style', null, style),
    ),
    h(
      'body',
      null,
      h('h1', null, own.title),
      h('p', null, own.about(data.about, time.format(new Date(data.madeAt)))),
      h('p', null, own.machine),
      data.conversations.length + data.strays.length === 0 && h('p', null, own.none),
      data.conversations.map((each) => conversationOf(each, own, when)),
      data.strays.length > 0 && straysOf(data.strays, own, when),
      data.claims.length > 0 && [h('h2', null, own.claims), h('pre', null, JSON.stringify(data.claims, null, 2))],
    ),
  )
  return `<!doctype html>${renderToString(document)}`
}

const straysOf = (strays: Exported['strays'], own: Words, when: (at: string) => ComponentChild) =>
  h(
    'article',
    null,
    h('h2', null, own.strays),
    strays.map(({ sender, subject, rest, at, path }) =>
      h(
        'details',
        null,
        h('summary', null, h('bdi', null, subject || sender), ' · ', when(at)),
        h('pre', null, rest),
        path && fileLink(path, path.split('/').at(-1)!),
      ),
    ),
  )

const fileLink = (path: string, name: string) =>
  h('a', { href: path.split('/').map(encodeURIComponent).join('/') }, h('bdi', null, name))

function conversationOf(
  { conversation, message, note, ticket, mail, file, ...rest }: Exported['conversations'][number],
  own: Words,
  when: (at: string) => ComponentChild,
): ComponentChild {
  const { reference } = ticket[0] ?? {}
  const said: Placed[] = [
    ...message.map(({ seq, author, byName, text, article, system, at }) => ({
      seq,
      at,
      text: system?.code === 'withdrawn' ? own.withdrawn : [text, article?.title].filter(Boolean).join('\n'),
      by: author === 'visitor' ? own.you : (byName ?? own.team),
    })),
    ...note.map(({ after, byName, text, at }) => ({ seq: after + 0.5, at, text, by: `${own.note}, ${byName}` })),
  ]
  return h(
    'article',
    null,
    h('h2', null, reference ? `${own.request} ${reference}` : own.conversation, ' ', when(conversation.startedAt)),
    conversation.restrictedAt !== null &&
      h('p', null, `${own.restricted} ${conversation.restriction ?? ''} · `, when(conversation.restrictedAt)),
    said
      .filter(({ text }) => text !== '')
      .toSorted((a, b) => a.seq - b.seq)
      .map(({ by, at, text }) =>
        h('section', null, h('div', { class: 'by' }, h('bdi', null, by), ' · ', when(at)), h('blockquote', null, text)),
      ),
    file.length > 0 && [
      h('h3', null, own.files),
      h(
        'ul',
        null,
        file.map(({ name, path }) => h('li', null, fileLink(path, name))),
      ),
    ],
    mail.length > 0 && [
      h('h3', null, own.mails),
      mail.map(({ to, subject, text, queuedAt }) =>
        h(
          'details',
          null,
          h('summary', null, h('bdi', null, subject || to), ' · ', when(queuedAt)),
          h('div', { class: 'by' }, to),
          h('blockquote', null, text),
        ),
      ),
    ],
    h(
      'details',
      null,
      h('summary', null, own.all),
      h('pre', null, JSON.stringify({ conversation, ticket, ...rest }, null, 2)),
    ),
  )
}
