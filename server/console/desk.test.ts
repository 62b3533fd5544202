// A whole desk: what its parts do for each other, through reloads, sleep, and lines that break.

import { expect, test } from 'vitest'
import { doableOf } from './acts/list.ts'
import { pages } from './pages.ts'
import { groupsOf } from './inbox/lists.ts'
import { detailOf, eleni, idOf, messageOf, nikos, openBrowser, summaryOf } from './test/made.ts'
import { playDesk } from './test/playedDesk.ts'
import { settled } from './test/playedLine.ts'

const maria = summaryOf('maria')
const page = (conversation: object, messages: object[]) => ({ ok: true, conversation, messages, more: false })

/** With Maria's conversation open and read. */
async function reading(...given: Parameters<typeof playDesk>) {
  const played = await playDesk(given[0] ?? [maria], given[1])
  played.desk.routes.go('inbox', maria.id)
  await played.next('conversation:open').answer(page(detailOf('maria', { readByAgent: 1 }), [messageOf(1)]))
  return played
}
const events = (asked: { event: string }[]) => asked.map(({ event }) => event)

test('the address opens a conversation, and pages that are no inbox close it', async () => {
  const { desk, window } = await playDesk([maria], { hash: `#/queue/${maria.id}` })
  expect(desk.opened.wanted.value).toBe(maria.id)
  desk.routes.go('find', 'q=α')
  expect(desk.opened.wanted.value).toBe(null)
  window.history.back()
  expect(desk.opened.shown.value?.id).toBe(maria.id)
})

test('an act, a reply and a draft that the line did not take are there after a reload, in their order', async () => {
  const browser = openBrowser()
  const tab = new Map<string, string>()
  const first = await reading([maria], { browser, tab })
  first.cut()
  first.desk.doing.begin(doableOf('take'), [maria])
  first.desk.drafts.write(maria, 'Το κοιτάμε')
  first.desk.writing.send(first.desk.opened.shown.value!)
  first.desk.drafts.write(maria, 'και ακόμη')
  first.desk.destroy()
  const second = await playDesk([maria], { browser, tab, hash: `#/inbox/${maria.id}` })
  expect(second.desk.list.mine.value.map(({ id }) => id)).toEqual([maria.id])
  expect(second.desk.drafts.text(maria)).toBe('και ακόμη')
  await second.next('conversation:open').answer(page(detailOf('maria', { readByAgent: 1 }), [messageOf(1)]))
  await second.next('conversation:open').answer(page(detailOf('maria', { readByAgent: 1 }), []))
  await second.next('act:do').answer({ ok: true, undo: null, refused: [] })
  await settled()
  expect(second.next('message:send').payload).toMatchObject({ text: 'Το κοιτάμε', seen: 1 })
})

test('a colleague who takes it first is shown, with the reason', async () => {
  const { desk, next, hear } = await reading()
  desk.doing.begin(doableOf('take'), [desk.opened.shown.value!])
  expect(desk.opened.shown.value!.assignee?.id).toBe('eleni')
  hear('conversation:changed', summaryOf('maria', { revision: 2, assignee: nikos }))
  // Until it is refused it is drawn as done.
  expect(desk.opened.shown.value!.assignee?.id).toBe('eleni')
  await settled()
  await next('act:do').answer({ ok: true, undo: null, refused: [{ conversation: maria.id, error: 'taken' }] })
  expect(desk.opened.shown.value!.assignee?.id).toBe('nikos')
  expect(desk.list.others.value.map(({ id }) => id)).toEqual([maria.id])
  expect(desk.doing.notices.value).toMatchObject([{ kind: 'refused', error: 'taken' }])
})

test('a reply after a colleague’s says what was seen, and can be sent all the same, once', async () => {
  const { desk, next, asked } = await reading()
  desk.drafts.write(maria, 'απάντηση')
  desk.writing.send(desk.opened.shown.value!)
  await settled()
  const { payload } = next('message:send')
  expect(payload).toMatchObject({ text: 'απάντηση', seen: 1 })
  await next('message:send').answer({ ok: false, error: 'answered' })
  const [refused] = desk.outbox.entries.value
  expect(refused).toMatchObject({ refused: 'answered' })
  desk.writing.sendAnyway(maria, refused!.id)
  // Pressed twice.
  desk.writing.sendAnyway(maria, refused!.id)
  await settled()
  expect(events(asked)).toEqual(['message:send'])
  expect(next('message:send').payload).not.toHaveProperty('seen')
  expect(next('message:send').payload['id']).not.toBe(payload['id'])
})

const macro = [{ kind: 'tag' as const, tag: 'vip', on: true as const }, { kind: 'close' as const }]

test('what follows a reply goes with it, is drawn at once and undone as one', async () => {
  const { desk, next, asked } = await reading()
  desk.drafts.write(maria, 'απάντηση')
  desk.drafts.setSteps(maria, macro)
  desk.writing.send(desk.opened.shown.value!)
  expect(desk.opened.shown.value).toMatchObject({ state: 'closed', tags: ['vip'] })
  expect(desk.drafts.steps(maria)).toEqual([])
  await settled()
  const { payload } = next('message:send')
  expect(payload).toMatchObject({ text: 'απάντηση', steps: macro })
  expect(desk.doing.notices.value).toMatchObject([{ kind: 'done', doable: 'macro', count: 1 }])
  await next('message:send').answer({ ok: true, message: messageOf(2, { id: String(payload['id']), author: 'agent' }) })
  desk.doing.undo()
  await settled()
  expect(next('act:do').payload).toMatchObject({ act: { kind: 'undo', of: payload['id'] }, conversations: [maria.id] })
  expect(desk.opened.shown.value).toMatchObject({ state: 'open', tags: [] })
  expect(events(asked)).toEqual(['act:do'])
})

test('a macro that was refused is drawn as it is, offers nothing to undo, and comes back whole', async () => {
  const { desk, next, asked } = await reading()
  desk.drafts.write(maria, 'απάντηση')
  desk.drafts.setSteps(maria, macro)
  desk.writing.send(desk.opened.shown.value!)
  await settled()
  await next('message:send').answer({ ok: false, error: 'unknown-agent' })
  expect(desk.opened.shown.value).toMatchObject({ state: 'open', tags: [] })
  expect([desk.doing.notices.value, desk.doing.undo()]).toEqual([[], false])
  const [refused] = desk.outbox.entries.value
  expect(refused).toMatchObject({ refused: 'unknown-agent' })
  desk.writing.takeBack(maria, refused!.id)
  expect([desk.drafts.text(maria), desk.drafts.steps(maria)]).toEqual(['απάντηση', macro])
  // Sent although a colleague has answered, it is a macro still.
  desk.writing.send(desk.opened.shown.value!)
  await settled()
  await next('message:send').answer({ ok: false, error: 'answered' })
  desk.writing.sendAnyway(desk.opened.shown.value!, desk.outbox.entries.value[0]!.id)
  await settled()
  expect(next('message:send').payload).toMatchObject({ steps: macro })
  expect(events(asked)).toEqual(['message:send'])
})

test('what a visitor writes is shown, counted and read once, whichever way it is told first', async () => {
  const { desk, hear, asked, next } = await reading()
  hear('message:more', [{ conversation: maria.id, message: messageOf(2), revision: 2, before: 1 }])
  hear('message:new', { conversation: maria.id, message: messageOf(2) })
  hear('conversation:changed', summaryOf('maria', { revision: 2, lastSeq: 2, unread: 2 }))
  await settled()
  desk.list.settle()
  expect(desk.opened.messages.value.map(({ seq }) => seq)).toEqual([1, 2])
  expect(desk.list.get(maria.id)!.unread).toBe(2)
  expect(events(asked)).toEqual([])
  desk.opened.read()
  expect(next('conversation:read').payload).toEqual({ conversation: maria.id, seq: 2 })
})

test('a page that slept asks for what it missed, and for a line where it has none', async () => {
  const { window, asked, cut, reconnects } = await reading()
  const wake = () => window.document.dispatchEvent(new Event('visibilitychange'))
  window.document.visibilityState = 'hidden'
  wake()
  expect(events(asked)).toEqual([])
  window.document.visibilityState = 'visible'
  wake()
  expect(events(asked)).toEqual(['conversation:open', 'queue:open'])
  cut()
  window.dispatchEvent(new Event('online'))
  expect(reconnects()).toBe(1)
})

test('one that was erased while it was looked at is shown no more, nor in a list', async () => {
  const { desk, hear, next } = await reading()
  hear('queue:at', { site: 'oxzino', revision: 12, changes: { after: 10, count: 1, sum: 12 } })
  void desk.list.catchUp()
  const gone = [{ id: maria.id, site: 'oxzino', revision: 12 }]
  await next('queue:open').answer({ ok: true, conversations: [], gone, revision: 12, more: false })
  await next('conversation:open').answer({ ok: false, error: 'unknown-conversation' })
  desk.list.settle()
  expect([desk.opened.shown.value, desk.opened.isUnknown.value, desk.list.open.value]).toEqual([null, true, []])
})

test('each page of the inbox counts what it lists, and says what is late', async () => {
  const ticket = { reference: 'K7M-4PX9', email: 'a@b.example', state: 'open' } as never
  const known = [
    summaryOf('free'),
    summaryOf('mine', { assignee: eleni }),
    summaryOf('theirs', { assignee: eleni, waitingSince: null, answeredSeq: 1 }),
    summaryOf('of nikos', { assignee: nikos }),
    summaryOf('off', { snoozed: { until: null } }),
    summaryOf('late', { ticket, dueAt: Date.now() - 1_000 }),
    summaryOf('my request', { ticket, assignee: eleni }),
    summaryOf('failed', { state: 'closed', failedMails: 1 }),
  ]
  const { desk } = await playDesk(known)
  for (const each of pages.filter(({ route, count }) => count && groupsOf(route).length > 0 && route !== 'inbox')) {
    const listed = new Set(groupsOf(each.route).flatMap((group) => desk.list[group].value.map(({ id }) => id)))
    expect([each.route, each.count!(desk).count]).toEqual([each.route, listed.size])
  }
  // What is mine, or nobody's, is so whether it is a chat or a request.
  const idsOf = (route: string) =>
    groupsOf(route).flatMap((group) => desk.list[group].value.map(({ id }) => id.replaceAll('_', '')))
  expect(idsOf('mine').toSorted()).toEqual(['mine', 'my request', 'theirs'])
  expect(idsOf('queue').toSorted()).toEqual(['free', 'late'])
  const of = (route: string) => pages.find((each) => each.route === route)!
  expect(of('tickets').count!(desk).isUrgent).toBe(true)
  expect(of('failed').needs!(desk)).toBe(true)
  const calm = await playDesk([summaryOf('soon', { ticket, dueAt: Date.now() + 60_000 })])
  expect([of('tickets').count!(calm.desk).isUrgent, of('failed').needs!(calm.desk)]).toEqual([false, false])
})

test('what a page keeps is made once a desk, and the title counts what is unread', async () => {
  const { desk, window } = await playDesk([maria])
  const make = () => ({})
  expect(desk.own(make)).toBe(desk.own(make))
  expect(window.document.title).toBe('(1) Rotame')
  desk.destroy()
  expect(window.document.title).toBe('Rotame')
})

test('its end leaves nothing that listens', async () => {
  const { desk, listening, window, asked } = await reading()
  desk.destroy()
  expect(listening()).toBe(0)
  window.document.dispatchEvent(new Event('visibilitychange'))
  window.dispatchEvent(new Event('online'))
  window.history.back()
  expect([events(asked), desk.routes.at.value.id]).toEqual([[], maria.id])
})

test('who only reads marks nothing as read, and writes notes alone', async () => {
  const { desk, asked } = await playDesk([maria], { role: 'viewer', hash: `#/inbox/${maria.id}` })
  desk.opened.read()
  expect(events(asked)).not.toContain('conversation:read')
  expect(desk.drafts.isNote(maria)).toBe(true)
  desk.drafts.write(maria, 'για εσάς')
  desk.writing.send({ ...maria, id: idOf('maria') })
  expect(desk.outbox.entries.value).toMatchObject([{ act: 'note' }])
})
