// What the screen of requests asks of the server, as a form of the page.

import { limits } from '../../../server/limits.ts'
import type { Answered, forms } from '../../../server/protocol/http.ts'
import type { AnswerOf, PayloadOf } from '../../../server/protocol/request.ts'
import { json } from '../../json.ts'
import type { State } from '../../state.ts'

type Forms = typeof forms
type Path = keyof Forms & `/requests/:site${string}`

/** @returns null when no answer came */
export function ask<P extends Path>(
  { server, site, visit }: Pick<State, 'server' | 'site' | 'visit'>,
  path: P,
  payload: PayloadOf<Forms, P>,
): Promise<AnswerOf<Forms, P> | null> {
  const { still, within } = visit.value
  return still(
    fetch(server + path.replace(':site', site), {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: json(payload),
      signal: within(limits.ackTimeout),
    })
      .then((response: Answered<AnswerOf<Forms, P>>) => response.json())
      .catch(() => null),
  )
}
