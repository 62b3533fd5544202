// Pictures: the owner's logo, and those that stand beside articles.

import { statSync } from 'node:fs'
import { extname } from 'node:path'

const types: Record<string, string> = {
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.jpg': 'image/jpeg',
  '.jpeg': 'image/jpeg',
  '.webp': 'image/webp',
  '.gif': 'image/gif',
}

/** Bytes; a visitor on a telephone waits for each of them. */
const largest = 2_000_000

/** The media type of a file by its name, or null when it is no picture that a page may show. */
export const pictureType = (path: string): string | null => types[extname(path).toLowerCase()] ?? null

/** What is wrong with a picture's file, in words; null when it can be shown. */
export function pictureProblem(path: string): string | null {
  if (!pictureType(path)) return 'is no picture; name an svg, png, jpeg, webp or gif file'
  const found = statSync(path, { throwIfNoEntry: false })
  if (!found?.isFile()) return 'is no file; put it there, or name another'
  return found.size > largest
    ? `has ${(found.size / 1e6).toFixed(1)} MB; make it smaller than ${largest / 1e6} MB`
    : null
}
