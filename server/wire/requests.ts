// The edge of requests: their pages, and the plain forms of these.

import { randomBytes } from 'node:crypto'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { spokenOf } from '../../widget/locales.ts'
import { Body } from '../body.ts'
import type { Config } from '../config/config.ts'
import { localeOf } from '../config/locale.ts'
import { guarded } from '../faults.ts'
import type { Files } from '../files/files.ts'
import { uploadedByReference } from '../files/uploader.ts'
import { checkAddress } from '../mail/address.ts'
import { pageStyles } from '../pages/style.ts'
import { type Brand, sheetStyles } from '../pages/frame.ts'
import { findPage, liveScript, provePage, requestPage } from '../pages/request.ts'
import { requestWords, whyNot } from '../pages/requestWords.ts'
import { Refused } from '../protocol/answer.ts'
import { cut } from '../protocol/pieces.ts'
import { readReference } from '../tickets/reference.ts'
import { requestPath } from '../tickets/requestKey.ts'
import type { Followed, Requests } from '../tickets/requests.ts'
import type { Limit, Log } from './answer.ts'
import { type Fields, isMultipart, mostTyped, takeForms } from './plainForms.ts'
import { RequestBudgets } from './requestBudgets.ts'
import { giveKey, keyIn } from './requestCookie.ts'
import { idOf, RequestFiles } from './requestFiles.ts'
import { type Asked, serve } from './route.ts'
import { sendBody } from './sendBody.ts'
import { sendSheet } from './sheet.ts'

export interface RequestPageParts {
  config: Pick<Config, 'sites' | 'url' | 'files'>
  files: Files
  requests: Requests
  limit: Limit
  log: Log
  addressOf: (request: FastifyRequest) => string
}

type At = Asked<'/t/:reference'>

export async function serveRequests(app: FastifyInstance, parts: RequestPageParts): Promise<void> {
  await app.register(async (scope) => {
    takeForms(scope)
    new RequestPages(parts).serve(scope)
  })
}

class RequestPages {
  readonly #parts: RequestPageParts
  readonly #budgets: RequestBudgets
  readonly #files: RequestFiles

  constructor(parts: RequestPageParts) {
    this.#parts = parts
    this.#budgets = new RequestBudgets(parts)
    this.#files = new RequestFiles(parts)
  }

  serve(app: FastifyInstance): void {
    serve(app, 'GET', '/t', (request, reply) => {
      const typed = request.query['reference']
      if (typeof typed !== 'string') return sendSheet(reply, findPage(spoken(request), this.#brand(), null))
      return reply.redirect(requestPath(encodeURIComponent(cut(typed.trim(), 20))), 303)
    })
    serve(app, 'GET', '/t/style.css', (request, reply) => {
      reply.header('cache-control', 'public, max-age=300').type('text/css; charset=utf-8')
      return sendBody(request, reply, new Body(pageStyles(null) + sheetStyles, 'quick'))
    })
    serve(app, 'GET', '/t/live.js', (request, reply) => {
      reply.header('cache-control', 'public, max-age=300').type('text/javascript; charset=utf-8')
      return sendBody(request, reply, new Body(liveScript, 'quick'))
    })
    serve(app, 'GET', '/t/:reference', (request, reply) => this.#show(request, reply))
    serve(app, 'POST', '/t/:reference', (request, reply) => this.#take(request, reply), { bodyLimit: mostTyped })
  }

  async #show(request: At, reply: FastifyReply): Promise<FastifyReply> {
    const reference = readReference(request.params.reference)
    if (reference === null || reference === 'mistyped')
      return sendSheet(reply.code(404), findPage(spoken(request), this.#brand(), request.params.reference))
    const { key } = request.query
    if (typeof key === 'string') {
      // It is no more in the address, and so in no history that somebody else looks at, nor in what a link says.
      this.#giveKey(reply, reference, key)
      return reply.redirect(requestPath(reference), 303)
    }
    const followed = await this.#opened(request, reference)
    if (followed) return this.#sendThread(reply, followed)
    const wrong = keyIn(request) === '' ? undefined : requestWords(spoken(request)).ended
    return this.#sendProof(request, reply, reference, { isSent: 'sent' in request.query, wrong })
  }

  async #take(request: At, reply: FastifyReply): Promise<FastifyReply> {
    const { 'sec-fetch-site': from = 'same-origin' } = request.headers
    const reference = readReference(request.params.reference)
    if (reference === null || reference === 'mistyped') return this.#show(request, reply)
    if (from !== 'same-origin') throw new Refused('wrong-origin')
    const sent = { ...(request.body as Fields | undefined) }
    if (sent['do'] === 'send-code') return this.#sendCode(request, reply, reference, sent['email'] ?? '')
    if (sent['do'] === 'prove') return this.#prove(request, reply, reference, sent['code'] ?? '')
    const followed = await this.#opened(request, reference)
    if (followed) return this.#write(request, reply, reference, followed, sent)
    // The key has ended meanwhile.
    if (isMultipart(request)) await this.#files.read(request, null, sent)
    const asked = { isSent: false, wrong: requestWords(spoken(request)).ended, text: sent['text'] }
    return this.#sendProof(request, reply.code(403), reference, asked)
  }

  async #sendCode(request: At, reply: FastifyReply, reference: string, email: string): Promise<FastifyReply> {
    const { requests, log } = this.#parts
    const words = requestWords(spoken(request))
    try {
      checkAddress(email.trim())
      await this.#budgets.spend('codes', request, reference)
    } catch (error) {
      const wrong = this.#saying(error, words)
      return this.#sendProof(request, reply.code(400), reference, { isSent: false, wrong, email })
    }
    // Afterwards, so that how long it takes says nothing.
    setImmediate(guarded(log, () => requests.sendCode(reference, email)))
    return reply.redirect(`${requestPath(reference)}?sent`, 303)
  }

  async #prove(request: At, reply: FastifyReply, reference: string, typed: string): Promise<FastifyReply> {
    try {
      await this.#budgets.spend('tries', request, reference)
      this.#giveKey(reply, reference, await this.#parts.requests.prove(reference, typed))
      return reply.redirect(requestPath(reference), 303)
    } catch (error) {
      const wrong = this.#saying(error, requestWords(spoken(request)))
      return this.#sendProof(request, reply.code(400), reference, { isSent: true, wrong })
    }
  }

  async #write(
    request: At,
    reply: FastifyReply,
    reference: string,
    followed: Followed,
    sent: Fields,
  ): Promise<FastifyReply> {
    const { requests } = this.#parts
    const draft = () => ({ id: sent['id'] ?? '', text: sent['text'] ?? '' })
    try {
      // Read before it is refused: what was typed is given back.
      const spent = await this.#budgets.spend('writes', request, reference).catch((error: unknown) => ({ error }))
      const uploader = spent
        ? null
        : () => uploadedByReference(followed.conversation.site, followed.conversation.ticket!.reference)
      const files = isMultipart(request) ? await this.#files.read(request, uploader, sent) : []
      if (spent) throw spent.error
      const { isElsewhere, conversation } = followed
      if (isElsewhere)
        return this.#sendThread(reply.code(409), followed, {
          draft: draft(),
          wrong: requestWords(conversation.locale).elsewhere,
        })
      if (sent['do'] === 'close') await requests.close(followed)
      else await requests.write(followed, { ...draft(), id: idOf(sent['id']), files })
      return reply.redirect(requestPath(reference), 303)
    } catch (error) {
      const wrong = this.#saying(error, requestWords(followed.conversation.locale))
      // What was refused is stored nowhere: its id, and those of its files, may stand for nothing else afterwards.
      const id = error instanceof Refused ? newId() : draft().id
      return this.#sendThread(reply.code(400), followed, { draft: { ...draft(), id }, wrong })
    }
  }

  #opened(request: At, reference: string): Promise<Followed | null> {
    return this.#parts.requests.open(reference, keyIn(request))
  }

  /** Why it was not taken, for a person; a fault is logged, and said as one. */
  #saying(error: unknown, words: ReturnType<typeof requestWords>): string {
    if (!(error instanceof Refused)) {
      this.#parts.log.error({ err: error }, 'fault')
      return words.failed
    }
    return whyNot(error, words)
  }

  #giveKey(reply: FastifyReply, reference: string, key: string): void {
    giveKey(reply, reference, key, this.#parts.config.url.startsWith('https:'))
  }

  #sendThread(
    reply: FastifyReply,
    followed: Followed,
    { draft = { id: newId(), text: '' }, wrong }: { draft?: { id: string; text: string }; wrong?: string } = {},
  ): FastifyReply {
    const site = this.#parts.config.sites.get(followed.conversation.site)!
    const drawn = requestPage(followed, {
      brand: site,
      locale: localeOf(site, followed.conversation.locale),
      zone: site.hours.timezone,
      draft,
      wrong,
      mayAttach: this.#files.areTaken,
    })
    return sendSheet(reply, drawn)
  }

  #sendProof(request: At, reply: FastifyReply, reference: string, asked: Parameters<typeof provePage>[3]) {
    return sendSheet(reply, provePage(spoken(request), this.#brand(), reference, asked))
  }

  /** Of the only site; where there are several, whose request it is is told to its own people alone. */
  #brand(): Brand {
    const [only, ...others] = this.#parts.config.sites.values()
    return others.length === 0 ? (only ?? null) : null
  }
}

const spoken = ({ headers }: FastifyRequest): string => spokenOf(headers['accept-language'] ?? '')

const newId = () => randomBytes(16).toString('base64url')
