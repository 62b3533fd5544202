// Packing: a person's copy as one archive, with its files, a page to read and a schema.

import { createWriteStream, rmSync } from 'node:fs'
import { once } from 'node:events'
import type { Writable } from 'node:stream'
import * as z from 'zod'
import { Blobs } from '../files/blobs.ts'
import { copyPage } from '../pages/person.ts'
import { type Copy, exportSchema } from './exporting.ts'

const cutOff = new Error('whoever was given it went away')

/** Writes the archive into a file, whole or not at all. */
export async function writeExport(path: string, copy: Copy): Promise<void> {
  const out = createWriteStream(path, { flags: 'wx', mode: 0o600 })
  const opened = once(out, 'open')
  try {
    await opened
    await pack(out, copy)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') rmSync(path, { force: true })
    throw error
  }
}

/** Bytes that are compressed at once. */
const chunkSize = 65_536

/** Small texts as larger ones. */
async function* chunked(texts: AsyncIterable<string>): AsyncGenerator<Buffer> {
  let waiting = ''
  for await (const text of texts) {
    waiting += text
    if (waiting.length < chunkSize) continue
    yield Buffer.from(waiting)
    waiting = ''
  }
  yield Buffer.from(waiting)
}

/** Writes the archive into a stream, and destroys that where something fails: what was cut off is no archive. */
export async function pack(out: Writable, copy: Copy): Promise<void> {
  // Loaded when somebody asks: a server at rest does without.
  const { Zip, ZipDeflate } = await import('fflate')
  const { store } = copy
  const blobs = new Blobs(store, Date.now)
  const failed = new Promise<never>((_, reject) => out.once('error', reject).once('close', () => reject(cutOff)))
  failed.catch(() => {}) // Heard by whoever waits for it below.
  const zip = new Zip((error, chunk, isLast) => {
    if (error) return void out.destroy(error)
    out.write(chunk)
    if (isLast) out.end()
  })
  const add = async (name: string, bytes: AsyncIterable<Buffer> | Iterable<Buffer>) => {
    const entry = new ZipDeflate(name, { level: 6 })
    zip.add(entry)
    for await (const chunk of bytes) {
      entry.push(chunk)
      if (out.writableNeedDrain) await Promise.race([once(out, 'drain'), failed])
    }
    entry.push(new Uint8Array(0), true)
  }
  const addFile = async (id: string, path: string) => {
    const [file] = await store.all(store.queries.file({ id }))
    await add(path, file ? blobs.read(file) : [])
  }
  try {
    await add('person.json', chunked(copy.json()))
    const schema = z.toJSONSchema(exportSchema(store.queries))
    await add('schema.json', [Buffer.from(JSON.stringify(schema, null, 2))])
    await add('index.html', chunked(copyPage(copy)))
    for await (const { rows } of copy.conversations())
      for await (const { id, path } of rows('file')) await addFile(id as string, path as string)
    for await (const { original, path } of copy.strays()) if (original && path) await addFile(original, path)
    zip.end()
    await Promise.race([once(out, 'finish'), failed])
  } catch (error) {
    zip.terminate()
    out.destroy(error as Error)
    throw error
  }
}
