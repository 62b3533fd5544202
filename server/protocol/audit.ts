// The record of who did what: as the server keeps it, and as an owner asks for it.

import * as z from 'zod'
import { limits } from '../limits.ts'
import { written } from './pieces.ts'
import { reply, request } from './request.ts'

/** What can be done that is recorded. */
export const deed = z.enum([
  'signed-in',
  'signed-out',
  'session-ended',
  'others-signed-out',
  'password-changed',
  'second-factor-made',
  'passkey-added',
  'passkey-removed',
  'account-added',
  'account-changed',
  'account-password',
  'account-reset',
  'account-signed-out',
  'account-removed',
  'account-invited',
  'invitation-withdrawn',
  'password-link',
  'password-forgotten',
  'password-reset',
  'person-exported',
  'person-erased',
  'person-held',
  'person-released',
  'person-restricted',
  'person-unrestricted',
  'person-blocked',
  'person-unblocked',
  'claim-done',
  'claim-refused',
  'retention-applied',
  'settings-changed',
  'hours-changed',
  'team-kept',
  'team-removed',
  'mailbox-connected',
  'mailbox-disconnected',
  'backup-restored',
  'key-changed',
  'record-shortened',
  'message-withdrawn',
])
export type Deed = z.infer<typeof deed>

/** One line of the record; never what anybody has written. */
export interface Recorded {
  key: number
  /** By the product's clock, ms. */
  at: number
  what: Deed
  /** Who did it; at the command line, the user of the machine. */
  by: string
  /** From which sign-in; null: from none. */
  session: string | null
  /** What it was done to: somebody of the team, by name or address; null: something else. */
  about: string | null
  /** Further facts, such as a role, or how many rows of each table. */
  facts: Record<string, string | number>
}

export const ofRecord = {
  /**
   * The latest lines first, from before one of them on: all, or of one kind, by one of the team, about one person as
   * `rotame person` takes them.
   */
  'audit:open': request(
    'owner',
    z.strictObject({
      before: z.int().min(1).nullable(),
      what: deed.nullable(),
      by: written.max(64).nullable().default(null),
      person: written.trim().max(limits.email).nullable().default(null),
    }),
    reply<{ lines: Recorded[]; more: boolean }>(),
  ),
}
