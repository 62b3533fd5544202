// Files as visitors and agents send them up, for tests.

import { randomBytes } from 'node:crypto'
import { expect } from 'vitest'
import type { Attachment } from '../protocol/files.ts'
import { newId, newSecret, origin, type Rig } from './rig.ts'

export const png = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
)
/** A picture of its own, of some size: what follows a png's end changes nothing. */
export const picture = (size = 1_000) => Buffer.concat([png, randomBytes(size)])

export interface Put {
  id?: string
  name?: string
  bytes?: Buffer | string
  /** The visitor's; null: who sends it is known by other headers. */
  secret?: string | null
  from?: string
  headers?: Record<string, string>
}

/** Uploads as the widget does. */
export async function put(
  rig: Rig,
  { id = newId(), name = 'a.png', bytes = png, secret = newSecret(), from = origin, headers = {} }: Put = {},
) {
  const response = await fetch(`${rig.url}/files/oxzino/${id}`, {
    method: 'PUT',
    headers: {
      origin: from,
      ...(secret !== null && { authorization: `Bearer ${secret}` }),
      'content-type': 'application/octet-stream',
      'rotame-name': encodeURIComponent(name),
      ...headers,
    },
    body: new Uint8Array(Buffer.from(bytes)),
  })
  return {
    status: response.status,
    headers: response.headers,
    body: (await response.json()) as { ok: boolean; error?: string; file: Attachment },
  }
}

/** Sends one up by headers of one's own. @returns its id */
export async function putBy(rig: Rig, headers: Record<string, string>, name: string, bytes: Buffer): Promise<string> {
  const id = newId()
  const { body } = await put(rig, { id, name, bytes, secret: null, headers })
  expect(body).toMatchObject({ ok: true })
  return id
}
