// How the browser's programs are built: loader, panel and chat from widget/, the console from server/console/.

import { existsSync, globSync } from 'node:fs'
import { basename, dirname, join, relative } from 'node:path'
import { defineConfig, type InlineConfig, type Plugin } from 'vite'
import { limits } from './server/limits.ts'
import { type Language, languages } from './widget/locales.ts'
import { spare, texts } from './widget/spare.ts'

const root = import.meta.dirname

/** What vite makes of an `import()`: a call of its helper, with what is taken of the module. */
const preloaded =
  /__vitePreload\((?:async \(\) => \{\s*const \{[^}]*\} = await (import\([^)]*\));\s*return \{[^}]*\};\s*\}|\(\) => (import\([^)]*\)(?:\.then\([^)]*\) => [\w.]+\))?)), [^)]*import\.meta\.url\)/g

/** Chunks need no CSS and no preloading: vite's helper for both would cost a request and 0.8 kB. */
const noPreload: Plugin = {
  name: 'rotame:no-preload',
  enforce: 'pre',
  load: (id) => (id.includes('vite/preload-helper') ? 'export const __vitePreload = (load) => load()' : null),
  renderChunk: { order: 'post', handler: (code) => code.replaceAll(preloaded, '$1$2') },
}

/** Long polling, which widget/polling.ts has, stays out of the chat's chunk. */
const pollingApart: Plugin = {
  name: 'rotame:polling-apart',
  enforce: 'pre',
  resolveId(id, importer) {
    if (id !== 'socket.io-client' || !importer?.endsWith('widget/polling.ts')) return null
    return join(root, 'node_modules/engine.io-client/build/esm/transports/polling-xhr.js')
  },
}

/** Whole files of libraries, and parts of them, that stay at home: widget/spare.ts says why. */
export const textOnly: Plugin = {
  name: 'rotame:text-only',
  enforce: 'pre',
  load: (id) => texts[Object.keys(texts).find((path) => id.endsWith(path)) ?? ''] ?? null,
}

/** A number where it is asked for, instead of all that the server has as well: 0.15 kB. */
const numbers: Plugin = {
  name: 'rotame:numbers',
  enforce: 'pre',
  transform: (code, id) =>
    within(/^widget\/.*\.tsx?$/)(id)
      ? code.replaceAll(/(?<!\/)\blimits\.(\w+)/g, (_, name: keyof typeof limits) => String(limits[name]))
      : null,
}

/** What only the files of the search call so, with each other; a minifier cannot know that: 0.15 kB. */
const searchOnly =
  'segments spellings matches phrases bodies shelves groups isLight spelling isShort texts kinds sizes parts'.split(' ')
const shortNames: Plugin = {
  name: 'rotame:short-names',
  enforce: 'pre',
  transform: (code, id) =>
    within(/^widget\/search\/(\w+\/)?\w+\.ts$/)(id)
      ? code.replaceAll(/\b[a-zA-Z]{5,10}\b/g, (name) =>
          searchOnly.includes(name) ? String.fromCharCode(65 + searchOnly.indexOf(name)) : name,
        )
      : null,
}

/** Whether search needs more for a language than for Greek and English: it has a folder there. */
const hasTongue = ({ name }: Language) => existsSync(join(root, 'widget/search', name))
/** A panel's search knows one tongue, that of its build: the server searches for who reads in another. */
const oneTongue = (language: Language): Plugin => ({
  name: 'rotame:one-tongue',
  enforce: 'pre',
  transform(code, id) {
    const [, folder] = /^widget\/search\/(\w+\/)?\w+\.ts$/.exec(pathOf(id)) ?? []
    if (!/ (tongue|speak)\b.*fold\.ts/.test(code) || !pathOf(id).startsWith('widget/search/')) return null
    const own = folder ? './' : `./${hasTongue(language) ? `${language.name}/` : ''}`
    const alone = code.replaceAll(/^ *speak\(.*\n/gm, '').replaceAll(/\btongue\.(\w+)/g, '$1')
    const begins = '(beginnings[data.tongue!] ?? understand)'
    return [
      `import { keyOf, readings, sound } from '${own}fold.ts';`,
      alone.includes(begins) ? `import { understand as begun } from '${own}understand.ts';` : '',
      alone.replace(begins, 'begun'),
    ].join('')
  },
})

/** Style sheets on one line: 0.05 kB. */
const sheets: Plugin = {
  name: 'rotame:sheets',
  enforce: 'pre',
  transform: (code, id) =>
    within(/^widget\/.*\.tsx?$/)(id)
      ? code.replaceAll(/(?<=\b(?:css|styles|chatStyles|light|dark) = )`[^`]*`/g, (sheet) =>
          sheet.replaceAll(/(?<=[{};`])\n/g, ''),
        )
      : null,
}

export const called = (isOurs: (file: string) => boolean = () => true): Plugin => ({
  name: 'rotame:called',
  enforce: 'pre',
  transform(code, id) {
    const file = Object.keys(spare).find((path) => id.endsWith(path))
    if (!file || !isOurs(file)) return null
    return spare[file]!.reduce((left, [part, instead = '']) => {
      if (typeof part === 'string' ? !left.includes(part) : left.search(part) < 0)
        throw new Error(`${file} no longer has ${part}: look what has become of it, or leave it in`)
      return left.replace(part, instead)
    }, code)
  },
})

/** `h()` calls are 0.3 kB smaller than those of the automatic runtime; the sources need not know. */
const jsx: Plugin = {
  name: 'rotame:jsx',
  enforce: 'pre',
  transform: (code, id) => (id.endsWith('.tsx') ? `import { h, Fragment } from 'preact';${code}` : null),
}

/** A folder's words in a language: `en.ts`. */
const wordsOf = ({ name }: Language) => new RegExp(`/${name}\\.ts$`)
/** In which the sources name their words. */
const written = languages.at(-1)!

/** Of whoever speaks the language of a build, the words are no requests of their own: each has a head of 0.35 kB. */
const spoken = (language: Language): Plugin => ({
  name: 'rotame:spoken',
  enforce: 'pre',
  resolveId(source, importer) {
    const isWords = wordsOf(written).test(source) && importer && !wordsOf(language).test(importer)
    return isWords ? join(dirname(importer), source.replace(wordsOf(written), `/${language.name}.ts`)) : null
  },
})

/**
 * Where others import from a chunk, rolldown makes an object for whoever wants the chunk itself, by a helper in a chunk
 * of its own, which would be one more request. What is taken of such an object are its properties.
 */
const noHelper: Plugin = {
  name: 'rotame:no-helper',
  renderChunk: {
    order: 'post',
    handler(code) {
      // Libraries for tests are no modules, and want more of it.
      const alone =
        /import \{ \w+ as __exportAll \} from "\.\/rolldown-runtime[\w.]*";\n|\/\/ \\0rolldown\/runtime\.js\n[^]*?\n\};\n/
      if (!alone.test(code)) return null
      return code
        .replace(alone, '')
        .replaceAll(
          /= \/\* @__PURE__ \*\/ __exportAll\((\{[^}]*\})\)/g,
          (_, all: string) => `= ${all.replaceAll(/(\w+): \(\) => (\w+)/g, 'get $1() { return $2 }')}`,
        )
    },
  },
  generateBundle(_, bundle) {
    const isAsked = Object.values(bundle).some((each) => 'code' in each && each.code.includes('rolldown-runtime'))
    for (const name of Object.keys(bundle)) if (!isAsked && name.startsWith('rolldown-runtime')) delete bundle[name]
  },
}

/**
 * Whatever is loaded later is loaded by the panel. Bundled as if it said so, nothing that both have gets a chunk of its
 * own, which would be one more request; rolldown alone merges them or not by the order in which it comes upon them.
 */
const afterPanel = (): Plugin => {
  const later = new Set<string>()
  return {
    name: 'rotame:after-panel',
    enforce: 'pre',
    async resolveId(source, importer, options) {
      if (!importer || (options as { kind?: string }).kind !== 'dynamic-import') return null
      const found = await this.resolve(source, importer, { skipSelf: true })
      if (found && !languages.some((language) => wordsOf(language).test(found.id))) later.add(found.id)
      return found
    },
    transform: (code, id) =>
      later.has(id) ? `import ${JSON.stringify(join(root, 'widget/panel.tsx'))};${code}` : null,
    // What takes nothing of it need not load it once more where another build has taken its place.
    renderChunk: { order: 'post', handler: (code) => code.replace(/^import "\.\/panel[^"]*";\n/m, '') },
  }
}

const shared: InlineConfig = {
  configFile: false,
  logLevel: 'warn',
  plugins: [noPreload, jsx],
  oxc: { jsx: { runtime: 'classic', pragma: 'h', pragmaFrag: 'Fragment' } },
}

/** The panel in a language, and what it loads later; names carry no hash, their folder does. */
const panel = (language: Language): InlineConfig => ({
  ...shared,
  define: {
    LANGUAGE: JSON.stringify(language.name),
    LANGUAGES: JSON.stringify(languages.map(({ name }) => name)),
    TONGUE: JSON.stringify(hasTongue(language) ? `&${language.name}` : ''),
  },
  plugins: [
    afterPanel(),
    noPreload,
    noHelper,
    numbers,
    shortNames,
    sheets,
    jsx,
    pollingApart,
    textOnly,
    called(),
    spoken(language),
    oneTongue(language),
  ],
  root: join(root, 'widget'),
  base: './',
  build: {
    target: 'es2022',
    outDir: join(root, 'dist/w/next'),
    emptyOutDir: false,
    modulePreload: false,
    rolldownOptions: {
      input: ['panel.tsx', 'place.ts', 'hide.ts'].map((name) => join(root, 'widget', name)),
      preserveEntrySignatures: 'allow-extension',
      output: {
        entryFileNames: `[name]${language.ending}.js`,
        chunkFileNames: (chunk) => `${chunkName(chunk)}${language.ending}.js`,
      },
    },
  },
})

/** A chunk is called by its file, and one of words by their folder. */
const chunkName = ({ name, moduleIds }: { name: string; moduleIds: string[] }) => {
  const words = languages.some((language) => language.name === name) && moduleIds.at(-1)
  const called = words ? basename(dirname(words)) : name
  return called[0]!.toLowerCase() + called.slice(1)
}

/** The words of every language, for panels that are built in another. */
const words: InlineConfig = {
  ...shared,
  plugins: [noHelper],
  root: join(root, 'widget'),
  base: './',
  build: {
    target: 'es2022',
    outDir: join(root, 'dist/w/next'),
    emptyOutDir: false,
    modulePreload: false,
    rolldownOptions: {
      input: Object.fromEntries(
        globSync(`widget/screens/*/{${languages.map(({ name }) => name).join()}}.ts`, { cwd: root }).map((file) => [
          `words.${basename(dirname(file))}.${basename(file, '.ts')}`,
          join(root, file),
        ]),
      ),
      preserveEntrySignatures: 'strict',
      output: { entryFileNames: '[name].js', chunkFileNames: 'words.[name].js' },
    },
  },
}

/** All that the script tag may load. */
export const panels: InlineConfig[] = [...languages.map(panel), words]

/** What the loader needs of the languages, without their table: 0.07 kB. */
const spokenAlone: Plugin = {
  name: 'rotame:spoken-alone',
  enforce: 'pre',
  load(id) {
    if (!id.endsWith('widget/locales.ts')) return null
    const choice = languages
      .map(({ tags, ending, help, mark }) => ({ tags, said: JSON.stringify([ending, help, mark]) }))
      .reduceRight((otherwise, { tags, said }) => {
        const isIts = tags.map((tag) => `name=="${tag}"`).join('|')
        return otherwise ? `${isIts}?${said}:${otherwise}` : said
      }, '')
    return `export const launcherIn = (tag) => ((name) => ${choice})(tag.toLowerCase().match(/[a-z]+/))`
  },
}

/** The script tag: one classic script that knows its build. */
export const loader = (build: string): InlineConfig => ({
  ...shared,
  plugins: [...shared.plugins!, spokenAlone],
  root: join(root, 'widget'),
  define: { BUILD: JSON.stringify(build) },
  build: {
    target: 'es2022',
    outDir: join(root, 'dist'),
    emptyOutDir: false,
    rolldownOptions: {
      input: join(root, 'widget/loader.ts'),
      output: { format: 'iife', entryFileNames: 'widget.js' },
    },
  },
})

/** Whether a module is one of these, wherever the repository is: its own folder may be called `widget`. */
const pathOf = (id: string) => relative(root, id).replaceAll('\\', '/')
const within = (path: RegExp) => (id: string) => path.test(pathOf(id))

/** The console's chunks but for its pages and words: what is loaded together is smaller in one. */
const consoleGroups = [
  // The libraries, and what the widget has as well.
  {
    name: 'base',
    test: within(
      /^(node_modules\/(?!fuse\.js|linkify-it|tlds|uqr|uc\.micro|engine\.io-client.*polling)|widget\/(?!strings\/|view\/links|chime|polling|search\/)|server\/limits)/,
    ),
  },
  // What is known and done, which waits for no words.
  {
    name: 'state',
    test: within(
      /^server\/console\/(\w+|hours\/state|acts\/messageMenu|inbox\/(undelivered|guests|filter)|(acts|inbox)\/(?!\w*\.?\w\w\.ts|words|names|due|guests|style|items|find|palette|asked)\w+)\.ts$/,
    ),
  },
  // What is around every page; with its words, for which it waits.
  { name: 'shell', test: within(/^server\/console\/(parts|shell)\/(?!\w\w\.ts|agent|faults|StrayMails)/) },
]

/** A page and its words are called by their folder: `inbox-HASH.js`, `inbox.el-HASH.js`. */
const consoleName = ({ facadeModuleId }: { facadeModuleId: string | null }) => {
  const [, folder, file] = /console\/(\w+)\/(Page|\w\w)\.tsx?$/.exec(facadeModuleId ?? '') ?? []
  return `assets/${folder ? `${folder}${file === 'Page' ? '' : `.${file}`}` : '[name]'}-[hash].js`
}

export const consoleApp: InlineConfig = {
  ...shared,
  // Preact stays whole: its hooks are used here.
  plugins: [noPreload, numbers, jsx, pollingApart, textOnly, called((file) => /socket|engine/.test(file))],
  root: join(root, 'server/console'),
  base: '/console/',
  build: {
    target: 'es2022',
    outDir: join(root, 'dist/console'),
    emptyOutDir: true,
    modulePreload: false,
    rolldownOptions: {
      input: { index: join(root, 'server/console/index.html'), worker: join(root, 'server/console/push/worker.ts') },
      output: {
        codeSplitting: { groups: consoleGroups },
        // A worker is known by its address.
        entryFileNames: ({ name }) => (name === 'worker' ? 'worker.js' : 'assets/[name]-[hash].js'),
        chunkFileNames: consoleName,
      },
    },
  },
}

/**
 * What a server at rest holds of its program. One sign beyond Latin-1 makes node keep a file in two bytes a sign: they
 * are all in literals, as escapes. And an `import` of node:http loads what fetch() is made of, to have all names at
 * hand: 14 MB.
 */
const light: Plugin = {
  name: 'rotame:light',
  generateBundle(_, bundle) {
    for (const chunk of Object.values(bundle)) {
      if (chunk.type !== 'chunk') continue
      if (/String\.raw`[^`]*[^\0-\x7f`]/.test(chunk.code)) throw new Error(`${chunk.fileName}: raw text beyond ASCII`)
      chunk.code = chunk.code
        .replaceAll(/[^\0-\x7f]/g, (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`)
        .replaceAll(
          /import\s*(\w+|\{[^}]*\})\s*from\s*"node:http";/g,
          (_, names: string) => `const ${names.replaceAll(' as ', ':')}=process.getBuiltinModule("node:http");`,
        )
    }
  },
}

const never = (what: string) => `module.exports = () => { throw new Error('${what}') }`

/** Parts of libraries that nobody here asks for, 2 MB at rest. */
const unasked: Record<string, string> = {
  // Routes are checked by zod: without a schema there is nothing to compile.
  '@fastify/ajv-compiler/index.js': never('no route has a schema'),
  '@fastify/fast-json-stringify-compiler/index.js': never('no route has a schema'),
  // What is asked for without a socket, by tests.
  'light-my-request/index.js': never('nothing is injected'),
  // Sockets ask `accepts` for encodings, not for the types of all files there are.
  'mime-db/index.js': 'module.exports = {}',
  // Of twenty stores, two.
  'rate-limiter-flexible/index.js': ['Memory', 'Redis', 'Res']
    .map((name) => `exports.RateLimiter${name} = require('./lib/RateLimiter${name}')`)
    .join('\n'),
}
const nothingUnasked: Plugin = {
  name: 'rotame:nothing-unasked',
  load: (id) => unasked[Object.keys(unasked).find((path) => id.endsWith(`node_modules/${path}`)) ?? ''] ?? null,
  buildEnd() {
    const ids = [...this.getModuleIds()]
    const gone = Object.keys(unasked).filter((path) => !ids.some((id) => id.endsWith(`node_modules/${path}`)))
    if (gone.length > 0) throw new Error(`not loaded any more: ${gone.join(', ')}`)
  },
}

/**
 * Calendars by sun and moon, 4 MB at rest with their tables of planets and zones, are read when a country's holidays
 * ask for one.
 */
const calendarsLater: Plugin = {
  name: 'rotame:calendars-later',
  transform(code, id) {
    if (!id.endsWith('date-holidays-parser/src/CalEventFactory.js')) return null
    const later = ['Julian', 'Equinox', 'Chinese']
    for (const name of later) {
      const imported = `import ${name} from './${name}.js'`
      const made = `new ${name}(opts)`
      if (!code.includes(imported) || !code.includes(made)) throw new Error(`${name} is not loaded as it was`)
      const chunk = { type: 'chunk', id: join(dirname(id), `${name}.js`), fileName: `calendar${name}.js` } as const
      this.emitFile({ ...chunk, preserveSignature: 'strict' })
      code = code.replace(imported, '').replace(made, `new (later('./${chunk.fileName}').default)(opts)`)
    }
    return `import { createRequire } from 'node:module'\nconst later = createRequire(import.meta.url)\n${code}`
  },
}

const keepNames = { function: true, class: true }

/**
 * The server as one program: node reads a few files instead of a thousand, and strips no types. Only what is no
 * JavaScript stays outside.
 */
export const server: InlineConfig = {
  configFile: false,
  logLevel: 'error',
  root,
  plugins: [light, nothingUnasked, calendarsLater],
  // Its full one holds all that was ever so, 0.7 MB; an equinox of our years is what is asked of it.
  resolve: {
    alias: {
      'moment-timezone': join(root, 'node_modules/moment-timezone/builds/moment-timezone-with-data-1970-2030.js'),
    },
  },
  ssr: { noExternal: true, external: ['better-sqlite3-multiple-ciphers'] },
  build: {
    target: 'node22',
    ssr: true,
    outDir: join(root, 'dist/server'),
    rolldownOptions: {
      // The thread is found beside whoever starts it.
      input: ['cli.ts', 'store/readerThread.ts'].map((name) => join(root, 'server', name)),
      output: {
        entryFileNames: '[name].js',
        chunkFileNames: '[name].js',
        // Names of functions stay, for whoever reads where an error came from.
        minify: { compress: { keepNames }, mangle: { keepNames }, codegen: { removeWhitespace: true } },
      },
    },
  },
}

/** Journeys that take their time: clocks that strike, servers that die, sockets that stand still, all sizes of page. */
const slow = [
  'demo/e2e/{acts,hours,lines,outbox,denied,altered,typing,mended,identity,deadlines,files,mail,mailed,large,keyboard,desk}.test.ts',
  'demo/e2e/{hostile,life,place,versions,articles,looks,wrapped,page,request,ownData,ownRequests,passkeys,oidc}.test.ts',
  'demo/e2e/{everyScreen,phone,finding,mailboxes,replies,offers,account,cards,push,teams,composing,drafts,rating,views,learned,notes,attendance,merging,names,german,pageNow}.test.ts',
  'server/test/{agentCommand,bounds,slow,mailFaults,mailbox,mailboxDays,mailSites,oldMails,process,override,signInCrowd,nginx}.test.ts',
  'server/test/{consents,erased,retention,secondFactor,audit,disk,characters,restricted,requests,ownData}.test.ts',
  'server/test/{nodes,sealedFields,postgres,passkeys,deadlines,ownRequests,push,everyAct,attendance,pageNow}.test.ts',
  'server/test/{ask,mailThreads,mailedFiles,person,faults,files,drill}.test.ts',
  'server/{store/reader,store/remake,hours/calendar.model,commands/check,console/inbox/attachments}.test.ts',
]

export default defineConfig({
  test: {
    include: ['{server,widget,demo}/**/*.test.ts'],
    exclude: process.env['ROTAME_SLOW'] ? [] : slow,
    globalSetup: ['demo/e2e/build.ts', 'server/test/setup.ts'],
    // Files follow each other in two processes: what they import is read twice, and not once for each of them.
    isolate: false,
    // A busy machine is no failure.
    testTimeout: 45_000,
    // In CI a failure that does not come again is printed and passes; on a desk it fails.
    retry: process.env['CI'] ? 1 : 0,
    expect: { poll: { timeout: 10_000 } },
    hookTimeout: 60_000,
  },
} as InlineConfig)
