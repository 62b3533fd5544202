// A folder that is watched: who reads it is told when a file in it has come, gone or changed.

import { type FSWatcher, watch } from 'node:fs'
import { readdir, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { guarded } from '../faults.ts'

interface Log {
  warn: (details: object, message: string) => void
  error: (details: object, message: string) => void
}

/**
 * The system says in which folder something changed; a look at every file, which costs one call of the system each, is
 * taken then, and as rarely as this many beats for what no system tells: network disks, files that are links.
 */
const beatsBetweenLooks = 30

/**
 * Watches a folder, which may also go and come back.
 * @param every milliseconds of a beat, within which a change is seen
 * @returns what ends it
 */
export async function watchFolder(folder: string, every: number, log: Log, changed: () => void): Promise<() => void> {
  const watched = new WatchedFolder(folder, every, log, changed)
  await watched.start()
  return () => watched.stop()
}

class WatchedFolder {
  readonly #folder: string
  readonly #every: number
  readonly #log: Log
  readonly #changed: () => void
  #isStopped = false
  /** Whether the next beat looks at every file. */
  #isDue = true
  /** Whether the system says what changes. */
  #isTold = true
  /** Since the last look. */
  #beats = 0
  #timer: NodeJS.Timeout | undefined
  #watchers: FSWatcher[] = []
  #seen: State = nothing
  #root: string | null = null

  constructor(folder: string, every: number, log: Log, changed: () => void) {
    this.#folder = folder
    this.#every = every
    this.#log = log
    this.#changed = changed
  }

  async start(): Promise<void> {
    this.#seen = await stateOf(this.#folder)
    this.#hear()
    this.#root = await rootOf(this.#folder)
    this.#beatLater()
  }

  stop(): void {
    this.#isStopped = true
    clearTimeout(this.#timer)
    for (const each of this.#watchers) each.close()
  }

  /** Asks the system to say what changes in the folders that were seen. */
  #hear(): void {
    for (const each of this.#watchers) each.close()
    this.#watchers = []
    this.#isTold = true
    try {
      for (const each of this.#seen.folders) {
        const watcher = watch(each, { persistent: false }, () => (this.#isDue = true))
        this.#watchers.push(watcher.on('error', () => (this.#isDue = true)))
      }
    } catch (err) {
      // A folder that is gone again is seen by the next look; where the system can hear no more, each beat looks.
      this.#isTold = (err as NodeJS.ErrnoException).code === 'ENOENT'
      const words = `the system does not say what changes in ${this.#folder}; its files are looked at every second`
      if (!this.#isTold) this.#log.warn({ err }, words)
    }
    // What changed before it could be heard.
    this.#isDue = true
  }

  #beatLater(): void {
    const beat = guarded(this.#log, async () => {
      try {
        await this.#beat()
      } catch (err) {
        this.#isDue = true
        this.#log.warn({ err }, `${this.#folder} cannot be read; what was read before is served`)
      }
      if (!this.#isStopped) this.#beatLater()
    })
    this.#timer = setTimeout(beat, this.#every).unref()
  }

  async #beat(): Promise<void> {
    const before = this.#root
    this.#root = await rootOf(this.#folder)
    if (this.#isTold && !this.#isDue && this.#root === before && ++this.#beats < beatsBetweenLooks) return
    this.#beats = 0
    this.#isDue = false
    await this.#look()
  }

  async #look(): Promise<void> {
    const now = await stateOf(this.#folder)
    if (now.files === this.#seen.files) return
    this.#seen = await settled(this.#folder, now)
    if (this.#isStopped) return
    this.#hear()
    this.#changed()
  }
}

interface State {
  /** Every file with what changes when it is written; '' for a folder that is not there. */
  files: string
  /** It and those within it. */
  folders: string[]
}

const nothing: State = { files: '', folders: [] }
const gone = () => null

/** Another folder at the same place (a link that was turned, a deployment) is another one. */
async function rootOf(folder: string): Promise<string | null> {
  const found = await stat(folder).catch(gone)
  return found && `${found.dev} ${found.ino} ${found.ctimeMs}`
}

async function stateOf(folder: string): Promise<State> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch(gone)
  if (!entries) return nothing
  const paths = entries.map(({ parentPath, name }) => join(parentPath, name)).toSorted()
  const files = paths.map(async (path) => {
    const found = await stat(path).catch(gone)
    return found && `${path} ${found.ino} ${found.ctimeMs} ${found.size}`
  })
  const folders = entries.filter((entry) => entry.isDirectory()).map(({ parentPath, name }) => join(parentPath, name))
  return { files: (await Promise.all(files)).join('\n'), folders: [folder, ...folders] }
}

/** Editors and deployments write in several steps: waits, at most a second, until nothing changes any more. */
async function settled(folder: string, state: State): Promise<State> {
  let before = state
  for (let tries = 0; tries < 10; tries++) {
    await new Promise((resolve) => setTimeout(resolve, 100))
    const now = await stateOf(folder)
    if (now.files === before.files) break
    before = now
  }
  return before
}
