// What is answered to whatever is asked: a reply, or why it is refused; and why a socket is closed.

import { limits } from '../limits.ts'

/**
 * Why something was refused. A refusal is for the person: its words are in the strings of widget and console.
 * `failed` alone is ours: nothing was stored, the client keeps the text and tries again.
 */
export const refusals = [
  'empty',
  'too-long',
  'too-many',
  'busy',
  'closed',
  'blocked',
  'conflict',
  'bad-email',
  'wrong-code',
  'wrong-password',
  'wrong-passkey',
  'expired-code',
  'no-mail',
  'too-big',
  'no-room',
  'too-many-files',
  'wrong-type',
  'infected',
  'unscanned',
  'unknown-file',
  'expired',
  'unknown-site',
  'unknown-article',
  'unknown-conversation',
  'unknown-locale',
  'mistyped',
  'taken',
  'answered',
  'changed',
  'only-message',
  'vouched',
  'other-visitor',
  'unknown-agent',
  'not-allowed',
  'unproven',
  'weak-password',
  'last-owner',
  'already-open',
  'already-closed',
  'never-closes',
  'not-ahead',
  'past-closing',
  'too-late',
  'mailed',
  'held',
  'signed-out',
  'wrong-origin',
  'declined',
  'unverified',
  'not-mapped',
  'issuer-only',
  'issuer-failed',
  'malformed',
  'reload',
  'failed',
] as const
export type RefusalCode = (typeof refusals)[number]

/** Why the team is not shown a conversation: its person has asked that it be used for nothing. */
export interface Restriction {
  /** As the owner was told it. */
  reference: string
  at: number
}

/** What a person can act on. Thrown by concepts, turned into an answer by `wire/answer`. */
export class Refused extends Error {
  readonly code: RefusalCode
  /** Seconds after which trying again makes sense. */
  readonly retryAfter: number | undefined
  readonly restriction: Restriction | undefined
  constructor(code: RefusalCode, retryAfter?: number, restriction?: Restriction) {
    super(code)
    this.code = code
    this.retryAfter = retryAfter
    this.restriction = restriction
  }
}

/** Refuses a client that is too old for us; a newer one has been served by a newer node, and will find it again. */
export function checkVersion(v: number): void {
  if (v < limits.version - 1) throw new Refused('reload')
  if (v > limits.version) throw new Refused('failed')
}

/** With `restriction`, an `unknown-conversation` is there, and its person has had it restricted. */
export interface RefusedAnswer {
  ok: false
  error: RefusalCode
  retryAfter?: number
  restriction?: Restriction
}

/** The acknowledgement of every request, on sockets and over HTTP. */
export type Answer<T extends object = object> = ({ ok: true } & T) | RefusedAnswer

/**
 * Why we close a socket, with the code of its close frame; the client connects again and asks for what it has missed.
 * `slow`: it does not read what it is sent. `abuse`: what it sends no client of ours can have sent, or far too much of
 * it.
 * `failed`: a fault of ours, after which we cannot vouch for what it has been told.
 */
export const closes = { slow: 4001, abuse: 4002, failed: 4003 } as const
