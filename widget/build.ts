// `npm run build`: the browser's programs into dist/, each compressed beforehand, and the server.

import { createHash } from 'node:crypto'
import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { versions } from 'node:process'
import { brotliCompressSync, constants, gzipSync } from 'node:zlib'
import { minify, type MinifyOptions } from 'terser'
import terser from 'terser/package.json' with { type: 'json' }
import { build } from 'vite'
import { consoleApp, loader, panels, server } from '../vite.config.ts'

const dist = join(import.meta.dirname, '../dist')
// Whoever calls, even a test: what is built is what visitors get.
process.env['NODE_ENV'] = 'production'

const { BROTLI_MODE_GENERIC, BROTLI_MODE_TEXT, BROTLI_MODE_FONT } = constants
/** What distances are written with: as brotli does it, and as is shorter for a text of few kilobytes. */
const distances = [
  {},
  ...[
    [3, 8],
    [0, 5],
    [0, 14],
  ].map(([postfix, direct]) => ({
    [constants.BROTLI_PARAM_LGWIN]: 16,
    [constants.BROTLI_PARAM_NPOSTFIX]: postfix!,
    [constants.BROTLI_PARAM_NDIRECT]: direct!,
  })),
]
/** Which mode is best cannot be told beforehand: the smallest of what they make. */
const brotli = (text: Buffer): Buffer =>
  [BROTLI_MODE_GENERIC, BROTLI_MODE_TEXT, BROTLI_MODE_FONT]
    .map((mode) => ({ [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_MODE]: mode }))
    .flatMap((params) => distances.map((more) => brotliCompressSync(text, { params: { ...params, ...more } })))
    .reduce((least, next) => (next.length < least.length ? next : least))

const cache = join(import.meta.dirname, '../node_modules/.cache/rotame')
/** What the cache depends on beside the text: this file, and who minifies and compresses. */
const maker = `${readFileSync(import.meta.filename, 'utf8')} ${versions.brotli} ${terser.version}`
const KEPT_MS = 14 * 24 * 60 * 60_000

/** What an earlier build made of the same text: trying all ways takes thirty seconds, and few chunks change. */
async function cached(kind: string, text: Buffer, make: () => Buffer | Promise<Buffer>): Promise<Buffer> {
  const file = join(cache, createHash('sha256').update(`${kind} ${maker} `).update(text).digest('hex'))
  try {
    const made = readFileSync(file)
    utimesSync(file, new Date(), new Date())
    return made
  } catch {
    const made = await make()
    // Renamed into place, as two builds may share the cache.
    writeFileSync(`${file}.${process.pid}`, made)
    renameSync(`${file}.${process.pid}`, file)
    return made
  }
}

/** Ways to write the same, of which none is always the shortest once it is compressed. */
const ways: MinifyOptions[] = [
  {},
  { compress: { reduce_vars: false } },
  { compress: { conditionals: false } },
  { format: { semicolons: false } },
]

/** Once more, with what finds 1 % that vite's own leaves: a page's visitors pay for it. */
async function shorten(text: string, isModule: boolean, tried: readonly MinifyOptions[]): Promise<Buffer> {
  const written = tried.map(async ({ compress, format }) => {
    const { code } = await minify(text, {
      module: isModule,
      ecma: 2020,
      compress: { passes: 3, sequences: false, lhs_constants: false, ...(compress as object) },
      ...(format && { format }),
    })
    return { code: code!, size: brotli(Buffer.from(code!)).length }
  })
  return Buffer.from((await Promise.all(written)).toSorted((one, other) => one.size - other.size)[0]!.code)
}

async function shortenFile(file: string, isModule: boolean, tried = ways): Promise<void> {
  const text = readFileSync(file)
  const kind = `module ${isModule} ${tried.length}`
  writeFileSync(file, await cached(kind, text, () => shorten(text.toString(), isModule, tried)))
}

mkdirSync(cache, { recursive: true })
for (const name of readdirSync(cache)) {
  const file = join(cache, name)
  const { mtimeMs } = statSync(file, { throwIfNoEntry: false }) ?? { mtimeMs: Infinity }
  if (Date.now() - mtimeMs > KEPT_MS) rmSync(file, { force: true })
}

rmSync(dist, { recursive: true, force: true })
for (const panel of panels) await build(panel)
const chunks = readdirSync(join(dist, 'w/next')).toSorted()
for (const chunk of chunks) await shortenFile(join(dist, 'w/next', chunk), true)
const hash = createHash('sha256')
for (const chunk of chunks) hash.update(chunk).update(readFileSync(join(dist, 'w/next', chunk)))
// Sixteen letters take fewer bytes of the loader than sixty-four.
const name = hash.digest('hex').slice(0, 8)
renameSync(join(dist, 'w/next'), join(dist, 'w', name))
await build(loader(name))
await shortenFile(join(dist, 'widget.js'), false)
await build(consoleApp)
// Agents load it once: one way will do.
const assets = join(dist, 'console/assets')
for (const name of readdirSync(assets))
  if (name.endsWith('.js')) await shortenFile(join(assets, name), true, ways.slice(0, 1))
writeFileSync(join(dist, 'build.json'), `${JSON.stringify({ build: name })}\n`)

for (const entry of readdirSync(dist, { recursive: true, withFileTypes: true })) {
  if (!entry.isFile() || !/\.(js|css|html|svg)$/.test(entry.name)) continue
  const file = join(entry.parentPath, entry.name)
  const text = readFileSync(file)
  writeFileSync(`${file}.br`, await cached('br', text, () => brotli(text)))
  writeFileSync(`${file}.gz`, await cached('gz', text, () => gzipSync(text, { level: 9 })))
}
await build(server)
