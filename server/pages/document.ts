// The document around every help page: its head, the site's name, the search and the other languages.

import type { Article, Library } from '../protocol/articles.ts'
import { type ComponentChildren, h } from 'preact'
import { blocksOf } from '../../widget/search/text.ts'
import { brandOf, frameOf } from './frame.ts'
import { dataWords } from './dataWords.ts'
import { pageWords } from './words.ts'

/** Where a page belongs. */
export interface HelpSite {
  /** The product's address: `https://chat.example.com`. */
  url: string
  site: { id: string; name: string; locales: string[]; logo: string | null }
  locale: string
  library: Library
  /** Whether an article is there in a locale. */
  has: (locale: string, id: string) => boolean
  /** Whether the site answers by mail, and so has a contact form here. */
  mayAsk: boolean
}

/** Path of a help page; an article's when one is named. */
export const helpPath = (site: string, locale: string, article = ''): string => `/help/${site}/${locale}/${article}`

/** Where the privacy notice is among the help pages of a locale, unless an article of the owner's is there. */
export const noticePath = 'privacy'
/** Likewise the contact form. */
export const askPath = 'ask'
/** And the page of one's own data. */
export const dataPath = 'data'

interface Content {
  title: string
  /** The article's id, '' for the home page, null for a page that nobody should find. */
  path: string | null
  query: string
  /** What search engines may show as questions and answers. */
  faq: Article[]
  body: ComponentChildren
}

/** A whole page. */
export function documentOf(place: HelpSite, content: Content): string {
  const { locale } = place
  const words = pageWords(locale)
  const main = h('main', { id: ':content' }, searchForm(place, content.query), content.body)
  const body = h('body', null, [
    h('a', { class: 'skip', href: '#:content' }, words.skip),
    topOf(place, content),
    main,
    h(
      'footer',
      null,
      place.mayAsk && [h('a', { href: helpPath(place.site.id, locale, askPath) }, words.ask), ' · '],
      h('a', { href: helpPath(place.site.id, locale, noticePath) }, words.privacy),
      ' · ',
      h('a', { href: helpPath(place.site.id, locale, dataPath) }, dataWords(locale).title),
    ),
  ])
  return frameOf(locale, headOf(place, content), body)
}

/** The other locales that have the page. */
const othersOf = ({ site, locale, has }: HelpSite, path: string | null): string[] =>
  site.locales.filter((tag) => tag !== locale && path !== null && (path === '' || has(tag, path)))

function headOf(place: HelpSite, { title, path, query, faq }: Content): ComponentChildren[] {
  const { url, site, locale } = place
  const isIndexed = path !== null && query === ''
  const address = (tag: string) => url + helpPath(site.id, tag, path ?? '')
  return [
    h('title', null, path ? `${title} · ${site.name}` : title),
    isIndexed
      ? h('link', { rel: 'canonical', href: address(locale) })
      : h('meta', { name: 'robots', content: 'noindex' }),
    ...othersOf(place, path).map((tag) => h('link', { rel: 'alternate', hreflang: tag, href: address(tag) })),
    h('link', { rel: 'stylesheet', href: `/help/${site.id}/style.css` }),
    site.logo && h('link', { rel: 'icon', href: `/sites/${site.id}/logo` }),
    faq.length > 0 &&
      h('script', { type: 'application/ld+json', dangerouslySetInnerHTML: { __html: faqData(faq, locale) } }),
    h('script', { async: true, src: '/widget.js', 'data-site': site.id, 'data-locale': locale }),
  ]
}

function searchForm({ site, locale }: HelpSite, query: string): ComponentChildren {
  const { search, find } = pageWords(locale)
  const field = { type: 'search', name: 'q', value: query, 'aria-label': search, placeholder: search, maxLength: 200 }
  return h('form', { role: 'search', action: helpPath(site.id, locale) }, h('input', field), h('button', null, find))
}

function topOf(place: HelpSite, { path }: Content): ComponentChildren {
  const { site, locale } = place
  const languages = othersOf(place, path).map((tag) =>
    h(
      'a',
      { href: helpPath(site.id, tag, path ?? ''), hreflang: tag, lang: tag },
      new Intl.DisplayNames(tag, { type: 'language' }).of(tag),
    ),
  )
  return h('header', null, brandOf(site, helpPath(site.id, locale)), languages.length > 0 && h('span', null, languages))
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
