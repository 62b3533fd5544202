// One's own account and the owner's people: sign-ins listed and ended at once, and nothing of others' without a proof.

import type { Socket } from 'socket.io-client'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Member, OwnAccount } from '../protocol/account.ts'
import { agent, colleague, next, type Rig, startRig } from './rig.ts'

let rig: Rig
const boss = { ...agent, email: 'boss@oxzino.example', name: 'Υπεύθυνη', role: 'owner' as const }
beforeAll(async () => {
  rig = await startRig()
  await rig.staff.accounts.add(boss)
})
afterAll(() => rig.stop())

const open = async (who: { email: string; password: string } = agent) => {
  const { cookie } = await rig.signIn(who)
  const desk = rig.agent(cookie)
  await next(desk, 'welcome')
  return Object.assign(desk, { cookie })
}
const own = async (desk: Socket) => (await desk.emitWithAck('account:open', {})) as OwnAccount
const isCut = async (desk: Socket) => {
  await next(desk, 'signed-out')
}
const proven = async () => {
  const desk = await open(boss)
  expect(await desk.emitWithAck('account:prove', { password: boss.password })).toEqual({ ok: true })
  return desk
}
const memberOf = async (desk: Socket, email: string) =>
  ((await desk.emitWithAck('people:open', {})) as { people: Member[] }).people.find((each) => each.email === email)!

test('one’s sign-ins are listed and ended, one or all others, and their sockets with them at once', async () => {
  const [here, there, elsewhere] = [await open(), await open(), await open()]
  const { email, signIns } = await own(here)
  expect([email, signIns.length, signIns.filter(({ isThis }) => isThis).length]).toEqual([agent.email, 3, 1])
  const id = (await own(there)).signIns.find(({ isThis }) => isThis)!.id
  let cut = isCut(there)
  expect(await here.emitWithAck('account:end', { id })).toEqual({ ok: true })
  await cut
  cut = isCut(elsewhere)
  expect(await here.emitWithAck('account:end', {})).toEqual({ ok: true })
  await cut
  expect((await own(here)).signIns.map(({ isThis }) => isThis)).toEqual([true])
  expect(await next(rig.agent(there.cookie), 'connect_error')).toMatchObject({ data: { error: 'signed-out' } })
})

test('nobody ends another’s sign-in', async () => {
  const [mine, other] = [await open(), await open(colleague)]
  const { id } = (await own(other)).signIns[0]!
  expect(await mine.emitWithAck('account:end', { id })).toEqual({ ok: true })
  expect((await own(other)).signIns.map((each) => each.id)).toContain(id)
})

test('another password takes the old one, and ends every other sign-in at once', async () => {
  const fresh = { ...agent, email: 'fresh@oxzino.example' }
  await rig.staff.accounts.add(fresh)
  const [here, there] = [await open(fresh), await open(fresh)]
  const change = (password: string, wanted: string) =>
    here.emitWithAck('account:password', { password, next: wanted }) as Promise<unknown>
  const better = 'σύννεφο πέντε καρέκλα'
  expect(await change('wrong-password', better)).toEqual({ ok: false, error: 'wrong-password' })
  expect(await change(fresh.password, 'qwertyuiop')).toEqual({ ok: false, error: 'weak-password' })
  const cut = isCut(there)
  expect(await change(fresh.password, better)).toEqual({ ok: true })
  await cut
  expect(await here.emitWithAck('account:prove', { password: better })).toEqual({ ok: true })
  expect((await rig.signIn(fresh)).status).toBe(401)
})

test('ten wrong passwords of somebody who is signed in are the last for a while', async () => {
  const fresh = { ...agent, email: 'guesser@oxzino.example' }
  await rig.staff.accounts.add(fresh)
  const desk = await open(fresh)
  const errors: unknown[] = []
  for (let at = 0; at < 11; at++)
    errors.push(((await desk.emitWithAck('account:prove', { password: 'x' })) as { error: string }).error)
  expect(errors).toEqual([...Array<string>(10).fill('wrong-password'), 'too-many'])
})

test('what changes others needs the password once more, and the last owner stays', async () => {
  const desk = await open(boss)
  const { id } = await memberOf(desk, boss.email)
  const demote = { id, role: 'agent', sites: null }
  expect(await desk.emitWithAck('people:standing', demote)).toEqual({ ok: false, error: 'unproven' })
  await desk.emitWithAck('account:prove', { password: boss.password })
  expect(await desk.emitWithAck('people:standing', demote)).toEqual({ ok: false, error: 'last-owner' })
  expect(await desk.emitWithAck('people:remove', { id })).toEqual({ ok: false, error: 'last-owner' })
})

test('an owner changes, resets, signs out and removes, and open screens know it at once', async () => {
  const desk = await proven()
  const who = { ...agent, email: 'new@oxzino.example', name: 'Νέα' }
  await rig.staff.accounts.add(who)
  const { id } = await memberOf(desk, who.email)

  const theirs = await open(who)
  const changed = next(theirs, 'welcome')
  expect(await desk.emitWithAck('people:standing', { id, role: 'viewer', sites: ['oxzino'] })).toEqual({ ok: true })
  expect(await changed).toMatchObject({ role: 'viewer' })
  expect(await memberOf(desk, who.email)).toMatchObject({ role: 'viewer', sites: ['oxzino'], sessions: 1 })
  for (const act of ['people:reset', 'people:end', 'people:remove']) {
    const screen = await open(who)
    const cut = isCut(screen)
    expect(await desk.emitWithAck(act, { id })).toEqual({ ok: true })
    await cut
  }
  expect(await memberOf(desk, who.email)).toBeUndefined()
  expect((await rig.signIn(who)).status).toBe(401)
  expect(await desk.emitWithAck('people:remove', { id })).toEqual({ ok: false, error: 'unknown-agent' })
})
