// The keys of the database that the owner has given, in the environment or in files that it names.

import { type GivenKeys, type Key, readKey } from '../key.ts'
import { type Given, givenIn } from './given.ts'
import type { Problem } from './problem.ts'

/** An empty variable counts as missing. */
export function givenKeysOf(env: NodeJS.ProcessEnv): { keys: GivenKeys; problems: Problem[] } {
  const problems: Problem[] = []
  const read = (name: string): Key | null => {
    const given = givenIn(env, name)
    const found = given && 'text' in given ? readKey(given.text, given.from) : given
    if (found === null || 'bytes' in Object(found)) return found as Key | null
    const { from = name } = given as Partial<Given>
    problems.push(typeof found === 'string' ? { file: from, line: null, message: found } : (found as Problem))
    return null
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
