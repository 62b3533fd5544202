// Configuration: rotame.yaml and the environment, or sentences that say what is wrong and where.

import { createPrivateKey, randomBytes } from 'node:crypto'
import {
  accessSync,
  chmodSync,
  closeSync,
  constants,
  existsSync,
  fsyncSync,
  linkSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import * as z from 'zod'
import { hoursSchema } from '../hours/calendar.ts'
import { type AnswerHours, answerHoursOf, type Channel, channelsOf, channelsSchema } from '../hours/channels.ts'
import { type IdentityKey, identitySchema, readKey } from '../visitors/identity.ts'
import { originProblem } from './origins.ts'
import { lineFor, type Problem, readYaml } from './ownerFile.ts'
import { pictureProblem } from './picture.ts'
import { builtInAccent } from './theme.ts'

/** What an owner has to mend; the message has a line for each problem. */
export class ConfigError extends Error {
  readonly problems: Problem[]
  constructor(problems: Problem[]) {
    super(problems.map(lineFor).join('\n'))
    this.problems = problems
  }
}

const units = { s: 1_000, m: 60_000, h: 3_600_000, d: 86_400_000 }
const durationWords = 'write a duration like 15m, 24h or 2d'
/** `15m` -> ms. */
const duration = z
  .string(durationWords)
  .regex(/^[1-9]\d{0,3}[smhd]$/, durationWords)
  .transform((text) => Number(text.slice(0, -1)) * units[text.at(-1) as keyof typeof units])
const origin = z.string().check(({ value, issues }) => {
  const message = originProblem(value)
  if (message !== null) issues.push({ code: 'custom', input: value, message })
})
const localized = z.union([z.string(), z.record(z.string(), z.string())], {
  error: ({ input }) =>
    typeof input === 'number' || typeof input === 'boolean'
      ? `put quotes around it: "${input}"`
      : 'write text in quotes, or one text a locale, like { el: "…", en: "…" }',
})
const locale = z.string().regex(/^[a-z]{2,3}(-[A-Za-z0-9]+)*$/, 'write a language tag like el or en-GB')
const mailbox = z
  .string()
  .regex(
    /^([^<>\r\n]+<[^\s@<>]+@[^\s@<>]+>|[^\s@<>]+@[^\s@<>]+)$/,
    'write an address like support@example.com or "Shop <support@example.com>"',
  )

const filesWords =
  'write false, or its keys below it: maxSize (a size like 10MB), perAddress, unsent and reserve (sizes too), scanner (a command, like ["clamscan", "-"]) and scanSeconds'
const sizes = { kB: 1e3, MB: 1e6, GB: 1e9 }
/** `10MB` -> bytes. */
const fileSize = z
  .string()
  .regex(/^[1-9]\d{0,3}(kB|MB|GB)$/)
  .transform((text) => Number(text.slice(0, -2)) * sizes[text.slice(-2) as keyof typeof sizes])
const filesSchema = z.union(
  [
    z.literal(false).transform(() => null),
    z
      .strictObject({
        /** Of one file. */
        maxSize: fileSize.default(10e6),
        /** Of all that one address uploads in a day. */
        perAddress: fileSize.default(200e6),
        /** Of all that was uploaded for a site and not sent yet. */
        unsent: fileSize.default(500e6),
        /** Of the disk, which uploads leave free. */
        reserve: fileSize.default(500e6),
        /** A command that gets each file at its standard input; `{file}` among its words stands for a path. Exit code 0: clean. */
        scanner: z.tuple([z.string()], z.string()).nullable().default(null),
        /** After which a file that the scanner has not called clean is refused. */
        scanSeconds: z.int().min(1).max(600).default(30),
      })
      .refine(
        ({ maxSize, perAddress, unsent }) => Math.min(perAddress, unsent) >= maxSize,
        'make perAddress and unsent as large as maxSize, or larger',
      ),
  ],
  filesWords,
)

const plan = z.strictObject({
  /** What it is called where its promise is said; its id, and to visitors nothing, where it is left out. */
  title: localized.nullable().default(null),
  chat: duration,
  email: duration,
  ticket: duration,
  critical: duration,
})
const guest = { title: null, chat: 900_000, email: 86_400_000, ticket: 172_800_000, critical: 86_400_000 }

const siteSchema = z.strictObject({
  /** Shown to visitors. */
  name: z.string().min(1),
  /** The pages that may embed the widget. */
  origins: z.array(origin).min(1),
  /** The first is the default. */
  locales: z
    .array(locale)
    .min(1)
    .refine((tags) => new Set(tags).size === tags.length, 'a locale is here twice; keep one of them'),
  /** Folder of articles, from the folder of rotame.yaml. */
  articles: z.string(),
  hours: hoursSchema,
  /** Phone and e-mail, beside the chat. */
  channels: channelsSchema.default({}),
  /** What `{{name}}` in an article stands for; one text, or one a locale. */
  variables: z.record(z.string(), localized).default({}),
  /** The owner's own site: what an article's link to `/contact` is relative to. */
  home: z
    .url({ protocol: /^https?$/ })
    .nullable()
    .default(null),
  privacyUrl: z
    .url({ protocol: /^https?$/ })
    .nullable()
    .default(null),
  /** A picture (svg, png, jpeg, webp or gif), from the folder of rotame.yaml. */
  logo: z.string().nullable().default(null),
  /** Seconds after which a waiting visitor is offered an answer by e-mail. */
  waitSeconds: z.int().min(5).default(90),
  /** Categories of the problem form. */
  categories: z.record(z.string(), localized).default({}),
  /** Ids of the articles asked most. */
  most: z.array(z.string()).default([]),
  /** Per locale, groups of words that mean the same in a search: `{ en: [[bill, invoice]] }`. */
  synonyms: z.record(locale, z.array(z.array(z.string().min(1)).min(2))).default({}),
  /** Answer times; the first plan is a guest's. */
  plans: z
    .record(z.string(), plan)
    .refine((plans) => Object.keys(plans).length > 0, 'name at least one plan, or leave plans out')
    .default({ basic: guest }),
  /** The key with which your own site signs who a visitor is; without it everyone is a guest. */
  identity: identitySchema.nullable().default(null),
  /** The team's mailbox; without it no mail leaves. */
  mail: z
    .strictObject({
      from: mailbox,
      to: mailbox,
      /** How long a chat's reply may be unread after its visitor has left, before it is mailed. */
      unread: duration.default(300_000),
      /** Signs what leaves: a private key in PEM, from the folder of rotame.yaml, and the selector its public half is found under. */
      dkim: z
        .strictObject({ selector: z.string().regex(/^[\w.-]+$/, 'write a selector like "rotame"'), key: z.string() })
        .nullable()
        .default(null),
    })
    .nullable()
    .default(null),
  /** The launcher, for pages whose script tag is `widget.js?site=…`; attributes of the tag come before it. */
  launcher: z
    .strictObject({
      side: z.enum(['left', 'right']).optional(),
      /** Pixels from that side and from below. */
      distance: z
        .string()
        .regex(/^\d{1,3}( \d{1,3})?$/, 'write pixels from the side and from below, like "24 80"')
        .optional(),
      /** A word or two on it. */
      label: localized.optional(),
      /** Where it is not: paths, and `closed` for while nobody answers. */
      hide: z
        .array(z.string().regex(/^(closed|\/[^\s*]*\*?)$/, 'write closed, or a path like /embed or /checkout/*'))
        .optional(),
      theme: z.enum(['light', 'dark', 'auto', 'page']).optional(),
    })
    .default({}),
  theme: z
    .strictObject({
      accent: z
        .string()
        .regex(/^#[\da-f]{6}$/i, 'write a colour like "#14674d"')
        .default(builtInAccent),
    })
    .default({ accent: builtInAccent }),
})

const configSchema = z.strictObject({
  /** Where visitors and agents reach the server: links in mails, cookies, Message-IDs. */
  url: z
    .string()
    .refine((text) => {
      const parsed = URL.parse(text)
      return parsed !== null && /^https?:$/.test(parsed.protocol) && parsed.href === `${parsed.origin}/`
    }, 'write an address like "https://chat.example.com", without a path')
    .optional(),
  /** How many proxies of yours stand before the server. */
  proxies: z.int().min(0).default(0),
  /** What visitors and agents may attach; false: nothing. */
  files: filesSchema.prefault({}),
  sites: z
    .record(z.string().regex(/^[a-z\d-]+$/, 'a site is named by lower-case letters, digits and dashes'), siteSchema)
    .refine((sites) => Object.keys(sites).length > 0, 'name at least one site'),
})

export type Plan = z.infer<typeof plan> & { id: string }
export type Site = Omit<z.infer<typeof siteSchema>, 'plans' | 'articles' | 'logo' | 'channels' | 'identity'> & {
  id: string
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
export interface Config {
  /** The folder of rotame.yaml. */
  folder: string
  /** The line of rotame.yaml at which a key stands. */
  lineOf: (path: readonly PropertyKey[]) => number
  url: string
  port: number
  proxies: number
  /** The data folder, absolute. */
  data: string
  smtpUrl: string | null
  /** Pauses between the attempts to send a mail, ms; null: the usual ones, more than a day together. */
  mailPauses: number[] | null
  secret: string | null
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
  sites: Map<string, Site>
}

/**
 * Reads a folder's rotame.yaml.
 * @throws ConfigError with every problem
 */
export function readConfig(folder: string, env: NodeJS.ProcessEnv): Config {
  const { data, problems, lineOf } = readYaml(textOf(folder), configSchema, 'rotame.yaml')
  problems.push(...problemsOfEnvironment(env))
  const sites = new Map<string, Site>()
  for (const [id, given] of Object.entries(data?.sites ?? {})) {
    const key = given.identity && readKey(given.identity, folder, env)
    const site = siteOf(id, given, folder, Array.isArray(key) ? null : key)
    sites.set(id, site)
    for (const [path, message] of [
      ...problemsOfFiles(site),
      ...(Array.isArray(key) ? [[['identity', key[0]], key[1]] as const] : []),
    ])
      problems.push({
        file: 'rotame.yaml',
        line: lineOf(['sites', id, ...path]),
        message: `sites.${id}.${path.join('.')}: ${message}`,
      })
  }
  if (!data || problems.length > 0) throw new ConfigError(problems)
  const port = Number(env['PORT'] || 3000)
  return {
    folder: resolve(folder),
    lineOf,
    url: (data.url ?? `http://localhost:${port}`).replace(/\/$/, ''),
    port,
    proxies: data.proxies,
    files: data.files,
    data: resolve(env['ROTAME_DATA'] || 'data'),
    smtpUrl: env['SMTP_URL'] || null,
    mailPauses: pausesOf(env['MAIL_PAUSES'])?.data ?? null,
    secret: env['ROTAME_SECRET'] || null,
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
  { mail, plans, articles, logo, channels, ...site }: z.infer<typeof siteSchema>,
  folder: string,
  identity: IdentityKey | null,
): Site {
  return {
    ...site,
    mail: mail && { ...mail, dkim: mail.dkim && { ...mail.dkim, key: resolve(folder, mail.dkim.key) } },
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

/** `1s,5s,2m` -> ms. */
const pausesOf = (text: string | undefined) =>
  text ? z.array(duration).safeParse(text.split(',').map((each) => each.trim())) : null

/** What is wrong with the environment; an empty variable counts as missing. */
function problemsOfEnvironment(env: NodeJS.ProcessEnv): Problem[] {
  const problems: Problem[] = []
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

/**
 * Makes the data folder when it is missing, makes sure that it can be written, and closes it to other users.
 * @returns what others can read and only its owner can close
 * @throws ConfigError with what to do
 */
export function prepareData({ data, databaseUrl }: Pick<Config, 'data' | 'databaseUrl'>): string[] {
  // With a database elsewhere nothing is kept here.
  if (databaseUrl !== null) return []
  try {
    makeFolder(data)
    const open = openToOthers(data).filter((path) => !closeToOthers(path))
    accessSync(data, constants.W_OK | constants.X_OK)
    const database = join(data, 'rotame.sqlite')
    if (existsSync(database)) accessSync(database, constants.W_OK)
    return open
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    const message = `the data folder cannot be written (${code}); let this user write there, or name another folder with ROTAME_DATA`
    throw new ConfigError([{ file: data, line: null, message }])
  }
}

/** What other users of the machine can get at: the folder, unless it is everybody's like /tmp, and what is ours in it. */
function openToOthers(data: string): string[] {
  const files = ['secret', 'lock', 'rotame.sqlite', 'rotame.sqlite-wal', 'rotame.sqlite-shm']
  const isShared = (statSync(data).mode & 0o1000) !== 0
  return [...(isShared ? [] : [data]), ...files.map((name) => join(data, name))].filter(
    (path) => ((statSync(path, { throwIfNoEntry: false })?.mode ?? 0) & 0o077) !== 0,
  )
}

/** @returns false when it is not this user's to close */
function closeToOthers(path: string): boolean {
  try {
    chmodSync(path, statSync(path).mode & 0o700)
    return true
  } catch (error) {
    const { code = '' } = error as NodeJS.ErrnoException
    if (['EPERM', 'EROFS', 'ENOTSUP'].includes(code)) return false
    throw error
  }
}

/** Node's own `recursive` never returns where the system says ENOENT of a folder that is there, as in /proc. */
function makeFolder(path: string): void {
  if (statSync(path, { throwIfNoEntry: false })?.isDirectory()) return
  const above = dirname(path)
  if (!existsSync(above)) makeFolder(above)
  mkdirSync(path, { mode: 0o700 })
  sync(above)
}

/** Forces a file, or what a folder lists, to disk. */
function sync(path: string): void {
  const opened = openSync(path, 'r')
  try {
    fsyncSync(opened)
  } finally {
    closeSync(opened)
  }
}

/** It has its name once it is whole and on disk; of two that start together the first wins, and both read what it wrote. */
function makeSecret(file: string): void {
  const part = `${file}.${process.pid}`
  writeFileSync(part, `${randomBytes(32).toString('base64url')}\n`, { mode: 0o600, flush: true })
  try {
    linkSync(part, file)
  } catch (error) {
    const { code = '' } = error as NodeJS.ErrnoException
    // Not every file system has links.
    if (['EPERM', 'ENOTSUP', 'ENOSYS'].includes(code)) renameSync(part, file)
    else if (code !== 'EEXIST') throw error
  } finally {
    rmSync(part, { force: true })
  }
  sync(dirname(file))
}

/** The secret that signs sign-ins: given, or made once in the data folder. */
export function secretOf({ secret, data, databaseUrl }: Pick<Config, 'secret' | 'data' | 'databaseUrl'>): string {
  if (secret) return secret
  prepareData({ data, databaseUrl })
  const file = join(data, 'secret')
  if (!existsSync(file)) makeSecret(file)
  const found = readFileSync(file, 'utf8').trim()
  if (found.length < 32)
    throw new ConfigError([
      {
        file,
        line: null,
        message: 'is empty or cut off; restore it from your backup, or delete it and everyone signs in again',
      },
    ])
  return found
}
