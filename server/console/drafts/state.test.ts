// Drafts on several devices of one agent: what is kept, what becomes what it is elsewhere, and what is offered.

import { signal } from '@preact/signals'
import { expect, test, vi } from 'vitest'
import type { Step } from '../../protocol/act.ts'
import type { Carried } from '../../protocol/draft.ts'
import { eleni, idOf, openBrowser } from '../test/made.ts'
import { playLine, settled } from '../test/playedLine.ts'
import { Drafts } from '../inbox/drafts.ts'
import { Devices } from './state.ts'

const maria = { id: idOf('maria'), state: 'open' } as const
const anna = { id: idOf('anna'), state: 'open' } as const

function open(wanted: string | null = maria.id) {
  const played = playLine()
  const { line } = played
  const on = signal(wanted)
  const drafts = new Drafts({ life: line.life, storage: openBrowser().openTab(), me: signal(eleni) })
  const devices = new Devices({ line, drafts, wanted: on })
  return {
    ...played,
    drafts,
    devices,
    on,
    text: () => drafts.text(maria),
    other: () => devices.others.value[maria.id]?.text ?? null,
    /** What the server has of a reply. */
    has: (text: string, at: number, carried: Carried = {}) =>
      played.next('draft:open').answer({ ok: true, drafts: at ? [{ kind: 'reply', text, at, ...carried }] : [] }),
    /** What it is asked to keep, a moment after the last word. */
    kept: () => vi.waitFor(() => played.next('draft:save'), { timeout: 5_000, interval: 20 }),
  }
}

test('what was begun elsewhere stands here too, and nothing is kept again', async () => {
  const { has, text, asked } = open()
  await has('από το κινητό', 5)
  expect(text()).toBe('από το κινητό')
  await new Promise((resolve) => setTimeout(resolve, 1_000))
  expect(asked).toEqual([])
})

test('what is written is kept after the last word, once, with what it follows', async () => {
  const { has, drafts, kept, asked, text } = open()
  await has('αρχή', 5)
  for (const more of ['αρχή κ', 'αρχή κα', 'αρχή και τέλος']) drafts.write(maria, more)
  const save = await kept()
  expect(save.payload).toEqual({ conversation: maria.id, kind: 'reply', text: 'αρχή και τέλος', was: 5 })
  await save.answer({ ok: true, at: 6, other: null, carried: {} })
  expect([asked, text()]).toEqual([[], 'αρχή και τέλος'])
  drafts.write(maria, '')
  expect((await kept()).payload).toMatchObject({ text: '', was: 6 })
})

const article = { id: 'orders/where', title: 'Πού είναι;' }
const served = { ...article, path: '/help/oxzino/el/orders/where' }
const steps: Step[] = [{ kind: 'tag', tag: 'επείγον', on: true }, { kind: 'close' }]

test('an article and what is done with it stand here too, and are kept with it', async () => {
  const { has, drafts, kept, asked } = open()
  await has('', 5, { article: served, steps })
  expect(drafts.begun(maria.id)).toEqual({ text: '', article: served, steps })
  drafts.setSteps(maria, steps.slice(1))
  const save = await kept()
  const expected = { conversation: maria.id, kind: 'reply', text: '', article, steps: steps.slice(1), was: 5 }
  expect(save.payload).toEqual(expected)
  await save.answer({ ok: true, at: 6, other: null, carried: {} })
  drafts.setArticle(maria)
  drafts.setSteps(maria, [])
  const last = await kept()
  expect(last.payload).toEqual({ conversation: maria.id, kind: 'reply', text: '', was: 6 })
  await last.answer({ ok: true, at: 0, other: null, carried: {} })
  expect(asked).toEqual([])
})

test('of two with other things in them the other is offered whole, and taken whole', async () => {
  const { has, hear, drafts, kept, devices } = open()
  await has('ένα', 5)
  drafts.setArticle(maria, article)
  hear('draft:changed', { conversation: maria.id })
  await has('ένα', 6, { steps })
  expect([drafts.begun(maria.id), devices.others.value[maria.id]]).toEqual([
    { text: 'ένα', article },
    { text: 'ένα', steps },
  ])
  await (await kept()).answer({ ok: true, at: 7, other: 'ένα', carried: { article: served, steps } })
  devices.take(maria.id)
  expect([drafts.begun(maria.id), devices.others.value[maria.id]]).toEqual([
    { text: 'ένα', article: served, steps },
    { text: 'ένα', article },
  ])
})

test('an article that is served no more is said to be, also where it was chosen, and is kept no other than it is', async () => {
  const { has, hear, drafts, asked } = open()
  await has('ένα', 5, { article: served })
  hear('draft:changed', { conversation: maria.id })
  await has('ένα', 5, { article: { ...article, path: null } })
  expect(drafts.article(maria)).toEqual({ ...article, path: null })
  await new Promise((resolve) => setTimeout(resolve, 1_000))
  expect(asked).toEqual([])
})

test('a note is kept as one', async () => {
  const { has, drafts, kept } = open()
  await has('', 0)
  drafts.setNote(maria.id, true)
  drafts.write(maria, 'για εμάς')
  expect((await kept()).payload).toEqual({ conversation: maria.id, kind: 'note', text: 'για εμάς', was: 0 })
})

test('where two have gone on the latest is kept, and the other is offered, taken or left', async () => {
  const { has, drafts, kept, devices, text, other } = open()
  await has('', 0)
  drafts.write(maria, 'από εδώ')
  await (await kept()).answer({ ok: true, at: 9, other: 'από το γραφείο', carried: {} })
  expect([text(), other()]).toEqual(['από εδώ', 'από το γραφείο'])
  devices.take(maria.id)
  expect([text(), other()]).toEqual(['από το γραφείο', 'από εδώ'])
  devices.leave(maria.id)
  expect([text(), other()]).toEqual(['από το γραφείο', null])
})

test('what is told of the conversation on the screen is asked for; of another one it is not', async () => {
  const { has, hear, asked, text } = open()
  await has('ένα', 5)
  hear('draft:changed', { conversation: anna.id })
  expect(asked).toEqual([])
  hear('draft:changed', { conversation: maria.id })
  await has('ένα δύο', 6)
  expect(text()).toBe('ένα δύο')
})

test('what was changed here and elsewhere stays as it is here, and the other is offered', async () => {
  const { has, hear, drafts, text, other } = open()
  await has('ένα', 5)
  drafts.write(maria, 'ένα εδώ')
  hear('draft:changed', { conversation: maria.id })
  await has('ένα εκεί', 6)
  expect([text(), other()]).toEqual(['ένα εδώ', 'ένα εκεί'])
})

test('what was sent or put away elsewhere goes here too, unless it has been gone on with', async () => {
  const { has, hear, text } = open()
  await has('ένα', 5)
  hear('draft:changed', { conversation: maria.id })
  await has('', 0)
  expect(text()).toBe('')
})

test('what is written without a line is kept once it is back', async () => {
  const { has, cut, back, drafts, kept, asked } = open()
  await has('', 0)
  cut()
  drafts.write(maria, 'χωρίς γραμμή')
  await settled()
  expect(asked).toEqual([])
  back()
  await has('', 0)
  expect((await kept()).payload).toMatchObject({ text: 'χωρίς γραμμή' })
})

test('an answer that is lost leaves it to be kept again', async () => {
  const { has, drafts, kept } = open()
  await has('', 0)
  drafts.write(maria, 'μία')
  await (await kept()).answer(null)
  drafts.write(maria, 'μία φορά')
  expect((await kept()).payload).toMatchObject({ text: 'μία φορά', was: 0 })
})

test('what is too long to be sent is kept nowhere else', async () => {
  const { has, drafts, asked } = open()
  await has('', 0)
  drafts.write(maria, 'ω'.repeat(20_000))
  await new Promise((resolve) => setTimeout(resolve, 1_000))
  expect(asked).toEqual([])
})
