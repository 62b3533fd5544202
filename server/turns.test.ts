import { expect, test } from 'vitest'
import { Refused } from './protocol/answer.ts'
import { Turns } from './turns.ts'

const rules = { each: 20, all: 60, retryAfter: 10 }

/** What is begun and not ended, ended by hand, so that no clock decides. */
function bench() {
  const turns = new Turns(rules)
  const begun: string[] = []
  let end: () => void = () => {}
  const ask = (who: string, name = who) =>
    turns.take(who, () => {
      begun.push(name)
      return new Promise<void>((resolve) => (end = resolve))
    })
  const endOne = async () => {
    end()
    await new Promise((resolve) => setImmediate(resolve))
  }
  return { ask, begun, endOne }
}

test('one at a time, and each asker in turn', async () => {
  const { ask, begun, endOne } = bench()
  const all = [
    ...Array.from({ length: 20 }, (_, at) => ask('flood', `flood ${at}`)),
    ask('maria'),
    ask('nikos'),
    ask('maria'),
  ]
  expect(begun).toEqual(['flood 0'])
  for (let at = 0; at < 23; at++) await endOne()
  await Promise.all(all)
  expect(begun.slice(0, 6)).toEqual(['flood 0', 'flood 1', 'maria', 'nikos', 'flood 2', 'maria'])
  expect(begun.slice(6)).toEqual(Array.from({ length: 17 }, (_, at) => `flood ${at + 3}`))
})

test('what fails gives its turn on', async () => {
  const turns = new Turns(rules)
  const results = await Promise.allSettled([
    turns.take('a', () => Promise.reject(new Error('broken'))),
    turns.take('a', async () => 1),
    turns.take('b', async () => 2),
  ])
  expect(results.map(({ status }) => status)).toEqual(['rejected', 'fulfilled', 'fulfilled'])
  expect(await turns.take('c', async () => 3)).toBe(3)
})

test('who waits with too much is refused, and others are not; all together have a bound too', async () => {
  const { ask, endOne } = bench()
  const waiting = [ask('flood')]
  const refused: unknown[] = []
  const more = (who: string) => void waiting.push(ask(who).catch((error: unknown) => void refused.push(error)))
  for (let at = 0; at < 25; at++) more('flood')
  await new Promise((resolve) => setImmediate(resolve))
  expect(refused).toHaveLength(5)
  expect(refused[0]).toEqual(new Refused('too-many', 10))
  for (let at = 0; at < 45; at++) more(`address ${at}`)
  await new Promise((resolve) => setImmediate(resolve))
  expect(refused).toHaveLength(10)
  for (let at = 0; at < 70; at++) await endOne()
  await Promise.all(waiting)
})
