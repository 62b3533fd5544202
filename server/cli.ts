#!/usr/bin/env node
// The command line: one command each, which loads what it needs and no more.

import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { instantOf } from './hours/calendar.ts'
import { readConfig } from './config/config.ts'
import { nearest } from './config/nearest.ts'
import { ConfigError, lineFor, linesFor } from './config/problem.ts'
import { Unusable, unusableFile } from './store/store.ts'

const help = `rotame <command>, in the folder of your rotame.yaml, or with the folder as an argument:
  start [FOLDER] [--at INSTANT]     serve the widget, the console and the chat
  check [FOLDER] [--all]            say what to mend in rotame.yaml and the articles; --all: also very much, line by line
  doctor [FOLDER] [--page URL]      say what to change around the server: mail, domain, proxies, your page's policy
  hours [FOLDER] [--site ID]        12 months of holidays and exceptions
    --at INSTANT [--zone ZONE]      what a visitor reads then, who may be in another zone
    --stdin                         answer the instants on standard input, a line of JSON each
    --hours FILE                    of a file that holds a block of hours, in YAML or JSON, instead of a folder's
  agent add EMAIL --name NAME [--role owner|agent|viewer] [--sites SITES] [FOLDER]
                                    make an account; the password is read from standard input
  agent role EMAIL owner|agent|viewer [FOLDER]
                                    an agent answers, a viewer reads and writes notes, an owner may do everything
  agent sites EMAIL all|SITE,SITE [FOLDER]
                                    the sites that they serve
  agent list [FOLDER]               who has one, and who is signed in
  agent password EMAIL [FOLDER]     give another password, read likewise, and sign out everywhere
  agent second-factor reset EMAIL [FOLDER]
                                    for a lost phone: a new one is made at the next sign-in
  agent end-sessions EMAIL [FOLDER] sign out everywhere
  agent remove EMAIL [FOLDER]       end it, and give its open conversations back to the queue
  person export WHO [FOLDER] [--out FILE]
                                    all that is kept of an e-mail address, a reference, or your own id (sub:ID)
  person erase WHO [FOLDER]         erase it; both: --dry-run changes nothing, --browsers takes what nobody signed too
  backup FILE [FOLDER]              copy the database into a new file, while the server runs or not
  restore FILE [FOLDER]             put such a copy back, and erase again what was erased since`

const options = {
  at: { type: 'string' },
  name: { type: 'string' },
  owner: { type: 'boolean' },
  role: { type: 'string' },
  sites: { type: 'string' },
  hours: { type: 'string' },
  site: { type: 'string' },
  zone: { type: 'string' },
  page: { type: 'string' },
  stdin: { type: 'boolean' },
  all: { type: 'boolean' },
  'dry-run': { type: 'boolean' },
  browsers: { type: 'boolean' },
  out: { type: 'string' },
  help: { type: 'boolean' },
} as const

/** Those that somebody may have meant. */
const commands = [
  'start',
  'check',
  'doctor',
  'hours',
  'backup',
  'restore',
  'agent add',
  'agent list',
  'agent role',
  'agent sites',
  'agent password',
  'agent second-factor reset',
  'agent end-sessions',
  'agent remove',
  'person export',
  'person erase',
]

async function run(): Promise<number> {
  const { positionals, values } = parseArgs({
    allowPositionals: true,
    options,
  })
  const [command, ...rest] = positionals
  if (values.help || command === undefined) return say(help, values.help ? 0 : 2)
  if (command === 'check') return runCheck(rest[0] ?? '.', values.all ?? false)
  if (command === 'doctor') return doctor(rest[0] ?? '.', values.page)
  if (command === 'hours') {
    const { runHours } = await import('./commands/hours.ts')
    return runHours(rest[0] ?? '.', values, Date.now(), { input: process.stdin, out: console.log, err: console.error })
  }
  if (command === 'start') {
    const at = values.at === undefined ? undefined : instantOf(values.at)
    if (at === null) return say(`--at ${values.at}: write an instant like 2026-11-25T20:00+02:00`, 2)
    const { start } = await import('./main.ts')
    await start(rest[0] ?? '.', at === undefined ? {} : { at })
    return 0
  }
  if (command === 'agent') {
    const { agentVerbs, runAgent } = await import('./commands/agent.ts')
    const verb = agentVerbs.find((each) => each === rest[0])
    if (verb) return runAgent(verb, rest.slice(1), values)
  }
  if (command === 'person') {
    const { personVerbs, runPerson } = await import('./commands/person.ts')
    const verb = personVerbs.find((each) => each === rest[0])
    if (verb) return runPerson(verb, rest.slice(1), values)
  }
  if (command === 'restore' && rest[0]) {
    const { runRestore } = await import('./commands/restore.ts')
    return runRestore(rest[0], rest[1] ?? '.')
  }
  if (command === 'backup' && rest[0]) return backup(rest[0], rest[1] ?? '.')
  const meant = nearest(positionals.slice(0, 3).join(' '), commands)
  return say(
    `rotame ${positionals.join(' ')}: there is no such command${meant ? `; did you mean ${meant}` : ''}\n\n${help}`,
    2,
  )
}

async function runCheck(folder: string, isAll: boolean): Promise<number> {
  const { check } = await import('./commands/check.ts')
  const problems = check(folder, process.env)
  for (const line of isAll ? problems.map(lineFor) : linesFor(problems)) console.log(line)
  return say(problems.length === 0 ? 'Nothing to mend.' : `${problems.length} to mend.`, problems.length === 0 ? 0 : 1)
}

async function doctor(folder: string, page: string | undefined): Promise<number> {
  if (page !== undefined && !/^https?:$/.test(URL.parse(page)?.protocol ?? ''))
    return say(`--page ${page}: write an address like https://www.example.com/contact`, 2)
  const { runDoctor } = await import('./doctor/doctor.ts')
  return runDoctor(readConfig(folder, process.env), { page, out: console.log })
}

async function backup(file: string, folder: string): Promise<number> {
  const { data, databaseUrl } = readConfig(folder, process.env)
  if (databaseUrl !== null)
    return say(
      'backup: with DATABASE_URL, PostgreSQL has its own: pg_dump --format=custom --file=FILE "$DATABASE_URL"',
      2,
    )
  const { backupSqlite } = await import('./store/sqliteFile.ts')
  backupSqlite(join(data, 'rotame.sqlite'), file)
  return say(`${file} is the whole database. To put it back: rotame restore.`, 0)
}

function say(text: string, code: number): number {
  console.log(text)
  return code
}

// Whoever reads may have read enough: `rotame hours --stdin | head`.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error
  process.exit()
})

try {
  process.exitCode = await run()
} catch (error) {
  const isUsage = String((error as NodeJS.ErrnoException).code).startsWith('ERR_PARSE_ARGS')
  const known =
    isUsage || error instanceof ConfigError || error instanceof Unusable ? (error as Error) : unusableFile(error)
  if (!known) throw error
  console.error(known.message)
  process.exitCode = isUsage ? 2 : 1
}
