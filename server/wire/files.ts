// Files over HTTP: uploads from the sites' own pages and from the console, and what signed links lead to.

import { guarded } from '../faults.ts'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { Readable } from 'node:stream'
import type { Config } from '../config/config.ts'
import type { Files } from '../files/files.ts'
import { isAgents, type Uploader, uploadedByAgent, uploadedByVisitor } from '../files/uploader.ts'
import { isPicture } from '../files/fileType.ts'
import { checkRight, isPageOf } from '../access.ts'
import { type RefusalCode, Refused } from '../protocol/answer.ts'
import { fileUpload } from '../protocol/files.ts'
import { visitorSecret } from '../protocol/pieces.ts'
import type { Staff } from '../staff/staff.ts'
import { pageWords } from '../pages/words.ts'
import { visitorOf } from '../visitors/visitors.ts'
import { type Limit, type Limiter, type Log, refusal, statusOf } from './answer.ts'
import { answerPreflight, mayRead } from './cors.ts'
import { type Asked, type RouteOf, serve } from './route.ts'

export interface FileParts {
  config: Config
  /** Where the console is served. */
  origins: string[]
  staff: Staff
  files: Files
  clock: () => number
  limit: Limit
  log: Log
  addressOf: (request: FastifyRequest) => string
}

type Put = Asked<'/files/:site/:id'>

export async function serveFiles(app: FastifyInstance, parts: FileParts): Promise<void> {
  serveLinks(app, parts, parts.limit('file-get'))
  if (parts.config.files)
    await app.register(async (scope) => serveUploads(scope, parts, parts.config.files!, parts.limit('file-put')))
}

/** A file's bytes: what it is by its content, never run, and drawn only when it is a plain picture. */
function serveLinks(app: FastifyInstance, { files, clock, addressOf }: FileParts, limiter: Limiter): void {
  serve(app, 'GET', '/files/:id', async (request, reply) => {
    reply.header('cache-control', 'no-store')
    reply
      .header('content-security-policy', "sandbox; default-src 'none'")
      .header('cross-origin-resource-policy', 'cross-origin')
    await limiter.spend(addressOf(request))
    const { exp, sig } = request.query
    const file = await files
      .read(request.params.id, Number(exp), typeof sig === 'string' ? sig : '')
      .catch(refusedTo(request))
    if (file instanceof Refused)
      return reply.code(statusOf(file.code)).type('text/plain; charset=utf-8').send(wordsFor(request, file.code))
    // A page that would draw it would need gigabytes; who follows the link gets it as a file.
    if (isPicture(file.type) && !file.isDrawn && !isFollowed(request)) throw new Refused('too-big')
    if (file.isDrawn || !isPicture(file.type))
      reply.header('cache-control', `private, max-age=${Math.floor((file.expiresAt - clock()) / 1_000)}`)
    // RFC 6266: the name in UTF-8.
    const named = encodeURIComponent(file.name).replaceAll(/['()]/g, (sign) => `%${sign.charCodeAt(0).toString(16)}`)
    reply.header('content-disposition', `${file.isDrawn ? 'inline' : 'attachment'}; filename*=UTF-8''${named}`)
    return reply.type(file.type).header('content-length', file.size).send(Readable.from(file.bytes))
  })
}

/** Whether somebody follows the link, and no page draws what it leads to. */
const isFollowed = ({ headers }: FastifyRequest): boolean => headers.accept?.includes('text/html') ?? false

/** Who follows a link in a browser reads in words why it leads nowhere. */
const refusedTo =
  (request: FastifyRequest) =>
  (error: unknown): Refused => {
    if (error instanceof Refused && isFollowed(request)) return error
    throw error
  }

/** In the language that the browser asks for first. */
const wordsFor = ({ headers }: FastifyRequest, code: RefusalCode): string =>
  pageWords(headers['accept-language'] ?? '').links[code]!

/**
 * Uploads are read as they come, by this route alone, and only after everything that can refuse them before has not.
 */
function serveUploads(app: FastifyInstance, parts: FileParts, rules: NonNullable<Config['files']>, limiter: Limiter) {
  const { config, origins, files, log, addressOf } = parts
  const bytes = parts.limit('file-bytes', rules.perAddress)
  app.removeAllContentTypeParsers()
  app.addContentTypeParser('*', (_request, _payload, done) => done(null))
  const path = '/files/:site/:id'
  const refuse = (reply: FastifyReply, error: unknown) => {
    const refused = refusal(error, log)
    if (refused.error !== 'failed') log.info({ error: refused.error, route: path }, 'upload refused')
    return reply.code(statusOf(refused.error)).send(refused)
  }
  /** Only the site's own pages may read what is answered. */
  const allow = (request: Put, reply: FastifyReply) => {
    const site = config.sites.get(request.params.site)
    if (site && !isPageOf(site.origins, request.headers)) return false
    mayRead(request, reply)
    if (!site) throw new Refused('unknown-site')
    return true
  }
  app.options<RouteOf<typeof path>>(path, (request, reply) => {
    if (!allow(request, reply)) return reply.code(403).send()
    return answerPreflight(request, reply, 'PUT')
  })
  serve(app, 'PUT', path, async (request, reply) => {
    try {
      if (!allow(request, reply)) throw new Refused('wrong-origin')
      await limiter.spend(addressOf(request))
      const { success, data } = fileUpload.safeParse(request.params)
      const size = Number(request.headers['content-length'])
      if (!success || !Number.isInteger(size)) throw new Refused('malformed')
      if (size > rules.maxSize) throw new Refused('too-big')
      const uploader = await uploaderOf(request, data.site, parts, origins)
      const from = isAgents(uploader) ? uploader.by : addressOf(request)
      // What cannot be kept is still answered: the request outlives whoever stops reading it.
      const bytesOf = request.raw.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>
      const upload = { id: data.id, name: nameIn(request), size, bytes: bytesOf, from }
      const file = await paid(bytes, from, size, () => files.receive(uploader, upload))
      return await reply.send({ ok: true, file })
    } catch (error) {
      // Cut off: nobody is there to be answered, and the next attempt has the same id.
      if (request.raw.destroyed && !request.raw.complete) return void log.info({ route: path }, 'upload cut off')
      // Who still sends hears the answer once the rest is read.
      setImmediate(guarded(log, () => request.raw.resume()))
      return refuse(reply, error)
    }
  })
}

/** Spends bytes before they come, so that many at once are counted, and gives them back when nothing was stored. */
export async function paid<T>(budget: Limiter, key: string, size: number, work: () => Promise<T>): Promise<T> {
  try {
    await budget.spend(key, size).catch((error: unknown) => {
      // Not `too-many`, which is tried again by itself: a day is too long to wait for.
      throw error instanceof Refused ? new Refused('no-room') : error
    })
    return await work()
  } catch (error) {
    await budget.refund(key, size)
    throw error
  }
}

/** A visitor shows their secret, an agent has a cookie; a cookie counts on the console's own pages only. */
async function uploaderOf({ headers }: Put, site: string, { staff }: FileParts, origins: string[]): Promise<Uploader> {
  if (headers.authorization !== undefined) {
    // A page may add a token of its own to whatever is asked; browsers then send both in one line.
    const shown = headers.authorization
      .split(',')
      .map((each) => visitorSecret.safeParse(each.trim().replace(/^Bearer /, '')))
    const secret = shown.find(({ success }) => success)?.data
    if (secret === undefined) throw new Refused('malformed')
    return uploadedByVisitor(visitorOf(site, secret, null))
  }
  if (!isPageOf(origins, headers)) throw new Refused('wrong-origin')
  const found = await staff.signedIn(headers.cookie)
  if (!found) throw new Refused('signed-out')
  await checkRight('agent of the site', { site }, found.agent, async () => null)
  return uploadedByAgent(site, found.agent.id)
}

/** A header has no letters but Latin ones, so the name comes encoded. */
function nameIn({ headers }: Put): string {
  const given = headers['rotame-name']
  if (typeof given !== 'string' || given.length > 4_000) throw new Refused('malformed')
  try {
    return decodeURIComponent(given)
  } catch {
    throw new Refused('malformed')
  }
}
