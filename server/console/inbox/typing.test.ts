// Who is typing: believed for a while, and forgotten afterwards.

import { signal } from '@preact/signals'
import { expect, test } from 'vitest'
import { limits } from '../../limits.ts'
import { playLine } from '../test/playedLine.ts'
import { Typing } from './typing.ts'

function open() {
  const played = playLine()
  let now = 1_000
  const clock = { now: () => now, tick: signal(0), destroy: () => {} }
  const typing = new Typing({ line: played.line, clock })
  return { typing, played, pass: (ms: number) => void (now += ms) }
}

test('a visitor types until they stop, write, or are no longer believed', () => {
  const { typing, played, pass } = open()
  const types = (conversation: string, on = true) => played.hear('typing', { conversation, on })
  types('a')
  types('b')
  types('c')
  types('b', false)
  played.hear('message:new', { conversation: 'c', message: { author: 'visitor' } })
  expect(['a', 'b', 'c'].map((id) => typing.isTyping(id))).toEqual([true, false, false])
  pass(limits.typing)
  expect(typing.isTyping('a')).toBe(false)
})

test('of visitors and colleagues who leave in the middle of a word nothing is kept', () => {
  const { typing, played, pass } = open()
  const by = { id: 'nikos', name: 'Νίκος' }
  for (let number = 0; number < 1_000; number++) {
    played.hear('typing', { conversation: `c${number}`, on: true })
    played.hear('typing', { conversation: `c${number}`, on: true, by })
    pass(limits.typing / 10)
  }
  expect(typing.colleague('c999', 'eleni')).toBe('Νίκος')
  expect(typing.size).toBeLessThanOrEqual(20)
})
