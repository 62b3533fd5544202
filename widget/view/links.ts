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
  for (const { schema, index, lastIndex } of finder.match(text) ?? []) {
    // Neither a mark of Markdown around it nor a sign that nobody sees is part of it.
    const written = text.slice(index, lastIndex).replace(/[*\p{Cf}]+$/u, '')
    const end = index + written.length
    // What stands before an @ is a name to be shown there, and not who is asked.
    const isName = /^(:[^\s/@]*)?@/.test(text.slice(end))
    const link = schema === 'mailto:' ? mailbox(written) : isName ? null : page(written, schema === '')
    if (!link) continue
    found.push(...phonesIn(text.slice(from, index)), link)
    from = end
  }
  return [...found, ...phonesIn(text.slice(from))].filter(Boolean)
}

/** Nothing but the address: what follows a `?` could add a copy to somebody. */
function mailbox(written: string): Link {
  const [name = '', host = ''] = written.replace(/^mailto:/i, '').split(/[@?]/)
  return { text: written, href: `mailto:${encodeURIComponent(name)}@${encodeURIComponent(host)}`, ...doubted(host) }
}

/** Of a file: what it ends in is a country's as well, or anybody's. */
const file = /^[^./]+\.(md|rs|py|sh|so|zip|mov|java)$/i
/** What stands after the last dot begins with a capital, or has one, and small letters stand before it. */
const sentences = /^[^/\p{Ll}]*\p{Ll}[^/]*\.[^./]*\p{Lu}[^./]*(\/|$)/u

/** @param isBare whether no `http` says that it is an address: two sentences without a space between are none */
function page(written: string, isBare: boolean): Link | null {
  if (isBare && (file.test(written) || (sentences.test(written) && !/^www\./i.test(written)))) return null
  const parsed = addressOf(isBare ? `http://${written}` : written)
  if (!parsed) return null
  const host = /^(?:https?:\/\/)?(?:[^/?#@]*@)?([^/?#:]*)/i.exec(written)![1]!
  return { text: written, href: parsed.href, ...doubted(host) }
}

/** `URL.parse` is younger than the browsers that have all else. */
const addressOf = (text: string): URL | null => (URL.canParse(text) ? new URL(text) : null)

/** The host as the network knows it, where it has to be said. */
function doubted(host: string): Pick<Link, 'real'> | null {
  if (!host.split('.').some(isDoubtful)) return null
  const parsed = addressOf(`http://${host}`)
  return parsed && { real: parsed.hostname }
}

const scripts = [/\p{Script=Latin}/u, /\p{Script=Greek}/u, /\p{Script=Cyrillic}/u]
/** Whether a part of a host's name mixes scripts, or is of Cyrillic letters that all look Latin. */
const isDoubtful = (label: string): boolean =>
  scripts.filter((script) => script.test(label)).length > 1 || /^[асеорхуіјѕԁһԛԝӏѵѡԗҽ-]+$/i.test(label)

const phone = /(?<![\p{L}\d+-]|\d\.)(?:\+|\(\+?)?\d[\d \u00A0().-]{6,20}\d(?![\p{L}\d])/gu

/** Whether a person would dial it: with `+` or `00`, or of 9 to 11 figures in groups or as Greek ones are. */
function isPhone(written: string, digits: string): boolean {
  if (/^\(?\+|^00[1-9]/.test(written)) return digits.length >= 8 && digits.length <= 15
  // Dates, hosts, and amounts with their thousands.
  if (/^(19|20)\d\d[-.]|^\d+(\.\d+){3}$|(^|-)\d{1,3}(\.\d{3})+(-|$)/.test(written)) return false
  if (/^(2[1-8]|69)\d{8}$/.test(digits)) return true
  const isGrouped = /[ \u00A0(-]/.test(written) ? digits.length > 8 : /^0[1-9]/.test(written) && digits.length > 9
  return isGrouped && digits.length <= 11
}

function phonesIn(text: string): (string | Link)[] {
  const found: (string | Link)[] = []
  let from = 0
  for (const { 0: written, index } of text.matchAll(phone)) {
    const digits = written.replaceAll(/\D/g, '')
    const end = index + written.length
    if (!isPhone(written, digits) || /^\s?\p{Sc}/u.test(text.slice(end))) continue
    found.push(text.slice(from, index), { text: written, href: `tel:${written.includes('+') ? '+' : ''}${digits}` })
    from = end
  }
  return [...found, text.slice(from)]
}
