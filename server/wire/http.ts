// The edge over HTTP: what all answers have in common, and who serves what.

import type { FastifyInstance } from 'fastify'
import type { Config } from '../config/config.ts'
import { type Log, refusal, statusOf } from './answer.ts'
import type { SignInParts } from './auth.ts'
import { type FileParts, serveFiles } from './files.ts'
import { type FormParts, serveForms } from './forms.ts'
import { type MailParts, serveMail } from './mail.ts'
import { type PageParts, servePages } from './pages.ts'
import { type PictureParts, servePictures } from './pictures.ts'
import { type ProbeParts, serveProbes } from './probes.ts'
import { type ProgramParts, servePrograms } from './programs.ts'
import { type RatingPageParts, serveRatings } from './ratings.ts'
import { type ReadingParts, serveReading } from './reading.ts'
import { type RequestPageParts, serveRequests } from './requests.ts'
import { serveSignIn } from './signIn.ts'

type HttpParts = ProbeParts &
  ReadingParts &
  PictureParts &
  FormParts &
  FileParts &
  MailParts &
  SignInParts &
  PageParts &
  RequestPageParts &
  RatingPageParts &
  ProgramParts

export async function serveHttp(app: FastifyInstance, parts: HttpParts): Promise<void> {
  answerFaults(app, parts.log)
  addHeaders(app, parts.config)
  app.setNotFoundHandler((_request, reply) => reply.code(404).send({ ok: false, error: 'malformed' }))
  serveProbes(app, parts)
  await serveReading(app, parts)
  servePictures(app, parts)
  serveForms(app, parts)
  await serveFiles(app, parts)
  await serveMail(app, parts)
  serveSignIn(app, parts)
  await servePages(app, parts)
  await serveRequests(app, parts)
  await serveRatings(app, parts)
  servePrograms(app, parts)
}

/** Answers what was thrown before an endpoint was reached. */
function answerFaults(app: FastifyInstance, log: Log): void {
  app.setErrorHandler((error: { statusCode?: number } & Error, request, reply) => {
    const { status, ...answered } = answerTo(error, log)
    if (answered.error !== 'failed')
      log.info({ error: answered.error, route: request.routeOptions.url }, 'request refused')
    return reply.code(status).send(answered)
  })
}

/** What was thrown by us or by fastify's parsers. */
function answerTo(error: { statusCode?: number } & Error, log: Log) {
  if (error.statusCode === 413) return { status: 413, ok: false, error: 'too-long' as const }
  if (error.statusCode && error.statusCode < 500)
    return { status: error.statusCode, ok: false, error: 'malformed' as const }
  const answered = refusal(error, log)
  return { status: statusOf(answered.error), ...answered }
}

/** Nothing is what its bytes look like, and where there is TLS there is nothing else. */
function addHeaders(app: FastifyInstance, { url, hsts }: Pick<Config, 'url' | 'hsts'>): void {
  const onlyTls = `max-age=31536000${hsts.includeSubDomains ? '; includeSubDomains' : ''}`
  const isSecure = url.startsWith('https:')
  app.addHook('onRequest', async (request, reply) => {
    // HTTP/1.1 keeps connections without a word of it, and the two lines that node writes are 49 bytes.
    if (request.raw.httpVersion === '1.1') reply.raw.removeHeader('connection')
    reply.header('x-content-type-options', 'nosniff')
    if (isSecure) reply.header('strict-transport-security', onlyTls)
  })
}
