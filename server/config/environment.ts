// The environment: what a variable has to be, and what is said of one that is not.

import * as z from 'zod'
import { givenKeysOf } from './givenKeys.ts'
import type { Problem } from './problem.ts'
import { duration } from './values.ts'

/** `1s,5s,2m` -> ms. */
export const pausesOf = (text: string | undefined) =>
  text ? z.array(duration).safeParse(text.split(',').map((each) => each.trim())) : null

/** What is wrong with the environment; an empty variable counts as missing. */
export function problemsOfEnvironment(env: NodeJS.ProcessEnv): Problem[] {
  const problems: Problem[] = givenKeysOf(env).problems
  const say = (file: string, message: string) => problems.push({ file, line: null, message })
  const port = env['PORT']
  if (port && !(/^\d{1,5}$/.test(port) && Number(port) <= 65_534))
    say('PORT', `${port} is no port; write a number from 0 to 65534`)
  const factor = env['LIMITS_FACTOR']
  if (factor && !(/^\d{1,6}(\.\d{1,3})?$/.test(factor) && Number(factor) > 0))
    say('LIMITS_FACTOR', `${factor} is no factor; write a number like 2, or 0.5`)
  const smtp = env['SMTP_URL']
  // Its value may hold a password, so it is not repeated.
  if (smtp && !/^smtps?:$/.test(URL.parse(smtp)?.protocol ?? ''))
    say('SMTP_URL', 'write an address like smtps://user:password@mail.example.com')
  if (pausesOf(env['MAIL_PAUSES'])?.success === false)
    say('MAIL_PAUSES', `${env['MAIL_PAUSES']}: write durations like 1m,5m,1h`)
  const secret = env['ROTAME_SECRET']
  if (secret && secret.length < 32)
    say('ROTAME_SECRET', 'is too short; give 32 random characters or more, or leave it out and one is made')
  const database = env['DATABASE_URL']
  if (database && !/^postgres(ql)?:$/.test(URL.parse(database)?.protocol ?? ''))
    say('DATABASE_URL', 'write an address like postgres://user:password@db.example.com/rotame')
  if (database && !secret)
    say(
      'ROTAME_SECRET',
      'is missing, and with DATABASE_URL none is made; give all nodes the same 32 random characters or more',
    )
  const redis = env['REDIS_URL']
  if (redis && !/^rediss?:$/.test(URL.parse(redis)?.protocol ?? ''))
    say('REDIS_URL', 'write an address like redis://user:password@redis.example.com:6379')
  if (redis && !database)
    say('DATABASE_URL', 'is missing, and REDIS_URL is for nodes that share a database; give both, or neither')
  return problems
}
