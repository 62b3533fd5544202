// The built programs in memory, as they were compressed beforehand: a disk or a thread pool that is busy stops none of
// them.

import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { extname, join, relative } from 'node:path'
import { Body } from '../body.ts'

export interface Program {
  body: Body
  type: string
}

/** Modules and JSON are UTF-8 whatever is said; the one script that is no module has its own line in http.ts. */
const types: Record<string, string> = {
  '.js': 'text/javascript',
  '.css': 'text/css; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.json': 'application/json',
  '.webmanifest': 'application/manifest+json',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
}

const isText = (type: string) => /text|json|svg/.test(type)

/** Every file of a folder that a browser may have, by its path from there. */
export function readPrograms(folder: string): Map<string, Program> {
  const packed = (file: string) => (existsSync(file) ? readFileSync(file) : undefined)
  const found = readdirSync(folder, { recursive: true, withFileTypes: true }).flatMap((entry): [string, Program][] => {
    const type = types[extname(entry.name)]
    const file = join(entry.parentPath, entry.name)
    // The server itself is nobody's to read.
    if (!entry.isFile() || type === undefined || file.startsWith(join(folder, 'server/'))) return []
    const [br, gzip] = [packed(`${file}.br`), packed(`${file}.gz`)]
    const body = new Body(readFileSync(file), isText(type) ? 'best' : 'none', {
      ...(br && { br }),
      ...(gzip && { gzip }),
    })
    return [[relative(folder, file).replaceAll('\\', '/'), { body, type }]]
  })
  return new Map(found)
}
