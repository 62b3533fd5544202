// Configuration: rotame.yaml and the environment, or sentences that say what is wrong and where.

import { createPrivateKey } from 'node:crypto'
import { readFileSync, statSync } from 'node:fs'
import { join, resolve } from 'node:path'
import type * as z from 'zod'
import { type AnswerHours, answerHoursOf, type Channel, channelsOf } from '../hours/channels.ts'
import { type IdentityKey, readKey } from '../visitors/identity.ts'
import { type Inbound, readInbound } from './inbound.ts'
import type { GivenKeys } from '../key.ts'
import { pausesOf, problemsOfEnvironment } from './environment.ts'
import { withFiles } from './given.ts'
import { givenKeysOf } from './givenKeys.ts'
import { type Oidc, readOidc } from './oidc.ts'
import { readYaml } from './ownerFile.ts'
import { pictureProblem } from './picture.ts'
import { ConfigError } from './problem.ts'
import type { planSchema } from '../answers/plans.ts'
import type { Retention } from './retention.ts'
import { configSchema, type filesSchema, type siteSchema } from './schema.ts'

export type Plan = z.infer<typeof planSchema> & { id: string }
type GivenSite = z.infer<typeof siteSchema>
export type SiteMail = Omit<NonNullable<GivenSite['mail']>, 'inbound'> & {
  /** Null: what is answered by mail is not read here. */
  inbound: Inbound | null
}
export type Site = Omit<GivenSite, 'plans' | 'articles' | 'logo' | 'channels' | 'identity' | 'mail'> & {
  id: string
  /** Null: no mail leaves. */
  mail: SiteMail | null
  /** Absolute. */
  folder: string
  /** Absolute, or null. */
  logo: string | null
  plans: Plan[]
  channels: Channel[]
  answerHours: AnswerHours
  /** Null: everyone is a guest. */
  identity: IdentityKey | null
}
/** By their ids. */
export type Sites = ReadonlyMap<string, Site>

export interface Config {
  /** The folder of rotame.yaml. */
  folder: string
  /** The line of rotame.yaml at which a key stands. */
  lineOf: (path: readonly PropertyKey[]) => number
  url: string
  port: number
  /** An address, as `mailto:` or `https:`; null: none is said. */
  securityContact: string | null
  proxies: number
  /** The data folder, absolute. */
  data: string
  smtpUrl: string | null
  /** Pauses between the attempts to send a mail, ms; null: the usual ones, more than a day together. */
  mailPauses: number[] | null
  secret: string | null
  hsts: z.infer<typeof configSchema>['hsts']
  /** What the database's file is encrypted with. */
  keys: GivenKeys
  /** PostgreSQL; null: a file in the data folder. */
  databaseUrl: string | null
  /** Where nodes on one database hear each other; null: there is one node. */
  redisUrl: string | null
  /** Who may read `/metrics`; null: nobody. */
  metricsToken: string | null
  /** What every budget is multiplied by. */
  limitsFactor: number
  /** Null: nothing may be attached. */
  files: z.infer<typeof filesSchema>
  retention: Retention
  staff: Pick<z.infer<typeof configSchema>['staff'], 'secondFactor'>
  /** Who else says who of the team somebody is; null: nobody. */
  oidc: Oidc | null
  push: z.infer<typeof configSchema>['push']
  sites: Map<string, Site>
}

/**
 * Reads a folder's rotame.yaml.
 * @throws ConfigError with every problem
 */
export function readConfig(folder: string, around: NodeJS.ProcessEnv): Config {
  const { data, problems, lineOf } = readYaml(textOf(folder), configSchema, 'rotame.yaml')
  const { env, problems: ofFiles } = withFiles(around, data)
  problems.push(...ofFiles, ...problemsOfEnvironment(env))
  const port = Number(env['PORT'] || 3000)
  const url = (data?.url ?? `http://localhost:${port}`).replace(/\/$/, '')
  const sites = new Map<string, Site>()
  for (const [id, given] of Object.entries(data?.sites ?? {})) {
    const key = given.identity && readKey(given.identity, folder, env)
    const inbound = given.mail?.inbound ? readInbound(given.mail.inbound, env, url) : null
    const site = siteOf(id, given, folder, {
      identity: Array.isArray(key) ? null : key,
      inbound: Array.isArray(inbound) ? null : inbound,
    })
    sites.set(id, site)
    for (const [path, message] of [
      ...problemsOfFiles(site),
      ...(Array.isArray(key) ? [[['identity', key[0]], key[1]] as const] : []),
      ...(Array.isArray(inbound) ? [[['mail', 'inbound', ...inbound[0]], inbound[1]] as const] : []),
    ])
      problems.push({
        file: 'rotame.yaml',
        line: lineOf(['sites', id, ...path]),
        message: `sites.${id}.${path.join('.')}: ${message}`,
      })
  }
  const oidc = data?.staff.oidc ? readOidc(data.staff.oidc, env, { url, sites: [...sites.keys()] }) : null
  if (Array.isArray(oidc)) {
    const path = ['staff', 'oidc', ...oidc[0]]
    problems.push({ file: 'rotame.yaml', line: lineOf(path), message: `${path.join('.')}: ${oidc[1]}` })
  }
  if (!data || problems.length > 0 || Array.isArray(oidc)) throw new ConfigError(problems)
  return {
    folder: resolve(folder),
    lineOf,
    url,
    port,
    hsts: data.hsts,
    securityContact: data.securityContact,
    proxies: data.proxies,
    files: data.files,
    retention: data.retention,
    staff: { secondFactor: data.staff.secondFactor },
    oidc,
    push: data.push,
    data: resolve(env['ROTAME_DATA'] || 'data'),
    smtpUrl: env['SMTP_URL'] || null,
    mailPauses: pausesOf(env['MAIL_PAUSES'])?.data ?? null,
    secret: env['ROTAME_SECRET'] || null,
    keys: givenKeysOf(around).keys,
    databaseUrl: env['DATABASE_URL'] || null,
    redisUrl: env['REDIS_URL'] || null,
    metricsToken: env['METRICS_TOKEN'] || null,
    limitsFactor: Number(env['LIMITS_FACTOR'] || 1),
    sites,
  }
}

function textOf(folder: string): string {
  const file = join(folder, 'rotame.yaml')
  try {
    return readFileSync(file, 'utf8').replace(/^\uFEFF/, '')
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    const advice =
      code === 'ENOENT' || code === 'ENOTDIR'
        ? 'there is no such file; name the folder that has your rotame.yaml'
        : `cannot be read (${code}); mend its permissions`
    throw new ConfigError([{ file, line: null, message: advice }])
  }
}

function siteOf(
  id: string,
  { mail, plans, articles, logo, channels, ...site }: GivenSite,
  folder: string,
  { identity, inbound }: { identity: IdentityKey | null; inbound: Inbound | null },
): Site {
  return {
    ...site,
    mail: mail && { ...mail, inbound, dkim: mail.dkim && { ...mail.dkim, key: resolve(folder, mail.dkim.key) } },
    id,
    identity,
    folder: resolve(folder, articles),
    logo: logo === null ? null : resolve(folder, logo),
    channels: channelsOf(channels, site.hours),
    answerHours: answerHoursOf(channels, site.hours),
    plans: Object.entries(plans).map(([name, times]) => ({ id: name, ...times })),
  }
}

/** What is wrong with the files that a site names: key and words. */
function problemsOfFiles({ folder, logo, mail }: Site): [path: PropertyKey[], message: string][] {
  const problems: [path: PropertyKey[], message: string][] = []
  if (!statSync(folder, { throwIfNoEntry: false })?.isDirectory())
    problems.push([['articles'], `there is no folder ${folder}; make it, or name another`])
  const wrong = logo === null ? null : pictureProblem(logo)
  if (wrong) problems.push([['logo'], `${logo} ${wrong}`])
  const unread = mail?.dkim ? keyProblem(mail.dkim.key) : null
  if (unread) problems.push([['mail', 'dkim', 'key'], `${mail!.dkim!.key} ${unread}`])
  return problems
}

/** Why a file cannot sign, or null. */
function keyProblem(path: string): string | null {
  try {
    createPrivateKey(readFileSync(path))
    return null
  } catch (error) {
    const { code = '' } = error as NodeJS.ErrnoException
    return code.startsWith('E') && !code.startsWith('ERR') ? `cannot be read (${code})` : 'has no private key in PEM'
  }
}
