// File types: what a file is by its content, whatever it is called, and the name it is given.

import { readFile } from 'node:fs/promises'
import { extname } from 'node:path'
import { limits } from '../limits.ts'
import { cut, seen } from '../protocol/pieces.ts'

const office = 'application/vnd.openxmlformats-officedocument'
const openDocument = 'application/vnd.oasis.opendocument'

/** What may be attached, with the extensions it may have; the first is given to what has another. */
const extensions: Record<string, readonly [string, ...string[]]> = {
  'image/png': ['.png'],
  'image/jpeg': ['.jpg', '.jpeg'],
  'image/webp': ['.webp'],
  'image/gif': ['.gif'],
  'image/heic': ['.heic', '.heif'],
  'application/pdf': ['.pdf'],
  'video/mp4': ['.mp4', '.m4v'],
  'video/webm': ['.webm'],
  'video/quicktime': ['.mov'],
  [`${office}.wordprocessingml.document`]: ['.docx'],
  [`${office}.spreadsheetml.sheet`]: ['.xlsx'],
  [`${office}.presentationml.presentation`]: ['.pptx'],
  [`${openDocument}.text`]: ['.odt'],
  [`${openDocument}.spreadsheet`]: ['.ods'],
  'text/plain': ['.txt', '.log', '.json', '.md'],
  'text/csv': ['.csv'],
}

/** What a browser may draw in a page: it can run nothing. An svg can. */
const drawn = new Set(['image/png', 'image/jpeg', 'image/webp', 'image/gif'])
export const isPicture = (type: string): boolean => drawn.has(type)

/** The type of a file's content, or null when it may not be attached. */
export async function typeOf(path: string, name: string): Promise<string | null> {
  const { fileTypeFromFile } = await import('file-type')
  const found = await fileTypeFromFile(path)
  if (found) return Object.hasOwn(extensions, found.mime) ? found.mime : null
  // Text has no mark of its own: it is what is called so, and has no control characters in it.
  const type = ['text/plain', 'text/csv'].find((each) => extensions[each]!.includes(extname(name).toLowerCase()))
  return type && isText(await readFile(path)) ? type : null
}

/** Bytes below the space that text has: tab, line ends, form feed, escape. */
const ofText = new Set([9, 10, 11, 12, 13, 27])
const isText = (bytes: Buffer): boolean => bytes.every((byte) => byte >= 32 || ofText.has(byte))

/** Control signs, signs of direction and lone halves of pairs. */
// oxlint-disable-next-line no-control-regex -- that is what they are
const hiding = /[\0-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069\p{Surrogate}]/gu

/** A name that says what the file is, on one line, and hides nothing: no path, no signs that turn its letters round. */
export function nameOf(given: string, type: string): string {
  const plain = seen(given.replaceAll(hiding, ''))
    .replaceAll(/[/\\:*?"<>|]/g, '_')
    .trim()
  const [usual, ...others] = extensions[type]!
  const end = extname(plain)
  const right = [usual, ...others].includes(end.toLowerCase())
  const stem = cut(right ? plain.slice(0, -end.length) : plain, limits.fileName - usual.length - 1)
  return `${stem || 'file'}${right ? end : usual}`
}
