// The page of a person's copy: what was said, in order, as one reads it, and all else in tables.

import { type ComponentChild, Fragment, h } from 'preact'
import { renderToString } from 'preact-render-to-string'
import { spokenOf } from '../../widget/locales.ts'
import { type Words, words } from './personWords.ts'

export type Row = Record<string, unknown>

/** A conversation, as a person's copy has it; the rows of its tables are read when they are asked for. */
export interface Told {
  conversation: Row & {
    id: string
    startedAt: string
    restrictedAt: string | null
    restriction: string | null
    locale: string
    name: string | null
    site: string
  }
  tables: readonly string[]
  rows: (table: string) => AsyncIterable<Row>
}

/** A mail of theirs that belongs to no conversation. */
export type Stray = Row & {
  sender: string | null
  subject: string
  rest: string
  at: string
  original: string | null
  path: string | null
}

/** What is kept of a person; see `schema.json` in the archive. */
interface Kept {
  about: string
  madeAt: string
  isEmpty: boolean
  conversations: () => AsyncIterable<Told>
  strays: () => AsyncIterable<Stray>
  claims: () => Promise<Row[]>
}

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
type When = (at: string) => ComponentChild

const begins = (tag: string) => `<${tag}>`
const ends = (tag: string) => `</${tag}>`

/** The page, piece by piece: no more of it is held than one of what it tells. */
export async function* copyPage(kept: Kept): AsyncGenerator<string> {
  let locale = spokenOf('')
  for await (const { conversation } of kept.conversations()) locale = spokenOf(conversation.locale)
  const own = words[locale]
  const time = new Intl.DateTimeFormat(locale, { dateStyle: 'long', timeStyle: 'short', timeZone: 'UTC' })
  const when: When = (at) => h('time', { dateTime: at }, `${time.format(new Date(at))} UTC`)
  const head = h(
    'head',
    null,
    h('meta', { charset: 'utf-8' }),
    h('meta', { name: 'viewport', content: 'width=device-width' }),
    h('title', null, own.title),
    h('style', null, style),
  )
  yield `<!doctype html><html lang="${locale}">${renderToString(head)}<body>`
  yield drawn(
    h('h1', null, own.title),
    h('p', null, own.about(kept.about, time.format(new Date(kept.madeAt)))),
    h('p', null, own.machine),
    kept.isEmpty && h('p', null, own.none),
  )
  for await (const each of kept.conversations()) {
    yield begins('article')
    yield* conversationOf(each, own, when)
    yield ends('article')
  }
  yield* within('article', h('h2', null, own.strays), kept.strays(), (each) => strayOf(each, when))
  const claims = await kept.claims()
  if (claims.length > 0) yield drawn(h('h2', null, own.claims), h('pre', null, JSON.stringify(claims, null, 2)))
  yield '</body></html>'
}

const drawn = (...nodes: ComponentChild[]): string => renderToString(h(Fragment, null, nodes))

/** What a list has, each drawn by itself, under its title; nothing where it is empty. */
async function* within<Value>(
  tag: string,
  title: ComponentChild,
  values: AsyncIterable<Value>,
  draw: (value: Value) => ComponentChild,
): AsyncGenerator<string> {
  let isEmpty = true
  for await (const value of values) {
    if (isEmpty) yield begins(tag) + drawn(title)
    isEmpty = false
    yield drawn(draw(value))
  }
  if (!isEmpty) yield ends(tag)
}

const strayOf = ({ sender, subject, rest, at, path }: Stray, when: When) =>
  h(
    'details',
    null,
    h('summary', null, h('bdi', null, subject || sender), ' · ', when(at)),
    h('pre', null, rest),
    path && fileLink(path, path.split('/').at(-1)!),
  )

const fileLink = (path: string, name: string) =>
  h('a', { href: path.split('/').map(encodeURIComponent).join('/') }, h('bdi', null, name))

/** What is shown by itself, and not among all particulars. */
const apart: ReadonlySet<string> = new Set(['message', 'note', 'draft', 'mail', 'file'])

async function* conversationOf({ conversation, tables, rows }: Told, own: Words, when: When): AsyncGenerator<string> {
  let reference: unknown
  for await (const ticket of rows('ticket')) reference = ticket['reference']
  yield drawn(
    h(
      'h2',
      null,
      reference ? `${own.request} ${String(reference)}` : own.conversation,
      ' ',
      when(conversation.startedAt),
    ),
    conversation.restrictedAt !== null &&
      h('p', null, `${own.restricted} ${conversation.restriction ?? ''} · `, when(conversation.restrictedAt)),
  )
  for await (const each of inOrder(said(rows('message'), own), noted(rows('note'), own))) yield placed(each, when)
  for await (const { at, text } of rows('draft'))
    yield placed({ by: own.draft, at: at as string, text: text as string }, when)
  yield* within('div', h('h3', null, own.files), rows('file'), ({ name, path }) =>
    h('p', null, fileLink(path as string, name as string)),
  )
  yield* within('div', h('h3', null, own.mails), rows('mail'), (mail) => mailOf(mail, when))
  yield `<details>${drawn(h('summary', null, own.all))}<pre>`
  yield drawn(JSON.stringify(conversation, null, 2))
  for (const table of tables)
    if (!apart.has(table))
      for await (const row of rows(table)) yield drawn(`\n${table}: ${JSON.stringify(row, null, 2)}`)
  yield '</pre></details>'
}

const placed = ({ by, at, text }: Omit<Placed, 'seq'>, when: When): string =>
  text &&
  drawn(h('section', null, h('div', { class: 'by' }, h('bdi', null, by), ' · ', when(at)), h('blockquote', null, text)))

const mailOf = ({ to, subject, text, queuedAt }: Row, when: When) =>
  h(
    'details',
    null,
    h('summary', null, h('bdi', null, (subject || to) as string), ' · ', when(queuedAt as string)),
    h('div', { class: 'by' }, to as string),
    h('blockquote', null, text as string),
  )

async function* said(rows: AsyncIterable<Row>, own: Words): AsyncGenerator<Placed> {
  for await (const { seq, author, byName, text, article, system, at } of rows) {
    const isWithdrawn = (system as { code: string } | null)?.code === 'withdrawn'
    const words = [text, (article as { title: string } | null)?.title].filter(Boolean).join('\n')
    const by = author === 'visitor' ? own.you : ((byName as string | null) ?? own.team)
    yield { seq: seq as number, at: at as string, text: isWithdrawn ? own.withdrawn : words, by }
  }
}

async function* noted(rows: AsyncIterable<Row>, own: Words): AsyncGenerator<Placed> {
  for await (const { after, byName, text, at } of rows) {
    const by = `${own.note}, ${byName as string}`
    yield { seq: (after as number) + 0.5, at: at as string, text: text as string, by }
  }
}

/** Two that are in order, as one. */
async function* inOrder(some: AsyncGenerator<Placed>, others: AsyncGenerator<Placed>): AsyncGenerator<Placed> {
  let [one, other] = [await some.next(), await others.next()]
  while (!one.done || !other.done)
    if (other.done || (!one.done && one.value.seq <= other.value.seq)) {
      yield one.value as Placed
      one = await some.next()
    } else {
      yield other.value
      other = await others.next()
    }
}
