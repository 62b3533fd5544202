// The second factor over HTTP: making one, and giving its code or a backup code.

import type { FastifyRequest } from 'fastify'
import { type RefusalCode, Refused } from '../protocol/answer.ts'
import { signing } from '../protocol/http.ts'
import { readBackupCode } from '../staff/backupCodes.ts'
import {
  type Act,
  type AskAuth,
  bodyOf,
  cookiesOf,
  doerOf,
  noStore,
  passOn,
  type SignInBudgets,
  type SignInParts,
} from './auth.ts'
import { begunBy } from './passkeys.ts'
import { browserOf } from './visitor.ts'

/** What better-auth says, in our words; whatever else it refuses is over, and begins again with the password. */
const refusalOf: Record<string, [RefusalCode, retryAfter?: number]> = {
  INVALID_CODE: ['wrong-code'],
  INVALID_BACKUP_CODE: ['wrong-code'],
  INVALID_PASSWORD: ['wrong-password'],
  ACCOUNT_TEMPORARILY_LOCKED: ['too-many', 900],
}

export function secondFactorActs(parts: SignInParts, limiters: SignInBudgets, ask: AskAuth): Record<string, Act> {
  return {
    'two-factor/enable': enableBy(parts, limiters, ask),
    'two-factor/verify-totp': verifyBy(parts, limiters, (request) => {
      const { code, trust } = bodyOf(signing['/api/auth/two-factor/verify-totp'].schema, request)
      const digits = code.replaceAll(/\D/g, '')
      return { code: digits, ask: () => ask(request, { code: digits, trustDevice: trust }) }
    }),
    'two-factor/verify-backup-code': verifyBy(parts, limiters, (request) => {
      const { code, trust } = bodyOf(signing['/api/auth/two-factor/verify-backup-code'].schema, request)
      return { code: null, ask: () => ask(request, { code: readBackupCode(code), trustDevice: trust }) }
    }),
  }
}

/** Makes the secret that an app is to know, and the backup codes; what it was before counts until a code is right. */
function enableBy({ staff }: SignInParts, limiters: SignInBudgets, ask: AskAuth): Act {
  return async (request, reply) => {
    const { password } = bodyOf(signing['/api/auth/two-factor/enable'].schema, request)
    const begun = await begunBy(request, staff)
    await limiters.proof.spend(begun.agent.id)
    const made = (await heard(await ask(request, { password }))) as { totpURI: string; backupCodes: string[] }
    await limiters.proof.refund(begun.agent.id)
    return noStore(reply).send({ ok: true, uri: made.totpURI, codes: made.backupCodes })
  }
}

/** @param read what was typed: a code of the app, which is good once, or one of which better-auth sees to that */
function verifyBy(
  { staff, live, record, addressOf }: SignInParts,
  limiters: SignInBudgets,
  read: (request: FastifyRequest) => { code: string | null; ask: () => Promise<Response> },
): Act {
  return async (request, reply) => {
    const { code, ask } = read(request)
    const address = addressOf(request)
    // Spent before it is tried; how often an account may be tried is better-auth's to count.
    await limiters.address.spend(address)
    const before = await staff.begun(request.headers.cookie)
    if (before) await begunBy(request, staff)
    const response = await ask()
    await heard(response.clone())
    await limiters.address.refund(address)
    const found = await staff.signedIn(cookiesOf(response))
    // Whoever was signed in already has proven nothing new.
    if (!found) return noStore(reply).send({ ok: true })
    if (code !== null) await once(limiters, found.agent.id, code, () => staff.end(found.session))
    // The first code that is right makes the second factor: what was signed in without it is no more.
    if (before) for (const ended of await staff.endOthers(found.agent.id, found.session)) live.signIns.end(ended)
    if (before) {
      const from = { by: null, browser: browserOf(request.headers['user-agent']) }
      await staff.notices.changing(found.agent.id, 'second-factor-made', from)
      await record.note({ what: 'second-factor-made', ...doerOf(found) })
    }
    await record.note({ what: 'signed-in', ...doerOf(found) })
    const { email } = found.agent
    const device = staff.devices.known(request.headers.cookie ?? '', email) ?? undefined
    return passOn(noStore(reply), response, [staff.devices.cookie(email, device)], { ok: true })
  }
}

/** Whoever looked over a shoulder has the code as well. */
async function once(limiters: SignInBudgets, agent: string, code: string, undo: () => Promise<void>): Promise<void> {
  try {
    await limiters.code.spend(`${agent} ${code}`)
  } catch {
    await undo()
    throw new Refused('expired-code')
  }
}

/** What better-auth has answered. @throws Refused */
async function heard(response: Response): Promise<unknown> {
  if (response.ok) return response.json()
  if (response.status >= 500) throw new Error(`better-auth answers ${response.status}`)
  const { code = '' } = (await response.json().catch(() => ({}))) as { code?: string }
  const [refused, retryAfter] = refusalOf[code] ?? ['expired-code']
  throw new Refused(refused, retryAfter)
}
