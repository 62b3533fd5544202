// The edge of the help pages' contact form: drawn, and what it sends taken through the same door as the widget's form.

import { randomBytes } from 'node:crypto'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { Config } from '../config/config.ts'
import type { Files } from '../files/files.ts'
import { uploadedByVisitor } from '../files/uploader.ts'
import type { AvailabilityBoard } from '../hours/availability.ts'
import { askPath, helpPath, type HelpSite } from '../pages/document.ts'
import { askedPage, askPage, type Draft, type Standing } from '../pages/ask.ts'
import { whyNotAsked } from '../pages/askWords.ts'
import { requestWords } from '../pages/requestWords.ts'
import { Refused } from '../protocol/answer.ts'
import { visitorSecret } from '../protocol/pieces.ts'
import { ticketOpen } from '../protocol/ticket.ts'
import type { Tickets } from '../tickets/tickets.ts'
import { visitorOf } from '../visitors/visitors.ts'
import { type Limit, type Limiter, type Log, statusOf } from './answer.ts'
import { type Fields, isMultipart, mostTyped, takeForms } from './plainForms.ts'
import { RequestFiles } from './requestFiles.ts'
import { type Asked, serve } from './route.ts'
import { browserOf } from './visitor.ts'

export interface AskParts {
  config: Pick<Config, 'files'>
  availability: AvailabilityBoard
  files: Files
  tickets: Pick<Tickets, 'open'>
  /** The product's, ms. */
  clock: () => number
  limit: Limit
  log: Log
  addressOf: (request: FastifyRequest) => string
}

/** What the help pages have in common. */
interface Around {
  placeOf: (site: string, locale: string) => HelpSite
  /** What a page may do. */
  policy: string
}

type At = Asked<'/help/:site/:locale/ask'>

export class AskPages {
  readonly #parts: AskParts
  readonly #around: Around
  readonly #files: RequestFiles
  readonly #limiter: Limiter

  constructor(parts: AskParts, around: Around) {
    this.#parts = parts
    this.#around = around
    this.#files = new RequestFiles(parts)
    this.#limiter = parts.limit('form-ticket')
  }

  async serve(app: FastifyInstance): Promise<void> {
    await app.register(async (scope) => {
      takeForms(scope)
      serve(scope, 'POST', '/help/:site/:locale/ask', (...asked) => this.#take(...asked), { bodyLimit: mostTyped })
    })
  }

  /** @param text what was searched for in vain */
  async show(reply: FastifyReply, place: HelpSite, text: string): Promise<FastifyReply> {
    return this.#send(reply, askPage(place, await this.#standing(place), draftOf({ text }), null))
  }

  async #take(request: At, reply: FastifyReply): Promise<FastifyReply> {
    const { 'sec-fetch-site': from = 'same-origin' } = request.headers
    const place = this.#around.placeOf(request.params.site, request.params.locale)
    if (from !== 'same-origin') throw new Refused('wrong-origin')
    if (!place.mayAsk) throw new Refused('malformed')
    const sent: Fields = { ...(request.body as Fields | undefined) }
    try {
      const { ticket } = await this.#open(request, place, sent)
      return this.#send(reply, askedPage(place, await this.#standing(place), ticket))
    } catch (error) {
      return this.#giveBack(reply, place, sent, error)
    }
  }

  async #open(request: At, place: HelpSite, sent: Fields): ReturnType<Tickets['open']> {
    const { addressOf, tickets } = this.#parts
    const address = addressOf(request)
    // Read before it is refused: what was typed is given back.
    const spent = await this.#limiter.spend(address).catch((error: unknown) => ({ error }))
    const uploader = () => uploadedByVisitor(visitorOf(place.site.id, secretIn(sent), null))
    const files = isMultipart(request) ? await this.#files.read(request, spent ? null : uploader, sent) : []
    if (spent) throw spent.error
    const url = place.url + helpPath(place.site.id, place.locale, askPath)
    const { id, secret, email = '', name = '', topic = '', text = '', url: trap = '' } = sent
    const typed = { id, secret, email, name, topic, text, trap }
    const { success, data } = ticketOpen.safeParse({
      ...typed,
      ...(files.length > 0 && { files }),
      context: { page: { url, title: place.site.name }, locale: place.locale, zone: '', path: [] },
    })
    if (!success) throw new Refused('malformed')
    const visitor = visitorOf(place.site.id, data.secret, null)
    return tickets.open(visitor, data, { browser: browserOf(request.headers['user-agent']), address })
  }

  /** The form as it was sent, with the reason; a fault is logged, and said as one. */
  async #giveBack(reply: FastifyReply, place: HelpSite, sent: Fields, error: unknown): Promise<FastifyReply> {
    const isRefused = error instanceof Refused
    if (!isRefused) this.#parts.log.error({ err: error }, 'fault')
    const text = isRefused ? whyNotAsked(error, place.locale) : requestWords(place.locale).failed
    const code = isRefused ? error.code : 'failed'
    const field = code === 'bad-email' ? 'email' : code === 'empty' || code === 'too-long' ? 'text' : null
    // What was refused is stored nowhere: its id, and those of its files, may stand for nothing else afterwards.
    const draft = draftOf({ ...sent, ...(isRefused && { id: newId() }) })
    return this.#send(reply.code(statusOf(code)), askPage(place, await this.#standing(place), draft, { text, field }))
  }

  async #standing({ site }: HelpSite): Promise<Standing> {
    const { availability, clock } = this.#parts
    return { availability: await availability.of(site.id), now: clock() }
  }

  #send(reply: FastifyReply, html: string): FastifyReply {
    reply
      .header('content-security-policy', this.#around.policy)
      .header('referrer-policy', 'same-origin')
      // Everybody's has an id of its own.
      .header('cache-control', 'no-store')
      .type('text/html; charset=utf-8')
    // Not compressed: what is compressed tells by its length what is repeated in it.
    return reply.send(html)
  }
}

const draftOf = ({ id, secret, email = '', name = '', topic = '', text = '' }: Partial<Draft> & Fields): Draft => ({
  id: id || newId(),
  secret: visitorSecret.safeParse(secret).data ?? randomBytes(32).toString('base64url'),
  email,
  name,
  topic,
  text,
})

/** @throws Refused `malformed` */
function secretIn(sent: Fields): string {
  const { data } = visitorSecret.safeParse(sent['secret'])
  if (data === undefined) throw new Refused('malformed')
  return data
}

const newId = () => randomBytes(16).toString('base64url')
