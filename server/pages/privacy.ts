// The privacy notice: what is kept of a visitor, how long and who reads it, drawn from the settings as they are, with
// the owner's own words beside it.

import { type ComponentChildren, h } from 'preact'
import type { Retention } from '../config/retention.ts'
import { dataPath, documentOf, helpPath, noticePath, type HelpSite } from './document.ts'
import { lives, requestCookie } from '../tickets/requestKey.ts'
import { rightsCookie } from '../visitors/rightsKey.ts'
import { pageWords } from './words.ts'
import { noticeWords, type NoticeWords } from './privacyWords.ts'

const dayMs = 86_400_000

/** What of the settings a notice tells. */
export interface Noticed {
  site: {
    name: string
    locales: readonly string[]
    /** The owner's own policy. */
    privacyUrl: string | null
    /** The owner's own words; one text, or one a locale. */
    privacyText: string | Record<string, string> | null
    /** Null: everyone is a guest. */
    identity: object | null
    mail: { inbound: object | null } | null
    channels: readonly { kind: string; to: string }[]
  }
  files: { scanner: readonly string[] | null } | null
  retention: Retention
}

export function noticePage(place: HelpSite, noticed: Noticed): string {
  const { locale } = place
  const { site } = noticed
  const words = noticeWords(locale)
  const title = pageWords(locale).privacy
  const section = (title: string, ...body: ComponentChildren[]) => h('section', null, h('h2', null, title), body)
  const body = [
    h('h1', null, title),
    h('p', { class: 'meta' }, words.intro(site.name)),
    section(words.kept, list(keptOf(noticed, words, locale))),
    section(words.howLong, times(noticed, words, locale), h('p', { class: 'meta' }, words.held)),
    section(words.who, list(readersOf(noticed, words))),
    section(
      words.rights,
      h('p', null, words.ask, addressOf(noticed, words), '.'),
      h('p', null, h('a', { href: helpPath(place.site.id, locale, dataPath) }, words.self)),
    ),
    ownWords(noticed, words, locale),
  ]
  // It is there in every locale.
  return documentOf({ ...place, has: () => true }, { title, path: noticePath, query: '', faq: [], body })
}

const list = (lines: string[]) =>
  h(
    'ul',
    null,
    lines.map((line) => h('li', null, line)),
  )

const daysOf = (locale: string, ms: number): string =>
  new Intl.NumberFormat(locale, { style: 'unit', unit: 'day', unitDisplay: 'long' }).format(ms / dayMs)

function keptOf({ site, files }: Noticed, words: NoticeWords, locale: string): string[] {
  return [
    files ? words.written : words.writtenAlone,
    words.came,
    words.given,
    ...(site.identity ? [words.vouched(site.name)] : []),
    ...(site.mail ? [site.mail.inbound ? words.mails : words.mailsOut] : []),
    words.searches,
    words.browser,
    words.claims,
    words.cookie(requestCookie, daysOf(locale, lives.mail)),
    words.dataCookie(rightsCookie),
  ]
}

function times({ site, files, retention }: Noticed, words: NoticeWords, locale: string): ComponentChildren {
  const has = { files: files !== null, mailSources: site.mail?.inbound != null }
  const kinds = (Object.keys(words.kinds) as (keyof NoticeWords['kinds'])[]).filter(
    (kind) => has[kind as keyof typeof has] ?? true,
  )
  const timeOf = (kind: (typeof kinds)[number]) => {
    const kept = retention[kind]
    if (kept !== null) return words.after[kind](daysOf(locale, kept))
    if (kind === 'files' || kind === 'mailSources') return words.asLong
    return kind === 'searches' || kind === 'audit' ? words.forGoodCounts : words.forGood
  }
  const cell = (name: 'th' | 'td', scope: string | undefined, text: string) => h(name, { scope }, text)
  return h(
    'table',
    null,
    h('thead', null, h('tr', null, cell('th', 'col', words.kind), cell('th', 'col', words.time))),
    h(
      'tbody',
      null,
      kinds.map((kind) => h('tr', null, cell('th', 'row', words.kinds[kind]), cell('td', undefined, timeOf(kind)))),
    ),
  )
}

function readersOf({ site, files }: Noticed, words: NoticeWords): string[] {
  return [
    words.team(site.name),
    ...(site.mail ? [words.mailServers] : []),
    ...(files?.scanner ? [words.scanned] : []),
    words.nobody,
  ]
}

function addressOf({ site }: Noticed, words: NoticeWords): ComponentChildren {
  const address = site.channels.find(({ kind }) => kind === 'email')?.to
  return address ? [` ${words.askAt} `, h('a', { href: `mailto:${address}` }, address)] : null
}

function ownWords({ site }: Noticed, words: NoticeWords, locale: string): ComponentChildren {
  const { privacyText: given, privacyUrl } = site
  const text = typeof given === 'string' ? given : (given?.[locale] ?? given?.[site.locales[0]!] ?? '')
  if (!text && !privacyUrl) return null
  return h(
    'section',
    null,
    h('h2', null, words.own(site.name)),
    text.split(/\n\s*\n/).map((paragraph) => paragraph.trim() && h('p', null, paragraph.trim())),
    privacyUrl && h('p', null, h('a', { href: privacyUrl }, words.policy)),
  )
}
