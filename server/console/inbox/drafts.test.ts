// What has been begun: of each agent, each conversation, and of both kinds, through a reload.

import { signal } from '@preact/signals'
import { expect, test } from 'vitest'
import { begin } from '../../../widget/life.ts'
import type { Presence } from '../../protocol/staff.ts'
import { eleni, idOf, nikos, openBrowser } from '../test/made.ts'
import { Drafts } from './drafts.ts'

const maria = { id: idOf('maria'), state: 'open' } as const
const anna = { id: idOf('anna'), state: 'open' } as const

function open(tab = new Map<string, string>(), agent: Presence | null = eleni) {
  const me = signal(agent)
  return { tab, me, drafts: new Drafts({ life: begin(), storage: openBrowser().openTab(tab), me }) }
}

test('each conversation has a draft of its own, through a reload', () => {
  const { drafts, tab } = open()
  drafts.write(maria, 'μισή φράση')
  drafts.write(anna, 'άλλη')
  drafts.write(anna, '')
  const again = open(tab).drafts
  expect([again.text(maria), again.text(anna)]).toEqual(['μισή φράση', ''])
})

test('a note has a draft beside the reply’s, and which is written is kept', () => {
  const { drafts, tab } = open()
  drafts.write(maria, 'για την πελάτισσα')
  drafts.setNote(maria.id, true)
  expect(drafts.text(maria)).toBe('')
  drafts.write(maria, 'για εμάς')
  const again = open(tab).drafts
  expect([again.isNote(maria), again.text(maria)]).toEqual([true, 'για εμάς'])
  again.setNote(maria.id, false)
  expect(again.text(maria)).toBe('για την πελάτισσα')
})

test('where a conversation is closed a note is written, unless a reply was begun', () => {
  const { drafts } = open()
  const closed = { ...maria, state: 'closed' } as const
  expect(drafts.isNote(closed)).toBe(true)
  drafts.write(maria, 'μισή απάντηση')
  expect(drafts.isNote(closed)).toBe(false)
  drafts.toNote(closed)
  expect([drafts.isNote(closed), drafts.text(closed)]).toEqual([true, 'μισή απάντηση'])
})

test('what is put back stands before what has been begun since', () => {
  const { drafts } = open()
  drafts.write(maria, 'από τότε')
  drafts.putBack(maria, 'πριν')
  expect(drafts.text(maria)).toBe('πριν\n\nαπό τότε')
})

test('the next agent in the tab finds their own, and so does the one before', () => {
  const { drafts, tab } = open()
  drafts.write(maria, 'της Ελένης')
  const other = open(tab, nikos).drafts
  expect(other.text(maria)).toBe('')
  other.write(maria, 'του Νίκου')
  expect(open(tab).drafts.text(maria)).toBe('της Ελένης')
  expect(open(tab, nikos).drafts.text(maria)).toBe('του Νίκου')
})

test('nothing is shown before it is known who it is', () => {
  const { tab } = open()
  open(tab).drafts.write(maria, 'της Ελένης')
  const { drafts, me } = open(tab, null)
  expect(drafts.text(maria)).toBe('')
  me.value = eleni
  expect(drafts.text(maria)).toBe('της Ελένης')
  me.value = { ...eleni, presence: 'away' }
  expect(drafts.text(maria)).toBe('της Ελένης')
})

test.each([
  ['theirs', eleni, 'eleni', 'από πριν'],
  ['another’s', nikos, 'eleni', ''],
  ['nobody’s yet', eleni, null, 'από πριν'],
])('what a console of before has kept is found, %s', (_, agent, writer, text) => {
  const tab = new Map([
    ['rotame:drafts', JSON.stringify({ [maria.id]: 'από πριν' })],
    ['rotame:noting', '[]'],
    // What was put away for them before they came back is older.
    ['rotame:drafts:eleni', JSON.stringify({ [maria.id]: 'παλιά' })],
    ...(writer ? [['rotame:by', writer] as const] : []),
  ])
  expect(open(tab, agent).drafts.text(maria)).toBe(text)
  expect(open(tab, eleni).drafts.text(maria)).toBe('από πριν')
})

test('of thousands of conversations in which notes were written the latest are known', () => {
  const { drafts, tab } = open()
  const of = (number: number) => ({ id: idOf(`c${number}`), state: 'open' }) as const
  for (let number = 0; number < 2_000; number++) drafts.setNote(of(number).id, true)
  expect([...tab].find(([key]) => key.includes('noting'))![1].length).toBeLessThan(20_000)
  const again = open(tab).drafts
  expect([again.isNote(of(1_999)), again.isNote(of(1_000))]).toEqual([true, false])
})

test('what follows a reply is kept with it, through a reload and for whoever chose it', () => {
  const { drafts, tab } = open()
  const steps = [{ kind: 'tag' as const, tag: 'vip', on: true as const }, { kind: 'close' as const }]
  drafts.setSteps(maria, steps)
  expect(drafts.steps(anna)).toEqual([])
  const again = open(tab).drafts
  expect(again.steps(maria)).toEqual(steps)
  expect(open(tab, nikos).drafts.steps(maria)).toEqual([])
  again.setSteps(maria, steps.slice(0, 1))
  expect(again.steps(maria)).toEqual(steps.slice(0, 1))
  again.setSteps(maria, [])
  expect(open(tab).drafts.steps(maria)).toEqual([])
})
