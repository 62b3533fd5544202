// `rotame retention`: what has been kept for as long as rotame.yaml says goes now; or what would, now or at an instant.

import { readConfig } from '../config/config.ts'
import { prepareData } from '../config/dataFolder.ts'
import { atCommandLine, noteDone } from '../staff/audit.ts'
import { openStore } from '../store/open.ts'
import { applyRetention, type Foreseen, foresee } from '../visitors/retention.ts'
import { say } from './say.ts'

const dayMs = 86_400_000

/** @param at null: now @returns the exit code */
export async function runRetention(folder: string, isDry: boolean, at: number | null): Promise<number> {
  const config = readConfig(folder, process.env)
  prepareData(config)
  const { retention } = config
  const store = await openStore(config)
  try {
    for (const [kind, kept] of Object.entries(retention))
      console.log(`${kind} ${kept === null ? 'are kept for good' : `are kept for ${kept / dayMs} days`}`)
    for (const { named, reason, at: since } of await store.all(store.queries.holds()))
      console.log(`held since ${dateOf(since)}: ${named} (${reason})`)
    if (isDry) {
      const clock = () => at ?? Date.now()
      const told = wordsOf(await foresee({ store, retention, clock, realClock: clock }))
      return say(told ? `This would go:\n${told}` : 'Nothing would go.', 0)
    }
    const gone = await applyRetention({ store, retention, clock: Date.now, realClock: Date.now })
    await noteDone(store, { ...atCommandLine(), what: 'retention-applied', facts: gone }, Date.now())
    const counts = Object.entries(gone)
    return say(
      counts.length === 0
        ? 'Nothing is due but words of searches, if any.'
        : `This is gone:\n${counts.map(([table, count]) => `  ${table}: ${count}`).join('\n')}`,
      0,
    )
  } finally {
    await store.close()
  }
}

const dateOf = (at: number) => new Date(at).toISOString().slice(0, 10)
const wordsOf = (foreseen: Foreseen) =>
  Object.entries(foreseen)
    .map(([kind, { count, oldest }]) => `  ${kind}: ${count}, the oldest of ${dateOf(oldest)}`)
    .join('\n')
