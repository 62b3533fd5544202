// That the settings were changed: rotame.yaml is the owner's to edit, and the record says since when it is another.

import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Store } from '../store/store.ts'
import { byServer, record } from './audit.ts'

/** Records that rotame.yaml is not as it was at the last start; of several nodes the first does. */
export async function noteSettings(store: Store, folder: string, at: number): Promise<void> {
  const digest = createHash('sha256')
    .update(readFileSync(join(folder, 'rotame.yaml')))
    .digest('base64url')
  const { queries } = store
  await store.write(function* () {
    const [last] = yield* queries.lastLineOf({ what: 'settings-changed' })
    if (last?.facts['sha256'] !== digest)
      yield* record(queries, { ...byServer, what: 'settings-changed', facts: { sha256: digest } }, at)
  })
}
