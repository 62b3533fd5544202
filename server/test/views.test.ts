// Views over real sockets, on both databases: whose they are, who may change them, and who is told.

import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Socket } from 'socket.io-client'
import type { View } from '../protocol/view.ts'
import { databases } from './databases.ts'
import { agent, colleague, newId, next, openHours, type Rig, startRig } from './rig.ts'

describe.each(databases)('on %s', { timeout: 30_000 }, (_, missing, makeOne) => {
  if (missing !== null) return test.skip(`skipped: ${missing}`)

  let rig: Rig
  let owner: Socket
  let desk: Socket
  let me: string
  beforeAll(async () => {
    rig = await startRig(openHours, { on: await makeOne(), secret: 's'.repeat(32), limitsFactor: 10 })
    const boss = { ...agent, email: 'boss@oxzino.example', role: 'owner' as const }
    await rig.staff.accounts.add(boss)
    owner = rig.agent((await rig.signIn(boss)).cookie)
    await next(owner, 'welcome')
    const plain = { ...colleague, email: 'plain@oxzino.example', role: 'agent' as const }
    await rig.staff.accounts.add(plain)
    desk = rig.agent((await rig.signIn(plain)).cookie)
    me = (await next<{ me: { id: string } }>(desk, 'welcome')).me.id
  })
  afterAll(() => rig.stop())

  const made = (more: Partial<View> = {}): View => ({
    id: newId(),
    name: 'Πελάτες VIP',
    isShared: false,
    page: 'all',
    filter: 'tag=vip&kind=chat',
    ...more,
  })
  const save = (by: Socket, view: View) => by.emitWithAck('view:save', view)
  const listOf = async (by: Socket) => ((await by.emitWithAck('views:open', {})) as { views: View[] }).views
  const has = async (by: Socket, { id }: View) => (await listOf(by)).find((each) => each.id === id)

  test('one’s own is nobody else’s to see, change or remove; it is renamed and removed', async () => {
    const one = made()
    const told = next(desk, 'views:changed')
    expect(await save(desk, one)).toEqual({ ok: true, view: one })
    expect(await told).toEqual({ owner: me })
    expect(await save(desk, one)).toEqual({ ok: true, view: one })
    expect((await listOf(desk)).filter(({ id }) => id === one.id)).toEqual([one])
    expect(await has(owner, one)).toBeUndefined()
    expect(await save(owner, { ...one, name: 'άλλο' })).toEqual({ ok: false, error: 'not-allowed' })
    expect(await owner.emitWithAck('view:remove', { id: one.id })).toEqual({ ok: false, error: 'not-allowed' })
    expect(await save(desk, { ...one, name: ' VIP ' })).toMatchObject({ view: { name: 'VIP' } })
    expect(await desk.emitWithAck('view:remove', { id: one.id })).toEqual({ ok: true })
    expect(await desk.emitWithAck('view:remove', { id: one.id })).toEqual({ ok: true })
    expect(await has(desk, one)).toBeUndefined()
  })

  test('the team’s is an owner’s to make and change, and everyone has it', async () => {
    const one = made({ isShared: true, name: 'Επιστροφές' })
    expect(await save(desk, one)).toEqual({ ok: false, error: 'not-allowed' })
    const told = next(desk, 'views:changed')
    expect(await save(owner, one)).toMatchObject({ ok: true })
    expect(await told).toEqual({ owner: null })
    expect(await has(desk, one)).toEqual(one)
    expect(await save(desk, { ...one, isShared: false })).toEqual({ ok: false, error: 'not-allowed' })
    expect(await desk.emitWithAck('view:remove', { id: one.id })).toEqual({ ok: false, error: 'not-allowed' })
    expect(await owner.emitWithAck('view:remove', { id: one.id })).toEqual({ ok: true })
    expect(await has(desk, one)).toBeUndefined()
  })

  test.each([
    ['no name', { name: ' \u200B ' }, 'empty'],
    ['a name of 300 characters', { name: 'τ'.repeat(300) }, 'too-long'],
  ])('%s is refused', async (_, more, error) => {
    expect(await save(desk, made(more))).toEqual({ ok: false, error })
  })

  test('there is room for so many and no more; HTML comes back as it was written', async () => {
    const name = '<b>شكرا</b>'
    const results = await Promise.all(Array.from({ length: 51 }, () => save(desk, made({ name }))))
    expect(results.filter(({ ok }) => ok === true)).toHaveLength(50)
    expect(results.find(({ ok }) => ok === false)).toEqual({ ok: false, error: 'no-room' })
    expect((await listOf(desk))[0]!.name).toBe(name)
  })

  test('whose account is gone has none any more; the team’s stay', async () => {
    const leaver = { ...agent, email: 'leaver@oxzino.example', role: 'owner' as const }
    await rig.staff.accounts.add(leaver)
    const socket = rig.agent((await rig.signIn(leaver)).cookie)
    await next(socket, 'welcome')
    const [own, shared] = [made(), made({ isShared: true })]
    await save(socket, own)
    await save(socket, shared)
    await rig.staff.accounts.remove(leaver.email)
    const kept = async ({ id }: View) => rig.store.all(rig.store.queries.view({ id }))
    expect(await kept(own)).toEqual([])
    expect(await kept(shared)).toHaveLength(1)
  })
})
