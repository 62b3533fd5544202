// What an agent may say over the `/agent` namespace, and what they are told.

import * as z from 'zod'
import { limits } from '../limits.ts'
import type { Page } from './context.ts'
import { locale as language, ofOneself, ofTeam } from './account.ts'
import { type Attending, ofAttendance } from './attendance.ts'
import { ofRecord } from './audit.ts'
import { ofClaims } from './claim.ts'
import { type Acted, acting, steps } from './act.ts'
import type { Found } from './articles.ts'
import type { Detail, Message, More, Note, Opened, QueueAt, QueuePage, Summary } from './conversation.ts'
import { findAsked, type FoundPage } from './finding.ts'
import { hoursOverride, type SiteHours } from './hours.ts'
import { type LearnedWord, type Searched, strike } from './insight.ts'
import type { FailedMail, MailIn, StrayMail, WholeMail } from './mail.ts'
import { ofMailboxes } from './mailbox.ts'
import { articleId, type Face, files, id, instant, locale, seq, siteId, written } from './pieces.ts'
import type { RatingsTold } from './rating.ts'
import { ofDrafts } from './draft.ts'
import { ofPush } from './push.ts'
import { ofReadyReplies } from './readyReply.ts'
import { ofRetention } from './retention.ts'
import { done, type EventsOf, none, reply, request } from './request.ts'
import { ofTeams, type Team } from './team.ts'
import { ofViews } from './view.ts'
import { type ConsoleSite, presence, type Presence, type Role } from './staff.ts'

/**
 * `auth` of an agent's handshake: whether they take questions, since when they do nothing, and the language of their
 * console, in which they are mailed. Who they are is said by their cookie.
 */
export const agentHandshake = z.object({
  v: z.int(),
  presence,
  locale: language.optional(),
  /** ms since somebody did something at this screen. */
  idle: z.number().min(0).max(1e10).optional(),
})

export const fromAgent = {
  ...ofOneself,
  ...ofTeam,
  ...ofRecord,
  ...ofRetention,
  ...ofClaims,
  ...ofReadyReplies,
  ...ofViews,
  ...ofTeams,
  ...ofPush,
  ...ofAttendance,
  ...ofDrafts,
  ...ofMailboxes,
  /**
   * The site's conversations that changed after a revision: those that need somebody as they are now, of the others
   * that they do not. With `first`, those that need somebody alone, from 0 on: what a list begins with, in pages of
   * which the first one's revision is where changes go on. An older console says no `first`, and gets others whole.
   */
  'queue:open': request(
    'staff of the site',
    z.strictObject({ site: siteId, after: z.int().min(0), first: z.boolean().optional() }),
    reply<QueuePage>(),
  ),
  /** Closed conversations of a site, those closed last first, from before one of them on; spam or what is none. */
  'closed:open': request(
    'staff of the site',
    z.strictObject({ site: siteId, spam: z.boolean(), before: z.strictObject({ at: instant, id }).nullable() }),
    reply<{ conversations: Summary[]; more: boolean }>(),
  ),
  'conversation:open': request(
    'staff of the conversation',
    z.strictObject({ conversation: id, after: seq }),
    reply<Opened<Detail>>(),
  ),
  /**
   * What else the same browser has begun as a guest, or the same identity wherever it was; nobody by a typed address
   * alone. The latest first, open or closed; what goes on in another is there.
   */
  'conversation:others': request(
    'staff of the conversation',
    z.strictObject({ conversation: id }),
    reply<{ conversations: Summary[] }>(),
  ),
  /** Does something to conversations; what each act is, and whose right, `act.ts` and `server/access.ts` say. */
  'act:do': request('agent of the conversation', acting, reply<Acted>()),
  'conversation:read': request('agent of the conversation', z.strictObject({ conversation: id, seq }), done),
  'message:send': request(
    'agent of the conversation',
    // `seen`: the latest message that they had seen; refused `answered` when a colleague has answered after it.
    // `steps`: what is done with it, in this order; where one is refused, nothing is sent or done.
    // `article`: one that the site serves in the conversation's locale.
    z.strictObject({
      conversation: id,
      id,
      text: written,
      files,
      article: articleId.optional(),
      seen: seq.optional(),
      steps: steps.optional(),
    }),
    reply<{ message: Message }>(),
  ),
  /** Takes back what one has said oneself in a chat, for a minute, and unless it went by mail; once is enough. */
  'message:withdraw': request(
    'agent of the conversation',
    z.strictObject({ conversation: id, seq: seq.min(1) }),
    reply<{ message: Message }>(),
  ),
  /** Searches the site's articles as its visitors do, in the conversation's locale. */
  'articles:find': request(
    'agent of the conversation',
    z.strictObject({ conversation: id, query: written.max(limits.query) }),
    reply<{ found: Found }>(),
  ),
  /** Writes for the team, in a conversation that is open or closed. */
  'note:add': request(
    'staff of the conversation',
    z.strictObject({ conversation: id, id, text: written }),
    reply<{ note: Note }>(),
  ),
  typing: request('agent of the conversation', z.strictObject({ conversation: id, on: z.boolean() }), none),
  /** That a conversation is on their screen, said again while it is; or no longer. */
  looking: request('staff of the conversation', z.strictObject({ conversation: id, on: z.boolean() }), none),
  'mail:failed': request(
    'staff of the conversation',
    z.strictObject({ conversation: id }),
    reply<{ mails: FailedMail[] }>(),
  ),
  'mail:again': request('agent of the conversation', z.strictObject({ conversation: id, mail: z.int() }), done),
  /** That a failed mail needs nothing more. */
  'mail:settle': request('agent of the conversation', z.strictObject({ conversation: id, mail: z.int() }), done),
  /** Everyone of the team, whether they are there or not. */
  'team:open': request('agent', z.strictObject({}), reply<{ agents: Face[] }>()),
  /** All of a mail that became a message or a note. */
  'mail:whole': request(
    'agent of the conversation',
    z.strictObject({ conversation: id, writing: id }),
    reply<{ mail: WholeMail }>(),
  ),
  /** Mails that belong to nothing. */
  'mail:strays': request('agent of the site', z.strictObject({ site: siteId }), reply<{ mails: StrayMail[] }>()),
  /** That such a mail needs nothing more. */
  'mail:pass': request('agent of the site', z.strictObject({ site: siteId, mail: z.int() }), done),
  'presence:set': request('agent', z.strictObject({ presence }), done),
  /** Closes until the next opening, opens until an instant, makes a break until then, or puts the usual hours back. */
  'hours:override': request('agent of the site', hoursOverride, reply<{ hours: SiteHours }>()),
  /** A ticket by its reference, in any spelling; `mistyped` when a character of it is wrong. */
  'ticket:find': request(
    'staff of the conversation',
    z.strictObject({ text: written.max(limits.query) }),
    reply<{ conversation: Summary }>(),
  ),
  /** Conversations by words that were written in them, of all sites that the agent may see or of one. */
  'conversations:find': request('staff of the site', findAsked, reply<FoundPage>()),
  /** What visitors say of closed conversations. */
  'ratings:open': request('staff of the site', z.strictObject({ site: siteId }), reply<RatingsTold>()),
  /** What people searched for and did not find. */
  'searches:open': request(
    'staff of the site',
    z.strictObject({ site: siteId, locale }),
    reply<{ unanswered: Searched[]; asked: Searched[] }>(),
  ),
  /** Words that search has learned lead to an article; null where it is not to learn. */
  'learned:open': request('owner', z.strictObject({ site: siteId, locale }), reply<{ words: LearnedWord[] | null }>()),
  'learned:strike': request('owner', strike, reply<{ words: LearnedWord[] | null }>()),
  /** What went wrong in drawing a part of the console: an error's kind and where it was thrown, without its words. */
  'fault:report': request(
    'staff',
    z.strictObject({ pane: written.max(40), kind: written.max(80), stack: written.max(4_000) }),
    done,
  ),
}
export type FromAgent = EventsOf<typeof fromAgent>

export type ToAgent = {
  /** First thing after connecting: who I am, the sites, the product's clock. */
  welcome: (fact: { me: Presence; role: Role; sites: ConsoleSite[]; now: number }) => void
  /** Last thing before the socket is ended: the sign-in is over. Who tries again is refused `signed-out`. */
  'signed-out': () => void
  'message:new': (fact: { conversation: string; message: Message }) => void
  'message:more': (facts: More[]) => void
  'conversation:changed': (summary: Summary) => void
  typing: (fact: { conversation: string; on: boolean; by?: Face }) => void
  /** The visitor of an open conversation has gone to another page. */
  'visitor:page': (fact: { conversation: string; page: Page }) => void
  /** Somebody of the team looks at a conversation, or no longer; believed for `limits.looking`. */
  looking: (fact: { conversation: string; on: boolean; by: Face }) => void
  /** A ready reply of a site was written, changed or removed: a shared one (null), or an agent's own. */
  'replies:changed': (fact: { site: string; owner: string | null }) => void
  /** To an agent's own devices but the one that did it: what they have begun to write has changed. */
  'draft:changed': (fact: { conversation: string }) => void
  /** A colleague has given them a conversation. */
  given: (fact: { conversation: string }) => void
  /** A view was saved or removed: a shared one (null), or an agent's own. */
  'views:changed': (fact: { owner: string | null }) => void
  presence: (team: Presence[]) => void
  /** After `welcome`, and when they have changed it on any device: what they want of being there. */
  attendance: (wishes: Attending) => void
  /** After `welcome` for each site, and when an owner has changed them. */
  teams: (fact: { site: string; teams: readonly Team[] }) => void
  /** After `welcome` for each site, and when an agent has changed them. */
  hours: (hours: SiteHours) => void
  /** After `welcome`, and when it has changed: since when the mail server takes nothing; null: it does. */
  'mail:trouble': (fact: { since: number | null }) => void
  /** After `welcome`, and when it has changed. */
  'mail:in': (state: MailIn) => void
  /**
   * The number of the site's latest change, at every beat of the server; and how many conversations have theirs after
   * the last beat's, with the sum of these numbers. Who knows as many with that sum knows all; who does not asks.
   */
  'queue:at': (fact: QueueAt) => void
}
