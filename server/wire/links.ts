// Links that let somebody of the team in, over HTTP: what one is for, and its use.

import { guarded } from '../faults.ts'
import { Refused } from '../protocol/answer.ts'
import { signing } from '../protocol/http.ts'
import { type Act, type AskAuth, bodyOf, noStore, type SignInBudgets, type SignInParts } from './auth.ts'
import { weak } from './team.ts'
import { entered } from './entered.ts'
import { browserOf } from './visitor.ts'

export function linkActs(parts: SignInParts, limiters: SignInBudgets, ask: AskAuth): Record<string, Act> {
  const { staff, live, record, addressOf } = parts
  const { link } = limiters
  return {
    'link/open': async (request, reply) => {
      await link.spend(addressOf(request))
      const { token } = bodyOf(signing['/api/auth/link/open'].schema, request)
      return noStore(reply).send({ ok: true, ...(await staff.linkTold(token)) })
    },
    'link/ask': askFor(parts, limiters),
    'link/use': async (request, reply) => {
      await link.spend(addressOf(request))
      const given = bodyOf(signing['/api/auth/link/use'].schema, request)
      const { email, done, ended } = await staff
        .enterBy({ ...given, browser: browserOf(request.headers['user-agent']) })
        .catch(weak)
      for (const each of ended) live.signIns.end(each)
      await record.note(done)
      const credentials = { email, password: given.password }
      const response = await ask(request, credentials, '/api/auth/sign-in/email')
      if (!response.ok) throw new Error(`better-auth answers ${response.status} to a password that was just set`)
      const device = staff.devices.known(request.headers.cookie ?? '', email)
      return entered(parts, noStore(reply), response, { account: email, device })
    },
  }
}

/** What is answered waits for nothing that differs between an account's address and nobody's. */
function askFor({ staff, inviting, record, log, addressOf }: SignInParts, limiters: SignInBudgets): Act {
  const send = async (email: string, locale: string): Promise<void> => {
    const account = await inviting.forgotten(email, locale)
    if (account)
      await record.note({ userId: null, by: 'rotame', session: null, what: 'password-forgotten', about: account.name })
  }
  return async (request, reply) => {
    const { email, locale } = bodyOf(signing['/api/auth/link/ask'].schema, request)
    staff.checkOpen()
    if (!inviting.canMail) throw new Refused('no-mail')
    await limiters.ask.spend(addressOf(request))
    await limiters.askOf.spend(email.toLowerCase())
    setImmediate(guarded(log, () => send(email, locale)))
    return noStore(reply).send({ ok: true })
  }
}
