// A mail that came twice is doubled, but where nobody can have known that it had been taken.

import { expect, test } from 'vitest'
import type { Taken } from '../../../server/test/smtp.ts'
import { Ledger } from './ledger.ts'
import { type Ends, judgeMails } from './mails.ts'

const once = { messageId: '<a@shop.example>', parsed: {}, source: '' } as Taken
/** Taken at one second, answered at another (null: never), and again at the 40th. */
const twice = (client: string, answeredAt: number | null): Taken[] => [
  { ...once, client, at: 1_000, answeredAt },
  { ...once, client: 'b', at: 40_000, answeredAt: 40_000 },
]
const judged = (taken: Taken[], ends: Ends) => {
  const verdict = {
    lost: new Set<string>(),
    doubled: new Set<string>(),
    outOfOrder: new Set<string>(),
    neverDelivered: new Set<string>(),
    findings: [],
  }
  const { mailDoubled, mailRepeated } = judgeMails(new Ledger(), [], taken, 'support@shop.example', ends, verdict)
  return mailDoubled > 0 ? 'doubled' : mailRepeated > 0 ? 'repeated' : 'once'
}
const ended = (at: number) => new Map([['a', at]])

test.each<[string, 'doubled' | 'repeated', Taken[], Ends]>([
  ['its sender was never told', 'repeated', twice('a', null), { ended: new Map(), refusals: [] }],
  ['whoever was told was killed at once', 'repeated', twice('a', 1_700), { ended: ended(1_800), refusals: [] }],
  ['it was killed before it heard', 'repeated', twice('a', 1_700), { ended: ended(900), refusals: [] }],
  [
    'the database was away until it was killed',
    'repeated',
    twice('a', 1_700),
    { ended: ended(9_000), refusals: [[1_500, 8_000]] },
  ],
  ['whoever was told lives', 'doubled', twice('a', 1_700), { ended: new Map([['c', 1_800]]), refusals: [] }],
  ['it had long time to keep it', 'doubled', twice('a', 1_700), { ended: ended(20_000), refusals: [] }],
  ['it was killed after the repeat', 'doubled', twice('a', 1_700), { ended: ended(41_000), refusals: [] }],
])('%s: %s', (_why, verdict, taken, ends) => {
  expect(judged(taken, ends)).toBe(verdict)
})
