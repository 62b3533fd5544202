// How something that may be asked is declared: whose right it is, what is sent, and what is answered. The server's
// endpoints, the clients' `ask`, the events of the sockets and the table of rights all come of these declarations.

import type * as z from 'zod'
import type { Answer } from './answer.ts'

/** Whose right it is to ask; `server/access.ts` says who that is, and is asked by whatever serves it. */
export type Right =
  | 'anybody'
  | 'visitor'
  | 'visitor of the conversation'
  | 'staff'
  | 'staff of the site'
  | 'staff of the conversation'
  | 'agent'
  | 'agent of the site'
  | 'agent of the conversation'
  | 'owner'
  | 'page of the site'
  | 'page of the console'
  | 'visitor or agent of the site'
  | 'holder of the link'
  | 'holder of the token'

/** The type of what is answered: nothing of it is there when the program runs. */
export interface Reply<R extends object | null> {
  readonly type?: R
}
export const reply = <R extends object>(): Reply<R> => ({})
/** That it was done, and nothing more. */
export const done: Reply<object> = {}
/** Nobody waits for an answer. */
export const none: Reply<null> = {}

export interface Request<S extends z.ZodType = z.ZodType, R extends object | null = object | null> {
  right: Right
  schema: S
  reply: Reply<R>
}
export type Requests = Record<string, Request>

export const request = <S extends z.ZodType, R extends object | null>(
  right: Right,
  schema: S,
  reply: Reply<R>,
): Request<S, R> => ({ right, schema, reply })

export type PayloadOf<M extends Requests, E extends keyof M> = z.infer<M[E]['schema']>
export type ReplyOf<M extends Requests, E extends keyof M> =
  M[E]['reply'] extends Reply<infer R> ? (R extends object ? R : object) : never

/** The requests of a map as Socket.IO has events. */
export type EventsOf<M extends Requests> = {
  [E in keyof M]: null extends M[E]['reply']['type']
    ? (payload: PayloadOf<M, E>) => void
    : (payload: PayloadOf<M, E>, ack: (answer: AnswerOf<M, E>) => void) => void
}

/** What comes back when something of a map is asked. */
export type AnswerOf<M extends Requests, E extends keyof M> = Answer<ReplyOf<M, E>>

/** Asks over a socket. @param within ms @returns null when no answer came in time */
export type Ask<M extends Requests> = <E extends keyof M & string>(
  event: E,
  payload: PayloadOf<M, E>,
  within?: number,
) => Promise<AnswerOf<M, E> | null>
