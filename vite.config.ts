// How the browser's programs are built: loader, panel and chat from widget/, the console from server/console/.

import { join } from 'node:path'
import { defineConfig, type InlineConfig, type Plugin } from 'vite'
import { limits } from './server/limits.ts'

const root = import.meta.dirname

/** What vite makes of an `import()`: a call of its helper, with what is taken of the module. */
const preloaded =
  /__vitePreload\((?:async \(\) => \{\s*const \{ (\w+) \} = await (import\([^)]*\));\s*return \{ \1 \};\s*\}|\(\) => (import\([^)]*\)(?:\.then\([^)]*\) => [\w.]+\))?)), [^)]*import\.meta\.url\)/g

/** Chunks need no CSS and no preloading: vite's helper for both would cost a request and 0.8 kB. */
const noPreload: Plugin = {
  name: 'rotame:no-preload',
  enforce: 'pre',
  load: (id) => (id.includes('vite/preload-helper') ? 'export const __vitePreload = (load) => load()' : null),
  renderChunk: { order: 'post', handler: (code) => code.replaceAll(preloaded, '$2$3') },
}

/**
 * engine.io-client brings every transport to everyone. The chat names the one it uses, and long polling, which
 * widget/polling.ts has, stays out of the chat's chunk.
 */
const oneTransport: Plugin = {
  name: 'rotame:one-transport',
  enforce: 'pre',
  resolveId(id, importer) {
    if (id !== 'socket.io-client' || !importer?.endsWith('widget/polling.ts')) return null
    return join(root, 'node_modules/engine.io-client/build/esm/transports/polling-xhr.js')
  },
  load: (id) => (id.endsWith('engine.io-client/build/esm/transports/index.js') ? 'export const transports = {}' : null),
  transform(code, id) {
    if (!/(engine|socket)\.io-client\/build\/esm\/index\.js$/.test(id)) return null
    return code.replaceAll(/^export \{[^}]*\b(XHR|Fetch|WT)\b[^}]*\} from .*$/gm, () =>
      id.includes('socket.io-client') ? 'export { WebSocket } from "engine.io-client"' : '',
    )
  },
}

/**
 * Nothing binary goes over our sockets (files go over HTTP), so the parsers' other half stays at home: 1.3 kB. And every
 * browser of ours takes addresses apart by itself: 0.4 kB.
 */
const texts: Record<string, string> = {
  'socket.io-parser/build/esm/is-binary.js': 'export const isBinary = null, hasBinary = null',
  'socket.io-parser/build/esm/binary.js': 'export const deconstructPacket = null, reconstructPacket = null',
  'engine.io-parser/build/esm/encodePacket.browser.js': `import { PACKET_TYPES } from './commons.js'
    export const encodePacket = ({ type, data }, _, give) => give(PACKET_TYPES[type] + (data || ''))
    export const encodePacketToBinary = () => { throw new Error('no binary packets') }`,
  'engine.io-parser/build/esm/decodePacket.browser.js': `import { ERROR_PACKET, PACKET_TYPES_REVERSE } from './commons.js'
    export const decodePacket = (text) => {
      const type = PACKET_TYPES_REVERSE[text[0]]
      return type ? { type, data: text.slice(1) || undefined } : ERROR_PACKET
    }`,
  'engine.io-client/build/esm/contrib/parseuri.js': `export const parse = (source) => {
      const { protocol, hostname, port, pathname } = new URL(source)
      return { source, protocol: protocol.slice(0, -1), host: hostname.replace(/^\\[|\\]$/g, ''), port, path: pathname }
    }`,
}
const textOnly: Plugin = {
  name: 'rotame:text-only',
  enforce: 'pre',
  load: (id) => texts[Object.keys(texts).find((path) => id.endsWith(path)) ?? ''] ?? null,
}

/** Of preact, what goes on in HTML that a server drew, and suspends: neither happens here, and it costs 0.25 kB. */
const hydration = [
  [/128&u\.__u&&\(c=32&u\.__u,s=u\.__c\.__z\)&&\(.*?l=o\[0\]\|\|l\),/, ''],
  [
    /if\(e\.length=v,r\.__v=null,c\|\|o\)if\(t&&t\.then\)\{.*?\}else o&&o\.some\(g\);else r\.__e=u\.__e;/,
    'e.length=v;r.__v=null;r.__e=u.__e;',
  ],
  [/function B\(n,t\)\{if\(n&&8==n\.nodeType.*?\}(?=function D\()/, ''],
] as const
const drawOnly: Plugin = {
  name: 'rotame:draw-only',
  enforce: 'pre',
  transform(code, id) {
    if (!/\/preact\/dist\/preact\.m?js$/.test(id)) return null
    return hydration.reduce((left, [part, instead]) => {
      if (!part.test(left)) throw new Error(`preact no longer has ${part}: look what has become of it, or leave it in`)
      return left.replace(part, instead)
    }, code)
  },
}

/** A number where it is asked for, instead of all that the server has as well: 0.15 kB. */
const numbers: Plugin = {
  name: 'rotame:numbers',
  enforce: 'pre',
  transform: (code, id) =>
    /\/widget\/.*\.tsx?$/.test(id)
      ? code.replaceAll(/(?<!\/)\blimits\.(\w+)/g, (_, name: keyof typeof limits) => String(limits[name]))
      : null,
}

/**
 * Of socket.io-client, what nobody here calls: listeners of every event, its own queue of retries (ours is the outbox),
 * a parser of one's own, words for servers of 2019, Node's options; and what of its parser serves the binary. 0.9 kB.
 */
const spare: Record<string, [RegExp, string][]> = {
  'socket.io-client/build/esm/socket.js': [
    [/ {4}onAny\(listener\) \{[^]*(?=\n\}\n)/, ''],
    [/ {4}_addToQueue\(args\) \{[^]*? {4}packet\(packet\) \{/, '    packet(packet) {'],
    [/if \(this\._opts\.retries[^]*?return this;\n {8}\}/, ''],
    [/this\._drainQueue\(true\);/, ''],
    [/this\.notifyOutgoingListeners\(packet\);/g, ''],
    [/if \(this\._anyListeners[^]*?\n {8}\}/, ''],
    [/new Error\("It seems you are trying[^"]*"\)/, 'new Error("no Socket.IO")'],
  ],
  'socket.io-client/build/esm/manager.js': [
    [
      /import \* as parser from "socket\.io-parser";/,
      'import { Decoder, Encoder } from "socket.io-parser"; const parser = { Decoder, Encoder };',
    ],
  ],
  'engine.io-client/build/esm/transports/websocket.js': [[/isReactNative\s*\? \{\}\s*: pick\([^)]*\)/, '{}']],
  'socket.io-parser/build/esm/index.js': [
    // As widget/json.ts does it.
    [/JSON\.stringify\(obj\.data, this\.replacer\)/, 'JSON.stringify(obj.data, function (key) { return this[key] })'],
    [/if \(obj\.type === PacketType\.EVENT \|\| [^]*?\n {8}\}\n(?= {8}return \[)/, ''],
    [/ {4}encodeAsBinary\(obj\) \{[^]*?\n {4}\}\n/, ''],
    [/( {4}add\(obj\) \{)[^]*?\n {4}\}\n/, '$1 super.emitReserved("decoded", this.decodeString(obj)); }\n'],
    [/if \(this\.reconstructor\) \{\s*this\.reconstructor\.finished[^]*?\n {8}\}/, ''],
  ],
}
const called: Plugin = {
  name: 'rotame:called',
  enforce: 'pre',
  transform(code, id) {
    const file = Object.keys(spare).find((path) => id.endsWith(path))
    if (!file) return null
    return spare[file]!.reduce((left, [part, instead]) => {
      if (left.search(part) < 0)
        throw new Error(`${file} no longer has ${part}: look what has become of it, or leave it in`)
      return left.replace(part, instead)
    }, code)
  },
}

/**
 * What the libraries assign to objects of their own under names that `Object.prototype` has fails where a page has frozen
 * that (SES). Nobody here turns a signal into a number or a text.
 */
const frozen: Plugin = {
  name: 'rotame:frozen',
  enforce: 'pre',
  transform(code, id) {
    if (!/@preact\/signals-core\/dist\/signals-core\.(mjs|module\.js)$/.test(id)) return null
    const part = /\w+\.prototype\.(valueOf|toString)=function\(\)\{[^}]*\};/g
    if (!part.test(code))
      throw new Error(`signals-core no longer has ${part}: look what has become of it, or leave it in`)
    return code.replaceAll(part, '')
  },
}

/** engine.io-client listens to the window for as long as there is a page; widget/line.ts does, as long as there is a line. */
const quiet: Plugin = {
  name: 'rotame:quiet',
  enforce: 'pre',
  transform(code, id) {
    if (!id.endsWith('engine.io-client/build/esm/socket.js')) return null
    const listens = /(?<=const withEventListeners = )[^;]*/
    if (!listens.test(code)) throw new Error('engine.io-client listens in another way: look what has become of it')
    return code.replace(listens, 'false')
  },
}

/** `h()` calls are 0.3 kB smaller than those of the automatic runtime; the sources need not know. */
const jsx: Plugin = {
  name: 'rotame:jsx',
  enforce: 'pre',
  transform: (code, id) => (id.endsWith('.tsx') ? `import { h, Fragment } from 'preact';${code}` : null),
}

const shared: InlineConfig = {
  configFile: false,
  logLevel: 'warn',
  plugins: [noPreload, quiet, jsx],
  oxc: { jsx: { runtime: 'classic', pragma: 'h', pragmaFrag: 'Fragment' } },
}

/** The panel and what it loads later; names carry no hash, their folder does. */
export const panel: InlineConfig = {
  ...shared,
  plugins: [noPreload, quiet, numbers, jsx, drawOnly, frozen, oneTransport, textOnly, called],
  root: join(root, 'widget'),
  base: './',
  build: {
    target: 'es2022',
    outDir: join(root, 'dist/w/next'),
    emptyOutDir: true,
    modulePreload: false,
    rolldownOptions: {
      input: ['panel.tsx', 'place.ts', 'hide.ts'].map((name) => join(root, 'widget', name)),
      preserveEntrySignatures: 'allow-extension',
      output: { entryFileNames: '[name].js', chunkFileNames: '[name].js' },
    },
  },
}

/** The script tag: one classic script that knows its build. */
export const loader = (build: string): InlineConfig => ({
  ...shared,
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

export const consoleApp: InlineConfig = {
  ...shared,
  root: join(root, 'server/console'),
  base: '/console/',
  build: { target: 'es2022', outDir: join(root, 'dist/console'), emptyOutDir: true, modulePreload: false },
}

/** The server as one program: node reads a few files instead of a thousand, and strips no types. Only what is no JavaScript stays outside. */
export const server: InlineConfig = {
  configFile: false,
  logLevel: 'error',
  root,
  ssr: { noExternal: true, external: ['better-sqlite3'] },
  build: {
    target: 'node22',
    ssr: 'server/cli.ts',
    outDir: join(root, 'dist/server'),
    minify: false,
    rolldownOptions: { output: { entryFileNames: 'cli.js', chunkFileNames: '[name].js' } },
  },
}

/** Journeys that take their time: clocks that strike, servers that die, sockets that stand still. */
const slow = [
  'demo/e2e/{hours,lines,outbox,denied,altered,typing,mended,identity,deadlines,files,mail,large,keyboard,desk}.test.ts',
  'demo/e2e/{hostile,life,place,versions}.test.ts',
  'server/test/{slow,mailFaults,process,override}.test.ts',
]

export default defineConfig({
  test: {
    include: ['{server,widget,demo}/**/*.test.ts'],
    exclude: process.env['ROTAME_SLOW'] ? [] : slow,
    globalSetup: ['demo/e2e/build.ts', 'server/test/setup.ts'],
    // A busy machine is no failure.
    testTimeout: 45_000,
    // In CI a failure that does not come again is printed and passes; on a desk it fails.
    retry: process.env['CI'] ? 1 : 0,
    expect: { poll: { timeout: 10_000 } },
    hookTimeout: 60_000,
  },
} as InlineConfig)
