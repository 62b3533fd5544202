// What a visitor may say over the `/visitor` namespace, and what they are told.

import * as z from 'zod'
import { context, page } from './context.ts'
import type { Conversation, Message, Opened } from './conversation.ts'
import type { Availability } from './hours.ts'
import type { TranscriptAsked } from './mail.ts'
import { type Face, files, id, locale, named, seq, siteId, visitorSecret, written } from './pieces.ts'
import { rated } from './rating.ts'
import { done, type EventsOf, none, type PayloadOf, reply, request } from './request.ts'

/** `auth` of a visitor's handshake. A token that proves nothing makes a guest: it never costs anyone the chat. */
export const visitorHandshake = z.object({
  v: z.int(),
  site: siteId,
  secret: visitorSecret,
  locale,
  token: written.optional(),
})

export const fromVisitor = {
  /** Begins a conversation with its first message; gives the open one when there is one already. */
  'conversation:start': request(
    'visitor',
    z.strictObject({ id, message: z.strictObject({ id, text: written, files }), context }),
    reply<{ conversation: Conversation; message: Message }>(),
  ),
  /** What came after `after`; without an id, of the latest conversation. `page` is where the visitor is now. */
  'conversation:open': request(
    'visitor of the conversation',
    z.strictObject({ conversation: id.optional(), after: seq, page: page.optional() }),
    reply<Opened<Conversation | null>>(),
  ),
  'message:send': request(
    'visitor of the conversation',
    z.strictObject({ conversation: id, id, text: written, files }),
    reply<{ message: Message }>(),
  ),
  'conversation:read': request('visitor of the conversation', z.strictObject({ conversation: id, seq }), done),
  'conversation:close': request(
    'visitor of the conversation',
    z.strictObject({ conversation: id }),
    reply<{ conversation: Conversation }>(),
  ),
  /** Says of a closed conversation whether it is solved. */
  'conversation:rate': request('visitor of the conversation', rated, reply<{ conversation: Conversation }>()),
  typing: request('visitor of the conversation', z.strictObject({ conversation: id, on: z.boolean() }), none),
  /**
   * A copy by mail: to the identity's address, else to the one typed, which a code mailed there has to prove; '' asks.
   */
  'transcript:ask': request(
    'visitor of the conversation',
    z.strictObject({ conversation: id, id, email: named }),
    reply<TranscriptAsked>(),
  ),
  'transcript:confirm': request(
    'visitor of the conversation',
    z.strictObject({ conversation: id, id, code: written.max(40) }),
    reply<{ email: string }>(),
  ),
  /** A key to the page of what is kept of whoever asks, which `/help/SITE/data?key=KEY` takes within ten minutes. */
  'data:open': request('visitor', z.strictObject({}), reply<{ key: string }>()),
}
export type FromVisitor = EventsOf<typeof fromVisitor>
export type ConversationStart = PayloadOf<typeof fromVisitor, 'conversation:start'>

export type ToVisitor = {
  'message:new': (fact: { conversation: string; message: Message }) => void
  'conversation:changed': (conversation: Conversation) => void
  typing: (fact: { conversation: string; on: boolean; by: Face }) => void
  /** Where the conversation stands, at every beat of the server; who is behind asks `conversation:open`. */
  'conversation:at': (fact: { conversation: string; lastSeq: number }) => void
  /** Something of the site's availability changed; same as `GET /availability/SITE`. */
  availability: (availability: Availability) => void
}
