// The mailboxes that answers come in to, as an owner sees and connects them.

import * as z from 'zod'
import type { InboxTrouble } from './mail.ts'
import { siteId, written } from './pieces.ts'
import { done, reply, request } from './request.ts'

/** Whether somebody has consented that a mailbox is read, since when; or since when that is gone, and why. */
export type ConsentTold =
  | { state: 'none' }
  | { state: 'given'; since: number }
  | { state: 'gone'; since: number; why: 'revoked' | 'unreadable' }

/**
 * What came of asking. `stale`: it was not asked in this sign-in and for this site, or too long ago, or was taken
 * already; `declined`: by the person or the provider; `failed`: the provider could not be asked.
 */
export type ConsentOutcome = 'given' | 'stale' | 'declined' | 'failed'

/** A site's mailbox. */
export interface MailboxTold {
  site: string
  user: string
  host: string
  folder: string
  /** Null: a password opens it, which is in the environment. */
  oauth: {
    provider: 'google' | 'microsoft' | 'custom'
    /** The address to be registered at the provider. */
    callback: string
    consent: ConsentTold
  } | null
  /** Why it cannot be read, for who runs the server; null: it can. */
  trouble: InboxTrouble | null
  /** When the latest mail came in; null: none has. */
  lastMail: number | null
}

export const ofMailboxes = {
  'mailbox:open': request('owner', z.strictObject({}), reply<{ mailboxes: MailboxTold[] }>()),
  /** Begins to ask for consent: where to go. */
  'mailbox:connect': request('owner', z.strictObject({ site: siteId }), reply<{ url: string }>()),
  /** What one came back with: the query of the address that the provider sent one to. */
  'mailbox:consent': request(
    'owner',
    z.strictObject({ site: siteId, said: written.max(6_000) }),
    reply<{ outcome: ConsentOutcome; why: string }>(),
  ),
  'mailbox:disconnect': request('owner', z.strictObject({ site: siteId }), done),
}
