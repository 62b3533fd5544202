#!/usr/bin/env node
// The command line: one command each, which loads what it needs and no more.

import { parseArgs } from 'node:util'
import { instantOf } from './hours/calendar.ts'
import { readConfig } from './config/config.ts'
import { nearest } from './config/nearest.ts'
import { ConfigError, lineFor, linesFor } from './config/problem.ts'
import { say } from './commands/say.ts'
import { Unusable, unusableFile } from './store/store.ts'

const help = `rotame <command>, in the folder of your rotame.yaml, or with the folder as an argument:
  start [FOLDER] [--at INSTANT]     serve the widget, the console and the chat
  check [FOLDER] [--all]            say what to mend in rotame.yaml and the articles; --all: also very much, line by line
  doctor [FOLDER] [--page URL]      say what to change around the server: mail, domain, proxies, your page's policy
  suggest [FOLDER] [--site ID]      list articles that nothing finds or that have no keywords, and print a prompt for a
                                    language model of your own that writes them; it is asked by nobody but you
    --take FILE [--locale TAG]      write its answer into the articles' files
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
  agent link EMAIL [FOLDER]         print a link that sets another password and signs in, once
  agent second-factor reset EMAIL [FOLDER]
                                    for a lost phone: a new one is made at the next sign-in
  agent end-sessions EMAIL [FOLDER] sign out everywhere
  agent remove EMAIL [FOLDER]       end it, and give its open conversations back to the queue
  person export WHO [FOLDER] [--out FILE]
                                    all that is kept of an e-mail address, a reference, or your own id (sub:ID)
  person erase WHO [FOLDER]         erase it; both: --dry-run changes nothing, --browsers takes what nobody signed too
  person hold WHO --reason TEXT [FOLDER]
                                    a legal hold: nothing of it goes by its age, and nobody erases it
  person release WHO [FOLDER]       end that; both: --dry-run changes nothing
  person restrict WHO [FOLDER]      keep it, use it for nothing, and hide it from the team (GDPR, article 18)
  person unrestrict WHO [FOLDER]    end that; both: --dry-run changes nothing, --browsers takes what nobody signed too
  mail import SITE [FOLDER] [--since DAY]
                                    take the mails that were in a site's mailbox before it was read, by the server that
                                    runs; each once, and nobody is told or answered
  retention [FOLDER] [--dry-run [--at INSTANT]]
                                    take away what rotame.yaml keeps no longer; --dry-run: say what would go, now or then
  backup FILE [FOLDER]              copy the database into a new file, while the server runs or not
  audit [FOLDER] [--person WHO]     who did what: sign-ins, accounts, people's rights, settings
  audit verify [FOLDER]             whether a line of that was changed or taken out
  restore FILE [FOLDER] [--key FILE]
                                    put such a copy back, and erase again what was erased since; --key: the key of the
                                    copy, where it is another than the one in use
  key [FOLDER]                      what the database is encrypted with
  key rotate [FOLDER]               change that, while the server does not run`

const options = {
  at: { type: 'string' },
  name: { type: 'string' },
  owner: { type: 'boolean' },
  role: { type: 'string' },
  sites: { type: 'string' },
  hours: { type: 'string' },
  site: { type: 'string' },
  take: { type: 'string' },
  locale: { type: 'string' },
  since: { type: 'string' },
  zone: { type: 'string' },
  page: { type: 'string' },
  stdin: { type: 'boolean' },
  all: { type: 'boolean' },
  'dry-run': { type: 'boolean' },
  browsers: { type: 'boolean' },
  out: { type: 'string' },
  reason: { type: 'string' },
  person: { type: 'string' },
  key: { type: 'string' },
  help: { type: 'boolean' },
} as const

/** Those that somebody may have meant. */
const commands = [
  'start',
  'check',
  'doctor',
  'suggest',
  'hours',
  'backup',
  'restore',
  'key',
  'key rotate',
  'agent add',
  'agent list',
  'agent role',
  'agent sites',
  'agent password',
  'agent link',
  'agent second-factor reset',
  'agent end-sessions',
  'agent remove',
  'person export',
  'person erase',
  'person hold',
  'person release',
  'person restrict',
  'person unrestrict',
  'mail import',
  'retention',
  'audit',
  'audit verify',
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
  if (command === 'suggest') return suggest(rest[0] ?? '.', values)
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
  if (command === 'mail' && rest[0] === 'import' && rest[1]) {
    const { runMailImport } = await import('./commands/mail.ts')
    return runMailImport(rest[1], rest[2] ?? '.', values.since)
  }
  if (command === 'audit') {
    const isVerified = rest[0] === 'verify'
    const { runAudit } = await import('./commands/audit.ts')
    return runAudit(rest[isVerified ? 1 : 0] ?? '.', isVerified, values.person)
  }
  if (command === 'retention') {
    const at = values.at === undefined ? null : instantOf(values.at)
    if (values.at !== undefined && (at === null || !values['dry-run']))
      return say(`--at ${values.at}: write an instant like 2026-12-06T09:00+02:00, with --dry-run`, 2)
    const { runRetention } = await import('./commands/retention.ts')
    return runRetention(rest[0] ?? '.', values['dry-run'] ?? false, at)
  }
  const code = await runOnFile(command, rest, values.key)
  if (code !== null) return code
  const meant = nearest(positionals.slice(0, 3).join(' '), commands)
  return say(
    `rotame ${positionals.join(' ')}: there is no such command${meant ? `; did you mean ${meant}` : ''}\n\n${help}`,
    2,
  )
}

/** @returns null when it is none of these commands */
async function runOnFile(command: string, rest: string[], key: string | undefined): Promise<number | null> {
  if (command === 'restore' && rest[0]) {
    const { runRestore } = await import('./commands/restore.ts')
    return runRestore(rest[0], rest[1] ?? '.', key)
  }
  if (command === 'backup' && rest[0]) {
    const { runBackup } = await import('./commands/backup.ts')
    return runBackup(rest[0], rest[1] ?? '.')
  }
  if (command !== 'key') return null
  const isRotated = rest[0] === 'rotate'
  const { runKey } = await import('./commands/key.ts')
  return runKey(isRotated, rest[isRotated ? 1 : 0] ?? '.')
}

async function runCheck(folder: string, isAll: boolean): Promise<number> {
  const { check } = await import('./commands/check.ts')
  const problems = check(folder, process.env)
  for (const line of isAll ? problems.map(lineFor) : linesFor(problems)) console.log(line)
  return say(problems.length === 0 ? 'Nothing to mend.' : `${problems.length} to mend.`, problems.length === 0 ? 0 : 1)
}

interface Suggesting {
  site?: string | undefined
  take?: string | undefined
  locale?: string | undefined
}
async function suggest(folder: string, { site, take, locale }: Suggesting): Promise<number> {
  if (take !== undefined) {
    const { runTake } = await import('./commands/suggestTake.ts')
    return runTake({ folder, file: take, site, locale }, console.log)
  }
  const { runSuggest } = await import('./commands/suggest.ts')
  return runSuggest(folder, site, { out: console.log, err: console.error })
}

async function doctor(folder: string, page: string | undefined): Promise<number> {
  if (page !== undefined && !/^https?:$/.test(URL.parse(page)?.protocol ?? ''))
    return say(`--page ${page}: write an address like https://www.example.com/contact`, 2)
  const { runDoctor } = await import('./doctor/doctor.ts')
  return runDoctor(readConfig(folder, process.env), { page, out: console.log })
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
