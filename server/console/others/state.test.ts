// What else a visitor has begun is asked for with what is open, and again when one of theirs changes.

import { expect, test } from 'vitest'
import { idOf, summaryOf } from '../test/made.ts'
import { playDesk } from '../test/playedDesk.ts'
import { othersOf } from './state.ts'

test('it is asked for with what is open, and anew when one of the same visitor changes', async () => {
  const maria = summaryOf('maria', { guest: 1, sub: 'customer' })
  const { desk, next, asked, hear } = await playDesk([maria])
  const others = desk.own(othersOf)
  const count = () => asked.filter(({ event }) => event === 'conversation:others').length
  expect([count(), others.of(undefined)]).toEqual([0, []])
  desk.routes.go('inbox', maria.id)
  expect(next('conversation:others').payload).toEqual({ conversation: maria.id })
  await next('conversation:others').answer({ ok: true, conversations: [summaryOf('before', { guest: 2 })] })
  expect(others.of(maria.id).map(({ id }) => id)).toEqual([idOf('before')])
  hear('conversation:changed', summaryOf('stranger', { guest: 3, revision: 2 }))
  expect(count()).toBe(0)
  hear('conversation:changed', summaryOf('phone', { guest: 4, sub: 'customer', revision: 3 }))
  hear('conversation:changed', summaryOf('again', { guest: 1, revision: 4 }))
  expect(count()).toBe(2)
  // Another is opened before they are told.
  desk.routes.go('inbox', idOf('stranger'))
  const [first, second, third] = asked.filter(({ event }) => event === 'conversation:others')
  await third!.answer({ ok: true, conversations: [] })
  for (const late of [first!, second!]) await late.answer({ ok: true, conversations: [maria] })
  expect([others.of(idOf('stranger')), others.of(maria.id)]).toEqual([[], []])
})
