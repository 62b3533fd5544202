// The second factor as the console asks for it: making one, giving its code, and why that was refused.

import type { AnswerOf, PayloadOf } from '../../protocol/request.ts'
import type { Answered, signing } from '../../protocol/http.ts'

export type Fetch = (address: string, request?: RequestInit) => Promise<Response>
type Address = keyof typeof signing

export type CodeFailure = 'away' | 'wrongCode' | 'over' | 'tooMany' | 'wrongPassword' | 'wrongKey'

/** What an app is to know, and what lets in without it. */
export interface Made {
  /** `otpauth://totp/…`, for the picture that an app reads. */
  uri: string
  codes: string[]
}

const failures = new Map<string, CodeFailure>(
  Object.entries({
    'wrong-code': 'wrongCode',
    'wrong-password': 'wrongPassword',
    'wrong-passkey': 'wrongKey',
    'too-many': 'tooMany',
    failed: 'away',
  } as const),
)

export async function post<A extends Address>(
  fetch: Fetch,
  address: A,
  body: PayloadOf<typeof signing, A>,
): Promise<{ said: AnswerOf<typeof signing, A> & { ok: true } } | { failure: CodeFailure }> {
  const headers = { 'content-type': 'application/json' }
  const response: Answered<AnswerOf<typeof signing, A>> | null = await fetch(address, {
    method: 'POST',
    headers,
    body: JSON.stringify(body),
  }).catch(() => null)
  const said = await response?.json().catch(() => null)
  if (!said) return { failure: 'away' }
  return said.ok ? { said } : { failure: failures.get(said.error) ?? 'over' }
}

/** Makes a second factor, which counts once a code of it was given. */
export async function make(fetch: Fetch, password: string): Promise<Made | CodeFailure> {
  const answered = await post(fetch, '/api/auth/two-factor/enable', { password })
  return 'failure' in answered ? answered.failure : { uri: answered.said.uri, codes: answered.said.codes }
}

/** @param trust whether this browser is asked for no code for a while @returns why it is refused, or null */
export async function give(
  fetch: Fetch,
  kind: 'totp' | 'backup-code',
  code: string,
  trust: boolean,
): Promise<CodeFailure | null> {
  const answered = await post(fetch, `/api/auth/two-factor/verify-${kind}`, { code, trust })
  return 'failure' in answered ? answered.failure : null
}

/** The secret of an app's address in groups of four, for who types it. */
export function secretOf(uri: string): string {
  const secret = new URL(uri).searchParams.get('secret') ?? ''
  return secret.replaceAll(/.{4}(?=.)/g, '$& ')
}
