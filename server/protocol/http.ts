// What is asked over HTTP.

import type { Attachment } from './files.ts'
import { fileUpload } from './files.ts'
import { identityAsked, type Known } from './identity.ts'
import { feedback, searchesTold } from './insight.ts'
import { done, reply, request } from './request.ts'
import { type Ticket, ticketOpen } from './ticket.ts'

/** Forms: posted as JSON, by the site's own pages, and answered as on a socket. */
export const forms = {
  /** The message form. */
  '/tickets/:site': request('page of the site', ticketOpen, reply<{ ticket: Ticket; conversation: string }>()),
  /** Who a token says its bearer is, and what they are promised. Nothing is stored. */
  '/identity/:site': request(
    'page of the site',
    identityAsked,
    reply<{
      /** Null: a guest. */
      known: Known | null
      /** What the site's developer should know; null when all is well. */
      doubt: string | null
    }>(),
  ),
  /** Whether an article helped. */
  '/feedback/:site': request('page of the site', feedback, done),
  /** What was searched, without who; sent when the visitor acts. */
  '/searches/:site': request('page of the site', searchesTold, done),
}

/** A file's bytes, before a message names it. */
export const puts = {
  '/files/:site/:id': request('visitor or agent of the site', fileUpload, reply<{ file: Attachment }>()),
}
