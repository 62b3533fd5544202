// Health: whether this node can do its work, proved and not assumed.

import { randomBytes } from 'node:crypto'
import type { Store } from './store/store.ts'

interface HealthParts {
  store: Store
  /** Further things that must be well. */
  checks: (() => Promise<boolean>)[]
  realClock: () => number
  log: { warn: (details: object, message: string) => void }
}

/** How long a proof holds: so that asking often costs one write a second and no more. */
const proofHoldsMs = 1_000
const day = 86_400_000
/** How long a write may take before the node is called unwell. */
const writeWithinMs = 3_000

export function createHealth({ store, checks, realClock, log }: HealthParts) {
  const node = randomBytes(6).toString('base64url')
  let proof: { at: number; written: Promise<boolean> } | null = null

  /** A full disk, a lock, a lost connection show only when something is written. */
  const write = async () => {
    let timer: NodeJS.Timeout | undefined
    const late = new Promise<never>((_, reject) => {
      timer = setTimeout(() => reject(new Error(`nothing was written in ${writeWithinMs} ms`)), writeWithinMs)
    })
    const written = store.write(function* () {
      yield* store.queries.putPulse({ node, at: realClock() })
      // Each start is a node of its own.
      yield* store.queries.forgetPulses({ before: realClock() - day })
    })
    await Promise.race([written, late]).finally(() => clearTimeout(timer))
    return true
  }
  const canWrite = () => {
    const now = realClock()
    if (!proof || Math.abs(now - proof.at) >= proofHoldsMs) proof = { at: now, written: write().catch(unwell) }
    return proof.written
  }
  const unwell = (err: unknown) => {
    log.warn({ err }, 'a check of health failed')
    return false
  }

  /** Whether everything is well. */
  return async (): Promise<boolean> =>
    (await Promise.all([canWrite(), ...checks.map((check) => check().catch(unwell))])).every(Boolean)
}
