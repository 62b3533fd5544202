// The team: what is known of it, what is changed, and what waits for the owner's password until it is right.

import { expect, test } from 'vitest'
import { playLine } from '../test/playedLine.ts'
import { People } from './state.ts'

function open() {
  const played = playLine()
  const people = new People(played.line)
  let done = 0
  const { asked, next } = played
  return {
    ...played,
    people,
    events: () => asked.map(({ event }) => event),
    names: () => people.known.value?.map(({ name }) => name) ?? null,
    done: () => done,
    remove: (id: string) => people.change('people:remove', { id }, () => done++),
    /** The server has shown the team as it is by then. */
    told: (...names: string[]) =>
      next('people:open').answer({ ok: true, people: names.map((name) => ({ name })), invited: [], unmailed: [] }),
  }
}
const unproven = { ok: false, error: 'unproven' }

test('what was told stays where no answer comes, and the newest holds whichever comes last', async () => {
  const { people, asked, names, next, told } = open()
  void people.look()
  await told('Ελένη')
  void people.look()
  await next('people:open').answer(null)
  expect(names()).toEqual(['Ελένη'])
  void people.look()
  void people.look()
  const [older, newer] = [...asked]
  await newer!.answer({ ok: true, people: [], invited: [], unmailed: [] })
  await older!.answer({
    ok: true,
    people: [{ name: 'who was removed' }],
    invited: [],
    unmailed: [],
  })
  expect(names()).toEqual([])
})

test('a change is made once, and what became of it is shown', async () => {
  const { people, remove, next, done, events, told, names } = open()
  void remove('nikos')
  expect(next('people:remove').payload).toEqual({ id: 'nikos' })
  await next('people:remove').answer({ ok: true })
  expect([done(), events()]).toEqual([1, ['people:open']])
  await told('Ελένη')
  expect([people.refused.value, names()]).toEqual([null, ['Ελένη']])
})

test.each([
  [{ ok: false, error: 'last-owner' }, 'last-owner'],
  [null, 'failed'],
])('a change that is answered with %j says why, until the next one is made', async (answer, why) => {
  const { people, remove, next, done, told } = open()
  void remove('eleni')
  await next('people:remove').answer(answer)
  await told('Ελένη')
  expect([people.refused.value, people.unproven.value, done()]).toEqual([why, null, 0])
  void remove('nikos')
  await next('people:remove').answer({ ok: true })
  await told('Ελένη')
  expect([people.refused.value, done()]).toEqual([null, 1])
})

test('what needs the password waits for the right one, and is done once', async () => {
  const { people, remove, next, done, events, told } = open()
  void remove('nikos')
  await next('people:remove').answer(unproven)
  expect([people.refused.value, done(), events()]).toEqual([null, 0, []])
  const wrong = people.prove('123')
  await next('account:prove').answer({ ok: false, error: 'wrong-password' })
  expect([await wrong, people.unproven.value !== null]).toEqual(['wrong-password', true])
  const lost = people.prove('right')
  await next('account:prove').answer(null)
  expect([await lost, events()]).toEqual(['failed', []])
  // Pressed twice.
  void people.prove('right')
  void people.prove('right')
  await next('account:prove').answer({ ok: true })
  await next('account:prove').answer({ ok: true })
  expect(events()).toEqual(['people:remove'])
  await next('people:remove').answer({ ok: true })
  await told('Ελένη')
  expect([done(), people.unproven.value]).toEqual([1, null])
})

test('what was left is not done, however late the password is found right', async () => {
  const { people, remove, next, events } = open()
  void remove('nikos')
  await next('people:remove').answer(unproven)
  void people.prove('right')
  people.leave()
  await next('account:prove').answer({ ok: true })
  expect(events()).toEqual([])
})

test('a proof that has ended by then is asked for once more', async () => {
  const { people, remove, next, done } = open()
  void remove('nikos')
  await next('people:remove').answer(unproven)
  void people.prove('right')
  await next('account:prove').answer({ ok: true })
  await next('people:remove').answer(unproven)
  expect([people.unproven.value !== null, done()]).toEqual([true, 0])
})

test('a refusal of before is said no more while the password is asked for', async () => {
  const { people, remove, next, told } = open()
  void remove('eleni')
  await next('people:remove').answer({ ok: false, error: 'last-owner' })
  await told('Ελένη')
  void remove('nikos')
  await next('people:remove').answer(unproven)
  expect(people.refused.value).toBe(null)
})
