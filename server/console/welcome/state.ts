// A link that lets somebody in, as the console asks what it is for and uses it.

import type { Answered, LinkTold, signing } from '../../protocol/http.ts'
import type { AnswerOf, PayloadOf } from '../../protocol/request.ts'

type Fetch = (address: string, request?: RequestInit) => Promise<Response>
type Address = '/api/auth/link/open' | '/api/auth/link/use' | '/api/auth/link/ask'
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
export async function ask(fetch: Fetch, email: string, locale: 'el' | 'en'): Promise<string | null> {
  const said = await post(fetch, '/api/auth/link/ask', { email, locale })
  return typeof said === 'string' ? said : null
}
