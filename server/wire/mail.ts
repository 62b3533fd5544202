// Mails over HTTP: what a forwarder posts as it came, for whoever has no mailbox that can be read.

import type { FastifyInstance, FastifyReply } from 'fastify'
import { bounds } from '../bounds.ts'
import type { Config } from '../config/config.ts'
import { Refused } from '../protocol/answer.ts'
import type { Log } from './answer.ts'
import { bears } from './bears.ts'
import { serveReturns } from './mailboxes.ts'
import { type Asked, serve } from './route.ts'

export interface MailParts {
  config: Pick<Config, 'sites'>
  /** Takes a mail, once however often it is posted. @returns what became of it */
  takeMail: (source: Buffer, site: string) => Promise<string>
  log: Log
}

const path = '/mail/inbound/:site'

export async function serveMail(app: FastifyInstance, { config, takeMail, log }: MailParts): Promise<void> {
  serveReturns(app)
  // Before the body is read: who does not know the secret is not listened to.
  const onRequest = async (request: Asked<typeof path>, reply: FastifyReply) => {
    const secret = config.sites.get(request.params.site)?.mail?.inbound?.secret ?? null
    if (secret === null) return reply.callNotFound()
    if (bears(request, secret)) return
    log.info({ error: 'signed-out', route: path }, 'mail refused')
    return reply.code(401).send({ ok: false, error: 'signed-out' })
  }
  const take = async ({ params, body }: Asked<typeof path>, reply: FastifyReply) => {
    if (!Buffer.isBuffer(body) || body.length === 0) throw new Refused('empty')
    return reply.send({ ok: true, outcome: await takeMail(body, params.site) })
  }
  await app.register(async (scope) => {
    scope.removeAllContentTypeParsers()
    const parser = { parseAs: 'buffer', bodyLimit: bounds.mail } as const
    scope.addContentTypeParser('*', parser, (_request, body, done) => done(null, body))
    serve(scope, 'POST', path, take, { bodyLimit: bounds.mail, onRequest })
  })
}
