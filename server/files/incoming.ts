// Where files lie while they come in and the scanner looks at them: in the data folder, which is closed to others; with
// PostgreSQL in the folder for temporary files. What a process left there that was killed goes at the next start.

import { mkdirSync, readdirSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** What the folder of each begins with. */
export const prefix = 'rotame-file-'
/** Longer than anything is on its way, ms: others may be at it in the folder for temporary files. */
const left = 3_600_000

/** @param data the data folder, which nobody else serves from; null: it is not this machine's. @returns the folder */
export function openIncoming(data: string | null): string {
  if (data === null) {
    for (const name of readdirSync(tmpdir()).filter((each) => each.startsWith(prefix))) sweep(join(tmpdir(), name))
    return tmpdir()
  }
  const folder = join(data, 'incoming')
  rmSync(folder, { recursive: true, force: true })
  mkdirSync(folder, { mode: 0o700, recursive: true })
  return folder
}

function sweep(path: string): void {
  const stat = statSync(path, { throwIfNoEntry: false })
  if (stat && stat.uid === process.getuid?.() && Date.now() - stat.mtimeMs > left)
    rmSync(path, { recursive: true, force: true })
}
