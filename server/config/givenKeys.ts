// The keys of the database that the owner has given, in the environment or in files that it names.

import { readFileSync } from 'node:fs'
import { type GivenKeys, type Key, readKey } from '../key.ts'
import type { Problem } from './problem.ts'

/** An empty variable counts as missing. */
export function givenKeysOf(env: NodeJS.ProcessEnv): { keys: GivenKeys; problems: Problem[] } {
  const problems: Problem[] = []
  const read = (name: string): Key | null => {
    const [text, path] = [env[name], env[`${name}_FILE`]]
    const say = (file: string, message: string) => {
      problems.push({ file, line: null, message })
      return null
    }
    if (text && path) return say(name, `is given, and ${name}_FILE as well; leave one of them out`)
    if (!text && !path) return null
    const from = path ? `${name}_FILE (${path})` : name
    try {
      const found = readKey(text || readFileSync(path!, 'utf8'), from)
      return typeof found === 'string' ? say(from, found) : found
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException
      return say(from, `cannot be read (${code}); name a file that this user may read`)
    }
  }
  const keys = { now: read('ROTAME_KEY'), next: read('ROTAME_KEY_NEXT') }
  if (keys.next && !keys.now && problems.length === 0)
    problems.push({
      file: 'ROTAME_KEY',
      line: null,
      message: 'is missing, and ROTAME_KEY_NEXT is the one to change to; give both, or the new one as ROTAME_KEY',
    })
  return { keys, problems }
}
