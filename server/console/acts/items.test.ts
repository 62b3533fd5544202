// The palette: what it offers, the best first, and what its choices do.

import { expect, test } from 'vitest'
import type { FoundConversation } from '../../protocol/finding.ts'
import { nameOf } from '../inbox/names.ts'
import { idOf, nikos, summaryOf } from '../test/made.ts'
import { repliesOf } from '../replies/of.ts'
import { playDesk } from '../test/playedDesk.ts'
import { locale } from '../words.ts'
import { askClosed } from './closed.ts'
import { itemsOf, type Step, titleOf } from './items.ts'
import { doableOf } from './list.ts'
import { targetsOf } from './moves.ts'

async function open(...given: Parameters<typeof playDesk>) {
  const played = await playDesk(...given)
  const { desk } = played
  const offered = (typed: string, on = targetsOf(desk)) =>
    itemsOf(desk, { doable: null, given: [], on, typed, articles: [], closed: [] })
  return {
    ...played,
    offered,
    ids: (typed: string) => offered(typed).map(({ id }) => id),
    /** Runs what has this id. */
    pick: (id: string, typed = '') =>
      offered(typed)
        .find((item) => item.id === id)!
        .run(),
    get: (name: string) => desk.list.all.value.find(({ id }) => id === idOf(name)),
  }
}
const maria = summaryOf('maria', { name: 'Μαρία Κωνσταντίνου' })

test('it opens before the server has said who anybody is, and leads to places', async () => {
  const { desk, ids } = await open()
  desk.agent.me.value = null
  expect(ids('')).toContain('page hours')
  expect(ids('ωραριο').concat(ids('hours'))).toContain('page hours')
})

test('untyped it offers acts and places, and no page that is not there', async () => {
  const { desk, ids } = await open([maria])
  expect(ids('')).not.toContain('take')
  desk.routes.go('inbox', maria.id)
  const all = ids('')
  expect(all.slice(0, 2)).toEqual(['take', 'assign'])
  expect(all).toContain('link')
  expect(all.filter((id) => /people|failed/.test(id))).toEqual([])
  expect(all).not.toContain(maria.id)
})

test('what begins with what was typed stands before what only has it inside, and acts before all', async () => {
  const ann = summaryOf('ann', { name: 'Ann Closely' })
  const { desk, offered } = await open([maria, ann])
  desk.routes.go('inbox', maria.id)
  const { words } = doableOf('close')
  const found = offered(words[locale].slice(0, 4))
  expect(found[0]!.id).toBe('close')
  expect(new Set(found.map(({ id }) => id)).size).toBe(found.length)
  // Kinds stand together.
  const kinds = found.map(({ kind }) => kind)
  expect(kinds.filter((kind, at) => kind !== kinds[at - 1]).length).toBe(new Set(kinds).size)
})

test('a conversation is found by a name in Latin letters or a reference, eight of them at most', async () => {
  const many = Array.from({ length: 30 }, (_, at) => summaryOf(`many${at}`, { name: `Πολλοί ${at}` }))
  const ticket = summaryOf('ticket', { ticket: { reference: 'K7M-4PX9', email: 'a@b.example' } as never })
  const { desk, ids, pick } = await open([maria, ticket, ...many])
  expect(ids('maria')).toEqual([maria.id])
  expect(ids('k7m 4px9')).toEqual([ticket.id])
  expect(ids('πολλοι')).toHaveLength(8)
  pick(maria.id, 'maria')
  expect(desk.routes.at.value).toEqual({ page: 'inbox', id: maria.id })
})

test('closed ones stand after the open ones, found by what they are known by, and open where they are', async () => {
  const { desk, next, asked, offered } = await open([maria])
  const found = (name: string, patch: Partial<FoundConversation> = {}): FoundConversation => ({
    ...summaryOf(name, { name: 'Μαρία', email: 'm@b.example', state: 'closed' }),
    reference: null,
    assignee: null,
    kind: 'about',
    place: null,
    author: null,
    by: null,
    at: 1_000,
    text: '',
    marks: [],
    ...patch,
  })
  const answered = [
    found('maria'),
    found('said', { kind: 'message' }),
    found('nameless', { name: null, reference: 'K7M-4PX9' }),
    ...Array.from({ length: 30 }, (_, at) => found(`many${at}`, { name: null, email: null })),
  ]
  const coming = askClosed(desk, 'maria')
  expect(next('conversations:find').payload).toEqual({ text: 'maria', state: 'closed' })
  await next('conversations:find').answer({ ok: true, found: answered, more: true, isPartial: false })
  const closed = (await coming)!
  expect(closed).toHaveLength(8)
  expect(closed.map(({ id }) => id)).not.toContain(idOf('said'))
  const all = itemsOf(desk, { doable: null, given: [], on: [], typed: 'maria', articles: [], closed })
  expect(all.map(({ id }) => id).slice(0, 2)).toEqual([maria.id, idOf('nameless')])
  expect(new Set(all.map(({ kind }) => kind)).size).toBe(2)
  expect(all.slice(0, 3).map(({ text }) => text)).toEqual([
    'Μαρία Κωνσταντίνου',
    'm@b.example · K7M-4PX9',
    nameOf(summaryOf('many0')),
  ])
  all[1]!.run()
  expect(desk.routes.at.value).toEqual({ page: 'inbox', id: idOf('nameless') })
  // Refused, or without an answer, there are none.
  for (const answer of [null, { ok: false, error: 'rate' }]) {
    const again = askClosed(desk, 'maria')
    await next('conversations:find').answer(answer)
    expect(await again).toBe(null)
  }
  expect(asked.filter(({ event }) => event === 'conversations:find')).toEqual([])
  expect(offered('maria').map(({ id }) => id)).toEqual([maria.id])
})

test('a colleague is assigned by their name, oneself first, and each once', async () => {
  const { desk, ids, pick, get } = await open([maria])
  desk.doing.team.value = [nikos, { id: 'eleni', name: 'Ελένη Παππά' }]
  desk.routes.go('inbox', maria.id)
  expect(ids('ελενη')).toEqual(['to eleni'])
  pick('to nikos', 'νικος')
  expect(get('maria')!.assignee).toMatchObject({ id: 'nikos' })
})

test('what an act asks is asked one after the other, and done with all the answers', async () => {
  const { desk, pick, get } = await open([maria])
  desk.doing.team.value = [nikos]
  desk.routes.go('inbox', maria.id)
  const first = pick('hand over')!
  expect(first.given).toEqual([])
  const ask = (step: Step, typed: string) =>
    itemsOf(desk, { ...step, on: targetsOf(desk), typed, articles: [], closed: [] })
  expect(titleOf(first, targetsOf(desk))).not.toContain('…')
  const second = ask(first, 'nik')[0]!.run()!
  expect(second.given).toEqual(['nikos'])
  // Without a word there is nothing to hand over with.
  expect(ask(second, '  ')).toEqual([])
  expect(ask(second, ' τρίτη φορά ')[0]!.run()).toBe(undefined)
  expect(get('maria')!.assignee).toMatchObject({ id: 'nikos' })
  expect(desk.outbox.entries.value).toMatchObject([{ doing: { kind: 'assign', to: 'nikos', note: 'τρίτη φορά' } }])
})

test('acts are for what is selected, where all of it can take them, and the selection ends with one', async () => {
  const taken = summaryOf('taken', { assignee: nikos })
  const { desk, ids, pick, get } = await open([maria, taken])
  desk.walk.toggle(maria.id)
  desk.walk.toggle(taken.id)
  expect(ids('')).not.toContain('rename')
  pick('close')
  expect([get('maria'), get('taken'), desk.walk.selected.value.size]).toEqual([undefined, undefined, 0])
})

test('what was left out of many is said, also where something was asked first', async () => {
  const closed = summaryOf('closed', { state: 'closed', closedAt: 5_000, failedMails: 1 })
  const { desk, pick, get } = await open([maria, closed])
  desk.doing.team.value = [nikos]
  const said = () => desk.doing.notices.value.map(({ kind, count }) => [kind, count])
  const select = () => [maria, closed].forEach(({ id }) => desk.walk.toggle(id))
  select()
  pick('to nikos', 'νικος')
  expect([get('maria')!.assignee?.id, ...said()]).toEqual(['nikos', ['refused', 1], ['done', 1]])
  desk.doing.notices.value = []
  desk.walk.clear()
  select()
  const on = targetsOf(desk)
  itemsOf(desk, { ...pick('priority')!, on, typed: '', articles: [], closed: [] })[0]!.run()
  expect([get('maria')!.priority, ...said()]).toEqual(['high', ['refused', 1], ['done', 1]])
})

test('what cannot be done any more once it is answered is not said to be done', async () => {
  const { desk, pick, hear, get } = await open([maria])
  desk.routes.go('inbox', maria.id)
  const [on, asked] = [targetsOf(desk), pick('priority')!]
  hear('conversation:changed', { ...maria, revision: 2, state: 'closed', closedAt: 5_000 })
  desk.list.settle()
  desk.doing.begin(asked.doable!, targetsOf(desk), ['high'])
  expect([get('maria'), on.length, desk.outbox.entries.value]).toEqual([undefined, 1, []])
  expect(desk.doing.notices.value).toMatchObject([{ kind: 'refused', error: 'idle', count: 1 }])
})

test('replying and closing is in the list: it sends what is written, or leads to where it is written', async () => {
  const { desk, ids, pick, window, get } = await open([maria])
  desk.routes.go('inbox', maria.id)
  desk.drafts.setNote(maria.id, true)
  desk.drafts.write(maria, 'Για εμάς')
  pick('reply and close')
  expect([desk.drafts.isNote(maria), window.focused, desk.outbox.entries.value]).toEqual([
    false,
    ['.composer textarea'],
    [],
  ])
  desk.drafts.write(maria, 'Κυρία {{visitor}}, ορίστε.')
  pick('reply and close')
  desk.drafts.write(maria, 'Ορίστε.')
  expect(desk.outbox.entries.value).toEqual([])
  pick('reply and close')
  expect(desk.outbox.entries.value).toMatchObject([{ act: 'send', text: 'Ορίστε.', steps: [{ kind: 'close' }] }])
  expect([get('maria'), desk.opened.shown.value!.state]).toEqual([undefined, 'closed'])
  expect(ids('')).not.toContain('reply and close')
  expect(desk.doing.undo()).toBe(true)
})

test.each([
  ['el', 'Μπορείτε'],
  ['de-AT', 'Würden Sie'],
  ['en', 'Could you'],
  ['tr', 'Could you'],
])(
  'of a chat without an email it is asked kindly, by a visitor of %s: put after what was begun, once, and not sent',
  async (locale, begins) => {
    const foreign = { ...maria, locale }
    const { desk, pick, window } = await open([foreign])
    desk.routes.go('inbox', maria.id)
    desk.drafts.write(foreign, 'Καλημέρα.')
    desk.drafts.setNote(maria.id, true)
    desk.drafts.write(foreign, 'Για εμάς')
    for (const times of [1, 2]) {
      pick('ask for email')
      await expect.poll(() => window.focused).toEqual(Array(times).fill('.composer textarea'))
      expect(desk.drafts.isNote(foreign)).toBe(false)
      const [begun, asked, ...more] = desk.drafts.text(foreign).split('\n\n')
      expect([begun, asked!.split(' ').slice(0, begins.split(' ').length).join(' '), more]).toEqual([
        'Καλημέρα.',
        begins,
        [],
      ])
    }
    expect([desk.drafts.texts.value[desk.drafts.nameIn(maria.id, 'note')], desk.outbox.entries.value]).toEqual([
      'Για εμάς',
      [],
    ])
  },
)

test('who only reads is offered places and conversations, and no act', async () => {
  const { desk, ids } = await open([maria], { role: 'viewer' })
  desk.routes.go('inbox', maria.id)
  expect(ids('').filter((id) => !/^page |^keys$|^link$/.test(id))).toEqual([])
  expect(ids('maria')).toEqual([maria.id])
})

test('a ready reply is found in Greeklish where it can be answered, and written after what was begun', async () => {
  const { desk, ids, pick, next, hear } = await open([maria])
  const replies = desk.own(repliesOf)
  void replies.look(maria.site)
  const reply = { id: 'one', isShared: true, locale: 'el', title: 'Χρόνος παράδοσης', revision: 1 }
  const steps = [{ kind: 'close' as const }]
  await next('replies:open').answer({ ok: true, replies: [{ ...reply, text: 'Κυρία {{visitor}}, αύριο.', steps }] })
  expect(ids('xronos')).not.toContain('reply one')
  desk.routes.go('inbox', maria.id)
  expect(ids('')).not.toContain('reply one')
  expect(ids('xronos')).toContain('reply one')
  desk.drafts.write(maria, 'Καλημέρα.')
  desk.drafts.setNote(maria.id, true)
  pick('reply one', 'xronos')
  expect(desk.drafts.isNote(maria)).toBe(false)
  expect(desk.drafts.text(maria)).toBe('Καλημέρα.\n\nΚυρία Μαρία Κωνσταντίνου, αύριο.')
  expect(desk.drafts.steps(maria)).toEqual(steps)
  // Nobody answers what is closed.
  hear('conversation:changed', { ...maria, revision: 2, state: 'closed', closedAt: 5_000 })
  desk.list.settle()
  expect(ids('xronos')).not.toContain('reply one')
})
