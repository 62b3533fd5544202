// The owner's scanner: a command that says by its exit code whether a file is clean.

import { spawn } from 'node:child_process'
import { open } from 'node:fs/promises'

/** Exit codes: 0 is clean and 1 is not, as with clamscan; another, or none in time, says nothing. */
export interface Verdict {
  isClean: boolean
  /** Why it could not say, in words; null when it did. */
  problem: string | null
}

/**
 * Runs the command with the file at its standard input; `{file}` among its words stands for the file's path.
 * @param withinMs after which it is ended
 */
export async function scan(
  [command, ...words]: readonly [string, ...string[]],
  path: string,
  withinMs: number,
): Promise<Verdict> {
  const file = await open(path)
  try {
    return await new Promise((resolve) => {
      const child = spawn(
        command,
        words.map((word) => (word === '{file}' ? path : word)),
        {
          stdio: [file.fd, 'ignore', 'ignore'],
          // A group of its own, so that what it has started ends with it.
          detached: true,
          env: { PATH: process.env['PATH'] },
        },
      )
      let isLate = false
      const late = `it took longer than ${withinMs / 1_000} s`
      const timer = setTimeout(() => {
        isLate = true
        try {
          process.kill(-child.pid!, 'SIGKILL')
        } catch (error) {
          // Such as of a command that runs as another user: nobody waits any longer.
          const { code } = error as NodeJS.ErrnoException
          resolve({ isClean: false, problem: `${late}, and this user may not end it (${code})` })
        }
      }, withinMs)
      child.on('error', (error: NodeJS.ErrnoException) => {
        clearTimeout(timer)
        resolve({ isClean: false, problem: `it cannot be started (${error.code})` })
      })
      child.on('exit', (code, signal) => {
        clearTimeout(timer)
        if (code === 0 || code === 1) return resolve({ isClean: code === 0, problem: null })
        resolve({ isClean: false, problem: isLate ? late : `it ended with ${code ?? signal}` })
      })
    })
  } finally {
    await file.close()
  }
}
