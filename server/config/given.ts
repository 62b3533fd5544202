// Secrets as an owner gives them: in a variable of the environment, or in a file that NAME_FILE names.

import { readFileSync } from 'node:fs'
import type { Problem } from './problem.ts'

/** What is given, and where, for words. */
export interface Given {
  text: string
  from: string
}

/** @returns what is wrong with it, or null where it is not given; an empty variable counts as missing */
export function givenIn(env: NodeJS.ProcessEnv, name: string): Given | Problem | null {
  const [text, path] = [env[name], env[`${name}_FILE`]]
  const wrong = (file: string, message: string): Problem => ({ file, line: null, message })
  if (text && path) return wrong(name, `is given, and ${name}_FILE as well; leave one of them out`)
  if (text) return { text, from: name }
  if (!path) return null
  const from = `${name}_FILE (${path})`
  try {
    return { text: readFileSync(path, 'utf8').trim(), from }
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    return wrong(from, `cannot be read (${code}); name a file that this user may read`)
  }
}

/** Those that every configuration may have; the database's keys are read by themselves. */
const always = [
  'ROTAME_SECRET',
  'SMTP_URL',
  'DATABASE_URL',
  'REDIS_URL',
  'METRICS_TOKEN',
  'GOOGLE_CLIENT_SECRET',
  'MICROSOFT_CLIENT_SECRET',
  'OAUTH_CLIENT_SECRET',
]

/** The environment, with what stands in files under the names of the variables. @param data rotame.yaml, as read */
export function withFiles(env: NodeJS.ProcessEnv, data: unknown): { env: NodeJS.ProcessEnv; problems: Problem[] } {
  const filled = { ...env }
  const problems: Problem[] = []
  for (const name of new Set([...always, ...variablesIn(data)])) {
    const given = givenIn(env, name)
    if (given && 'text' in given) filled[name] = given.text
    else if (given) problems.push(given)
  }
  return { env: filled, problems }
}

/** The variables that rotame.yaml names. */
function* variablesIn(data: unknown): Generator<string> {
  if (typeof data !== 'object' || data === null) return
  for (const [key, value] of Object.entries(data))
    if (key.endsWith('Variable') && typeof value === 'string') yield value
    else yield* variablesIn(value)
}
