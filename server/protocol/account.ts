// Accounts as the console asks for them: one's own with its sign-ins, and the owner's, of the whole team.

import * as z from 'zod'
import { languages } from '../../widget/locales.ts'
import { limits } from '../limits.ts'
import type { Passkey } from './passkey.ts'
import { accountId, siteId, written } from './pieces.ts'
import { done, reply, request } from './request.ts'
import { role, type Role } from './staff.ts'

/** A sign-in of one's own. */
export interface SignIn {
  id: string
  /** Browser and system, as far as the browser has said them; may be ''. */
  device: string
  /** Whether it is the one that asks. */
  isThis: boolean
  /** Whether it is called while the console is closed. */
  isCalled: boolean
  /** ms */
  startedAt: number
  /** When something was last done in it, ms, to some minutes. */
  usedAt: number
}

export interface OwnAccount {
  email: string
  /** Whom the issuer alone lets in has none. */
  hasPassword: boolean
  hasSecondFactor: boolean
  passkeys: Passkey[]
  /** What stands below their answers by mail; '': the site's. */
  signature: string
  signIns: SignIn[]
}

/** Somebody of the team, as the owner sees them. */
export interface Member {
  id: string
  email: string
  name: string
  role: Role
  /** Those they serve; null: all. */
  sites: readonly string[] | null
  /** Whom the issuer alone lets in has none. */
  hasPassword: boolean
  hasSecondFactor: boolean
  /** How many. */
  passkeys: number
  /** How many sign-ins stand. */
  sessions: number
  /** When something was last done in any of them, ms; null where none stands. */
  usedAt: number | null
}

/** Somebody who was invited and has not come. */
export interface Invited extends Pick<Member, 'email' | 'role' | 'sites'> {
  /** Of the invitation. */
  id: string
  /** Until when its latest link holds, ms. */
  endsAt: number
}

/** A letter to somebody of the team, or to who was invited, that did not arrive and will not by itself. */
export interface Unmailed {
  email: string
  /** ms */
  at: number
  /** As the mail server said it; '': it cannot be drawn, which is our own fault. */
  why: string
}

/** A link for the owner to hand over; null: it was mailed. */
export interface Handed {
  link: string | null
}

/** A language of the console. */
export const locale = z.enum(languages.map(({ name }) => name))

/** Taken as it is, or not at all: one that was changed on its way in would open nothing later. */
export const password = z
  .string()
  .max(1_000)
  .refine((text) => !/\0|\p{Surrogate}/u.test(text))

export const ofOneself = {
  'account:open': request('staff', z.strictObject({}), reply<OwnAccount>()),
  /** Ends a sign-in of one's own; without `id` all but the one that asks. */
  'account:end': request('staff', z.strictObject({ id: accountId.optional() }), done),
  /** Another password, which ends all sign-ins but this one; `weak-password` when it is guessed too easily. */
  'account:password': request('staff', z.strictObject({ password, next: password }), done),
  /** Removes a passkey; sign-ins that it had made end, but this one. */
  'account:passkey': request('staff', z.strictObject({ id: accountId, password }), done),
  /** What stands below one's answers by mail from now on, with the site's variables in it; '': the site's. */
  'account:signature': request('staff', z.strictObject({ text: written.max(limits.signature) }), done),
  /** Says the password again, which what matters asks for; it counts on this line for ten minutes. */
  'account:prove': request('staff', z.strictObject({ password }), done),
}

/** Of others: refused `unproven` to whoever has not just said their password, `last-owner` where none would be left. */
export const ofTeam = {
  'people:open': request(
    'owner',
    z.strictObject({}),
    reply<{
      people: Member[]
      invited: Invited[]
      unmailed: Unmailed[]
      /** Who is asked for a proof of who one is: the issuer, by its name; null: one's password is. */
      issuer: string | null
    }>(),
  ),
  'people:standing': request(
    'owner',
    z.strictObject({ id: accountId, role, sites: z.array(siteId).min(1).max(1_000).nullable() }),
    done,
  ),
  /** Takes the second factor and the passkeys away, for a lost phone, and signs out everywhere. */
  'people:reset': request('owner', z.strictObject({ id: accountId }), done),
  /** Signs out everywhere. */
  'people:end': request('owner', z.strictObject({ id: accountId }), done),
  'people:remove': request('owner', z.strictObject({ id: accountId }), done),
  /** Sends an invitation, or once more with what is asked now; a link is to be handed over where no mail leaves. */
  'people:invite': request(
    'owner',
    z.strictObject({ email: z.email().max(254), role, sites: z.array(siteId).min(1).max(1_000).nullable(), locale }),
    reply<Handed>(),
  ),
  /** Sends an invitation again, by its id; the link before it holds no more. */
  'people:again': request('owner', z.strictObject({ id: accountId }), reply<Handed>()),
  'people:withdraw': request('owner', z.strictObject({ id: accountId }), done),
  /** Sends somebody a link to another password; it signs them out once it is used. */
  'people:password': request('owner', z.strictObject({ id: accountId, locale }), reply<Handed>()),
}
