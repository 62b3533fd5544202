// The keys of the database that the owner has given, in the environment or in files that it names.

import { type GivenKeys, type Key, readKey } from '../key.ts'
import { givenIn } from './given.ts'
import type { Problem } from './problem.ts'

/** An empty variable counts as missing. */
export function givenKeysOf(env: NodeJS.ProcessEnv): { keys: GivenKeys; problems: Problem[] } {
  const problems: Problem[] = []
  const refuse = (problem: Problem) => {
    problems.push(problem)
    return null
  }
  const read = (name: string): Key | null => {
    const given = givenIn(env, name)
    if (given === null) return null
    if (!('text' in given)) return refuse(given)
    const found = readKey(given.text, given.from)
    return typeof found === 'string' ? refuse({ file: given.from, line: null, message: found }) : found
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
