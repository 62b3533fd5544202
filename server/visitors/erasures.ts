// The list of erasures, kept apart from the database, in the data folder even where the database is elsewhere: what was
// erased stays so when an older copy of it is put back.

import { closeSync, existsSync, fsyncSync, mkdirSync, openSync, readFileSync, truncateSync, writeSync } from 'node:fs'
import { dirname, join } from 'node:path'
import * as z from 'zod'
import { ConfigError } from '../config/problem.ts'
import type { Store } from '../store/store.ts'
import { type Erasing, erase, wipeAfter } from './erasing.ts'
import { finder } from './listed.ts'

const line = z.strictObject({
  id: z.string(),
  at: z.int(),
  why: z.enum(['person', 'retention']),
  conversations: z.array(z.string()),
  person: z.strictObject({ key: z.string(), token: z.string(), site: z.string().nullable() }).optional(),
})

/** @param data the data folder */
export const listFile = (data: string): string => join(data, 'erasures.jsonl')

/** Adds to the list, on disk when it returns: whatever happens from now on, it will be erased. */
export function addToList(file: string, erasing: Erasing): void {
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 })
  const isNew = !existsSync(file)
  // A line that was cut off did nothing.
  if (!isNew) truncateSync(file, readFileSync(file).lastIndexOf('\n') + 1)
  const opened = openSync(file, 'a', 0o600)
  writeSync(opened, `${JSON.stringify(erasing)}\n`)
  fsyncSync(opened)
  closeSync(opened)
  if (!isNew) return
  const folder = openSync(dirname(file), 'r')
  fsyncSync(folder)
  closeSync(folder)
}

/** @throws ConfigError when a line is none of ours; the last may be cut off, and then nothing was done by it */
export function readList(file: string): Erasing[] {
  if (!existsSync(file)) return []
  const lines = readFileSync(file, 'utf8').split('\n').slice(0, -1)
  return lines.map((text, at) => {
    const read = line.safeParse(parse(text))
    if (!read.success)
      throw new ConfigError([{ file, line: at + 1, message: "is no erasure; put the list's backup in its place" }])
    return read.data
  })
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}

/** How many lines of a list were done again; and of how many of them nobody here can tell whom they name. */
export interface Applied {
  again: number
  unknown: number
}

/** What to do where a database is older than what tells whom a list names. */
export const notFound = (unknown: number): string =>
  `Of ${unknown} of them nobody can tell here whom others name: this copy lacks what the list tells people by. Say \`person erase\` again for whoever had it done since.`

/**
 * Erases what a list names and this database does not know to be erased, in conversations of others too, and does not
 * wait for mails that are under way: at a start they are those of a node that has gone, or another node's, which loses
 * them. Nothing of it is left in the database's files, wherever this is broken off and done again.
 */
export async function applyList(store: Store, list: Erasing[]): Promise<Applied> {
  const erasures = await store.all(store.queries.erasures())
  const done = new Set(erasures.flatMap(({ id, doneAt }) => (doneAt === null ? [] : [id])))
  const missing = list.filter(({ id }) => !done.has(id))
  if (missing.length === 0) return { again: 0, unknown: 0 }
  const find = await finder(store)
  let unknown = 0
  const gone: Parameters<typeof wipeAfter>[1][number][] = []
  for (const erasing of missing) {
    const person = erasing.person ? await find(erasing.person) : null
    if (person === 'unknown') unknown++
    const whose = person === 'unknown' ? null : person
    const site = erasing.person?.site ?? null
    gone.push({ ...erasing, counts: await erase(store, erasing, { ...whose, site, waits: false, isWhole: false }) })
  }
  await wipeAfter(store, gone)
  return { again: missing.length, unknown }
}
