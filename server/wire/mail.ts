// Mails over HTTP: what a forwarder posts as it came, for who has no mailbox that can be read.

import type { FastifyInstance } from 'fastify'
import { bounds } from '../bounds.ts'
import type { Config } from '../config/config.ts'
import { Refused } from '../protocol/answer.ts'
import { type Log, refusal, statusOf } from './answer.ts'
import { bears } from './bears.ts'

export interface MailParts {
  config: Pick<Config, 'sites'>
  /** Takes a mail, once however often it is posted. @returns what became of it */
  takeMail: (source: Buffer, site: string) => Promise<string>
  log: Log
}

const path = '/mail/inbound/:site'

export async function serveMail(app: FastifyInstance, { config, takeMail, log }: MailParts): Promise<void> {
  await app.register(async (scope) => {
    scope.removeAllContentTypeParsers()
    scope.addContentTypeParser('*', { parseAs: 'buffer', bodyLimit: bounds.mail }, (_request, body, done) =>
      done(null, body),
    )
    scope.post<{ Params: { site: string } }>(
      path,
      {
        bodyLimit: bounds.mail,
        // Before the body is read: who does not know the secret is not listened to.
        onRequest: async (request, reply) => {
          const secret = config.sites.get(request.params.site)?.mail?.inbound?.secret ?? null
          if (secret === null) return reply.callNotFound()
          if (bears(request, secret)) return
          log.info({ error: 'signed-out', route: path }, 'mail refused')
          return reply.code(401).send({ ok: false, error: 'signed-out' })
        },
      },
      async ({ params, body }, reply) => {
        try {
          if (!Buffer.isBuffer(body) || body.length === 0) throw new Refused('empty')
          return await reply.send({ ok: true, outcome: await takeMail(body, params.site) })
        } catch (error) {
          const refused = refusal(error, log)
          return reply.code(statusOf(refused.error)).send(refused)
        }
      },
    )
  })
}
