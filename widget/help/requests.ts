// What help asks of the server: over HTTP, without a cookie, as the static files are.

import type { Sent } from '../../server/protocol/http.ts'
import { json } from '../json.ts'

/** @throws when the server is away, or answers anything but 200 */
export async function get(address: string, signal: AbortSignal): Promise<Response> {
  const response = await fetch(address, { signal })
  if (response.ok) return response
  // What the page's owner has to write, as the server says it.
  if (response.status === 404) console.warn(await response.text())
  throw new Error()
}

/** @throws as `get` */
export async function read(address: string, signal: AbortSignal) {
  const response = await get(address, signal)
  // Greek may come with one byte a letter.
  const charset = response.headers.get('content-type')?.split('charset=')[1]
  return JSON.parse(new TextDecoder(charset).decode(await response.arrayBuffer()))
}

/** Lost when the server is away: nobody waits for these, or reads what is answered; so the browser asks no leave. */
export const post = <W extends 'feedback' | 'searches'>(address: string, body: Sent[W]) =>
  fetch(address, {
    method: 'POST',
    mode: 'no-cors',
    // A page that tells nobody where it is would have no origin.
    referrerPolicy: 'origin',
    body: json(body),
    keepalive: true,
  }).catch(() => null)
