// The edge of the rating by a link: a page that asks, and what its form sends. Opening it says nothing: programs that
// look into mails open every link.

import type { FastifyInstance, FastifyReply } from 'fastify'
import type { Config } from '../config/config.ts'
import { localeOf } from '../config/locale.ts'
import type { Ratings } from '../conversations/ratings.ts'
import { ratingPage, type RatingPage } from '../pages/rating.ts'
import { pageWords } from '../pages/words.ts'
import { Refused } from '../protocol/answer.ts'
import { outcome as outcomes } from '../protocol/rating.ts'
import { type Limit, statusOf } from './answer.ts'
import { type Fields, mostTyped, takeForms } from './plainForms.ts'
import { type Asked, serve } from './route.ts'
import { sendSheet } from './sheet.ts'

export interface RatingPageParts {
  config: Pick<Config, 'sites'>
  ratings: Ratings
  limit: Limit
  addressOf: (request: Asked<typeof path>) => string
}

const path = '/rate/:conversation/:signature'
const parsed = (value: unknown) => outcomes.safeParse(value).data ?? null
type Shown = Pick<RatingPage, 'outcome' | 'state' | 'comment'>

export async function serveRatings(app: FastifyInstance, parts: RatingPageParts): Promise<void> {
  const { ratings, limit, addressOf } = parts
  const limiter = limit('rating-link')
  const show = showing(parts)
  const onRequest = checking(parts)
  const ask = async (request: Asked<typeof path>, reply: FastifyReply) => {
    await limiter.spend(addressOf(request))
    return show(request, reply, { outcome: parsed(request.query['outcome']), state: 'form' })
  }
  const take = async (request: Asked<typeof path>, reply: FastifyReply) => {
    const { conversation, signature } = request.params
    const sent = request.body as Fields | undefined
    const outcome = parsed(sent?.['outcome'])
    const comment = sent?.['comment'] ?? ''
    if (!outcome) return show(request, reply, { outcome, state: 'form', comment })
    try {
      await limiter.spend(addressOf(request))
      await ratings.rateByLink(conversation, signature, { outcome, comment })
    } catch (error) {
      const state = error instanceof Refused && shown.find((code) => code === error.code)
      if (!state) throw error
      return show(request, reply.code(statusOf(state)), { outcome, state, comment })
    }
    return show(request, reply, { outcome, state: 'done' })
  }
  serve(app, 'GET', path, ask, { onRequest })
  await app.register(async (scope) => {
    takeForms(scope)
    serve(scope, 'POST', path, take, { bodyLimit: mostTyped, onRequest })
  })
}

/** What is said on the page; the rest is answered as anywhere. */
const shown = ['changed', 'conflict', 'too-long', 'too-many'] as const

/** Before anything else is read: who does not hold the link is not listened to. */
const checking =
  ({ ratings }: RatingPageParts) =>
  async ({ params, headers }: Asked<typeof path>, reply: FastifyReply) => {
    const isThere = await ratings.ofLink(params.conversation, params.signature).then(
      () => true,
      (error: unknown) => {
        if (error instanceof Refused) return false
        throw error
      },
    )
    if (isThere) return
    const text = pageWords(headers['accept-language'] ?? '').rating.lost
    return reply.code(404).type('text/plain; charset=utf-8').send(text)
  }

const showing =
  ({ config, ratings }: RatingPageParts) =>
  async (request: Asked<typeof path>, reply: FastifyReply, shown: Shown) => {
    const { conversation, signature } = request.params
    const { site: id, locale: asked, refusal, ...known } = await ratings.ofLink(conversation, signature)
    const site = config.sites.get(id)!
    const state = shown.state === 'form' ? (refusal ?? 'form') : shown.state
    return sendSheet(reply, ratingPage({ site, locale: localeOf(site, asked), ...known, ...shown, state }))
  }
