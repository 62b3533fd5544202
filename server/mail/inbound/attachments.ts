// What came with a mail: kept under the rules of files, or left in the original, with why.

import { createHash } from 'node:crypto'
import type { Files } from '../../files/files.ts'
import type { Uploader } from '../../files/uploader.ts'
import type { LeftOut } from '../../protocol/via.ts'
import { limits } from '../../limits.ts'
import { Refused } from '../../protocol/answer.ts'
import type { Attached } from './parse.ts'

/** Files of one mail, in as many messages as it takes. */
const mostFiles = 4 * limits.files
/** As many names as anybody reads. */
const mostNames = 20
/** A picture within a text that is smaller is a logo of a signature, bytes. */
const decoration = 5_000

/** @returns the ids of what is kept, those of pictures by their Content-IDs, and what is left */
export async function keep(
  attachments: Attached[],
  uploader: Uploader,
  { files, isAllowed }: { files: Pick<Files, 'receive'>; isAllowed: boolean },
): Promise<{ ids: string[]; pictures: Map<string, string>; left: LeftOut[] }> {
  const ids: string[] = []
  const pictures = new Map<string, string>()
  const left: LeftOut[] = []
  for (const [at, attached] of attachments.entries()) {
    const { bytes, type, isInline, contentId, wrapping } = attached
    if (isInline && bytes.length < decoration) continue
    const name = attached.name || type
    if (wrapping) {
      left.push({ name, why: wrapping })
      continue
    }
    if (!isAllowed || ids.length === mostFiles) {
      left.push({ name, why: isAllowed ? 'too-many-files' : 'wrong-type' })
      continue
    }
    const id = createHash('sha256').update(`${uploader.by} ${at}`).digest('base64url').slice(0, 32)
    try {
      const upload = { id, name: attached.name, size: bytes.length, bytes: once(bytes), from: uploader.by }
      const kept = await files.receive(uploader, upload)
      ids.push(kept.id)
      // What is no picture by its content is none.
      if (contentId && /^image\/(png|jpeg|webp|gif)$/.test(kept.type)) pictures.set(contentId, kept.id)
    } catch (error) {
      // What is at fault with one file keeps nobody from reading the mail; it is in the original.
      if (!(error instanceof Refused)) throw error
      left.push({ name, why: error.code })
    }
  }
  const more = left.slice(mostNames)
  return {
    ids,
    pictures,
    left: more.length > 0 ? [...left.slice(0, mostNames), { name: `+${more.length}`, why: 'too-many-files' }] : left,
  }
}

async function* once(bytes: Buffer): AsyncGenerator<Buffer> {
  yield bytes
}

/** In parts of as many as one message may have; one at least. */
export const inParts = (ids: string[]): string[][] =>
  ids.length === 0
    ? [[]]
    : Array.from({ length: Math.ceil(ids.length / limits.files) }, (_, at) =>
        ids.slice(at * limits.files, (at + 1) * limits.files),
      )
