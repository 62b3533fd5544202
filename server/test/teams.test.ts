// Teams over real sockets, on both databases: who makes them, what is given to them, and what becomes of that.

import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Socket } from 'socket.io-client'
import type { Act, Acted } from '../protocol/act.ts'
import type { Detail, Summary } from '../protocol/conversation.ts'
import type { Team } from '../protocol/team.ts'
import { databases } from './databases.ts'
import { agent, colleague, context, newId, next, openHours, type Rig, startRig, until } from './rig.ts'

describe.each(databases)('on %s', { timeout: 30_000 }, (_, missing, makeOne) => {
  if (missing !== null) return test.skip(`skipped: ${missing}`)

  let rig: Rig
  let owner: Socket
  let desk: Socket
  let me: string
  let boss: string
  beforeAll(async () => {
    rig = await startRig(openHours, { on: await makeOne(), secret: 's'.repeat(32), limitsFactor: 10 })
    const bossAccount = { ...agent, email: 'boss@oxzino.example', role: 'owner' as const }
    await rig.staff.accounts.add(bossAccount)
    owner = rig.agent((await rig.signIn(bossAccount)).cookie)
    boss = (await next<{ me: { id: string } }>(owner, 'welcome')).me.id
    const plain = { ...colleague, email: 'plain@oxzino.example', role: 'agent' as const, sites: ['oxzino'] }
    await rig.staff.accounts.add(plain)
    desk = rig.agent((await rig.signIn(plain)).cookie)
    const told = next(desk, 'teams')
    me = (await next<{ me: { id: string } }>(desk, 'welcome')).me.id
    await told
  })
  afterAll(() => rig.stop())

  const made = (more: Partial<Team> = {}): Team => ({
    id: newId(),
    site: 'oxzino',
    name: 'Λογιστήριο',
    members: [me],
    ...more,
  })
  const save = (team: Team, by = owner) => by.emitWithAck('team:save', team)
  const remove = ({ id }: Team, by = owner) => by.emitWithAck('team:remove', { id })
  const doIt = async (act: Act, conversation: string, id = newId()) =>
    (await desk.emitWithAck('act:do', { id, act, conversations: [conversation] })) as { ok: true } & Acted
  const stand = async (conversation: string) => {
    const { conversation: is } = (await desk.emitWithAck('conversation:open', { conversation, after: 0 })) as {
      conversation: Detail
    }
    return { team: is.team, assignee: is.assignee?.id ?? null }
  }
  async function begin() {
    const start = { id: newId(), message: { id: newId(), text: 'Το τιμολόγιο;' }, context }
    const visitor = rig.visitor()
    const { conversation } = (await visitor.emitWithAck('conversation:start', start)) as { conversation: Summary }
    return { visitor, id: conversation.id }
  }

  test('an owner makes, changes and removes one; everyone of the site hears which there are', async () => {
    const team = made()
    expect(await save(team, desk)).toEqual({ ok: false, error: 'not-allowed' })
    const told = next<{ site: string; teams: Team[] }>(desk, 'teams')
    expect(await save(team)).toEqual({ ok: true, team })
    expect((await told).teams).toContainEqual(team)
    const renamed = next<{ site: string; teams: Team[] }>(desk, 'teams')
    expect(await save({ ...team, name: ' Billing ', members: [me, boss, me] })).toMatchObject({ ok: true })
    expect((await renamed).teams).toContainEqual({ ...team, name: 'Billing', members: [me, boss] })
    // Who comes later hears it first thing.
    const late = rig.agent((await rig.signIn(agent)).cookie)
    expect((await next<{ teams: Team[] }>(late, 'teams')).teams.map(({ name }) => name)).toContain('Billing')
    expect(await remove(team, desk)).toEqual({ ok: false, error: 'not-allowed' })
    const gone = next<{ teams: Team[] }>(desk, 'teams')
    expect(await remove(team)).toEqual({ ok: true })
    expect((await gone).teams).not.toContainEqual(expect.objectContaining({ id: team.id }))
    expect(await remove(team)).toEqual({ ok: true })
  })

  test('one without a name, of no site, or of somebody who does not answer there is refused', async () => {
    const viewer = { ...colleague, email: 'viewer@oxzino.example', role: 'viewer' as const }
    await rig.staff.accounts.add(viewer)
    const people = (await rig.staff.accounts.list()).find(({ email }) => email === viewer.email)!
    for (const [bad, error] of [
      [made({ name: ' \u200b' }), 'empty'],
      [made({ name: 'x'.repeat(300) }), 'too-long'],
      [made({ site: 'nowhere' }), 'unknown-site'],
      [made({ members: [people.id] }), 'unknown-agent'],
      [made({ members: ['nobody'] }), 'unknown-agent'],
    ] as const)
      expect(await save(bad)).toEqual({ ok: false, error })
  })

  test('what it is given waits for whoever of it takes it, stays its own, and is undone', async () => {
    const team = made()
    await save(team)
    const { visitor, id } = await begin()
    await doIt({ kind: 'take' }, id)
    const toTeam = newId()
    const heard = next<{ assignee: unknown }>(visitor, 'conversation:changed')
    expect(await doIt({ kind: 'assign', to: team.id, note: 'Θέλει πιστωτικό' }, id, toTeam)).toMatchObject({
      refused: [],
    })
    expect((await heard).assignee).toBeNull()
    expect(await stand(id)).toEqual({ team: team.id, assignee: null })
    // Sent again it is done once; again under another id there is nothing to do.
    expect(await doIt({ kind: 'assign', to: team.id, note: 'Θέλει πιστωτικό' }, id, toTeam)).toMatchObject({
      refused: [],
    })
    expect((await doIt({ kind: 'assign', to: team.id }, id)).undo).toBeNull()
    const { undo } = await doIt({ kind: 'take' }, id)
    expect(await stand(id)).toEqual({ team: team.id, assignee: me })
    await doIt(undo!, id)
    await doIt({ kind: 'assign', to: boss }, id)
    expect(await stand(id)).toEqual({ team: team.id, assignee: boss })
    await doIt({ kind: 'assign', to: null }, id)
    expect(await stand(id)).toEqual({ team: null, assignee: null })
    const back = await doIt({ kind: 'assign', to: team.id }, id)
    await doIt(back.undo!, id)
    expect(await stand(id)).toEqual({ team: null, assignee: null })
  })

  test('a removed one gives back what it had, what is closed too, and is given nothing more', async () => {
    const team = made()
    await save(team)
    const [open, closed] = [(await begin()).id, (await begin()).id]
    for (const id of [open, closed]) await doIt({ kind: 'assign', to: team.id }, id)
    await doIt({ kind: 'close' }, closed)
    await remove(team)
    expect(await stand(open)).toEqual({ team: null, assignee: null })
    expect((await stand(closed)).team).toBeNull()
    const refused = await doIt({ kind: 'assign', to: team.id }, open).catch(() => null)
    expect(refused).toMatchObject({ ok: false, error: 'unknown-agent' })
    // What was given to it while it was removed goes back at the next beat.
    await rig.store.db.updateTable('conversation').set({ team: team.id }).where('id', '=', open).execute()
    await rig.beat()
    await until(async () => (await stand(open)).team === null)
  })

  test('of another site nothing is given to it', async () => {
    const team = made({ members: [] })
    await save(team)
    await rig.store.db.updateTable('team').set({ site: 'other' }).where('id', '=', team.id).execute()
    const { id } = await begin()
    expect((await doIt({ kind: 'assign', to: team.id }, id)).refused).toEqual([
      { conversation: id, error: 'unknown-agent' },
    ])
  })
})
