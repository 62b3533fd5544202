// A link that lets somebody in, as the console asks what it is for and uses it.

import type { Answered, LinkTold, signing, WaysIn } from '../../protocol/http.ts'
import type { Locale } from '../words.ts'
import type { AnswerOf, PayloadOf } from '../../protocol/request.ts'

type Fetch = (address: string, request?: RequestInit) => Promise<Response>
type Address = `/api/auth/${'link' | 'oidc'}/${string}` & keyof typeof signing
export type Typed = Omit<PayloadOf<typeof signing, '/api/auth/link/use'>, 'token'>

/** @returns what is answered, or why not: a refusal, or `away` */
async function post<A extends Address>(
  fetch: Fetch,
  address: A,
  body: PayloadOf<typeof signing, A>,
): Promise<(AnswerOf<typeof signing, A> & { ok: true }) | string> {
  const headers = { 'content-type': 'application/json' }
  const response: Answered<AnswerOf<typeof signing, A>> | null = await fetch(address, {
    method: 'POST',
    headers,
    body: JSON.stringify(body),
  }).catch(() => null)
  const said = await response?.json().catch(() => null)
  if (!said || (!said.ok && said.error === 'failed')) return 'away'
  return said.ok ? said : said.error
}

/** @returns what a link is for, or why it lets nobody in */
export async function open(fetch: Fetch, token: string): Promise<LinkTold | string> {
  const said = await post(fetch, '/api/auth/link/open', { token })
  // What is no link at all is over too.
  return said === 'malformed' ? 'expired' : said
}

/** @returns what is due next, or why it was refused */
export const use = (fetch: Fetch, token: string, typed: Typed) => post(fetch, '/api/auth/link/use', { token, ...typed })

/** Asks for a link to another password. @returns why it was refused, or null: whether it is on its way nobody says */
export async function ask(fetch: Fetch, email: string, locale: Locale): Promise<string | null> {
  const said = await post(fetch, '/api/auth/link/ask', { email, locale })
  return typeof said === 'string' ? said : null
}

/** How the team signs in; as far as nobody says, by what everyone has. */
export async function ways(fetch: Fetch): Promise<WaysIn> {
  const response: Answered<WaysIn> | null = await fetch('/api/auth/ways').catch(() => null)
  return (response?.ok && (await response.json().catch(() => null))) || { issuer: null, hasPasskeys: true }
}

/** Where whoever is known to the issuer goes on, or why there is nowhere: then `failure`. */
export async function issuerAddress(fetch: Fetch, anew = false): Promise<{ url: string } | { failure: string }> {
  const said = await post(fetch, '/api/auth/oidc/ask', { anew })
  return typeof said === 'string' ? { failure: said } : said
}

/** What somebody came back from the issuer with, of what is after `#/link/`; null: they came by a link. */
export function saidIn(link: string): string | null {
  const [, said] = /^oidc\.([\w-]+)$/.exec(link) ?? []
  return said === undefined ? null : atob(said.replaceAll('-', '+').replaceAll('_', '/'))
}

/** Signs in with it. @returns why it was refused, or null */
export async function vouched(fetch: Fetch, said: string): Promise<string | null> {
  const answer = await post(fetch, '/api/auth/oidc/use', { said })
  return typeof answer === 'string' ? answer : null
}
