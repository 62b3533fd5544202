// Passkeys over HTTP: adding one, and signing in by one.

import type { FastifyReply, FastifyRequest } from 'fastify'
import { Refused } from '../protocol/answer.ts'
import { signing } from '../protocol/http.ts'
import type { Begun } from '../staff/sessions.ts'
import type { Staff } from '../staff/staff.ts'
import {
  type Act,
  bodyOf,
  browserMark,
  cookiesOf,
  doerOf,
  endBegun,
  headersOf,
  noStore,
  passOn,
  type SignInBudgets,
  type SignInParts,
} from './auth.ts'
import { browserOf } from './visitor.ts'

export function passkeyActs(parts: SignInParts, limiters: SignInBudgets): Record<string, Act> {
  const { staff, origins, addressOf } = parts
  // The browser that is to bring what a key has signed.
  const mark = browserMark('rotame.passkey', origins)
  return {
    'passkey/new': async (request, reply) => {
      const { password } = bodyOf(signing['/api/auth/passkey/new'].schema, request)
      const begun = await begunBy(request, staff)
      const { id } = begun.agent
      await limiters.proof.spend(id)
      if (!(await staff.isPassword(id, password))) throw new Refused('wrong-password')
      await limiters.proof.refund(id)
      return noStore(reply).send({ ok: true, asked: await staff.passkeys.askNew(begun.agent, begun.session) })
    },
    'passkey/add': addBy(parts),
    'passkey/ask': async (request, reply) => {
      staff.checkOpen()
      await limiters.passkey.spend(addressOf(request))
      const browser = mark.make()
      const said = await staff.passkeys.ask(browser)
      reply.header('set-cookie', mark.cookie(browser))
      return noStore(reply).send({ ok: true, asked: said })
    },
    'passkey/use': async (request, reply) => {
      staff.checkOpen()
      const address = addressOf(request)
      // Spent before it is tried.
      await limiters.address.spend(address)
      const { key } = bodyOf(signing['/api/auth/passkey/use'].schema, request)
      const browser = mark.of(request)
      if (browser === undefined) throw new Refused('wrong-passkey')
      const { id, userId } = await staff.passkeys.prove(browser, key)
      await limiters.address.refund(address)
      await endBegun(parts, request)
      return enter(parts, request, reply, { passkey: id, userId }, [mark.gone])
    },
  }
}

/** Whoever has given a password at least, and may make what proves more. @throws Refused */
export async function begunBy({ headers }: FastifyRequest, staff: Staff): Promise<Begun> {
  const begun = await staff.begun(headers.cookie)
  if (!begun) throw new Refused('signed-out')
  // Who has a passkey makes nothing by the password alone: the key is asked for.
  if (!begun.isWhole && (await staff.passkeys.has(begun.agent.id))) throw new Refused('not-allowed')
  return begun
}

function addBy(parts: SignInParts): Act {
  const { staff, live, record } = parts
  return async (request, reply) => {
    const { key, label } = bodyOf(signing['/api/auth/passkey/add'].schema, request)
    const begun = await begunBy(request, staff)
    const { id: userId } = begun.agent
    const browser = browserOf(request.headers['user-agent'])
    const passkey = await staff.passkeys.add(userId, begun.session, key, label || browser, { by: null, browser })
    await record.note({ what: 'passkey-added', ...doerOf(begun) })
    if (begun.isWhole) return noStore(reply).send({ ok: true })
    // It is the second factor that was due: what was begun by the password alone is no more, this sign-in too.
    for (const ended of await staff.endOthers(userId, '')) live.signIns.end(ended)
    return enter(parts, request, reply, { passkey, userId }, [])
  }
}

async function enter(
  { staff, record }: SignInParts,
  request: FastifyRequest,
  reply: FastifyReply,
  { passkey, userId }: { passkey: string; userId: string },
  cookies: string[],
): Promise<FastifyReply> {
  const response = await staff.passkeys.enter(passkey, userId, headersOf(request.headers))
  const found = await staff.signedIn(cookiesOf(response))
  if (!found) throw new Refused('wrong-passkey')
  await record.note({ what: 'signed-in', ...doerOf(found), facts: { by: 'passkey' } })
  const { email } = found.agent
  const device = staff.devices.known(request.headers.cookie ?? '', email) ?? undefined
  return passOn(noStore(reply), response, [staff.devices.cookie(email, device), ...cookies], { ok: true })
}
