// `npm run dev`: the demo behind vite, rebuilt, restarted and reloaded whenever a source changes.

import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { createServer, type ProxyOptions } from 'vite'

const root = join(import.meta.dirname, '..')
const port = Number(process.env['PORT'] || 3000)
const product = `http://localhost:${port}`
const site = `http://localhost:${port + 1}`
const here = `http://localhost:${port + 2}`
let demo: ChildProcess | undefined

/** Builds and starts the demo; when that fails, what is wrong has been printed and the next change tries again. */
async function start(): Promise<void> {
  if (demo && demo.exitCode === null) {
    demo.kill('SIGTERM')
    await once(demo, 'exit')
  }
  if (spawnSync(process.execPath, ['widget/build.ts'], { cwd: root, stdio: 'inherit' }).status !== 0) return
  const given = process.argv.slice(2)
  demo = spawn(process.execPath, ['demo/start.ts', '--origin', here, ...given], {
    cwd: root,
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  await Promise.race([once(demo.stdout!, 'data'), once(demo, 'exit')])
}

/** Passes the site's pages on, with vite's client in them and without the policy that would forbid it. */
const pages: ProxyOptions = {
  target: site,
  selfHandleResponse: true,
  configure: (proxy) =>
    proxy.on('proxyRes', (from, _request, to) => {
      const { 'content-security-policy': _, 'content-length': __, ...headers } = from.headers
      to.writeHead(from.statusCode ?? 502, headers)
      const client = headers['content-type']?.startsWith('text/html')
        ? '<script type="module" src="/@vite/client"></script>'
        : ''
      from.pipe(to, { end: false }).on('unpipe', () => to.end(client))
    }),
}
const consolePages: ProxyOptions = { ...pages, target: product }
/** The console's requests come from the origin that the product knows. */
const requests: ProxyOptions = { target: product, ws: true, headers: { origin: product } }

await start()
const vite = await createServer({
  configFile: false,
  root,
  appType: 'custom',
  logLevel: 'warn',
  optimizeDeps: { noDiscovery: true },
  server: {
    port: port + 2,
    strictPort: true,
    watch: { ignored: ['**/dist/**', '**/data/**', '**/node_modules/**'] },
    proxy: { '^/(api|socket\\.io)/': requests, '^/console': consolePages, '^/(?!@vite|@id|@fs|node_modules)': pages },
  },
})
await vite.listen()
let timer: NodeJS.Timeout | undefined
vite.watcher.on('all', (_event, path) => {
  if (!/\.(tsx?|html|css|svg|ya?ml)$/.test(path)) return
  clearTimeout(timer)
  timer = setTimeout(() => void start().then(() => vite.ws.send({ type: 'full-reload' })), 150)
})
console.log(`Site with the widget   ${here}`)
console.log(`Agents' console        ${here}/console/`)
console.log(`Mailbox                ${here}/mailbox`)

const stop = () => {
  demo?.kill('SIGTERM')
  void vite.close().then(() => process.exit(0))
}
process.once('SIGINT', stop)
process.once('SIGTERM', stop)
