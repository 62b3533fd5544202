// Sign-ins end: by idleness, by age, by a hand in the database, by another process; and with them their sockets.

import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Opened, Summary } from '../protocol/conversation.ts'
import { sessionTime } from '../staff/sessions.ts'
import { agent, colleague, context, doAct, newId, next, type Rig, startRig, until } from './rig.ts'

let rig: Rig
beforeAll(async () => {
  rig = await startRig()
})
afterAll(() => rig.stop())

const hour = 3_600_000
interface Session {
  id: string
  userId: string
  createdAt: string
  updatedAt: string
  expiresAt: string
}
const db = () => rig.store.db.withTables<{ session: Session; user: { id: string; email: string } }>()
/** The latest sign-in of all. */
const latest = () =>
  db().selectFrom('session').selectAll().orderBy('createdAt', 'desc').limit(1).executeTakeFirstOrThrow()
const set = (id: string, patch: Partial<Session>) =>
  db().updateTable('session').set(patch).where('id', '=', id).execute()
const at = (instant: number) => new Date(instant).toISOString()
const open = async (who = agent) => {
  const { cookie } = await rig.signIn(who)
  const desk = rig.agent(cookie)
  await next(desk, 'welcome')
  return { desk, cookie, ...(await latest()) }
}
/** Ends the test when the socket is still there after a beat. */
const isEnded = async (desk: Awaited<ReturnType<typeof open>>['desk']) => {
  const told = next(desk, 'signed-out')
  const gone = next(desk, 'disconnect')
  await rig.beat()
  await told
  expect(await gone).toBe('io server disconnect')
}

test('a sign-in that is deleted by hand ends its sockets within a beat, and no others', async () => {
  const [leaving, staying] = [await open(), await open()]
  await db().deleteFrom('session').where('id', '=', leaving.id).execute()
  await isEnded(leaving.desk)
  expect(await staying.desk.emitWithAck('presence:set', { presence: 'away' })).toEqual({ ok: true })
  expect(await next(rig.agent(leaving.cookie), 'connect_error')).toMatchObject({ data: { error: 'signed-out' } })
})

test('it ends after its idle time, which only what the person does makes longer', async () => {
  const { desk, id, expiresAt } = await open()
  expect(Math.abs(Date.parse(expiresAt) - Date.now() - sessionTime.idle)).toBeLessThan(60_000)
  const soon = { updatedAt: at(Date.now() - 11 * hour), expiresAt: at(Date.now() + hour) }
  await set(id, soon)
  await desk.emitWithAck('queue:open', { site: 'oxzino', after: 0 })
  await desk.emitWithAck('conversation:open', { conversation: newId(), after: 7 })
  await rig.beat()
  expect(await latest()).toMatchObject(soon)
  await desk.emitWithAck('presence:set', { presence: 'present' })
  await rig.beat()
  expect(Date.parse((await latest()).expiresAt)).toBeGreaterThan(Date.now() + sessionTime.idle - 60_000)
  await set(id, { expiresAt: at(Date.now() - 1) })
  await isEnded(desk)
})

test('it ends when its whole time is over, whatever is done in it', async () => {
  const { desk, id } = await open()
  const createdAt = Date.now() - sessionTime.whole + hour
  await set(id, { createdAt: at(createdAt), updatedAt: at(createdAt), expiresAt: at(Date.now() + 60_000) })
  await desk.emitWithAck('presence:set', { presence: 'present' })
  await rig.beat()
  const row = await db().selectFrom('session').selectAll().where('id', '=', id).executeTakeFirstOrThrow()
  expect(Date.parse(row.expiresAt)).toBe(createdAt + sessionTime.whole)
})

test('a page or a socket that comes back by itself makes no sign-in longer', async () => {
  const { cookie, id } = await open()
  const soon = { updatedAt: at(Date.now() - 11 * hour), expiresAt: at(Date.now() + hour) }
  await set(id, soon)
  await fetch(`${rig.url}/api/auth/get-session`, { headers: { cookie } })
  await next(rig.agent(cookie), 'welcome')
  expect(await latest()).toMatchObject(soon)
})

test('another password ends every sign-in, and the old one opens nothing', async () => {
  const { desk } = await open(colleague)
  const password = 'σύννεφο πέντε καρέκλα'
  expect(await rig.staff.accounts.setPassword(colleague.email, password)).toBe(true)
  await isEnded(desk)
  expect((await rig.signIn(colleague)).status).toBe(401)
  expect((await rig.signIn({ ...colleague, password })).status).toBe(200)
  await rig.staff.accounts.setPassword(colleague.email, colleague.password)
})

test('who is removed is signed out, and their conversations return to the queue with what they wrote', async () => {
  const leaver = { ...agent, email: 'leaver@oxzino.example', name: 'Λία Φευγάτη' }
  await rig.staff.accounts.add(leaver)
  const [{ desk }, { desk: other }] = [await open(leaver), await open()]
  const visitor = rig.visitor()
  const id = newId()
  await visitor.emitWithAck('conversation:start', { id, message: { id: newId(), text: 'Καλημέρα' }, context })
  await desk.emitWithAck('message:send', { conversation: id, id: newId(), text: 'Γεια σας' })
  expect(await rig.staff.accounts.remove(leaver.email)).toBe(true)
  const isFree = (socket: typeof desk) =>
    new Promise<void>((resolve) =>
      socket.on('conversation:changed', (said: Summary) => void (said.id === id && !said.assignee && resolve())),
    )
  const told = Promise.all([isFree(visitor), isFree(other)])
  await isEnded(desk)
  await told
  const opened: Opened<Summary> = await other.emitWithAck('conversation:open', { conversation: id, after: 0 })
  expect(opened.messages.at(-1)).toMatchObject({ text: 'Γεια σας', by: { name: leaver.name } })
  expect(await doAct(other, { kind: 'take' }, id)).toMatchObject({ ok: true, refused: [] })
  await rig.beat()
  const again = await other.emitWithAck('conversation:open', { conversation: id, after: 0 })
  expect(again.conversation.assignee).toMatchObject({ name: agent.name })
  expect((await rig.signIn(leaver)).status).toBe(401)
  expect((await rig.staff.accounts.list()).map(({ email }) => email)).not.toContain(leaver.email)
})

test('sign-ins that are over are forgotten', async () => {
  const { id } = await open()
  await set(id, { expiresAt: at(Date.now() - 1) })
  await rig.staff.sweep()
  await until(async () => !(await db().selectFrom('session').select('id').where('id', '=', id).executeTakeFirst()))
})
