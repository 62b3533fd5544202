// The edge of the page of somebody's own data: who asks is proven, then shown what is kept of them, and heard.

import { randomBytes } from 'node:crypto'
import { PassThrough } from 'node:stream'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { localeFor } from '../config/locale.ts'
import { guarded } from '../faults.ts'
import { checkAddress } from '../mail/address.ts'
import { mailboxOf } from '../mail/mailbox.ts'
import { dataPage, provingPage, type Told } from '../pages/data.ts'
import { dataWords, whyNotClaimed } from '../pages/dataWords.ts'
import { dataPath, helpPath, type HelpSite } from '../pages/document.ts'
import { Refused } from '../protocol/answer.ts'
import { keptAs } from '../visitors/person.ts'
import { type Proven, rightsCookie, rightsLives } from '../visitors/rightsKey.ts'
import { claimedIn, Said, toldBy } from './dataForms.ts'
import type { DataParts } from './dataParts.ts'
import { type Limiter, statusOf } from './answer.ts'
import { type Fields, mostTyped, takeForms } from './plainForms.ts'
import { RequestBudgets } from './requestBudgets.ts'
import { cookieIn, giveCookie } from './requestCookie.ts'
import { type Asked, serve } from './route.ts'

/** What the help pages have in common. */
interface Around {
  placeOf: (site: string, locale: string) => HelpSite
  /** What a page may do. */
  policy: string
}

type At = Asked<'/help/:site/:locale/data'>
/** Whoever has proven who they are, until an instant, ms. */
interface Holder {
  proven: Proven
  until: number
}

export class DataPages {
  readonly #parts: DataParts
  readonly #around: Around
  readonly #budgets: RequestBudgets
  readonly #copies: Limiter
  readonly #views: Limiter

  constructor(parts: DataParts, around: Around) {
    this.#parts = parts
    this.#around = around
    this.#budgets = new RequestBudgets(parts)
    this.#copies = parts.limit('data-copy')
    this.#views = parts.limit('data-view')
  }

  async serve(app: FastifyInstance): Promise<void> {
    // In the language that a browser asks for; a key that a page hands over is in the address no longer than that.
    serve(app, 'GET', '/help/:site/data', (request, reply) => {
      const { site } = request.params
      const known = this.#parts.config.sites.get(site)
      if (!known) throw new Refused('unknown-site')
      const { key } = request.query
      const taken = typeof key === 'string' ? this.#parts.proving.taken(site, key) : ''
      if (taken !== '') this.#giveKey(reply, site, taken)
      const locale = localeFor(known.locales, request.headers['accept-language'])
      return reply.header('cache-control', 'no-store').redirect(helpPath(site, locale, dataPath), 303)
    })
    await app.register(async (scope) => {
      takeForms(scope)
      serve(scope, 'POST', '/help/:site/:locale/data', (...asked) => this.#take(...asked), { bodyLimit: mostTyped })
    })
  }

  async show(request: FastifyRequest, reply: FastifyReply, place: HelpSite): Promise<FastifyReply> {
    const query = request.query as Record<string, unknown>
    const words = dataWords(place.locale)
    const holder = this.#holder(request, place)
    if (holder) {
      // All that is theirs is read for it.
      const spent = await this.#views
        .spend(`${place.site.id} ${keptAs(holder.proven)}`)
        .catch((error: unknown) => error)
      if (spent) return this.#sendProof(reply.code(codeOf(spent)), place, null, this.#wrong(spent, place.locale))
      return this.#sendData(reply, place, holder, toldBy(query, words))
    }
    if ('left' in query) return this.#sendProof(reply, place, null, { text: words.left, isWrong: false })
    const hadOne = cookieIn(request, rightsCookie) !== ''
    return this.#sendProof(reply, place, null, hadOne ? { text: words.ended, isWrong: true } : null)
  }

  async #take(request: At, reply: FastifyReply): Promise<FastifyReply> {
    const { 'sec-fetch-site': from = 'same-origin' } = request.headers
    const place = this.#around.placeOf(request.params.site, request.params.locale)
    if (from !== 'same-origin') throw new Refused('wrong-origin')
    const sent: Fields = { ...(request.body as Fields | undefined) }
    if (sent['do'] === 'send-code') return this.#sendCode(request, reply, place, sent['email'] ?? '')
    if (sent['do'] === 'prove') return this.#prove(request, reply, place, sent)
    if (sent['do'] === 'leave') {
      this.#giveKey(reply, place.site.id, '')
      return reply.redirect(`${helpPath(place.site.id, place.locale, dataPath)}?left`, 303)
    }
    const holder = this.#holder(request, place)
    // The key has ended meanwhile.
    if (!holder)
      return this.#sendProof(reply.code(403), place, null, { text: dataWords(place.locale).ended, isWrong: true })
    try {
      await this.#budgets.spend('writes', request, `${place.site.id} ${keptAs(holder.proven)}`)
      if (sent['do'] === 'address') return await this.#sendAddressCode(request, reply, place, holder, sent)
      if (sent['do'] === 'prove-address') return await this.#moveTo(request, reply, place, holder, sent)
      return await this.#claim(reply, place, holder, sent)
    } catch (error) {
      const isMoving = sent['do'] === 'prove-address'
      return this.#sendData(reply.code(codeOf(error)), place, holder, this.#wrong(error, place.locale), isMoving)
    }
  }

  async #claim(reply: FastifyReply, place: HelpSite, { proven }: Holder, sent: Fields): Promise<FastifyReply> {
    const { claims } = this.#parts
    const site = place.site.id
    const asked = claimedIn(sent, place.locale)
    if (asked.what === 'copy') await this.#copies.spend(`${site} ${keptAs(proven)}`)
    const { reference, state } = await claims.ask(site, proven, asked)
    if (asked.what === 'copy') return this.#sendCopy(reply, site, proven, reference)
    return reply.redirect(pathAfter(place, { reference, state }), 303)
  }

  /** A code goes to the address that is to stand instead; whose that is comes to light by it. */
  async #sendAddressCode(request: At, reply: FastifyReply, place: HelpSite, holder: Holder, sent: Fields) {
    const { proving, log } = this.#parts
    const email = (sent['wanted'] ?? '').trim()
    checkAddress(email)
    await this.#budgets.spend('codes', request, `${place.site.id} ${mailboxOf(email).mailbox}`)
    setImmediate(guarded(log, () => proving.sendAddressCode(place.site.id, holder.proven, email, place.locale)))
    const told = { text: dataWords(place.locale).addressSent(email), isWrong: false }
    return this.#sendData(reply, place, holder, told, true)
  }

  async #moveTo(request: At, reply: FastifyReply, place: HelpSite, { proven }: Holder, sent: Fields) {
    const { proving, claims } = this.#parts
    const site = place.site.id
    await this.#budgets.spend('tries', request, `${site} ${keptAs(proven)}`)
    const id = claimedIn({ ...sent, do: 'copy' }, place.locale).id
    const wanted = await proving.proveAddress(site, proven, sent['code'] ?? '')
    const { reference, state } = await claims.ask(site, proven, { id, what: 'address', wanted, locale: place.locale })
    // Whoever was known by the old address is known by the new one.
    if (state === 'done' && 'email' in proven)
      this.#giveKey(reply, site, proving.keyOf(site, { email: mailboxOf(wanted).mailbox }))
    return reply.redirect(pathAfter(place, { reference, state }), 303)
  }

  async #sendCopy(reply: FastifyReply, site: string, proven: Proven, reference: string): Promise<FastifyReply> {
    const { exportOf, pack, log } = this.#parts
    const data = await exportOf(site, proven)
    const out = new PassThrough()
    // Whoever goes away in the middle has no archive, and asks again.
    void pack(out, data).catch((err: unknown) => log.info({ err }, 'a copy was not taken to its end'))
    return reply
      .header('content-disposition', `attachment; filename="${reference}.zip"`)
      .header('cache-control', 'no-store')
      .type('application/zip')
      .send(out)
  }

  async #sendCode(request: At, reply: FastifyReply, place: HelpSite, email: string): Promise<FastifyReply> {
    const { proving, log } = this.#parts
    const site = place.site.id
    try {
      checkAddress(email.trim())
      await this.#budgets.spend('codes', request, `${site} ${mailboxOf(email.trim()).mailbox}`)
    } catch (error) {
      return this.#sendProof(reply.code(codeOf(error)), place, null, this.#wrong(error, place.locale))
    }
    // Afterwards, so that how long it takes says nothing.
    setImmediate(guarded(log, () => proving.sendCode(site, email)))
    const told = { text: dataWords(place.locale).sent, isWrong: false }
    return this.#sendProof(reply, place, email.trim(), told)
  }

  async #prove(request: At, reply: FastifyReply, place: HelpSite, sent: Fields): Promise<FastifyReply> {
    const { proving } = this.#parts
    const site = place.site.id
    const email = (sent['email'] ?? '').trim()
    try {
      checkAddress(email)
      await this.#budgets.spend('tries', request, `${site} ${mailboxOf(email).mailbox}`)
      this.#giveKey(reply, site, await proving.prove(site, email, sent['code'] ?? ''))
      return reply.redirect(helpPath(site, place.locale, dataPath), 303)
    } catch (error) {
      return this.#sendProof(reply.code(codeOf(error)), place, email || null, this.#wrong(error, place.locale))
    }
  }

  #holder(request: FastifyRequest, place: HelpSite): Holder | null {
    return this.#parts.proving.holder(place.site.id, cookieIn(request, rightsCookie))
  }

  #giveKey(reply: FastifyReply, site: string, key: string): void {
    const isSecure = this.#parts.config.url.startsWith('https:')
    const lasts = key === '' ? 0 : rightsLives.code
    giveCookie(reply, { name: rightsCookie, path: `/help/${site}`, value: key, lasts, isSecure })
  }

  /** Why it was not taken, for a person; a fault is logged, and said as one. */
  #wrong(error: unknown, locale: string): Told {
    if (!(error instanceof Refused)) this.#parts.log.error({ err: error }, 'fault')
    const text =
      error instanceof Said
        ? error.text
        : whyNotClaimed(error instanceof Refused ? error : new Refused('failed'), locale)
    return { text, isWrong: true }
  }

  /** @param isMoving whether a code for a new address is asked for */
  async #sendData(
    reply: FastifyReply,
    place: HelpSite,
    holder: Holder,
    told: Told,
    isMoving = false,
  ): Promise<FastifyReply> {
    const { config, overviewOf } = this.#parts
    const zone = config.sites.get(place.site.id)!.hours.timezone
    const overview = await overviewOf(place.site.id, holder.proven)
    return this.#send(reply, dataPage(place, overview, { ...holder, zone, told, isMoving, newId }))
  }

  #sendProof(reply: FastifyReply, place: HelpSite, email: string | null, told: Told): FastifyReply {
    return this.#send(reply, provingPage(place, { email, told }))
  }

  #send(reply: FastifyReply, html: string): FastifyReply {
    reply
      .header('content-security-policy', this.#around.policy)
      .header('referrer-policy', 'same-origin')
      .header('cache-control', 'no-store')
      .type('text/html; charset=utf-8')
    // Not compressed: what is compressed tells by its length what is repeated in it.
    return reply.send(html)
  }
}

/** Where it is said what has just become of something. */
const pathAfter = ({ site, locale }: HelpSite, { reference, state }: { reference: string; state: string }): string =>
  `${helpPath(site.id, locale, dataPath)}?${state === 'open' ? 'open' : 'done'}=${reference}`

const codeOf = (error: unknown): number => statusOf(error instanceof Refused ? error.code : 'failed')
const newId = () => randomBytes(16).toString('base64url')
