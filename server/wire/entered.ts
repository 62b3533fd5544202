// What follows a right password: who it is, and what is due before anything of theirs opens.

import type { FastifyReply } from 'fastify'
import type { SignedInTold } from '../protocol/http.ts'
import type { SignedIn } from '../staff/sessions.ts'
import type { Staff } from '../staff/staff.ts'
import { cookiesOf, doerOf, passOn, type SignInParts } from './auth.ts'

interface Entering {
  /** The address that was given. */
  account: string
  /** Of the browser, where this account was signed in to before; else null. */
  device: string | null
}

/** Answers whoever has given a right password. @param response better-auth's, to a sign-in */
export async function entered(
  { staff, record }: Pick<SignInParts, 'staff' | 'record'>,
  reply: FastifyReply,
  response: Response,
  { account, device }: Entering,
): Promise<FastifyReply> {
  const { next, begun } = await nextOf(response, staff)
  // better-auth would tell scripts what its cookie keeps from them.
  if (next !== null) return passOn(reply, response, [], { ok: true, next })
  if (begun) await record.note({ what: 'signed-in', ...doerOf(begun) })
  return passOn(reply, response, [staff.devices.cookie(account, device ?? undefined)], { ok: true })
}

/** What a right password lacks: a code, a passkey, or the second factor itself; null: nothing. */
async function nextOf(
  response: Response,
  staff: Staff,
): Promise<{ next: SignedInTold['next'] | null; begun: SignedIn | null }> {
  const { twoFactorRedirect } = (await response.clone().json()) as { twoFactorRedirect?: boolean }
  if (twoFactorRedirect) return { next: 'code', begun: null }
  const begun = await staff.begun(cookiesOf(response))
  if (begun?.isWhole !== false) return { next: null, begun }
  return { next: (await staff.passkeys.has(begun.agent.id)) ? 'passkey' : 'enrol', begun }
}
