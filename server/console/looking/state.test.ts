// Who looks at what: told and heard, forgotten when it is said no more, and known to whoever comes later.

import { signal } from '@preact/signals'
import { expect, test } from 'vitest'
import { limits } from '../../limits.ts'
import { eleni, nikos } from '../test/made.ts'
import { playLine } from '../test/playedLine.ts'
import { Looking } from './state.ts'

function open() {
  const played = playLine()
  const { hear, line } = played
  const tells: [conversation: string, on: boolean][] = []
  const told = Object.assign(line, {
    tell: (event: string, { conversation, on }: { conversation: string; on: boolean }) =>
      void (event === 'looking' && tells.push([conversation, on])),
  })
  const wanted = signal<string | null>(null)
  const document = Object.assign(new EventTarget(), { visibilityState: 'visible' as DocumentVisibilityState })
  let now = 1_000
  const clock = { now: () => now, tick: signal(0) }
  const looking = new Looking({ line: told, clock, me: signal(eleni), wanted, document })
  return {
    looking,
    wanted,
    tells,
    hears: (by: typeof nikos, on = true, conversation = 'one') => hear('looking', { conversation, on, by }),
    show: (state: DocumentVisibilityState) => {
      document.visibilityState = state
      document.dispatchEvent(new Event('visibilitychange'))
    },
    wait: (time: number) => void (now += time),
  }
}

test('what is on the screen is said, and that it is no longer, also where nobody sees the page', () => {
  const { wanted, tells, show } = open()
  wanted.value = 'one'
  wanted.value = 'two'
  show('hidden')
  show('visible')
  expect(tells).toEqual([
    ['one', true],
    ['one', false],
    ['two', true],
    ['two', false],
    ['two', true],
  ])
})

test('colleagues are named until they leave or are silent, and oneself is not', () => {
  const { looking, hears, wait } = open()
  hears(nikos)
  hears(eleni)
  hears({ ...nikos, id: 'anna', name: 'Άννα' })
  expect([looking.namesOf('one'), looking.namesOf('two')]).toEqual([[nikos.name, 'Άννα'], []])
  hears(nikos, false)
  expect(looking.namesOf('one')).toEqual(['Άννα'])
  wait(limits.looking + 1)
  expect(looking.namesOf('one')).toEqual([])
})

test('whoever comes later is told once who was there', () => {
  const { wanted, tells, hears } = open()
  wanted.value = 'one'
  tells.length = 0
  hears(nikos)
  hears(nikos)
  hears(nikos, true, 'another')
  expect(tells).toEqual([['one', true]])
})
