// A mail as people see it: one list of parts, drawn as text and as HTML that holds in light and in dark mail programs.

import { type ComponentChild, h, type VNode } from 'preact'
import { renderToString } from 'preact-render-to-string'
import { isRightToLeft } from '../../widget/locale.ts'
import { linksIn } from '../../widget/view/links.ts'
import { coloursOf } from '../config/theme.ts'
import { fonts, light, sheet } from './sheet.ts'

export type Part =
  | { text: string; link?: string; isQuiet?: boolean }
  /** An agent's letter, with what is said of its files, and what goes with it. */
  | { letter: string; files: string[]; article?: MailedArticle | undefined }
  /** What a person wrote, and what is said of its files; `by` and `when` where there are several. */
  | { quote: string; files?: string[]; article?: MailedArticle | undefined; by?: string; when?: string }
  /** A mail that is answered, as mail programs quote it, and the line above it. */
  | { cited: string; above: string }
  | { heading: string }
  | { list: string[] }
  | { facts: Fact[] }
  /** Things that wait elsewhere, each with what it is called, what is said of it, and what its person wrote. */
  | { items: { link: string; title: string; about: string; text: string }[] }
  /** Digits to be typed elsewhere. */
  | { code: string }

/** An article that was sent; without a link it is not served any more. */
export interface MailedArticle {
  title: string
  link: string | null
}

/** Its name and its value; `linked` where that may be an address to go or to write to. */
export type Fact = [name: string, value: string, linked?: 'linked']

/** How a site's mails look. */
export interface Look {
  /** Shown above everything. */
  name: string
  locale: string
  /** `#rrggbb` */
  accent: string
}

export interface Drawn {
  subject: string
  text: string
  html: string
}

/** Characters of a mail in which links are looked for: meanwhile nobody else is served. */
const most = 200_000

/** One mail in both its forms. */
export function page(subject: string, parts: Part[], look: Look): Drawn {
  const text = parts.map(asText).join('\n\n')
  return {
    subject,
    text: `${text}\n`,
    html: `<!doctype html>${renderToString(asDocument(subject, parts, look, text.length <= most))}`,
  }
}

function asText(part: Part): string {
  if ('facts' in part) return part.facts.map(([name, value]) => `${name}: ${value}`).join('\n')
  if ('letter' in part) return [part.letter, articleText(part.article), ...part.files].filter(Boolean).join('\n\n')
  if ('quote' in part)
    return [
      [part.by, part.when].filter(Boolean).join(' · '),
      part.quote,
      articleText(part.article),
      ...(part.files ?? []),
    ]
      .filter(Boolean)
      .join('\n')
  if ('cited' in part) return [part.above, ...part.cited.split('\n').map((line) => `> ${line}`.trimEnd())].join('\n')
  if ('heading' in part) return part.heading
  if ('list' in part) return part.list.map((line) => `- ${line}`).join('\n')
  if ('items' in part)
    return part.items
      .map(({ link, title, about, text }) => [`${title} · ${about}`, text, link].filter(Boolean).join('\n'))
      .join('\n\n')
  if ('code' in part) return part.code
  return part.link ? `${part.text}: ${part.link}` : part.text
}

const articleText = (article: MailedArticle | undefined): string =>
  article ? [article.title, article.link].filter(Boolean).join(': ') : ''

function asDocument(subject: string, parts: Part[], { name, locale, accent }: Look, isLinked: boolean): VNode {
  const plain = coloursOf(accent, 'light')
  const colours = { ...plain, links: isLinked ? plain['accent-ink']! : '' }
  const paper = `max-width:560px;margin:0 auto;padding:32px;background:${light.paper};color:${light.ink};border:1px solid ${light.line};border-radius:16px;text-align:start;overflow-wrap:anywhere`
  return h('html', { lang: locale, dir: isRightToLeft(locale) ? 'rtl' : 'ltr' }, [
    h('head', null, [
      h('meta', { charSet: 'utf-8' }),
      h('meta', { name: 'viewport', content: 'width=device-width,initial-scale=1' }),
      h('meta', { name: 'color-scheme', content: 'light dark' }),
      h('meta', { name: 'supported-color-schemes', content: 'light dark' }),
      h('title', null, subject),
      h('style', null, sheet(accent)),
    ]),
    h('body', { class: 'canvas', style: `margin:0;background:${light.canvas}` }, [
      h(
        'div',
        { class: 'canvas around', style: `padding:24px 12px;background:${light.canvas};font:16px/1.5 ${fonts}` },
        [
          h('div', { class: 'paper', style: paper }, [
            h('p', { class: 'link', style: `margin:0 0 24px;font-weight:600;color:${colours['accent-ink']}` }, name),
            parts.map((part) => asHtml(part, colours)),
          ]),
        ],
      ),
    ]),
  ])
}

/** With that of links in what people wrote; '' where they are left to the mail program. */
type Colours = ReturnType<typeof coloursOf> & { links: string }

const quiet = `color:${light.quiet};font-size:14px`

function asHtml(part: Part, colours: Colours): ComponentChild {
  if ('quote' in part) return quoteOf(part, colours)
  if ('cited' in part) return citedOf(part, colours)
  if ('items' in part) return itemsOf(part.items, colours)
  if ('facts' in part) return factsOf(part.facts, colours)
  if ('letter' in part) {
    const style = 'margin:0 0 16px;white-space:pre-wrap'
    return h('p', { class: '', dir: 'auto', style }, between(part.letter, part, '\n\n', colours))
  }
  if ('heading' in part) return h('h2', { style: 'margin:24px 0 8px;font-size:16px;font-weight:600' }, part.heading)
  if ('list' in part) {
    const lines = part.list.map((line) => h('li', { dir: 'auto' }, linked(line, colours)))
    return h('ul', { style: 'margin:0 0 16px;padding-inline-start:20px' }, lines)
  }
  if ('code' in part) {
    const style = 'margin:0 0 16px;font-size:32px;line-height:1.25;font-weight:600;letter-spacing:4px'
    return h('p', { style }, part.code)
  }
  if (part.link !== undefined) return h('p', { style: 'margin:24px 0' }, asButton(part.text, part.link, colours))
  const style = `margin:0 0 16px;white-space:pre-wrap;${part.isQuiet ? quiet : ''}`
  return h('p', { class: part.isQuiet ? 'quiet' : '', style }, part.text)
}

function quoteOf(
  { quote, files = [], article, by, when }: Extract<Part, { quote: string }>,
  colours: Colours,
): ComponentChild {
  const isSaid = Boolean(by || when)
  const about = [by && h('bdi', null, by), by && when && ' · ', when]
  const style = `margin:0;padding:12px 16px;background:${light.wash};border-inline-start:3px solid ${colours['accent']};border-radius:4px;white-space:pre-wrap`
  return h('div', { style: 'margin:0 0 16px' }, [
    isSaid && h('p', { class: 'quiet', style: `margin:0 0 4px;${quiet}` }, about),
    h('p', { class: 'wash', dir: 'auto', style }, between(quote, { files, article }, '\n', colours)),
  ])
}

/** In the containers that programs know a quote by, and fold away. */
function citedOf({ cited, above }: Extract<Part, { cited: string }>, colours: Colours): ComponentChild {
  const style = `margin:0;padding-inline-start:12px;border-inline-start:1px solid ${light.line};white-space:pre-wrap`
  return h('div', { class: 'gmail_quote quiet', style: `margin:24px 0 0;${quiet}` }, [
    h('div', { class: 'gmail_attr', style: 'margin:0 0 4px' }, above),
    h('blockquote', { class: 'gmail_quote line', type: 'cite', dir: 'auto', style }, linked(cited, colours)),
  ])
}

function itemsOf(items: Extract<Part, { items: unknown }>['items'], colours: Colours): ComponentChild {
  const lines = items.map(({ link, title, about, text }) => {
    const style = `font-weight:600;color:${colours['accent-ink']}`
    return h('li', { class: 'line', style: `padding:12px 0;border-top:1px solid ${light.line}` }, [
      h('a', { class: 'link', href: link, style }, h('bdi', null, title)),
      h('span', { class: 'quiet', style: `display:block;${quiet}` }, about),
      text && h('span', { dir: 'auto', style: 'display:block' }, linked(text, colours)),
    ])
  })
  return h('ul', { style: 'list-style:none;margin:0 0 16px;padding:0' }, lines)
}

function factsOf(facts: Fact[], colours: Colours): ComponentChild {
  const style = `width:100%;margin:0 0 16px;border-collapse:collapse;border-top:1px solid ${light.line}`
  const rows = facts.map((fact) => factRow(fact, colours))
  return h('table', { class: 'line', role: 'presentation', style }, h('tbody', null, rows))
}

/** A person's words, then ours of their files: `archive.zip` would pass for a page's address. */
const between = (
  words: string,
  { files, article }: { files: string[]; article?: MailedArticle | undefined },
  separator: string,
  colours: Colours,
): ComponentChild[] =>
  [
    linked(words, colours),
    article ? [articleOf(article, colours)] : [],
    files.length > 0 ? [files.join(separator)] : [],
  ]
    .filter((part) => part.some(Boolean))
    .flatMap((part, n): ComponentChild[] => (n > 0 ? [separator, ...part] : part))

const articleOf = ({ title, link }: MailedArticle, colours: Colours): ComponentChild =>
  link ? h('a', { class: 'link', href: link, style: `color:${colours['accent-ink']}` }, title) : title

/** What somebody wrote, its links to be followed, as in the widget and the console. */
function linked(text: string, { links: color }: Colours): ComponentChild[] {
  if (!color) return [text]
  return linksIn(text).flatMap((part) => {
    if (typeof part === 'string') return part
    const link = h('a', { class: 'link', href: part.href, style: `color:${color}` }, part.text)
    return part.real ? [link, ` ⚠ (${part.real})`] : link
  })
}

function asButton(text: string, href: string, colours: Colours): ComponentChild {
  const style = `display:inline-block;padding:10px 20px;border-radius:12px;background:${colours['accent']};color:${colours['on-accent']};font-weight:600;text-decoration:none`
  return h('a', { class: 'press', href, style }, text)
}

/** Name above value: two columns of one width hold no long address on a phone. */
function factRow([name, value, isLinked]: Fact, colours: Colours): ComponentChild {
  return h('tr', null, [
    h('td', { class: 'line', style: `padding:8px 0;border-bottom:1px solid ${light.line}` }, [
      h('span', { class: 'quiet', style: `display:block;color:${light.quiet};font-size:13px` }, name),
      h('bdi', { style: 'font-weight:600' }, isLinked ? linked(value, colours) : value),
    ]),
  ])
}
