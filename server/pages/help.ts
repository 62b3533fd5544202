// The help pages: a site's articles for who has no script, and for search engines.

import type { Article, Found, Library, Marked } from '../protocol/articles.ts'
import { type ComponentChildren, h } from 'preact'
import { renderToString } from 'preact-render-to-string'
import { dayWords } from '../../widget/hours.ts'
import { isRightToLeft } from '../../widget/locale.ts'
import { blocksOf } from '../../widget/search/text.ts'
import { draw } from '../../widget/view/article.ts'
import { dark, fonts, light, wide } from '../../widget/view/tokens.ts'
import { pageWords } from './words.ts'
import type { Theme } from '../config/theme.ts'

/** Where a page belongs. */
export interface Place {
  /** The product's address: `https://chat.example.com`. */
  url: string
  site: { id: string; name: string; locales: string[]; logo: string | null }
  locale: string
  library: Library
  /** Whether an article is there in a locale. */
  has: (locale: string, id: string) => boolean
}

/** Path of a help page; an article's when one is named. */
export const helpPath = (site: string, locale: string, article = ''): string => `/help/${site}/${locale}/${article}`

/** All topics with their questions, or what a search found. */
export function homePage(place: Place, found: { query: string; found: Found } | null): string {
  const { site, library, locale } = place
  const words = pageWords(locale)
  const title = found
    ? found.found.confident
      ? words.results(found.query)
      : words.perhaps(found.query)
    : `${words.help} · ${site.name}`
  const body = found
    ? resultsOf(place, found.found)
    : library.categories.map(({ id, title: topic }) =>
        h(
          'section',
          null,
          h('h2', null, topic),
          links(
            place,
            library.articles.filter(({ category }) => category === id),
          ),
        ),
      )
  const heading = h('h1', null, found ? title : words.help)
  return documentOf(place, {
    title,
    path: '',
    query: found?.query ?? '',
    faq: found ? [] : library.articles,
    body: [heading, body],
  })
}

function resultsOf(place: Place, { results, confident }: Found): ComponentChildren {
  const near: ComponentChildren = confident ? null : h('p', { class: 'meta' }, pageWords(place.locale).none)
  const items = results.map(({ id, question, passage }) =>
    h(
      'li',
      null,
      h('a', { href: helpPath(place.site.id, place.locale, id) }, h('b', null, marked(question))),
      h('p', { class: 'meta' }, marked(passage)),
    ),
  )
  return [near, h('ul', { class: 'rows' }, items)]
}

function marked({ text, marks }: Marked): ComponentChildren {
  let from = 0
  const parts = marks.flatMap(([start, end]) => {
    const part = [text.slice(from, start), h('mark', null, text.slice(start, end))]
    from = end
    return part
  })
  return [...parts, text.slice(from)]
}

export function articlePage(place: Place, article: Article): string {
  const { site, locale, library } = place
  const words = pageWords(locale)
  const topic = library.categories.find(({ id }) => id === article.category)?.title ?? ''
  const near = library.articles
    .filter(({ category, id }) => category === article.category && id !== article.id)
    .slice(0, 4)
  const text = draw(article.body ?? [], {
    image: (src) => src,
    // The form for a problem is the widget's; without a script there is none.
    article: (id, children, part) =>
      id
        ? h('a', { href: id.startsWith('#') ? id : helpPath(site.id, locale, id) + (part ? `#${part}` : '') }, children)
        : h('b', null, children),
  })
  const body: ComponentChildren[] = [
    h(
      'nav',
      { class: 'meta', 'aria-label': words.path },
      h('a', { href: helpPath(site.id, locale) }, words.help),
      ` · ${topic}`,
    ),
    h('h1', null, article.question),
    article.updated && h('p', { class: 'meta' }, words.updated(dayWords(article.updated, locale))),
    h('article', null, text),
    near.length > 0 && h('section', null, h('h2', null, words.related), links(place, near)),
  ]
  return documentOf(place, { title: article.question, path: article.id, query: '', faq: [article], body })
}

export function missingPage(place: Place): string {
  const { missing, missingWhy } = pageWords(place.locale)
  return saying(place, missing, missingWhy)
}

/** To who has searched too often. */
export function busyPage(place: Place): string {
  const { busy, busyWhy } = pageWords(place.locale)
  return saying(place, busy, busyWhy)
}

/** A page that nobody should find: what is so, and what to do. */
function saying(place: Place, title: string, why: string): string {
  const all = h('a', { href: helpPath(place.site.id, place.locale) }, pageWords(place.locale).help)
  const body = [h('h1', null, title), h('p', null, why), h('p', null, all)]
  return documentOf(place, { title, path: null, query: '', faq: [], body })
}

const links = ({ site, locale }: Place, articles: Article[]): ComponentChildren =>
  h(
    'ul',
    { class: 'rows' },
    articles.map(({ id, question }) => h('li', null, h('a', { href: helpPath(site.id, locale, id) }, question))),
  )

interface Content {
  title: string
  /** The article's id, '' for the home page, null for a page that nobody should find. */
  path: string | null
  query: string
  /** What search engines may show as questions and answers. */
  faq: Article[]
  body: ComponentChildren
}

function documentOf(place: Place, { title, path, query, faq, body }: Content): string {
  const { url, site, locale } = place
  const words = pageWords(locale)
  const isIndexed = path !== null && query === ''
  const others = site.locales.filter((tag) => tag !== locale && path !== null && (path === '' || place.has(tag, path)))
  const address = (tag: string) => url + helpPath(site.id, tag, path ?? '')
  const head: ComponentChildren[] = [
    h('meta', { charset: 'utf-8' }),
    h('meta', { name: 'viewport', content: 'width=device-width, initial-scale=1' }),
    h('meta', { name: 'color-scheme', content: 'light dark' }),
    h('title', null, path ? `${title} · ${site.name}` : title),
    isIndexed
      ? h('link', { rel: 'canonical', href: address(locale) })
      : h('meta', { name: 'robots', content: 'noindex' }),
    ...others.map((tag) => h('link', { rel: 'alternate', hreflang: tag, href: address(tag) })),
    h('link', { rel: 'stylesheet', href: `/help/${site.id}/style.css` }),
    site.logo && h('link', { rel: 'icon', href: `/sites/${site.id}/logo` }),
    faq.length > 0 &&
      h('script', { type: 'application/ld+json', dangerouslySetInnerHTML: { __html: faqData(faq, locale) } }),
    h('script', { async: true, src: '/widget.js', 'data-site': site.id, 'data-locale': locale }),
  ]
  const search = h(
    'form',
    { role: 'search', action: helpPath(site.id, locale) },
    h('input', {
      type: 'search',
      name: 'q',
      value: query,
      'aria-label': words.search,
      placeholder: words.search,
      maxLength: 200,
    }),
    h('button', null, words.find),
  )
  const languages = others.map((tag) =>
    h(
      'a',
      { href: helpPath(site.id, tag, path ?? ''), hreflang: tag, lang: tag },
      new Intl.DisplayNames(tag, { type: 'language' }).of(tag),
    ),
  )
  const top = h(
    'header',
    null,
    h(
      'a',
      { class: 'brand', href: helpPath(site.id, locale) },
      site.logo && h('img', { src: `/sites/${site.id}/logo`, alt: '', width: 32, height: 32 }),
      site.name,
    ),
    languages.length > 0 && h('span', null, languages),
  )
  const page = h(
    'html',
    { lang: locale, dir: isRightToLeft(locale) ? 'rtl' : 'ltr' },
    h('head', null, head),
    h(
      'body',
      null,
      h('a', { class: 'skip', href: '#:content' }, words.skip),
      top,
      h('main', { id: ':content' }, search, body),
    ),
  )
  return `<!doctype html>${renderToString(page)}`
}

/** https://schema.org/FAQPage, as a data block that cannot end its script. */
function faqData(articles: Article[], locale: string): string {
  const questions = articles.map(({ question, body }) => ({
    '@type': 'Question',
    name: question,
    acceptedAnswer: { '@type': 'Answer', text: blocksOf(body).join('\n') },
  }))
  return JSON.stringify({
    '@context': 'https://schema.org',
    '@type': 'FAQPage',
    inLanguage: locale,
    mainEntity: questions,
  }).replaceAll('<', '\\u003c')
}

/** The pages' style sheet. */
export const pageStyles = (
  theme: Theme | null,
): string => `:root{${light};--canvas:#f7f7f5${theme ? `;${theme.light}` : ''}}
@media(prefers-color-scheme:dark){:root{${dark};--canvas:#0d100f${theme ? `;${theme.dark}` : ''}}}
*{box-sizing:border-box}
body{margin:0;background:var(--canvas);color:var(--ink);font:400 16px/26px ${fonts};overflow-wrap:anywhere}
header,main{max-width:760px;margin-inline:auto;padding-inline:24px}
header{display:flex;justify-content:space-between;align-items:center;min-height:72px}
.brand{display:flex;gap:12px;align-items:center;font-weight:600;text-decoration:none;color:inherit}
.brand img{border-radius:8px}
main{padding-block-end:120px}
a{color:var(--accent-ink);text-underline-offset:3px}
:focus-visible{outline:2px solid var(--accent);outline-offset:2px}
.skip{position:absolute;inset-block-start:-80px}
.skip:focus{inset-block-start:16px;inset-inline-start:24px;background:var(--paper);padding:8px 16px}
form{display:flex;gap:8px;margin-block:8px 32px}
input,button{font:inherit;min-height:48px;border-radius:12px;border:1px solid var(--edge);padding-inline:16px}
input{flex:1;min-width:0;background:var(--paper);color:inherit}
button{background:var(--accent);color:var(--on-accent);border-color:transparent;font-weight:600;cursor:pointer}
h1{font-size:28px;line-height:36px;letter-spacing:-.015em;text-wrap:balance;margin-block:16px 8px}
h2{font-size:18px;line-height:24px;margin-block:32px 8px}
h3{font-size:16px;margin-block:24px 8px}
.meta{color:var(--ink-2);font-size:14px;line-height:22px;margin-block:4px}
.rows{list-style:none;margin:0;padding:0}
.rows li{padding-block:12px;border-block-start:1px solid var(--line)}
.rows a{text-decoration:none;color:inherit}
.rows a:hover{text-decoration:underline}
mark{background:var(--mark);color:var(--ink);border-radius:3px}
article{margin-block-start:24px}
article img{max-width:100%;height:auto;border-radius:12px}
.steps{padding-inline-start:28px}
.steps li,article ul li{margin-block:6px}
.cards{list-style:none;padding:0;display:grid;grid-template-columns:minmax(0,1fr);gap:8px}
.cards li{background:var(--paper);border:1px solid var(--line);border-radius:12px;padding:12px 16px;margin:0!important}
.cards p,li>p{margin:0}
table{min-width:100%;border-collapse:collapse;table-layout:fixed;margin-block:16px}
.wide{${wide('var(--canvas)')}}
th,td{text-align:start;padding:4px 12px 4px 0;vertical-align:top}
thead th{color:var(--ink-2);font-weight:400;font-size:14px}
tbody{border-block-start:1px solid var(--line)}
tbody th{padding-block-start:12px}
tbody td{padding-block-end:12px}
pre{border-radius:12px;padding:12px 16px}
pre.wide{${wide('var(--wash)')}}
summary{cursor:pointer;font-weight:600}
blockquote{margin-inline:0;padding-inline-start:16px;border-inline-start:2px solid var(--line)}
`
