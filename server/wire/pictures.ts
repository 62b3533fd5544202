// The owner's pictures: pages show them, and opened alone they can run nothing, whatever an svg has in it.

import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { readFile } from 'node:fs/promises'
import { Body } from '../body.ts'
import type { Config } from '../config/config.ts'
import { pictureType } from '../config/picture.ts'
import type { Articles } from '../faq/articles.ts'
import { Refused } from '../protocol/answer.ts'
import { mayEmbed } from './cors.ts'
import { serve } from './route.ts'
import { sendBody } from './sendBody.ts'

export interface PictureParts {
  config: Config
  articles: Articles
}

/** Bytes up to which compressing well takes no time: logos are as small. */
const mostForBest = 4_096

export function servePictures(app: FastifyInstance, { config, articles }: PictureParts): void {
  const sendPicture = async (request: FastifyRequest, reply: FastifyReply, path: string | null) => {
    const body = path === null ? null : await readFile(path).catch(nullWhenGone)
    const type = path === null ? null : pictureType(path)
    if (!body || !type) return reply.callNotFound()
    mayEmbed(reply).header('content-security-policy', 'sandbox')
    reply.header('cache-control', 'max-age=300').type(type)
    const packing = body.length > mostForBest ? 'quick' : 'best'
    return sendBody(request, reply, new Body(body, type === 'image/svg+xml' ? packing : 'none'))
  }
  serve(app, 'GET', '/sites/:site/logo', (request, reply) => {
    const site = config.sites.get(request.params.site)
    if (!site) throw new Refused('unknown-site')
    return sendPicture(request, reply, site.logo)
  })
  // Only what an article shows has an address here, so that no path can lead anywhere else.
  serve(app, 'GET', '/images/*', (request, reply) => sendPicture(request, reply, articles.picture(request.params['*'])))
}

/** A file may go between two looks at the folder. */
function nullWhenGone(error: NodeJS.ErrnoException): null {
  if (error.code === 'ENOENT' || error.code === 'ENOTDIR') return null
  throw error
}
