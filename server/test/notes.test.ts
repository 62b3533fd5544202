// Notes: what agents write for each other is kept once, comes to every desk, and to no visitor.

import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Detail, Summary } from '../protocol/conversation.ts'
import { agent, colleague, context, doAct, newId, next, type Rig, startRig } from './rig.ts'

let rig: Rig
beforeAll(async () => {
  rig = await startRig()
})
afterAll(() => rig.stop())

const start = (text: string) => ({ id: newId(), message: { id: newId(), text }, context })

async function openDesk(account = agent) {
  const desk = rig.agent((await rig.signIn(account)).cookie)
  await next(desk, 'welcome')
  return desk
}

test('a note is kept once however often it is sent, comes to the other desk, and changes nothing of who waits', async () => {
  const visitor = rig.visitor()
  const heard: unknown[] = []
  visitor.onAny((...all: unknown[]) => heard.push(all))
  const { conversation } = await visitor.emitWithAck('conversation:start', start('Μου λείπει ένα τιμολόγιο'))
  const id = conversation.id as string
  const [desk, other] = [await openDesk(), await openDesk(colleague)]
  const told = next<Summary>(other, 'conversation:changed')
  const note = { conversation: id, id: newId(), text: 'Τρίτη φορά φέτος' }
  const first = await desk.emitWithAck('note:add', note)
  expect(first).toEqual({
    ok: true,
    note: {
      id: note.id,
      after: 1,
      by: { id: expect.any(String) as string, name: agent.name },
      text: note.text,
      at: rig.clock.now,
    },
  })
  expect(await told).toMatchObject({
    id,
    noteCount: 1,
    lastSeq: 1,
    unread: 1,
    assignee: null,
    waitingSince: rig.clock.now,
  })
  expect(await desk.emitWithAck('note:add', note)).toEqual(first)
  expect(await desk.emitWithAck('note:add', { ...note, text: 'άλλο' })).toEqual({ ok: false, error: 'conflict' })
  // The same id of another agent is another note.
  await visitor.emitWithAck('message:send', { conversation: id, id: newId(), text: 'Το βρήκα' })
  await other.emitWithAck('note:add', { ...note, text: 'Το κοιτάω' })
  const opened = (await other.emitWithAck('conversation:open', { conversation: id, after: 0 })) as {
    conversation: Detail
    messages: { seq: number }[]
  }
  expect(opened.conversation.notes.map(({ after, by, text }) => [after, by.name, text])).toEqual([
    [1, agent.name, note.text],
    [2, colleague.name, 'Το κοιτάω'],
  ])
  expect(opened.messages.map(({ seq }) => seq)).toEqual([1, 2])
  const again = await visitor.emitWithAck('conversation:open', { conversation: id, after: 0 })
  expect(JSON.stringify([again, heard])).not.toMatch(/Τρίτη φορά|Το κοιτάω|note/)
})

test('who missed a note learns of it by the number of the change', async () => {
  const visitor = rig.visitor()
  const { conversation } = await visitor.emitWithAck('conversation:start', start('Ερώτηση'))
  const [desk, other] = [await openDesk(), await openDesk(colleague)]
  const { revision } = (await other.emitWithAck('queue:open', { site: 'oxzino', after: 0 })) as { revision: number }
  other.disconnect()
  await desk.emitWithAck('note:add', { conversation: conversation.id, id: newId(), text: 'για όποιον λείπει' })
  const back = await openDesk(colleague)
  const { conversations } = (await back.emitWithAck('queue:open', { site: 'oxzino', after: revision })) as {
    conversations: Summary[]
  }
  expect(conversations).toMatchObject([{ id: conversation.id, noteCount: 1 }])
})

test('an empty note and one that is too long are refused, and a closed conversation can have one', async () => {
  const visitor = rig.visitor()
  const { conversation } = await visitor.emitWithAck('conversation:start', start('Ερώτηση'))
  const desk = await openDesk()
  const add = (text: string) =>
    desk.emitWithAck('note:add', { conversation: conversation.id, id: newId(), text }) as Promise<object>
  expect(await add('  ')).toEqual({ ok: false, error: 'empty' })
  expect(await add('α'.repeat(4_001))).toEqual({ ok: false, error: 'too-long' })
  await doAct(desk, { kind: 'close' }, conversation.id)
  expect(await add('λύθηκε στο τηλέφωνο')).toMatchObject({ ok: true })
  expect(await visitor.emitWithAck('note:add', { conversation: conversation.id, id: newId(), text: 'x' })).toEqual({
    ok: false,
    error: 'malformed',
  })
})
