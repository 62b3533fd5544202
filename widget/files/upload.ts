// One upload: a file's bytes go over HTTP, under an id that they had before their first attempt.

import type { Answer } from '../../server/protocol/answer.ts'
import type { uploads } from '../../server/protocol/http.ts'
import type { AnswerOf } from '../../server/protocol/request.ts'

/**
 * Makes sure that files are with the server; when it says nothing they are on their way, and `again` is called later.
 */
export type Upload = (ids: readonly string[] | undefined, again: () => Promise<void>) => Promise<Answer | void>

export type Uploaded = AnswerOf<typeof uploads, '/files/:site/:id'>

/** How often a file is sent in vain to a server that is there: what is between us does not let it through. */
export const unheard = 4

/** @returns whether the server answers */
export const isThere = (server: string, site: string, signal: AbortSignal): Promise<boolean> =>
  fetch(`${server}/availability/${site}?${Date.now()}t`, { signal }).then(
    ({ ok }) => ok,
    () => false,
  )

/** A name as a header takes it: whole characters, and not more of them than a server reads; its end says what it is. */
const headed = (name: string): string => {
  const short = name.length > 250 ? name.slice(0, 200) + name.slice(-50) : name
  return encodeURIComponent(short.replaceAll(/\p{Surrogate}/gu, '\uFFFD'))
}

/**
 * @param told is called with the part that has gone, from 0 to 1
 * @returns what the server said; null when it is away, or when `signal` has ended the attempt
 */
export function upload(
  address: string,
  name: string,
  file: Blob,
  headers: Record<string, string>,
  told: (part: number) => void,
  signal: AbortSignal,
): Promise<Uploaded | null> {
  return new Promise((resolve) => {
    // fetch does not say how far it is.
    const request = new XMLHttpRequest()
    request.open('PUT', address)
    const given = { ...headers, 'content-type': 'application/octet-stream', 'rotame-name': headed(name) }
    for (const [key, value] of Object.entries(given)) request.setRequestHeader(key, value)
    request.responseType = 'json'
    request.upload.onprogress = ({ loaded, total }) => told(loaded / total)
    request.onload = () => resolve(request.response)
    request.onerror = request.onabort = () => resolve(null)
    signal.addEventListener('abort', () => request.abort())
    request.send(file)
  })
}
