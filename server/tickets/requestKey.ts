// Keys of requests: whoever holds one may read and answer one request until it ends, without an account.

import { createHmac } from 'node:crypto'
import { mailboxOf } from '../mail/mailbox.ts'
import { isSame } from '../signed.ts'

const day = 86_400_000
/** How long the link of a mail holds, and what a code opens, ms. */
export const lives = { mail: 60 * day, code: day } as const

/** The cookie that keeps a key, for its request's page alone. */
export const requestCookie = 'rotame-request'

/** What it is a key to: a request, as long as it is of whoever the key was sent to. */
interface Lock {
  site: string
  reference: string
  /** The request's; another spelling of the same mailbox fits. */
  email: string
}

/** @param until when it ends, ms; whole minutes, so that a mail that is drawn twice is the same mail */
export function requestKey(lock: Lock, until: number, secret: string): string {
  const minute = Math.ceil(until / 60_000).toString(36)
  return `${minute}.${signature(lock, minute, secret)}`
}

/** Whether a key fits, and has not ended by an instant, ms. */
export function opens(key: string, lock: Lock, now: number, secret: string): boolean {
  const [minute = '', given = ''] = key.split('.')
  return isSame(given, signature(lock, minute, secret)) && parseInt(minute, 36) * 60_000 > now
}

const signature = ({ site, reference, email }: Lock, minute: string, secret: string): string =>
  createHmac('sha256', secret)
    .update(`request ${site} ${reference} ${minute} ${mailboxOf(email).mailbox}`)
    .digest('base64url')

/** Path of a request's page; of a link that needs no code when it has a key. */
export const requestPath = (reference: string, key = ''): string => `/t/${reference}${key && `?key=${key}`}`
