// `rotame agent add | list | password | …`: who may sign in and how, said beside a running server or without one.

import { createInterface } from 'node:readline/promises'
import { Writable } from 'node:stream'
import * as z from 'zod'
import { type Config, readConfig } from '../config/config.ts'
import { prepareData, secretOf } from '../config/dataFolder.ts'
import { Letters } from '../letters/letters.ts'
import type { Member } from '../protocol/account.ts'
import { role, type Role } from '../protocol/staff.ts'
import { atCommandLine, noteDone } from '../staff/audit.ts'
import type { Deed } from '../protocol/audit.ts'
import { passwordLength, WeakPassword } from '../staff/password.ts'
import { openStaff, type Staff } from '../staff/staff.ts'
import { openStore } from '../store/open.ts'
import type { Store } from '../store/store.ts'
import { say } from './say.ts'

export const agentVerbs = [
  'add',
  'list',
  'role',
  'sites',
  'password',
  'link',
  'second-factor',
  'end-sessions',
  'remove',
] as const

interface Asked {
  name?: string | undefined
  owner?: boolean | undefined
  role?: string | undefined
  sites?: string | undefined
}

/** What was written cannot be; in a sentence. */
class Unwritable extends Error {}

/** How soon a running server has done what was said here, which it sees in the database. */
const soon = 'A server that runs ends their open pages within 15 seconds'

/** @returns the exit code */
export async function runAgent(
  verb: (typeof agentVerbs)[number],
  rest: string[],
  { name, owner, ...asked }: Asked,
): Promise<number> {
  if (verb === 'list') return within(rest[0], (staff, _, store) => list(staff, store))
  if (verb === 'second-factor' && rest[0] !== 'reset')
    return say(`agent second-factor ${rest[0] ?? ''}: write agent second-factor reset EMAIL`, 2)
  const [email, folder] = verb === 'second-factor' ? rest.slice(1) : rest
  if (!z.email().safeParse(email).success)
    return say(`agent ${verb} ${email ?? ''}: write an e-mail address, like eleni@example.com`, 2)
  const done: Recorded = { what: deeds[verb], about: email! }
  if (verb === 'remove') return within(folder, (staff) => remove(staff, email!), done)
  if (verb === 'second-factor') return within(folder, (staff) => resetSecondFactor(staff, email!), done)
  if (verb === 'end-sessions') return within(folder, (staff) => endSessions(staff, email!), done)
  if (verb === 'link') return within(folder, (staff, _, store) => printLink(staff, store, email!), done)
  if (verb === 'add' && !name) return say('agent add: say who it is with --name "Eleni Pappa"', 2)
  if (verb === 'role' || verb === 'sites') return setStanding(verb, email!, rest.slice(1))
  const add = async (staff: Staff, config: Config) => {
    const role = readRole(asked.role ?? (owner ? 'owner' : 'agent'))
    const sites = asked.sites === undefined ? null : readSites(asked.sites, config)
    const password = await readPassword(email!)
    if (verb === 'password') return setPassword(staff, email!, password)
    const isNew = await staff.accounts.add({ email: email!, name: name!, password, role, sites })
    return isNew ? say(`${email} may sign in at ${config.url}/console`, 0) : say(`${email} has an account already.`, 1)
  }
  return within(folder, add, done)
}

/** `agent role EMAIL ROLE` and `agent sites EMAIL SITES`. */
function setStanding(verb: 'role' | 'sites', email: string, [given = '', folder]: string[]): Promise<number> {
  const change = async (staff: Staff, config: Config) => {
    const standing = verb === 'role' ? { role: readRole(given) } : { sites: readSites(given, config) }
    if ((await staff.accounts.setStanding(email, standing)) === null) return unknown(email)
    const is = verb === 'role' ? `is ${given} now` : `serves ${given === 'all' ? 'every site' : given} now`
    return say(`${email} ${is}; open pages of theirs know it within 15 seconds.`, 0)
  }
  return within(folder, change, { what: 'account-changed', about: email, facts: { [verb]: given } })
}

function readRole(text: string): Role {
  const { data } = role.safeParse(text)
  if (!data) throw new Unwritable(`${text || 'no role'}: write one of ${role.options.join(', ')}`)
  return data
}

/** `shop,blog`, or `all`. */
function readSites(text: string, { sites }: Config): string[] | null {
  if (text === 'all') return null
  const known = [...sites.keys()]
  const named = text.split(',').map((each) => each.trim())
  for (const each of named)
    if (!known.includes(each))
      throw new Unwritable(`${each || 'no site'}: write all, or sites with commas between them, of ${known.join(', ')}`)
  return named
}

interface Recorded {
  what: Deed
  about: string
  facts?: Record<string, string>
}
/** What each verb is recorded as. */
const deeds = {
  add: 'account-added',
  role: 'account-changed',
  sites: 'account-changed',
  password: 'account-password',
  link: 'password-link',
  'second-factor': 'account-reset',
  'end-sessions': 'account-signed-out',
  remove: 'account-removed',
} as const satisfies Partial<Record<(typeof agentVerbs)[number], Deed>>

/** Opens the accounts of a folder for as long as `act` takes. @param done what is recorded when it has succeeded */
async function within(
  folder = '.',
  act: (staff: Staff, config: Config, store: Store) => Promise<number>,
  done: Recorded | null = null,
): Promise<number> {
  const config = readConfig(folder, process.env)
  prepareData(config)
  const store = await openStore(config)
  try {
    const secret = secretOf(config)
    const mails = { letters: new Letters({ config, secret, realClock: Date.now }), queued() {}, realClock: Date.now }
    const { url, oidc } = config
    const staff = openStaff({ store, secret, url, origins: [], ...mails, ...config.staff, oidc })
    const code = await act(staff, config, store)
    if (done && code === 0) await noteDone(store, { ...atCommandLine(), ...done }, Date.now())
    return code
  } catch (error) {
    if (error instanceof WeakPassword) return say(error.message, 1)
    if (error instanceof Unwritable) return say(error.message, 2)
    throw error
  } finally {
    await store.close()
  }
}

async function list(staff: Staff, store: Store): Promise<number> {
  const all = await staff.accounts.list()
  if (all.length === 0) return say('Nobody has an account yet; make one with: rotame agent add', 0)
  const teams = await store.all(store.queries.teams())
  for (const { id, email, name, role, sites, sessions, usedAt, ...ways } of all) {
    const used = usedAt === null ? 'signed out' : `${sessions} signed in, last used ${new Date(usedAt).toISOString()}`
    const own = teams.filter(({ members }) => members.includes(id)).map((team) => team.name)
    const where = [sites?.join(',') ?? 'all sites', ...(own.length > 0 ? [`teams: ${own.join(', ')}`] : [])].join('; ')
    console.log([email, name, role, where, wayIn(ways), used].join('\t'))
  }
  return 0
}

type Ways = Pick<Member, 'hasPassword' | 'hasSecondFactor' | 'passkeys'>

function wayIn({ hasPassword, hasSecondFactor, passkeys }: Ways): string {
  const second = [...(hasSecondFactor ? ['second factor'] : []), ...(passkeys > 0 ? [counted(passkeys)] : [])]
  return second.length > 0 ? second.join(', ') : hasPassword ? 'password alone' : 'no password here'
}
const counted = (passkeys: number): string => (passkeys === 1 ? '1 passkey' : `${passkeys} passkeys`)

async function remove(staff: Staff, email: string): Promise<number> {
  if (!(await staff.accounts.remove(email))) return unknown(email)
  return say(
    `${email} may sign in no more. ${soon} and gives their open conversations back to the queue; what they wrote keeps their name.`,
    0,
  )
}

/** A running server mails whom it concerns. */
const here = () => ({ by: atCommandLine().by, browser: '' })

async function setPassword(staff: Staff, email: string, password: string): Promise<number> {
  if (!(await staff.accounts.setPassword(email, password, here()))) return unknown(email)
  return say(`${email} has a new password and is signed out everywhere. ${soon}.`, 0)
}

/** What lets in whom nothing else does: where the issuer alone decides, and is away. */
async function printLink(staff: Staff, store: Store, email: string): Promise<number> {
  const account = await staff.accounts.byEmail(email)
  if (!account) return unknown(email)
  const link = await store.write(() => staff.links.make(`password:${account.id}`))
  return say(`For one use within an hour, to set a password of ${email} and be signed in:\n${link}`, 0)
}

async function resetSecondFactor(staff: Staff, email: string): Promise<number> {
  const { passkeys = 0 } = (await staff.accounts.list()).find((each) => each.email === email.toLowerCase()) ?? {}
  if (!(await staff.accounts.resetSecondFactor(email, here()))) return unknown(email)
  const gone = passkeys === 0 ? '' : ` ${counted(passkeys)} of theirs ${passkeys === 1 ? 'is' : 'are'} gone too.`
  return say(`${email} is signed out everywhere and makes a new second factor at the next sign-in.${gone} ${soon}.`, 0)
}

async function endSessions(staff: Staff, email: string): Promise<number> {
  if (!(await staff.accounts.endSessions(email))) return unknown(email)
  return say(`${email} is signed out everywhere. ${soon}.`, 0)
}

const unknown = (email: string): number => say(`${email} has no account; see: rotame agent list`, 1)

/** The first line of standard input; what is typed at a terminal is not shown. */
async function readPassword(email: string): Promise<string> {
  process.stderr.write(`Password for ${email} (${passwordLength.least} to ${passwordLength.most} characters): `)
  const output = new Writable({ write: (_chunk, _encoding, done) => done() })
  const input = createInterface({ input: process.stdin, output, terminal: process.stdin.isTTY })
  const { value = '' } = await input[Symbol.asyncIterator]().next()
  input.close()
  if (process.stdin.isTTY) process.stderr.write('\n')
  return value
}
