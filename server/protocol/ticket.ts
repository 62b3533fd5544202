// Tickets: the message form, and what has become of it.

import * as z from 'zod'
import { context } from './context.ts'
import { files, id, named, visitorSecret, written } from './pieces.ts'

/** What a report of a problem says besides what happened, which is the message's text. */
export interface Report {
  /** What should have happened. */
  expected: string
  /** Browser and device, as their owner has seen and sent them. */
  device: string
}

export interface Ticket {
  reference: string
  email: string
  state: 'open' | 'waiting' | 'solved'
  openedAt: number
  answerBy: number
  /** Whether its visitor gets a mail that says so. */
  isConfirmed: boolean
}

/**
 * `POST /tickets/SITE`: the message form. Idempotent by `id`, which becomes the id of the conversation; with
 * `conversation`, that conversation becomes the ticket.
 */
export const ticketOpen = z.strictObject({
  id,
  secret: visitorSecret,
  conversation: id.optional(),
  email: named,
  name: named,
  /** A category's id, or ''. */
  topic: written.max(200),
  text: written,
  /** A field that people do not see. */
  trap: written.max(500).optional(),
  files,
  /** The form of a problem: `topic` is one of the site's categories. */
  report: z.strictObject({ expected: written, device: written }).optional(),
  context,
  /** Who the owner's site says this is; its e-mail counts more than a typed one. */
  token: written.optional(),
})
export type TicketOpen = z.infer<typeof ticketOpen>

/** What a visitor finds of what they have written: a conversation, or a request that it has become. */
export interface OwnRequest {
  conversation: string
  /** Null: it goes on in the chat alone. */
  reference: string | null
  /** How it begins, in their own words. */
  about: string
  state: 'open' | 'closed'
  /** Whether they wait for us. */
  isOurs: boolean
  /** By when we answer; null: nothing is promised. */
  dueAt: number | null
  startedAt: number
  /** Answers that they have not had on a screen. */
  unread: number
  /** The path of its page where it was written in another browser, which opens it for a day; null: in this one. */
  path: string | null
}

/** `POST /requests/SITE`: theirs who hold a browser's secret, and theirs whom the owner's site vouches for. */
export const requestsAsked = z.strictObject({ secret: visitorSecret, token: written.optional() })
/** A code for a request that was made elsewhere, to the address that it was made with. */
export const requestCodeAsked = z.strictObject({ reference: written.max(40), email: named })
export const requestCodeGiven = z.strictObject({ reference: written.max(40), code: written.max(40) })
