// `rotame audit` and `rotame audit verify`: the record of who did what, as text, and whether it is as it was written.

import { readConfig } from '../config/config.ts'
import { prepareData, secretOf } from '../config/dataFolder.ts'
import { allLines, personToken, verify } from '../staff/audit.ts'
import { openStore } from '../store/open.ts'
import type { Store } from '../store/store.ts'
import { keptAs, namedBy } from '../visitors/person.ts'
import { say } from './say.ts'

/** @param person as `rotame person` takes it; undefined: everyone @returns the exit code */
export async function runAudit(folder: string, isVerified: boolean, person: string | undefined): Promise<number> {
  const named = person === undefined ? null : namedBy(person)
  if (person !== undefined && !named) return say(`audit --person ${person}: see rotame person`, 2)
  const config = readConfig(folder, process.env)
  prepareData(config)
  const store = await openStore(config)
  try {
    if (isVerified) return await runVerify(store)
    const token = named && personToken(secretOf(config), keptAs(named))
    for await (const { key, at, what, by, session, about, facts, person: of } of allLines(store)) {
      if (token !== null && of !== token) continue
      const told = Object.entries(facts).map(([name, value]) => `${name}=${value}`)
      console.log([key, new Date(at).toISOString(), what, by, session ?? '-', about ?? '-', ...told].join('\t'))
    }
    return 0
  } finally {
    await store.close()
  }
}

async function runVerify(store: Store): Promise<number> {
  const { count, latest, broken } = await verify(store)
  if (broken !== null)
    return say(`Line ${broken} is not as it was written, or one before it is gone; ${count} lines before it hold.`, 1)
  return say(`${count} lines hold. Note the latest hash elsewhere, so that none can be cut off: ${latest || 'none'}`, 0)
}
