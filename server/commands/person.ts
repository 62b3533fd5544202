// `rotame person export | erase | hold | release | restrict | unrestrict`: what is kept of somebody, given to them,
// erased, held so that it is not, or kept and used for nothing; beside a running server or without one.

import { readConfig } from '../config/config.ts'
import { prepareData, secretOf } from '../config/dataFolder.ts'
import type { Deed } from '../protocol/audit.ts'
import { atCommandLine, noteDone, personToken } from '../staff/audit.ts'
import { openStore } from '../store/open.ts'
import type { Store } from '../store/store.ts'
import { type Counts, countOf, erase, idsOf, newErasing, wipeAfter } from '../visitors/erasing.ts'
import { addToList, listFile } from '../visitors/erasures.ts'
import { Copy } from '../visitors/exporting.ts'
import { writeExport } from '../visitors/packing.ts'
import { heldNow, isHeldBy, placeHold, releaseHold } from '../visitors/holds.ts'
import { listedAs } from '../visitors/listed.ts'
import { findAt, findPerson, keptAs, type Named, namedBy, type Person } from '../visitors/person.ts'
import { countConcerned, newRestriction, restrict, unrestrict } from '../visitors/restricting.ts'
import { say } from './say.ts'

export const personVerbs = ['export', 'erase', 'hold', 'release', 'restrict', 'unrestrict'] as const

interface Asked {
  'dry-run'?: boolean | undefined
  browsers?: boolean | undefined
  out?: string | undefined
  reason?: string | undefined
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
    const list = listFile(config.data)
    const restriction = newRestriction()
    const code = await runVerb(verb, store, named, { ...asked, text, list, restriction })
    if (code === 0 && !asked['dry-run']) {
      const person = personToken(secretOf(config), keptAs(named))
      const facts = { by: Object.keys(named)[0]!, ...(verb === 'restrict' && { under: restriction }) }
      await noteDone(store, { ...atCommandLine(), what: deeds[verb], person, facts }, Date.now())
    }
    return code
  } finally {
    await store.close()
  }
}

/** What each verb is recorded as. */
const deeds: Record<(typeof personVerbs)[number], Deed> = {
  export: 'person-exported',
  erase: 'person-erased',
  hold: 'person-held',
  release: 'person-released',
  restrict: 'person-restricted',
  unrestrict: 'person-unrestricted',
}

async function runVerb(
  verb: (typeof personVerbs)[number],
  store: Store,
  named: Named,
  { text, list, restriction, ...asked }: Asked & { text: string; list: string; restriction: string },
): Promise<number> {
  if (verb === 'hold' || verb === 'release') return runHold(store, verb, named, { ...asked, text })
  // What others have written is theirs, though a mail of it went to this address: that mail alone is erased.
  const isAlone = verb === 'erase' && !('reference' in named)
  const person = await (isAlone ? findAt(store, null, named, asked.browsers) : findPerson(store, named, asked.browsers))
  if ([person.conversations, person.mails, person.strays, person.others].every(({ length }) => length === 0))
    return say(`Nothing is kept of ${text}.`, 1)
  if (verb === 'export') return runExport(store, person, text, asked)
  if (verb === 'erase') return runErase(store, person, text, asked, list)
  return runRestrict(store, verb, person, { ...asked, text, restriction })
}

async function runExport(store: Store, person: Person, text: string, asked: Asked): Promise<number> {
  if (asked['dry-run']) return say(`This would be given:\n${told(await countOf(store, person))}`, 0)
  const path = asked.out ?? `person-${new Date().toISOString().slice(0, 10)}.zip`
  try {
    await writeExport(path, new Copy(store, person, text, Date.now()))
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
    return say(`${path} is there already; name a new file with --out`, 2)
  }
  const restricted = await countConcerned(store, person, true)
  const note = isNone(restricted) ? '' : `\nOf these are restricted:\n${told(restricted)}`
  return say(`${path} is all that is kept of ${text}:\n${told(await countOf(store, person))}${note}`, 0)
}

async function runErase(store: Store, person: Person, text: string, asked: Asked, list: string): Promise<number> {
  if (asked['dry-run']) return say(`This would be erased:\n${told(await countOf(store, person))}`, 0)
  const held = await heldNow(store)
  if (
    [...person.conversations, ...person.others].some((key) => held.conversations.has(key)) ||
    person.strays.some((key) => held.strays.has(key))
  )
    return say(`Of what is kept of ${text} some is under a legal hold, so nothing is erased; see: rotame retention`, 1)
  const erasing = newErasing(
    'person',
    Date.now(),
    await idsOf(store, person),
    await listedAs(store, person.named, null),
  )
  addToList(list, erasing)
  const counts = await erase(store, erasing, { ...person, isWhole: false })
  await wipeAfter(store, [{ ...erasing, counts }])
  return say(`What was kept of ${text} is erased, under ${erasing.id}:\n${told(counts)}\n${soon}`, 0)
}

async function runHold(
  store: Store,
  verb: 'hold' | 'release',
  named: Named,
  { text, reason, 'dry-run': isDry }: Asked & { text: string },
): Promise<number> {
  const isHeld = await isHeldBy(store, named)
  if (verb === 'release') {
    if (!isHeld) return say(`There is no hold on ${text}.`, 1)
    if (isDry) return say(`The hold on ${text} would be released.`, 0)
    await releaseHold(store, named)
    return say(`${text} is held no more.`, 0)
  }
  if (!reason) return say(`person hold ${text}: say why with --reason TEXT, which \`rotame retention\` repeats`, 2)
  if (isHeld) return say(`${text} is held already.`, 1)
  if (isDry) return say(`This would be held:\n${told(await countOf(store, await findPerson(store, named)))}`, 0)
  if (!(await placeHold(store, named, reason, Date.now()))) return say(`${text} is held already.`, 1)
  return say(`Nothing of ${text} goes, whatever its age, and nobody can erase it, until: person release ${text}`, 0)
}

async function runRestrict(
  store: Store,
  verb: 'restrict' | 'unrestrict',
  person: Person,
  { text, restriction, 'dry-run': isDry }: Asked & { text: string; restriction: string },
): Promise<number> {
  const isLifted = verb === 'unrestrict'
  const count = await countConcerned(store, person, isLifted)
  if (isNone(count))
    return say(isLifted ? `Nothing of ${text} is restricted.` : `All that is kept of ${text} is restricted already.`, 1)
  if (isDry) return say(`This would be ${isLifted ? 'restricted no more' : 'restricted'}:\n${told(count)}`, 0)
  if (isLifted) {
    await unrestrict(store, person)
    return say(`It is restricted no more, and is where it was before:\n${told(count)}`, 0)
  }
  await restrict(store, person, restriction, Date.now())
  return say(
    `It is kept and used for nothing, under ${restriction}, until: person unrestrict ${text}\n${told(count)}\n${soon}`,
    0,
  )
}

const isNone = (counts: Counts): boolean => Object.keys(counts).length === 0
const told = (counts: Counts): string =>
  Object.entries(counts)
    .map(([table, count]) => `  ${table}: ${count}`)
    .join('\n')
