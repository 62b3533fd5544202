// Who may import whom: the rooms of the house, checked against the real imports and against what is in each built
// chunk.

import { readdirSync, readFileSync } from 'node:fs'
import { join, posix, relative } from 'node:path'
import { build, type InlineConfig, parseSync, type Rolldown } from 'vite'
import { consoleApp, loader, panels } from '../vite.config.ts'
import { languages } from '../widget/locales.ts'

const root = join(import.meta.dirname, '..')

export interface Import {
  /** The file that imports, from the root of the repository. */
  from: string
  /** A file from the root, or a package. */
  to: string
  /** Whether nothing of it is there when the program runs. */
  isType: boolean
}

interface Room {
  /** What it holds, for CONTRIBUTING.md. */
  is: string
  /** The files of the room; the first room that fits a file is its own. */
  files: RegExp
  /** The rooms that it may import from, itself included where it says so. */
  may: RoomName[] | 'anything'
  /** The rooms of which it may import types, besides. */
  types?: RoomName[]
}
type RoomName = keyof typeof files

/** Which files make a room, or a part of one that others may use. */
const files = {
  tests: /\.test\.ts$|^server\/test\//,
  demo: /^demo\//,
  build: /^(vite\.config|widget\/(build|spare))\.ts$/,
  limits: /^server\/limits\.ts$/,
  key: /^server\/(key|onDisk)\.ts$/,
  protocol: /^server\/protocol\//,
  articles: /^server\/protocol\/(articles|mailTree)\.ts$/,
  languages: /^widget\/locales?\.ts$/,
  pure: /^widget\/(search\/|(called|hours|locales?|quiet)\.ts$|view\/(article|links|mailTree|moved|tokens|topicIcons)\.ts$)/,
  words: new RegExp(`^widget/(strings/|screens/\\w+/(${languages.map(({ name }) => name).join('|')})\\.ts$)`),
  screens: /^widget\/(screens\/|state\.ts$)/,
  view: /^widget\/view\//,
  loader: /^widget\/loader\.ts$/,
  shared: /^widget\/(memory|chime|files\/(list|storage|upload)|life|line|deliver|json)\.ts$/,
  widget: /^widget\//,
  console: /^server\/console\//,
  config: /^server\/config\/config\.ts$/,
  owner:
    /^server\/(config\/(?!config\.ts)|answers\/plans\.ts$|hours\/(calendar|channels|dates|holiday\w+|schema)\.ts$|visitors\/identity\.ts$)/,
  ground: /^server\/(body|bounds|faults|health|metrics|rateLimits|signed|turns)\.ts$/,
  bounds: /^server\/bounds\.ts$/,
  live: /^server\/live\//,
  tables: /^server\/store\/tables\//,
  asked: /^server\/store\/(tables\/|queries\/|(queries|query|store)\.ts$)/,
  store: /^server\/store\//,
  wire: /^server\/wire\//,
  start: /^server\/((app|main|cli)\.ts$|(start|commands|doctor)\/)/,
  concepts:
    /^server\/(access\.ts$|(acts|answers|attendance|conversations|faq|files|hours|letters|mail|pages|push|replies|staff|tickets|visitors)\/)/,
}

const of = (name: RoomName, is: string, may: Room['may'], types: RoomName[] = []): Room => ({
  is,
  files: files[name],
  may,
  types,
})

/** In the order in which a file looks for its own. */
export const rooms: Partial<Record<RoomName, Room>> = {
  tests: of('tests', 'tests, beside what they test or in `server/test/`', 'anything'),
  demo: of('demo', 'where all parts meet: the company, its mailbox, browser tests, benches, checks', 'anything'),
  build: of('build', '`vite.config.ts` and `widget/build.ts`: how the programs are built', ['build', 'limits', 'pure']),
  limits: of('limits', '`server/limits.ts`: the numbers that both ends enforce', []),
  key: of('key', '`server/key.ts`, `server/onDisk.ts`: what the database is encrypted with, and files kept safe', [
    'key',
  ]),
  protocol: of(
    'protocol',
    '`server/protocol/`: what goes over the wire; its `articles.ts` and `mailTree.ts` are of both ends',
    ['protocol', 'limits', 'languages'],
  ),
  pure: of(
    'pure',
    '`widget/search/`, hours, quiet hours, what a call says, the languages (`widget/locale.ts`, `widget/locales.ts`), the tree of an article: nothing but computing, in server and browser',
    ['pure'],
    ['articles'],
  ),
  words: of(
    'words',
    '`widget/strings/`, and a language each beside every screen: the words of the widget',
    ['words'],
    ['pure'],
  ),
  view: of(
    'view',
    '`widget/view/`: what widget and console draw alike',
    ['view', 'words', 'pure', 'limits'],
    ['widget', 'protocol'],
  ),
  screens: of(
    'screens',
    '`widget/screens/`: the panel by screen, and its state',
    ['screens', 'view', 'words', 'pure', 'limits', 'widget'],
    ['protocol'],
  ),
  loader: of('loader', '`widget/loader.ts`: the script tag', ['loader', 'pure'], ['widget']),
  widget: of(
    'widget',
    '`widget/`: its state and screens; shared with the console: outbox, upload, line, storage',
    ['widget', 'limits'],
    ['protocol'],
  ),
  console: of(
    'console',
    '`server/console/`: the program of the agents',
    ['console', 'pure', 'view', 'words', 'shared', 'limits'],
    ['protocol'],
  ),
  config: of('config', '`server/config/config.ts`: rotame.yaml and the environment, read', ['owner', 'key', 'limits']),
  owner: of(
    'owner',
    'the rest of `server/config/`, the schemas of hours, plans and identity: what an owner writes',
    ['owner', 'key', 'limits', 'pure'],
    ['protocol'],
  ),
  ground: of(
    'ground',
    '`server/body.ts`, `server/bounds.ts`, `server/faults.ts`, `server/health.ts`, `server/metrics.ts`, `server/rateLimits.ts`, `server/signed.ts`, `server/turns.ts`',
    ['ground', 'protocol', 'limits'],
    ['store'],
  ),
  live: of(
    'live',
    '`server/live/`: which sockets hear what, on every node',
    ['live', 'ground', 'protocol', 'limits'],
    ['config', 'owner'],
  ),
  tables: of(
    'tables',
    '`server/store/tables/`: what the database keeps, column by column, and its nouns',
    ['tables'],
    ['protocol'],
  ),
  store: of(
    'store',
    '`server/store/`: the database; what concepts ask of it (asked): tables, queries, `store.ts`',
    ['store', 'key', 'bounds', 'protocol', 'limits', 'pure'],
    ['config'],
  ),
  wire: of(
    'wire',
    '`server/wire/`: the edge, where untrusted input stops',
    ['wire', 'concepts', 'owner', 'ground', 'protocol', 'limits', 'languages'],
    ['config', 'live'],
  ),
  start: of(
    'start',
    '`server/app.ts`, `server/main.ts`, `server/cli.ts`, `server/start/`, `server/commands/`, `server/doctor/`',
    ['start', 'concepts', 'config', 'owner', 'key', 'ground', 'live', 'store', 'wire', 'protocol', 'limits', 'pure'],
  ),
  concepts: of(
    'concepts',
    'the other folders of `server/` and `server/access.ts`: no socket, no HTTP, no SQL driver',
    ['concepts', 'owner', 'ground', 'protocol', 'limits', 'pure', 'words'],
    ['config', 'asked', 'live'],
  ),
}

/** Packages that one room has to itself, whoever else may have their types. */
const packages: [name: RegExp, files: RegExp][] = [
  [/^(better-sqlite3-multiple-ciphers|pg|kysely)(\/|$)/, files.store],
  [/^(fastify|socket\.io)$/, /^server\/start\/edge\.ts$/],
  [/^(ioredis|@socket\.io\/redis-adapter)$/, /^server\/live\/redis\.ts$/],
  [/^temporal-polyfill/, /^server\/hours\/calendar\.ts$/],
  [/^better-auth/, /^server\/staff\/auth\.ts$/],
  [/^socket\.io-client$/, /^widget\/(line|polling)\.ts$/],
  [/^(preact|preact\/hooks|@preact\/signals(-core)?)$/, /^(widget\/|server\/(console|letters|pages|faq|hours)\/)/],
]
const isOfBrowser = (file: string) => /^(widget\/(?!build|spare)|server\/(console\/|limits\.ts$))/.test(file)
const forBrowsers =
  /^(preact|preact\/hooks|@preact\/signals(-core)?|fuse\.js\/basic|socket\.io-client|linkify-it|tlds|uqr)$/

/** Every import of our own files. */
export function importsOf(files = sources()): Import[] {
  return files.flatMap((from) => importsIn(from, readFileSync(join(root, from), 'utf8')))
}

/** The imports of one file's text. */
export function importsIn(from: string, text: string): Import[] {
  const { module, errors } = parseSync(from, text)
  if (errors.length > 0) throw new Error(`${from} cannot be parsed: ${errors[0]!.message}`)
  const named = (to: string) => (to.startsWith('.') ? posix.join(posix.dirname(from), to) : to)
  const isType = (entries: { isType: boolean }[]) => entries.length > 0 && entries.every((entry) => entry.isType)
  const again = module.staticExports.flatMap(({ entries }) => entries.filter(({ moduleRequest }) => moduleRequest))
  return [
    ...module.staticImports.map(({ moduleRequest, entries }) => ({
      from,
      to: named(moduleRequest.value),
      isType: isType(entries),
    })),
    ...again.map((entry) => ({ from, to: named(entry.moduleRequest!.value), isType: entry.isType })),
    ...module.dynamicImports.flatMap(({ moduleRequest: { start, end } }) => {
      // What is no plain text is an address, such as the panel's in the loader.
      const plain = /^(['"])(.*)\1$/.exec(text.slice(start, end))
      return plain ? [{ from, to: named(plain[2]!), isType: false }] : []
    }),
  ]
}

/** Every file of ours in TypeScript. */
export const sources = (): string[] =>
  ['server', 'widget', 'demo', 'vite.config.ts'].flatMap((top) => {
    if (top.endsWith('.ts')) return [top]
    const found = readdirSync(join(root, top), { recursive: true, encoding: 'utf8' })
    return found.filter((name) => /\.tsx?$/.test(name)).map((name) => posix.join(top, name.replaceAll('\\', '/')))
  })

/** Imports that the rooms do not allow, each as a sentence. */
export function trespasses(imports: Import[]): string[] {
  return [...imports.flatMap((each) => trespass(each) ?? []), ...circles(imports)]
}

function trespass({ from, to, isType }: Import): string | null {
  const room = Object.values(rooms).find((each) => each.files.test(from))
  if (!room) return `${from} is in no room; give it one in demo/imports.ts`
  if (room.may === 'anything') return null
  if (!/\.tsx?$/.test(to)) return trespassOfPackage({ from, to, isType })
  const allowed = [...room.may, ...(isType ? (room.types ?? []) : [])]
  if (allowed.some((name) => files[name].test(to))) return null
  return `${from} may not import ${isType ? 'types of ' : ''}${to}`
}

function trespassOfPackage({ from, to, isType }: Import): string | null {
  if (isType) return null
  if (isOfBrowser(from) && !forBrowsers.test(to)) return `${from} runs in browsers and may not import ${to}`
  const owner = packages.find(([name]) => name.test(to))
  return owner && !owner[1].test(from) ? `${from} may not import ${to}` : null
}

/** Concepts import each other downwards: whoever imports what imports it back is told the way round. */
function circles(imports: Import[]): string[] {
  const below = Map.groupBy(
    imports.filter(({ isType, from, to }) => !isType && from.startsWith('server/') && to.startsWith('server/')),
    ({ from }) => from,
  )
  const found: string[] = []
  const done = new Set<string>()
  const walk = (file: string, way: string[]) => {
    if (way.includes(file))
      return void found.push(`${[...way.slice(way.indexOf(file)), file].join(' → ')} goes in a circle`)
    if (done.has(file)) return
    for (const { to } of below.get(file) ?? []) walk(to, [...way, file])
    done.add(file)
  }
  for (const file of below.keys()) walk(file, [])
  return found
}

/** What the browser's programs are built of: each chunk with its modules, our own ones from the root. */
export async function chunks(): Promise<Record<string, string[]>> {
  const found: Record<string, string[]> = {}
  for (const program of [...panels, loader('check'), consoleApp]) {
    const { output } = (await build({
      ...program,
      build: { ...program.build, write: false },
    } as InlineConfig)) as Rolldown.RolldownOutput
    for (const chunk of output) if (chunk.type === 'chunk') found[chunk.fileName] = chunk.moduleIds.map(nameOf)
  }
  return found
}

const nameOf = (id: string): string => relative(root, id.replace(/^\0/, '').replace(/\?.*$/, '')).replaceAll('\\', '/')

/** What is loaded to chat, and not before. */
const inEach = (name: string) => languages.map(({ ending }) => `${name}${ending}.js`)
const chatChunks = ['conversation', 'polling'].flatMap(inEach)

/** What is in a chunk and should not be, each as a sentence. */
export function strays(built: Record<string, string[]>): string[] {
  const said: string[] = []
  for (const [chunk, modules] of Object.entries(built)) {
    const isConsole = chunk.startsWith('assets/') || chunk === 'worker.js'
    for (const module of modules) {
      const isServers =
        module.startsWith('server/') &&
        !files.limits.test(module) &&
        !(isConsole && module.startsWith('server/console/'))
      const isForeign =
        /node_modules\/(zod|kysely|better-|fastify|nodemailer|date-holidays|temporal-polyfill|yaml)/.test(module)
      const isChats = /node_modules\/(socket\.io|engine\.io)/.test(module)
      if (isServers || isForeign || (isChats && !isConsole && !chatChunks.includes(chunk)))
        said.push(`${chunk} has ${module} in it`)
    }
  }
  const loaders = built['widget.js'] ?? []
  if (loaders.toSorted().join() !== 'widget/loader.ts,widget/locales.ts')
    said.push(`widget.js is made of ${loaders.join(', ')}, and not of widget/loader.ts and widget/locales.ts`)
  for (const name of [...inEach('panel'), ...chatChunks]) if (!built[name]) said.push(`there is no chunk ${name}`)
  return said
}

/** The rooms as CONTRIBUTING.md has them. */
export function roomsTable(): string {
  const lines = Object.entries(rooms).map(([name, { is, may, types = [] }]) => {
    const imports = may === 'anything' ? may : may.join(', ') || 'nothing'
    return `| ${name} | ${is} | ${imports} | ${types.join(', ')} |`
  })
  return ['| room | what it holds | may import | and types of |', '|---|---|---|---|', ...lines, ''].join('\n')
}

if (import.meta.main) console.log(roomsTable())
