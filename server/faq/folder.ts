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
  let isStopped = false
  let isDue = true
  let isToldOf = true
  let beats = 0
  let timer: NodeJS.Timeout
  let watchers: FSWatcher[] = []
  const hear = (folders: string[]) => {
    for (const each of watchers) each.close()
    watchers = []
    isToldOf = true
    try {
      for (const each of folders) {
        const watcher = watch(each, { persistent: false }, () => (isDue = true))
        watchers.push(watcher.on('error', () => (isDue = true)))
      }
    } catch (err) {
      // A folder that is gone again is seen by the next look; where the system can hear no more, each beat looks.
      isToldOf = (err as NodeJS.ErrnoException).code === 'ENOENT'
      if (!isToldOf)
        log.warn({ err }, `the system does not say what changes in ${folder}; its files are looked at every second`)
    }
    // What changed before it could be heard.
    isDue = true
  }

  let seen = await stateOf(folder)
  hear(seen.folders)
  let root = await rootOf(folder)
  const look = async () => {
    const now = await stateOf(folder)
    if (now.files === seen.files) return
    seen = await settled(folder, now)
    if (isStopped) return
    hear(seen.folders)
    changed()
  }
  const beat = async () => {
    const before = root
    root = await rootOf(folder)
    if (isToldOf && !isDue && root === before && ++beats < beatsBetweenLooks) return
    beats = 0
    isDue = false
    await look()
  }
  const later = () => {
    const beatAgain = guarded(log, async () => {
      try {
        await beat()
      } catch (err) {
        isDue = true
        log.warn({ err }, `${folder} cannot be read; what was read before is served`)
      }
      if (!isStopped) later()
    })
    timer = setTimeout(beatAgain, every).unref()
  }
  later()
  return () => {
    isStopped = true
    clearTimeout(timer)
    for (const each of watchers) each.close()
  }
}

interface State {
  /** Every file with what changes when it is written; '' for a folder that is not there. */
  files: string
  /** It and those within it. */
  folders: string[]
}

const gone = () => null

/** Another folder at the same place (a link that was turned, a deployment) is another one. */
async function rootOf(folder: string): Promise<string | null> {
  const found = await stat(folder).catch(gone)
  return found && `${found.dev} ${found.ino} ${found.ctimeMs}`
}

async function stateOf(folder: string): Promise<State> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch(gone)
  if (!entries) return { files: '', folders: [] }
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
