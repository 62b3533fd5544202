// Which pages belong to a site: how an owner writes their origins, and the one place where an origin is held against
// them.

import { createRequire } from 'node:module'
import type * as Tldts from 'tldts'

const words = 'write an origin like "https://www.example.com", without a path or a slash at the end'
/** Schemes that no page can be asked from, or only one that nobody can know. */
const noPages = /^(https?|wss?|file|data|blob|about|javascript|ftp|mailto|view-source):/
/** As the shells of applications name their pages: capacitor://localhost, tauri://localhost, app://-. */
const application = /^[a-z][a-z\d+.-]*:\/\/[a-z\d_-]+(\.[a-z\d_-]+)*(:\d+)?$/
/** `https://*.example.com` stands for every one label. */
const anyLabel = /^(https?:\/\/)\*\.(.+)$/

/** What is wrong with an origin in rotame.yaml, in words that say what to write; null: nothing. */
export function originProblem(text: string): string | null {
  const meant = asBrowsersDo(text)
  if (meant !== null && meant !== text) return `write it as browsers do: "${meant}"`
  const [, scheme, rest] = anyLabel.exec(text) ?? []
  if (rest === undefined) return isOrigin(text) ? null : words
  const plain = `${scheme}${rest}`
  const parsed = isOrigin(plain) ? new URL(plain) : null
  if (!parsed || /^[\d.]+$|^\[/.test(parsed.hostname) || rest.includes('*'))
    return 'write one * for one label before a domain, like "https://*.example.com"'
  if (parsed.hostname !== 'localhost' && isPublicSuffix(parsed.hostname))
    return `everybody can have a page below ${parsed.hostname}; write a domain of yours, like "${scheme}*.example.${parsed.hostname}"`
  return null
}

/** Asked of a few origins only, and a megabyte at rest: the list is read when it is. */
function isPublicSuffix(hostname: string): boolean {
  const { getPublicSuffix } = createRequire(import.meta.url)('tldts') as typeof Tldts
  return getPublicSuffix(hostname, { allowPrivateDomains: true }) === hostname
}

/**
 * The origin of an address of a page: without path, name and usual port, in small letters, and those of other scripts
 * as the network has them. Null where it is none.
 */
function asBrowsersDo(text: string): string | null {
  const [, star = ''] = /^https?:\/\/(\*\.)?/i.exec(text) ?? []
  const parsed = URL.parse(text.replace(star, ''))
  if (!parsed || !/^https?:$/.test(parsed.protocol) || parsed.hostname.includes('*')) return null
  return parsed.origin.replace('//', `//${star}`)
}

function isOrigin(text: string): boolean {
  const parsed = URL.parse(text)
  if (parsed && /^https?:$/.test(parsed.protocol)) return parsed.origin === text && !text.includes('*')
  return application.test(text) && !noPages.test(text)
}

/** Whether a page of this origin is one of those. */
export function isOneOf(origins: readonly string[], origin: string | undefined): boolean {
  if (origin === undefined || origin === '') return false
  return origins.some((known) => known === origin || fits(known, origin))
}

function fits(known: string, origin: string): boolean {
  const [, scheme, rest] = anyLabel.exec(known) ?? []
  if (rest === undefined || !origin.startsWith(scheme!) || !origin.endsWith(`.${rest}`)) return false
  return /^[a-z\d_-]+$/.test(origin.slice(scheme!.length, -rest.length - 1))
}

/** A page's own address of such an origin, as far as it can be known without asking. */
export const exampleOf = (origin: string): string => origin.replace('*', 'www')
