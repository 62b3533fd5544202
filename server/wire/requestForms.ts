// The edge of a visitor's requests in the widget: theirs are listed, and another is opened by a code, as on its page.

import type { FastifyRequest } from 'fastify'
import { guarded } from '../faults.ts'
import { checkAddress } from '../mail/address.ts'
import { Refused } from '../protocol/answer.ts'
import type { forms } from '../protocol/http.ts'
import { readReference } from '../tickets/reference.ts'
import { requestPath } from '../tickets/requestKey.ts'
import type { Requests } from '../tickets/requests.ts'
import type { Checked } from '../visitors/identity.ts'
import { visitorOf } from '../visitors/visitors.ts'
import type { Limit, Log, Payment, Served } from './answer.ts'
import { RequestBudgets } from './requestBudgets.ts'

export interface RequestFormParts {
  requests: Pick<Requests, 'own' | 'sendCode' | 'prove'>
  /** Who a token says its bearer is. */
  whoIs: (site: string, token: string | undefined) => Promise<Checked>
  limit: Limit
  log: Log
  addressOf: (request: FastifyRequest) => string
}

type Asked = FastifyRequest<{ Params: { site: string } }>
type Forms = Served<typeof forms, Asked>

export function requestFormsOf(
  parts: RequestFormParts,
  payments: readonly Payment<Asked>[],
): Pick<Forms, '/requests/:site' | '/requests/:site/code' | '/requests/:site/key'> {
  const { requests, whoIs, log } = parts
  // The same as of the page: there are no more tries in two places.
  const budgets = new RequestBudgets(parts)
  return {
    '/requests/:site': [
      payments,
      async ({ secret, token }, { params: { site } }) => {
        const { identity } = await whoIs(site, token)
        return requests.own(visitorOf(site, secret, identity))
      },
    ],
    '/requests/:site/code': [
      payments,
      async (asked, request) => {
        const reference = referenceIn(asked.reference)
        const email = asked.email.trim()
        checkAddress(email)
        await budgets.spend('codes', request, reference)
        // Afterwards, so that how long it takes says nothing.
        setImmediate(guarded(log, () => requests.sendCode(reference, email)))
      },
    ],
    '/requests/:site/key': [
      payments,
      async (given, request) => {
        const reference = referenceIn(given.reference)
        await budgets.spend('tries', request, reference)
        return { path: requestPath(reference, await requests.prove(reference, given.code)) }
      },
    ],
  }
}

/** @throws Refused `mistyped`: no request can be called that */
function referenceIn(typed: string): string {
  const reference = readReference(typed)
  if (reference === null || reference === 'mistyped') throw new Refused('mistyped')
  return reference
}
