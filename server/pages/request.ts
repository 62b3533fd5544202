// A request's page: what whoever has written it sees of it, without an account and without a script.

import { type ComponentChildren, h } from 'preact'
import { dateTime } from '../../widget/hours.ts'
import { linksIn } from '../../widget/view/links.ts'
import { drawMail, picturesIn } from '../../widget/view/mailTree.ts'
import { isSaidBefore } from '../../widget/view/moved.ts'
import { mailWords } from '../letters/words.ts'
import { limits } from '../limits.ts'
import type { Message, SentArticle, Summary } from '../protocol/conversation.ts'
import type { MailNode } from '../protocol/mailTree.ts'
import type { Followed } from '../tickets/requests.ts'
import { requestPath } from '../tickets/requestKey.ts'
import { type Brand, sheetOf } from './frame.ts'
import { type RequestWords, requestWords } from './requestWords.ts'

/** Asks for the number. @param typed one that is none */
export function findPage(locale: string, brand: Brand, typed: string | null): string {
  const words = requestWords(locale)
  return sheetOf({ locale, title: words.find, brand }, [
    h('h1', null, words.find),
    typed === null ? h('p', null, words.findWhy) : alert(words.mistyped),
    h(
      'form',
      { action: '/t' },
      field(words.reference, { name: 'reference', value: typed ?? '', maxLength: 20, autocomplete: 'off' }),
      h('button', null, words.open),
    ),
  ])
}

/** Asks for the address that a code is sent to; and, once one may have been, for the code. */
export function provePage(
  locale: string,
  brand: Brand,
  reference: string,
  {
    isSent,
    wrong,
    email = '',
    text,
  }: { isSent: boolean; wrong?: string | undefined; email?: string; text?: string | undefined },
): string {
  const words = requestWords(locale)
  const post = { method: 'post', action: requestPath(reference) }
  const address = [
    field(words.email, { type: 'email', name: 'email', value: email, maxLength: limits.email, autocomplete: 'email' }),
    h('button', { name: 'do', value: 'send-code' }, words.sendCode),
  ]
  const digits = { name: 'code', inputMode: 'numeric', autocomplete: 'one-time-code', maxLength: 40 }
  return sheetOf({ locale, title: words.title(reference), brand }, [
    h('h1', null, words.title(reference)),
    wrong && alert(wrong),
    isSent
      ? [
          !wrong && h('p', { role: 'status' }, words.sent),
          h('form', post, field(words.code, digits), h('button', { name: 'do', value: 'prove' }, words.confirm)),
          h('details', null, h('summary', null, words.again), h('form', post, address)),
        ]
      : [h('p', null, words.address), h('form', post, address)],
    text && lastText(words, text),
  ])
}

interface Around {
  brand: NonNullable<Brand>
  /** The visitor's, where the site speaks it. */
  locale: string
  /** The site's, in which times are told. */
  zone: string
  /** What is in the field: what was not taken, under its id. */
  draft: { id: string; text: string }
  /** Why it was not. */
  wrong?: string | undefined
  mayAttach: boolean
}

/** How it stands, what was written, and where to write more. */
export function requestPage(
  { reference, conversation, messages, isElsewhere, pathTo }: Followed,
  { brand, locale, zone, draft, wrong, mayAttach }: Around,
): string {
  const words = requestWords(locale)
  const post = { method: 'post', action: requestPath(reference) }
  return sheetOf({ locale, title: words.title(reference), brand, script: '/t/live.js' }, [
    h('h1', null, words.title(reference)),
    h('p', { class: 'state' }, isElsewhere ? words.elsewhere : standing(conversation, locale, zone)),
    h(
      'div',
      { role: 'log', 'aria-live': 'polite' },
      h(
        'ol',
        { class: 'thread' },
        messages
          .filter((message, n) => !isSaidBefore(message, messages[n - 1]))
          .map((message) => drawn(message, { locale, zone, site: brand.name, pathTo })),
      ),
    ),
    ...(isElsewhere
      ? [wrong && alert(wrong), draft.text && lastText(words, draft.text)]
      : [writing(words, post, { draft, wrong, mayAttach }), conversation.state === 'open' && closing(words, post)]),
  ])
}

const writing = (
  words: RequestWords,
  post: object,
  { draft, wrong, mayAttach }: Pick<Around, 'draft' | 'wrong' | 'mayAttach'>,
) =>
  h(
    'form',
    { ...post, class: 'write', ...(mayAttach && { enctype: 'multipart/form-data' }) },
    wrong && alert(wrong),
    h('input', { type: 'hidden', name: 'id', value: draft.id }),
    h('label', null, words.write, h('textarea', { name: 'text', rows: 5, dir: 'auto', value: draft.text })),
    mayAttach && h('label', null, words.attach, h('input', { type: 'file', name: 'files', multiple: true })),
    h('button', { name: 'do', value: 'write' }, words.send),
  )

const closing = (words: RequestWords, post: object) =>
  h('form', post, h('button', { class: 'plain', name: 'do', value: 'close' }, words.close))

/** What was written and cannot be sent any more. */
const lastText = (words: RequestWords, text: string) =>
  h('label', null, words.yourText, h('textarea', { readonly: true, rows: 5, dir: 'auto', value: text }))

/** Whose turn it is, and until when. */
function standing({ state, waitingSince, dueAt }: Summary, locale: string, zone: string): string {
  const words = requestWords(locale)
  if (state === 'closed') return words.closed
  if (waitingSince === null) return words.theirs
  return dueAt === null ? words.oursSoon : words.ours(dateTime(dueAt, zone, locale))
}

interface Drawing extends Pick<Followed, 'pathTo'>, Pick<Around, 'locale' | 'zone'> {
  /** What it is called. */
  site: string
}

function drawn(
  { author, by, text, files, article, system, via, at }: Message,
  { locale, zone, site, pathTo }: Drawing,
) {
  const words = requestWords(locale)
  const when = h('time', { dateTime: new Date(at).toISOString() }, dateTime(at, zone, locale))
  if (system) {
    const said = mailWords(locale).system[system.code]?.(system.values)
    const { conversation, reference } = system.values
    const other = conversation && reference && [h('a', { href: pathTo(reference) }, requestWords(locale).other), ' · ']
    return said && h('li', { class: 'meta' }, said, ' · ', other, when)
  }
  const name = author === 'visitor' ? words.you : [by?.name, site].filter(Boolean).join(', ')
  const tree = via?.kind === 'mail' ? via.tree : undefined
  const shown = picturesIn(tree)
  const attached = files
    ?.filter(({ id }) => !shown.has(id))
    .map((file) => h('li', null, h('a', { href: file.url }, file.name)))
  return h(
    'li',
    { class: author },
    h('p', { class: 'meta' }, h('b', null, name), ' · ', when),
    tree
      ? h('div', { class: 'text formed' }, formed(tree, files, words))
      : text && h('p', { class: 'text', dir: 'auto' }, linked(text)),
    article && h('p', { class: 'text' }, articleOf(article)),
    attached && attached.length > 0 && h('ul', { 'aria-label': words.files }, attached),
  )
}

const formed = (tree: MailNode[], files: Message['files'], words: RequestWords) =>
  drawMail(tree, { picture: (id) => files?.find((file) => file.id === id)?.url, remote: words.remote })

const articleOf = ({ title, path }: SentArticle) =>
  path === null ? h('bdi', null, title) : h('a', { href: path }, h('bdi', null, title))

const linked = (text: string): ComponentChildren =>
  linksIn(text).map((part) =>
    typeof part === 'string'
      ? part
      : [h('a', { href: part.href, rel: 'noopener nofollow' }, part.text), part.real && ` (${part.real})`],
  )

const alert = (text: string) => h('p', { class: 'wrong', role: 'alert' }, text)
const field = (label: string, of: object) => h('label', null, label, h('input', { required: true, ...of }))

/** Looks again now and then, and puts what has changed in its place. Runs in a browser, and knows nothing around it. */
function keepLive(): void {
  const everyMs = 10_000
  const draw = async (answer: Response) => {
    if (!answer.ok) return
    const told = new DOMParser().parseFromString(await answer.text(), 'text/html')
    const [here, there] = [document, told].map((page) => ({
      state: page.querySelector('.state'),
      links: [...page.querySelectorAll<HTMLAnchorElement>('.thread a')],
      thread: page.querySelector('.thread'),
    }))
    // The key has ended, or it is another page.
    if (!here!.thread || !there!.thread) return
    if (here!.state!.textContent !== there!.state!.textContent) here!.state!.textContent = there!.state!.textContent
    const fresh = [...there!.thread.children]
    // It goes on in another request.
    if ([...here!.thread.children].some((each, at) => each.textContent !== fresh[at]?.textContent))
      return here!.thread.replaceWith(there!.thread)
    // Links of files end, and are signed anew each time.
    here!.links.forEach((link, at) => (link.href = there!.links[at]?.href ?? link.href))
    // What stands is left alone: somebody reads it, or has marked it to copy.
    here!.thread.append(...fresh.slice(here!.thread.childElementCount))
  }
  // Without a line what is here stays.
  const look = () =>
    void fetch(location.pathname, { headers: { accept: 'text/html' } })
      .then(draw)
      .catch(() => null)
  setInterval(() => {
    try {
      if (!document.hidden) look()
    } catch {
      // A page's own fetch, of an extension: the next time.
    }
  }, everyMs)
}
/** What runs on a request's page, where there are scripts. */
export const liveScript = `(${String(keepLive)})()`
