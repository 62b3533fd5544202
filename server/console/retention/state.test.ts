// What goes by its age: as it was told last, also where no answer comes.

import { expect, test } from 'vitest'
import { playLine } from '../test/playedLine.ts'
import { Retention } from './state.ts'

test('nothing is known before it is told, and what is known stays where no answer or a refusal comes', async () => {
  const { line, next } = playLine()
  const retention = new Retention(line)
  expect(retention.known.value).toBeNull()
  const first = { ok: true, of: 'the first' }
  const second = { ok: true, of: 'the second' }
  for (const [answer, known] of [
    [null, null],
    [first, first],
    [{ ok: false, error: 'failed' }, first],
    [null, first],
    [second, second],
  ] as const) {
    const looked = retention.look()
    expect(next('retention:open').payload).toEqual({})
    await next('retention:open').answer(answer)
    await looked
    expect(retention.known.value).toEqual(known)
  }
})
