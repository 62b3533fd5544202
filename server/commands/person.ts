// `rotame person export | erase`: what is kept of somebody, given to them or erased, beside a running server or without
// one.

import { readConfig } from '../config/config.ts'
import { prepareData } from '../config/dataFolder.ts'
import { openStore } from '../store/open.ts'
import type { Store } from '../store/store.ts'
import { type Counts, countOf, erase, idsOf, newErasing } from '../visitors/erasing.ts'
import { addToList, listFile } from '../visitors/erasures.ts'
import { exported, writeExport } from '../visitors/exporting.ts'
import { findPerson, namedBy, type Person } from '../visitors/person.ts'

export const personVerbs = ['export', 'erase'] as const

interface Asked {
  'dry-run'?: boolean | undefined
  browsers?: boolean | undefined
  out?: string | undefined
}

const soon = 'A server that runs takes it off the screens within 15 seconds.'

/** @returns the exit code */
export async function runPerson(verb: (typeof personVerbs)[number], rest: string[], asked: Asked): Promise<number> {
  const [text = '', folder = '.'] = rest
  const named = namedBy(text)
  if (!named)
    return say(
      `person ${verb} ${text}: name an e-mail address, a reference like K7M-4PX9, or your own id of the person (sub:ID)`,
      2,
    )
  const config = readConfig(folder, process.env)
  prepareData(config)
  const store = await openStore(config)
  try {
    const person = await findPerson(store, named, asked.browsers)
    if (person.conversations.length + person.mails.length === 0) return say(`Nothing is kept of ${text}.`, 1)
    if (verb === 'export') return await runExport(store, person, text, asked)
    return await runErase(store, person, text, asked, config.databaseUrl === null ? listFile(config.data) : null)
  } finally {
    await store.close()
  }
}

async function runExport(store: Store, person: Person, text: string, asked: Asked): Promise<number> {
  if (asked['dry-run']) return say(`This would be given:\n${told(await countOf(store, person))}`, 0)
  const path = asked.out ?? `person-${new Date().toISOString().slice(0, 10)}.zip`
  const data = await exported(store, person, text, Date.now())
  try {
    await writeExport(path, data, store, (id) => bytesOf(store, id))
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
    return say(`${path} is there already; name a new file with --out`, 2)
  }
  return say(`${path} is all that is kept of ${text}:\n${told(await countOf(store, person))}`, 0)
}

async function* bytesOf({ all, queries }: Store, id: string): AsyncGenerator<Buffer> {
  const [file] = await all(queries.file({ id }))
  if (!file) return
  for (let at = 0; ; at++) {
    const [piece] = await all(queries.piece({ hash: file.hash, at }))
    if (!piece) return
    yield piece.bytes
  }
}

async function runErase(
  store: Store,
  person: Person,
  text: string,
  asked: Asked,
  list: string | null,
): Promise<number> {
  if (asked['dry-run']) return say(`This would be erased:\n${told(await countOf(store, person))}`, 0)
  const erasing = newErasing('person', Date.now(), await idsOf(store, person))
  if (list) addToList(list, erasing)
  const counts = await erase(store, erasing, person.mails)
  await store.wipe()
  return say(`What was kept of ${text} is erased, under ${erasing.id}:\n${told(counts)}\n${soon}`, 0)
}

const told = (counts: Counts): string =>
  Object.entries(counts)
    .map(([table, count]) => `  ${table}: ${count}`)
    .join('\n')

function say(text: string, code: number): number {
  console.log(text)
  return code
}
