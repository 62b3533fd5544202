// The help pages: a site's articles for whoever has no script, and for search engines.

import type { Article, Found, Marked } from '../protocol/articles.ts'
import { type ComponentChildren, h } from 'preact'
import { dayWords } from '../../widget/hours.ts'
import { draw } from '../../widget/view/article.ts'
import { askPath, documentOf, helpPath, type HelpSite } from './document.ts'
import { pageWords } from './words.ts'

/** All topics with their questions, or what a search found. */
export function homePage(place: HelpSite, found: { query: string; found: Found } | null): string {
  const { site, library, locale } = place
  const words = pageWords(locale)
  const title = found
    ? found.found.confident
      ? words.results(found.query)
      : words.perhaps(found.query)
    : `${words.help} · ${site.name}`
  const body = found
    ? resultsOf(place, found.query, found.found)
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

function resultsOf(place: HelpSite, query: string, { results, confident }: Found): ComponentChildren {
  const words = pageWords(place.locale)
  const path = helpPath(place.site.id, place.locale, askPath)
  const unsure = confident
    ? null
    : [
        results.length > 0 && h('p', { class: 'meta' }, words.none),
        place.mayAsk &&
          h('p', null, h('a', { href: `${path}?q=${encodeURIComponent(query)}` }, h('b', null, words.askTeam))),
      ]
  const items = results.map(({ id, question, passage }) =>
    h(
      'li',
      null,
      h('a', { href: helpPath(place.site.id, place.locale, id) }, h('b', null, marked(question))),
      h('p', { class: 'meta' }, marked(passage)),
    ),
  )
  return [unsure, items.length > 0 && h('ul', { class: 'rows' }, items)]
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

export function articlePage(place: HelpSite, article: Article): string {
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

export function missingPage(place: HelpSite): string {
  const { missing, missingWhy } = pageWords(place.locale)
  return saying(place, missing, missingWhy)
}

/** To who has searched too often. */
export function busyPage(place: HelpSite): string {
  const { busy, busyWhy } = pageWords(place.locale)
  return saying(place, busy, busyWhy)
}

/** A page that nobody should find: what is so, and what to do. */
function saying(place: HelpSite, title: string, why: string): string {
  const all = h('a', { href: helpPath(place.site.id, place.locale) }, pageWords(place.locale).help)
  const body = [h('h1', null, title), h('p', null, why), h('p', null, all)]
  return documentOf(place, { title, path: null, query: '', faq: [], body })
}

const links = ({ site, locale }: HelpSite, articles: Article[]): ComponentChildren =>
  h(
    'ul',
    { class: 'rows' },
    articles.map(({ id, question }) => h('li', null, h('a', { href: helpPath(site.id, locale, id) }, question))),
  )
