// The built programs, served from memory as they were compressed beforehand: a disk or a thread pool that is busy stops
// none of them.

import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { extname, join, relative } from 'node:path'
import { Body } from '../body.ts'
import type { Config, Site } from '../config/config.ts'
import { connectTo, mayEmbed } from './cors.ts'
import { serve } from './route.ts'
import { sendBody } from './sendBody.ts'

interface Program {
  body: Body
  type: string
}

/** Modules and JSON are UTF-8 whatever is said; the one script that is no module has its own line in serveLoader. */
const types: Record<string, string> = {
  '.js': 'text/javascript',
  '.css': 'text/css; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.json': 'application/json',
  '.webmanifest': 'application/manifest+json',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
}

const isText = (type: string) => /text|json|svg/.test(type)

/** What a browser may have of what was built; the server itself and its bill of materials are nobody's to ask for. */
const isServed = /^(widget\.js|(w|console)\/.+)$/

/** Every file of a folder that a browser may have, by its path from there. */
function readPrograms(folder: string): Map<string, Program> {
  const packed = (file: string) => (existsSync(file) ? readFileSync(file) : undefined)
  const found = readdirSync(folder, { recursive: true, withFileTypes: true }).flatMap((entry): [string, Program][] => {
    const type = types[extname(entry.name)]
    const file = join(entry.parentPath, entry.name)
    const path = relative(folder, file).replaceAll('\\', '/')
    if (!entry.isFile() || type === undefined || !isServed.test(path)) return []
    const [br, gzip] = [packed(`${file}.br`), packed(`${file}.gz`)]
    const body = new Body(readFileSync(file), isText(type) ? 'best' : 'none', {
      ...(br && { br }),
      ...(gzip && { gzip }),
    })
    return [[path, { body, type }]]
  })
  return new Map(found)
}

export interface ProgramParts {
  config: Config
  /** The folder of built programs. */
  dist: string
  /** Where the console is served. */
  origins: readonly string[]
}

const forEver = 'max-age=31536000, immutable'

/** Serves loader, chunks and console as they were built. */
export function servePrograms(app: FastifyInstance, { config, dist, origins }: ProgramParts): void {
  const programs = readPrograms(dist)
  const { build } = JSON.parse(readFileSync(join(dist, 'build.json'), 'utf8')) as { build: string }
  const send = (request: FastifyRequest, reply: FastifyReply, path: string, caching: string) => {
    const found = programs.get(path)
    if (!found) return reply.callNotFound()
    return sendBody(request, reply.header('cache-control', caching).type(found.type), found.body)
  }
  serveLoader(app, programs.get('widget.js'), config)
  serve(app, 'GET', '/w/:build/*', (request, reply) => {
    const file = request.params['*']
    reply.header('access-control-allow-origin', '*')
    if (request.params.build === build) {
      const path = `w/${build}/${file}`
      // Modules are always asked for by CORS, and run as nothing but what they say they are.
      if (programs.has(path)) reply.removeHeader('x-content-type-options')
      return send(request, reply, path, forEver)
    }
    // A loader of another build goes on with what is ours; to a panel of another build our chunks do not fit.
    reply.header('cache-control', 'no-store')
    const isAsked = /^(panel|place|hide)\b/.test(file) && programs.has(`w/${build}/${file}`)
    return isAsked ? reply.redirect(`../${build}/${file}`) : reply.callNotFound()
  })
  for (const path of ['/', '/console'] as const)
    serve(app, 'GET', path, (_request, reply) => reply.redirect('/console/'))
  const policy = consolePolicy(origins)
  serve(app, 'GET', '/console/*', (request, reply) => {
    const path = request.params['*']
    const isAsset = path.startsWith('assets/')
    // A script runs under the policy of the page that loads it.
    if (!isAsset) reply.header('content-security-policy', policy).header('referrer-policy', 'same-origin')
    // Whatever is no file of ours is a page of the console.
    const file = isAsset || programs.has(`console/${path}`) ? path : 'index.html'
    return send(request, reply, `console/${file}`, isAsset ? forEver : 'no-cache')
  })
}

/** The script tag, for any page; where its address names a site, it knows that one's launcher. */
function serveLoader(app: FastifyInstance, loader: Program | undefined, { sites }: Config): void {
  const ofSites = new Map(loader && [...sites.values()].map((site) => [site.id, loaderOf(site, loader.body)]))
  serve(app, 'GET', '/widget.js', (request, reply) => {
    const { site } = request.query
    const ofSite = typeof site === 'string' ? ofSites.get(site) : undefined
    mayEmbed(reply.header('access-control-allow-origin', '*'))
    if (!loader) return reply.callNotFound()
    // As it is no module, it would be read in whatever its page is written in.
    reply.header('cache-control', 'max-age=300').type(`${loader.type}; charset=utf-8`)
    return sendBody(request, reply, ofSite ?? loader.body)
  })
}

/** The loader of one site, which knows what its rotame.yaml says of the launcher. */
function loaderOf({ id, launcher: { label, hide, ...rest } }: Site, loader: Body): Body {
  const labels = typeof label === 'object' ? label : { '': label }
  const spoken = `${JSON.stringify(labels)}[document.documentElement.lang.slice(0,2).toLowerCase()]`
  const known = JSON.stringify({ site: id, ...rest, ...(hide && { hide: hide.join(' ') }) })
  const word = label === undefined ? '' : `RotameSite.label=${spoken}||${JSON.stringify(Object.values(labels)[0])};`
  return new Body(`self.RotameSite=${known};${word}${loader.whole.toString()}`)
}

/** The console's own pages: everything from here, nothing inline. */
const consolePolicy = (origins: readonly string[]) =>
  [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "img-src 'self'",
    "manifest-src 'self'",
    "worker-src 'self'",
    connectTo(origins),
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
    "require-trusted-types-for 'script'",
  ].join('; ')
