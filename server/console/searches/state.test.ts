// What people searched for and did not find: of each site and language what was told last, also where no answer comes.

import { expect, test } from 'vitest'
import { playLine } from '../test/playedLine.ts'
import { Searches } from './state.ts'

const told = (query: string) => ({ unanswered: [{ query, count: 3 }], asked: [] })

test('what was told is of one site and one language', async () => {
  const { line, next } = playLine()
  const searches = new Searches(line)
  expect(searches.of('oxzino', 'el')).toBeUndefined()
  void searches.look('oxzino', 'el')
  expect(next('searches:open').payload).toEqual({ site: 'oxzino', locale: 'el' })
  await next('searches:open').answer({ ok: true, ...told('τιμολόγιο') })
  expect([searches.of('oxzino', 'el')?.unanswered, searches.of('oxzino', 'el')?.asked]).toEqual([
    told('τιμολόγιο').unanswered,
    [],
  ])
  expect([searches.of('oxzino', 'en'), searches.of('other', 'el')]).toEqual([undefined, undefined])
})

test('what is known stays until something newer is told', async () => {
  const { line, next } = playLine()
  const searches = new Searches(line)
  const words = () => searches.of('oxzino', 'el')?.unanswered.map(({ query }) => query)
  for (const [answer, known] of [
    [{ ok: true, ...told('τιμολόγιο') }, 'τιμολόγιο'],
    [null, 'τιμολόγιο'],
    [{ ok: false, error: 'not-allowed' }, 'τιμολόγιο'],
    [{ ok: true, ...told('απόδειξη') }, 'απόδειξη'],
  ] as const) {
    const looked = searches.look('oxzino', 'el')
    await next('searches:open').answer(answer)
    await looked
    expect(words()).toEqual([known])
  }
})
