// What is asked over HTTP: every route, whose right it is, what is sent, and what is answered.

import * as z from 'zod'
import { limits } from '../limits.ts'
import { locale, password } from './account.ts'
import type { Article, Found, Library, SearchData } from './articles.ts'
import { type Attachment, fileUpload } from './files.ts'
import type { Availability } from './hours.ts'
import { identityAsked, type Known } from './identity.ts'
import { feedback, searchesTold } from './insight.ts'
import { type KeyAsked, newKey, type ProofAsked, shownKey } from './passkey.ts'
import { type Face, written } from './pieces.ts'
import { done, type PayloadOf, reply, type ReplyOf, request, type Requests, type Right } from './request.ts'
import type { Role } from './staff.ts'
import {
  type OwnRequest,
  requestCodeAsked,
  requestCodeGiven,
  requestsAsked,
  type Ticket,
  ticketOpen,
} from './ticket.ts'

const nothing = z.undefined()

/** Read as JSON; what is answered is the body, and a refusal where the status says so. */
export const reads = {
  /**
   * The product's clock is in the header `rotame-time` (ms), so that the body can be cached by its ETag; after it what
   * the question was named by, as in `?1764350000000t`. Of a site that is none it is answered 404, and in
   * one sentence what to write in the page.
   */
  '/availability/:site': request('anybody', nothing, reply<Availability>()),
  '/articles/:site/:locale': request('anybody', nothing, reply<Library>()),
  '/keywords/:site/:locale': request('anybody', nothing, reply<SearchData>()),
  /** Of a large site, all questions without their answers. */
  '/questions/:site/:locale': request('anybody', nothing, reply<Pick<Library, 'articles'>>()),
  '/articles/:site/:locale/*': request('anybody', nothing, reply<Article>()),
  '/search/:site/:locale': request('anybody', z.object({ q: z.string().max(limits.query) }), reply<Found>()),
}

/** Forms: posted as JSON, by the site's own pages, and answered as on a socket. */
export const forms = {
  /** The message form. */
  '/tickets/:site': request('page of the site', ticketOpen, reply<{ ticket: Ticket; conversation: string }>()),
  /** What a visitor has written, the latest first; `more`: and before that. */
  '/requests/:site': request('page of the site', requestsAsked, reply<{ requests: OwnRequest[]; more: boolean }>()),
  /** Mails a code, as the page of a request does: what is answered does not tell whether there is one. */
  '/requests/:site/code': request('page of the site', requestCodeAsked, done),
  /** Where a right code opens the request. */
  '/requests/:site/key': request('page of the site', requestCodeGiven, reply<{ path: string }>()),
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

export const uploads = {
  /** A file's bytes, before a message names it; its own name is in the header `rotame-name`, encoded as in a URL. */
  '/files/:site/:id': request('visitor or agent of the site', fileUpload, reply<{ file: Attachment }>()),
}

/** A code as it is typed; with `trust` this browser is asked for none for a while. */
const code = z.strictObject({ code: z.string().max(40), trust: z.boolean().optional() })

/** What a link has in it. */
const token = z.string().regex(/^[\w-]{43}$/)

/** What a link is for. */
export interface LinkTold {
  kind: 'owner' | 'invitation' | 'password'
  /** Whose it is; null: it is to be said. */
  email: string | null
}

/** What is due after a right password. */
type Next = 'code' | 'passkey' | 'enrol'

/** Signing in to the console and out of it. */
export const signing = {
  /**
   * A wrong password is answered 401. `next`: what is due before anything opens, a code of the second factor, a
   * passkey, or that one of these be made.
   */
  '/api/auth/sign-in/email': request(
    'page of the console',
    z.object({ email: z.string(), password: z.string() }),
    reply<{ next?: Next }>(),
  ),
  /** Makes a second factor, which counts from its first code on: the address for an app, and the backup codes. */
  '/api/auth/two-factor/enable': request(
    'page of the console',
    z.strictObject({ password: z.string().max(1_000) }),
    reply<{ uri: string; codes: string[] }>(),
  ),
  '/api/auth/two-factor/verify-totp': request('page of the console', code, done),
  '/api/auth/two-factor/verify-backup-code': request('page of the console', code, done),
  /** What a new passkey is to sign, for whoever gives their password. */
  '/api/auth/passkey/new': request(
    'page of the console',
    z.strictObject({ password: z.string().max(1_000) }),
    reply<{ asked: KeyAsked }>(),
  ),
  /** Adds it; where a second factor was due it is that, and signs in. */
  '/api/auth/passkey/add': request(
    'page of the console',
    z.strictObject({ key: newKey, label: written.max(60).optional() }),
    done,
  ),
  /** What a passkey is to sign that lets somebody in, within five minutes and in this browser. */
  '/api/auth/passkey/ask': request('page of the console', z.strictObject({}), reply<{ asked: ProofAsked }>()),
  '/api/auth/passkey/use': request('page of the console', z.strictObject({ key: shownKey }), done),
  /** What a link that lets somebody in is for; `expired` where it was used or its hour is over. */
  '/api/auth/link/open': request('page of the console', z.strictObject({ token }), reply<LinkTold>()),
  /** Sends a link to another password to an address, if it is an account's: what is answered does not tell. */
  '/api/auth/link/ask': request('page of the console', z.strictObject({ email: z.email().max(254), locale }), done),
  /** Makes the account or another password, and signs in; refused as `weak-password`, the link holds on. */
  '/api/auth/link/use': request(
    'page of the console',
    z.strictObject({
      token,
      /** Of a new account; and of the first owner's its address. */
      name: written.min(1).max(80).optional(),
      email: z.email().max(254).optional(),
      password,
    }),
    reply<{ next?: Next }>(),
  ),
  /** Where whoever is known to the issuer is sent; `anew`: to prove there anew who they are. */
  '/api/auth/oidc/ask': request(
    'page of the console',
    z.strictObject({ anew: z.boolean().optional() }),
    reply<{ url: string }>(),
  ),
  /** What they came back with, as the query of the address; it is taken once, in the browser that was sent. */
  '/api/auth/oidc/use': request('page of the console', z.strictObject({ said: z.string().max(8_000) }), done),
  '/api/auth/sign-out': request('page of the console', z.object({}), done),
}

export const sessions = {
  /** Who is signed in; `null`: nobody. */
  '/api/auth/get-session': request(
    'anybody',
    nothing,
    reply<{ agent: Face & { email: string; role: Role; sites: readonly string[] | null } }>(),
  ),
  '/api/auth/ways': request('anybody', nothing, reply<WaysIn>()),
}

/** How the team signs in: who else says who somebody is, and whether only that lets in; whether any has a passkey. */
export interface WaysIn {
  issuer: { name: string; isOnly: boolean } | null
  hasPasskeys: boolean
}

/** What a browser shows or runs, and what machines ask. */
const documents = {
  '/widget.js': 'anybody',
  '/w/:build/*': 'anybody',
  /** Whoever types the server's address is of the team. */
  '/': 'anybody',
  '/console': 'anybody',
  '/console/*': 'anybody',
  '/help/:site': 'anybody',
  '/help/:site/privacy': 'anybody',
  '/help/:site/data': 'anybody',
  '/help/:site/style.css': 'anybody',
  '/help/:site/:locale/*': 'anybody',
  '/sites/:site/logo': 'anybody',
  '/images/*': 'anybody',
  '/files/:id': 'holder of the link',
  '/.well-known/security.txt': 'anybody',
  '/t': 'anybody',
  '/t/style.css': 'anybody',
  '/t/live.js': 'anybody',
  /** What it has is for the holder of its key; others are asked for their address. */
  '/t/:reference': 'anybody',
  /** Where one comes back to who has consented that a site's mailbox is read; on to the console. */
  '/mail/consent/:site': 'anybody',
  /** Where the issuer sends the team back to; on to the console. */
  '/api/auth/oidc/back': 'anybody',
  '/health': 'anybody',
  '/metrics': 'holder of the token',
  '/doctor': 'holder of the token',
} satisfies Record<string, Right>

/** Plain forms, of pages without a script. */
export const plainForms = {
  /** A code is asked for and typed, and a request answered and closed, by whoever has its key. */
  '/t/:reference': 'holder of the link',
  /** The contact form of the help pages, which sends what the message form does. */
  '/help/:site/:locale/ask': 'anybody',
  /** A code is asked for and typed; what is kept of whoever has proven who they are is given, changed and erased. */
  '/help/:site/:locale/data': 'holder of the link',
} satisfies Record<string, Right>
/** What a link in a mail asks, and what its page sends. */
const links = { '/rate/:conversation/:signature': 'holder of the link' } satisfies Record<string, Right>

/** What other machines send. */
export const machines = {
  /** A mail as it came (message/rfc822), from whoever has the site's secret: `Authorization: Bearer SECRET`. */
  '/mail/inbound/:site': 'holder of the token',
} satisfies Record<string, Right>

/** Every route, by method. */
export const routes = {
  GET: { ...reads, ...sessions, ...documents, ...links },
  POST: { ...forms, ...signing, ...plainForms, ...machines, ...links },
  PUT: uploads,
} satisfies Record<string, Record<string, Requests[string] | Right>>

/** A response whose JSON is what a route is declared to answer. */
export interface Answered<T> extends Response {
  json: () => Promise<T>
}

type Reads = typeof reads
/** By its first word, what is read of a site: `availability` of `/availability/:site`. */
export type OfSite = { [P in keyof Reads as P extends `/${infer Word}/:site` ? Word : never]: ReplyOf<Reads, P> }
/** Likewise what is read of a site in a locale, and what of that by its path. */
type OfLocale = { [P in keyof Reads as P extends `/${infer Word}/:site/:locale` ? Word : never]: ReplyOf<Reads, P> }
type OneOfLocale = {
  [P in keyof Reads as P extends `/${infer Word}/:site/:locale/*` ? Word : never]: ReplyOf<Reads, P>
}
/** Reads of a site in a locale: `questions`, `search` with `?q=…`, `articles` with `/account/forgot-password`. */
export interface GetOfLocale {
  <W extends keyof OfLocale>(word: W, query?: `?${string}`, signal?: AbortSignal): Promise<OfLocale[W]>
  <W extends keyof OneOfLocale>(word: W, path: `/${string}`, signal?: AbortSignal): Promise<OneOfLocale[W]>
}
/** What each form takes, by its first word. */
export type Sent = {
  [P in keyof typeof forms as P extends `/${infer Word}/:site` ? Word : never]: z.input<(typeof forms)[P]['schema']>
}
/** Whoever has given a right password. */
export type SignedInTold = ReplyOf<typeof signing, '/api/auth/sign-in/email'>
export type Credentials = PayloadOf<typeof signing, '/api/auth/sign-in/email'>
/** Null: nobody is signed in. */
export type SessionTold = ReplyOf<typeof sessions, '/api/auth/get-session'> | null
