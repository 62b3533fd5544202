// Whether what is kept is encrypted, and whom that keeps out.

import { join } from 'node:path'
import type { Config } from '../config/config.ts'
import { keyFor, Keyring } from '../store/keyring.ts'
import { kindOf } from '../store/sqliteOpen.ts'
import { Unusable } from '../store/store.ts'
import { type Finding, mend, unknown, well } from './finding.ts'

const about = 'encryption'

export function checkAtRest({ data, databaseUrl, keys }: Pick<Config, 'data' | 'databaseUrl' | 'keys'>): Finding[] {
  if (databaseUrl !== null)
    return [
      keys.now
        ? well(about, `what people write into PostgreSQL is encrypted with the key ${keys.now.id} of ${keys.now.from}`)
        : mend(
            about,
            'what people write into PostgreSQL is not encrypted; give a key as ROTAME_KEY or ROTAME_KEY_FILE',
          ),
      unknown(
        about,
        'of the rest of PostgreSQL cannot be known from here; put its data folder, log and dumps on an encrypted volume',
      ),
    ]
  const file = join(data, 'rotame.sqlite')
  const kind = kindOf(file)
  if (kind === 'none') return [unknown(about, `cannot be known: there is no database in ${data} yet`)]
  if (kind === 'plain') return [mend(about, `${file} is not encrypted; it is at the next start of the server`)]
  try {
    const ring = new Keyring(data, keys)
    const key = keyFor(file, ring)!
    return [
      ring.isBeside(key)
        ? mend(
            about,
            `the key ${key.id} of ${file} lies beside it, which protects backups, and not from who takes the folder; move ${join(data, 'key')} elsewhere, and name it there with ROTAME_KEY_FILE`,
          )
        : well(about, `${file} is encrypted with AES-256 by the key ${key.id} of ${key.from}`),
    ]
  } catch (error) {
    if (error instanceof Unusable) return [mend(about, error.message)]
    throw error
  }
}
