// Links in what somebody wrote: addresses of pages, of mailboxes, and telephone numbers; loaded with the first text
// that may have one.

import { LinkifyIt } from 'linkify-it'
import tlds from 'tlds' with { type: 'json' }

export interface Link {
  /** As it was written. */
  text: string
  href: string
  /** The host as the network knows it, where its letters may pass for others. */
  real?: string
}

const finder = new LinkifyIt().tlds(tlds).add('ftp:', null).add('//', null).set({ fuzzyLink: true, fuzzyIP: false })

/** What was written, in order: text as it stands, and links. */
export function linksIn(text: string): (string | Link)[] {
  const found: (string | Link)[] = []
  let from = 0
  for (const { schema, index, lastIndex, url } of finder.match(text) ?? []) {
    const written = text.slice(index, lastIndex)
    const link = schema === 'mailto:' ? mailbox(written) : page(written, url, schema === '')
    if (!link) continue
    found.push(...phonesIn(text.slice(from, index)), link)
    from = lastIndex
  }
  return [...found, ...phonesIn(text.slice(from))].filter(Boolean)
}

/** Nothing but the address: what follows a `?` could add a copy to somebody. */
function mailbox(written: string): Link {
  const [name = '', host = ''] = written.replace(/^mailto:/i, '').split(/[@?]/)
  return { text: written, href: `mailto:${encodeURIComponent(name)}@${encodeURIComponent(host)}` }
}

/** @param isBare whether no `http` says that it is an address: two sentences without a space between are none */
function page(written: string, url: string, isBare: boolean): Link | null {
  if (isBare && /^[^/]*\p{Lu}/u.test(written) && !/^www\./i.test(written)) return null
  if (!URL.canParse(url)) return null
  const { href, hostname } = new URL(url)
  const host = /^(?:https?:\/\/)?(?:[^/?#@]*@)?([^/?#:]*)/i.exec(written)![1]!
  return { text: written, href, ...(host.split('.').some(isDoubtful) && { real: hostname }) }
}

const scripts = [/\p{Script=Latin}/u, /\p{Script=Greek}/u, /\p{Script=Cyrillic}/u]
/** Whether a part of a host's name mixes scripts, or is of Cyrillic letters that all look Latin. */
const isDoubtful = (label: string): boolean =>
  scripts.filter((script) => script.test(label)).length > 1 || /^[асеорхуіјѕԁһԛԝ-]+$/i.test(label)

const phone = /(?<![\p{L}\d.+-])(?:\+|\(\+?)?\d[\d \u00A0().-]{6,20}\d(?![\p{L}\d])/gu

/** Numbers that a person would dial: with `+` or `00`, or of 9 to 11 figures in groups or as Greek ones are. */
function phonesIn(text: string): (string | Link)[] {
  const found: (string | Link)[] = []
  let from = 0
  for (const { 0: written, index } of text.matchAll(phone)) {
    const digits = written.replaceAll(/\D/g, '')
    const isForeign = /^\(?\+|^00/.test(written) && digits.length >= 8 && digits.length <= 15
    const isDate = /^(19|20)\d\d[-.]/.test(written)
    const isHost = /^\d+(\.\d+){3}$/.test(written)
    const isGrouped = /^0|[ \u00A0(-]/.test(written) && digits.length >= 9 && digits.length <= 11
    if (!isForeign && (isDate || isHost || !(isGrouped || /^[26]\d{9}$/.test(written)))) continue
    found.push(text.slice(from, index), { text: written, href: `tel:${written.includes('+') ? '+' : ''}${digits}` })
    from = index + written.length
  }
  return [...found, text.slice(from)]
}
