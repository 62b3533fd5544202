// `rotame hours`: a site's calendar for its owner, and its answers for other programs.

import { readFileSync } from 'node:fs'
import { createInterface } from 'node:readline'
import * as z from 'zod'
import { almanacOf, type Named, readAt } from '../hours/almanac.ts'
import { type Hours, hoursSchema, isZone } from '../hours/schema.ts'
import { instantOf, stateAt } from '../hours/calendar.ts'
import { readConfig } from '../config/config.ts'
import { ConfigError } from '../config/problem.ts'
import { readYaml } from '../config/ownerFile.ts'

/** What is asked on the command line. */
export interface Asked {
  /** A file with a block of hours; no rotame.yaml is read then. */
  hours?: string
  /** The id of the one site that is meant. */
  site?: string
  /** An instant: what does a visitor read then? */
  at?: string
  /** The visitor's own zone. */
  zone?: string
  /** Answer the instants on standard input. */
  stdin?: boolean
}

interface Streams {
  input: NodeJS.ReadableStream
  out: (line: string) => void
  err: (line: string) => void
}

/**
 * Answers what is asked about the hours of a folder's sites, or of a file.
 * @param now where the 12 months begin, ms
 * @returns the exit code: 1 for a line that is no instant, 2 for a question that cannot be answered
 * @throws ConfigError with what is wrong in the file
 */
export async function runHours(folder: string, asked: Asked, now: number, streams: Streams): Promise<number> {
  const { hours, site, at, zone, stdin } = asked
  const refuse = (why: string): number => {
    streams.err(why)
    return 2
  }
  if (at !== undefined && stdin) return refuse('--at names one instant and --stdin reads many: give one of them')
  if (at !== undefined && instantOf(at) === null) return refuse(`--at ${at}: ${instantWords}`)
  if (zone !== undefined && !isZone(zone)) return refuse(`--zone ${zone}: write an IANA time zone, like Asia/Tokyo`)
  const found = hours === undefined ? namedIn(folder, site) : [namedBy(hours)]
  if (found.length === 0) return refuse(`--site ${site}: rotame.yaml has no site of this name`)
  if (stdin && found.length > 1) return refuse('rotame.yaml has several sites: say which one with --site')
  if (stdin) return answerLines(found[0]!.hours, streams)
  const told =
    at === undefined
      ? found.map((each) => almanacOf(each, now))
      : found.map((each) => readAt(each, instantOf(at)!, zone))
  streams.out(told.join('\n\n'))
  return 0
}

function namedIn(folder: string, site?: string): Named[] {
  const sites = [...readConfig(folder, process.env).sites.values()]
  return sites
    .filter(({ id }) => site === undefined || id === site)
    .map(({ name, hours, locales, channels }) => ({ name, hours, locales, channels }))
}

function namedBy(file: string): Named {
  const { hours, problems } = readHours(textOf(file), file)
  if (!hours) throw new ConfigError(problems)
  return { name: file, hours, locales: [undefined, 'en'], channels: [] }
}

function textOf(file: string): string {
  try {
    return readFileSync(file, 'utf8').replace(/^\uFEFF/, '')
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    const message =
      code === 'ENOENT'
        ? 'there is no such file; name one with a block of hours'
        : `cannot be read (${code}); mend its permissions`
    throw new ConfigError([{ file, line: null, message }])
  }
}

/** A block of hours in YAML or JSON, alone or under the key `hours` as in rotame.yaml; or what is wrong with it. */
export function readHours(text: string, file: string) {
  const isUnderKey = readYaml(text, z.looseObject({ hours: z.unknown() }), file).data !== null
  if (isUnderKey) {
    const { data, problems } = readYaml(text, z.strictObject({ hours: hoursSchema }), file)
    return { hours: data?.hours ?? null, problems }
  }
  const { data, problems } = readYaml(text, hoursSchema, file)
  return { hours: data, problems }
}

const instantWords = 'write an instant with its offset, like 2026-11-25T20:00+02:00 or 2026-11-25T18:00Z'

/** Answers every line, each at once; 1 when one was no instant. Blank lines are passed over. */
async function answerLines(hours: Hours, { input, out, err }: Streams): Promise<number> {
  let number = 0
  let code = 0
  for await (const line of createInterface({ input, crlfDelay: Infinity })) {
    number++
    if (line.trim() === '') continue
    const answer = answerTo(hours, line)
    if (answer !== null) out(answer)
    else {
      err(`line ${number}: ${JSON.stringify(line.slice(0, 80))} is no instant; ${instantWords}`)
      code = 1
    }
  }
  return code
}

/** `{"at":…,"open":true,"changesAt":"2026-11-24T16:00:00Z"}`; null for what is no instant. */
export function answerTo(hours: Hours, line: string): string | null {
  const at = instantOf(line.trim())
  if (at === null) return null
  const { open, changesAt } = stateAt(hours, at)
  return JSON.stringify({
    at: line,
    open,
    changesAt: changesAt === null ? null : new Date(changesAt).toISOString().replace(/\.\d+Z$/, 'Z'),
  })
}
