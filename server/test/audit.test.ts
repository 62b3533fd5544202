// The record of who did what: sign-ins, accounts, people's rights and settings, each once it is done; and a line that
// was changed or taken out is found, on either database.

import { afterEach, describe, expect, test } from 'vitest'
import type { Recorded } from '../protocol/audit.ts'
import { atCommandLine, byServer, noteDone, shorten, verify } from '../staff/audit.ts'
import type { StoredLine } from '../store/tables/audit.ts'
import { demoSite, run } from './child.ts'
import { makeDatabase, noPostgres } from './databases.ts'
import { agent, form, newId, newSecret, next, openHours, type Rig, startRig } from './rig.ts'

let rig: Rig
let drop: () => Promise<unknown> = async () => undefined
afterEach(async () => {
  await rig.stop()
  await drop()
  drop = async () => undefined
})

const lines = async () => (await rig.store.all(rig.store.queries.linesAfter({ after: 0, limit: 500 }))) as StoredLine[]
const said = (all: Pick<Recorded, 'what' | 'by' | 'about'>[]) => all.map(({ what, by, about }) => [what, by, about])

test('what somebody of the team does is there with who it was, and from which sign-in', async () => {
  rig = await startRig()
  const boss = { ...agent, email: 'boss@oxzino.example', role: 'owner' as const }
  await rig.staff.accounts.add(boss)
  const { cookie } = await rig.signIn(boss)
  const desk = rig.agent(cookie)
  await next(desk, 'welcome')
  const added = {
    email: 'new@oxzino.example',
    name: 'New One',
    password: 'σύννεφο πέντε καρέκλα',
    role: 'agent' as const,
  }
  // What is refused has not been done.
  const invited = { email: 'other@oxzino.example', role: 'agent', sites: null, locale: 'el' }
  expect(await desk.emitWithAck('people:invite', invited)).toMatchObject({ error: 'unproven' })
  expect(await desk.emitWithAck('account:prove', { password: boss.password })).toEqual({ ok: true })
  expect(await desk.emitWithAck('people:invite', invited)).toEqual({ ok: true, link: null })
  await rig.staff.accounts.add(added)
  const { people } = (await desk.emitWithAck('people:open', {})) as { people: { id: string; email: string }[] }
  const { id } = people.find(({ email }) => email === added.email)!
  await desk.emitWithAck('people:standing', { id, role: 'viewer', sites: ['oxzino'] })
  await desk.emitWithAck('people:remove', { id })
  await desk.emitWithAck('account:end', {})
  const answer = (await desk.emitWithAck('audit:open', { before: null, what: null })) as { lines: Recorded[] }
  const { name } = agent
  expect(said(answer.lines)).toEqual([
    ['others-signed-out', name, null],
    ['account-removed', name, 'New One'],
    ['account-changed', name, 'New One'],
    ['account-invited', name, 'other@oxzino.example'],
    ['signed-in', name, null],
    ['settings-changed', 'rotame', null],
  ])
  expect(answer.lines[2]!.facts).toEqual({ role: 'viewer', sites: 'oxzino' })
  const { signIns } = (await desk.emitWithAck('account:open', {})) as { signIns: { id: string }[] }
  expect(answer.lines[0]!.session).toBe(signIns[0]!.id)
  expect(JSON.stringify(answer.lines)).not.toMatch(/σύννεφο|hash/)
  const one = await desk.emitWithAck('audit:open', { before: answer.lines[3]!.key, what: 'signed-in' })
  expect(said((one as typeof answer).lines)).toEqual([['signed-in', name, null]])
  // By one of the team, and about one person, however they are typed.
  const own = people.find(({ email }) => email === boss.email)!.id
  const filtered = async (filter: object) =>
    said(((await desk.emitWithAck('audit:open', { before: null, what: null, ...filter })) as typeof answer).lines)
  expect((await filtered({ by: own })).map(([, by]) => by)).toEqual([name, name, name, name, name])
  expect(await filtered({ by: id })).toEqual([])
  expect(await filtered({ person: 'nobody@example.com' })).toEqual([])
  const left = await fetch(`${rig.url}/api/auth/sign-out`, {
    method: 'POST',
    headers: { origin: 'http://localhost:3000', cookie, 'content-type': 'application/json' },
    body: '{}',
  })
  expect(left.status).toBe(200)
  expect((await lines()).at(-1)).toMatchObject({ what: 'signed-out', session: answer.lines[0]!.session })
  // The same settings are no change of them.
  await rig.restart()
  expect((await lines()).filter(({ what }) => what === 'settings-changed')).toHaveLength(1)
})

test('teams and the hours for now are there with the site and who changed them; what is refused is not', async () => {
  rig = await startRig()
  const boss = { ...agent, email: 'boss@oxzino.example', role: 'owner' as const }
  await rig.staff.accounts.add(boss)
  const desk = rig.agent((await rig.signIn(boss)).cookie)
  const { me } = await next<{ me: { id: string } }>(desk, 'welcome')
  const team = { id: newId(), site: 'oxzino', name: 'Billing', members: [me.id] }
  expect(await desk.emitWithAck('team:save', team)).toMatchObject({ ok: true })
  expect(await desk.emitWithAck('team:save', { ...team, id: newId(), name: ' ' })).toMatchObject({ error: 'empty' })
  expect(await desk.emitWithAck('team:remove', { id: team.id })).toEqual({ ok: true })
  expect(await desk.emitWithAck('team:remove', { id: team.id })).toEqual({ ok: true })
  const until = rig.clock.now + 1_800_000
  for (const asked of [{ kind: 'away', until }, { kind: 'usual' }])
    expect(await desk.emitWithAck('hours:override', { site: 'oxzino', ...asked })).toMatchObject({ ok: true })
  const { signIns } = (await desk.emitWithAck('account:open', {})) as { signIns: { id: string }[] }
  const from = { by: agent.name, userId: me.id, session: signIns[0]!.id }
  expect((await lines()).slice(2)).toMatchObject([
    { ...from, what: 'team-kept', about: 'Billing', facts: { site: 'oxzino', members: 1 } },
    { ...from, what: 'team-removed', about: 'Billing', facts: {} },
    { ...from, what: 'hours-changed', about: null, facts: { site: 'oxzino', hours: 'away' } },
    { ...from, what: 'hours-changed', about: null, facts: { site: 'oxzino', hours: 'usual' } },
  ])
})

test('who is blocked, and is no more, is recorded with who did that, and no word of them', async () => {
  rig = await startRig(openHours)
  const { conversation } = (await rig.post('/tickets/oxzino', form('maria@example.com'))).body as unknown as {
    conversation: string
  }
  const desk = rig.agent((await rig.signIn()).cookie)
  const { me } = (await next(desk, 'welcome')) as { me: { id: string } }
  const act = (given: object) => desk.emitWithAck('act:do', { id: newId(), act: given, conversations: [conversation] })
  const blocking = newId()
  const block = { id: blocking, act: { kind: 'block', what: 'address', on: true }, conversations: [conversation] }
  for (const _ of ['first', 'sent again'])
    expect(await desk.emitWithAck('act:do', block)).toMatchObject({ refused: [] })
  await act({ kind: 'undo', of: blocking })
  await act({ kind: 'block', what: 'visitor', on: true })
  await act({ kind: 'block', what: 'visitor', on: false })
  const { signIns } = (await desk.emitWithAck('account:open', {})) as { signIns: { id: string }[] }
  const from = { by: agent.name, userId: me.id, session: signIns[0]!.id, about: null, facts: { conversation } }
  const deeds = (await lines()).filter(({ what }) => what.includes('blocked'))
  expect(deeds).toMatchObject(
    ['blocked', 'unblocked', 'blocked', 'unblocked'].map((what) => ({ ...from, what: `person-${what}` })),
  )
  expect(JSON.stringify(deeds)).not.toMatch(/maria/i)
})

test('the command line is recorded, by a token of the person it concerns and no word of them', async () => {
  rig = await startRig()
  await rig.post('/tickets/oxzino', form('maria@example.com'))
  const rotame = (...words: string[]) => run([...words, demoSite], { env: { ROTAME_DATA: rig.data }, cwd: rig.data })
  expect(await rotame('agent', 'end-sessions', agent.email)).toMatchObject({ code: 0 })
  expect(await rotame('person', 'export', 'maria@example.com', '--dry-run')).toMatchObject({ code: 0 })
  expect(await rotame('person', 'export', 'maria@example.com', '--out', 'maria.zip')).toMatchObject({ code: 0 })
  expect(await rotame('person', 'erase', 'Maria@Example.com')).toMatchObject({ code: 0 })
  const { by } = atCommandLine()
  expect(said(await lines()).slice(1)).toEqual([
    ['account-signed-out', by, agent.email],
    ['person-exported', by, null],
    ['person-erased', by, null],
  ])
  expect(JSON.stringify(await lines())).not.toMatch(/maria/i)
  const found = await rotame('audit', '--person', 'maria@EXAMPLE.com')
  expect(found.said.trim().split('\n')).toHaveLength(2)
  expect(found.said).toMatch(/person-exported[^]*person-erased/)
  expect((await rotame('audit', '--person', 'other@example.com')).said).toBe('')
  const boss = { ...agent, email: 'boss@oxzino.example', role: 'owner' as const }
  await rig.staff.accounts.add(boss)
  const desk = rig.agent((await rig.signIn(boss)).cookie)
  await next(desk, 'welcome')
  const about = async (person: string) =>
    said(
      ((await desk.emitWithAck('audit:open', { before: null, what: null, person })) as { lines: Recorded[] }).lines,
    ).map(([what]) => what)
  expect(await about(' maria@EXAMPLE.com')).toEqual(['person-erased', 'person-exported'])
  expect(await about('other@example.com')).toEqual([])
  expect(await about('@')).toEqual([])
  expect(await rotame('audit', 'verify')).toMatchObject({
    code: 0,
    said: expect.stringMatching(/\d+ lines hold/) as string,
  })
  await rig.store.db.updateTable('audit').set({ by: 'nobody' }).where('what', '=', 'person-exported').execute()
  expect(await rotame('audit', 'verify')).toMatchObject({ code: 1, said: expect.stringContaining('Line 3 ') as string })
})

describe.each([
  ['SQLite', null],
  ['PostgreSQL', noPostgres],
])('on %s', (name, lacking) => {
  if (lacking !== null) return test.skip(`skipped: ${lacking}`)

  test('a line that was changed or taken out is found, and the oldest go when their time is over', async () => {
    const database = name === 'PostgreSQL' ? await makeDatabase() : null
    if (database) drop = database.drop
    rig = await startRig(openHours, database ? { databaseUrl: database.url, secret: newSecret() } : {})
    const { store } = rig
    // Side by side, as they come.
    await Promise.all(
      Array.from({ length: 20 }, (_, at) =>
        noteDone(store, { ...byServer, what: 'signed-in', facts: { at } }, rig.clock.now),
      ),
    )
    expect(await verify(store)).toMatchObject({ count: 21, broken: null })
    const { latest } = await verify(store)
    const of = (key: number) => store.db.updateTable('audit').where('key', '=', key)
    const all = await lines()
    const { key } = all[9]!
    await of(key).set({ about: 'somebody else' }).execute()
    expect((await verify(store)).broken).toBe(key)
    await of(key).set({ about: null }).execute()
    expect(await verify(store)).toMatchObject({ broken: null, latest })
    await store.db.deleteFrom('audit').where('key', '=', key).execute()
    expect((await verify(store)).broken).toBe(all[10]!.key)
    const { key: _, ...line } = all[9]!
    await store.db
      .insertInto('audit')
      .values({ ...line, key, facts: JSON.stringify(line.facts) })
      .execute()
    expect((await verify(store)).broken).toBeNull()

    // Cut off at the beginning by somebody, it is found.
    const cut = all.slice(0, 3)
    await store.db.deleteFrom('audit').where('key', '<=', cut[2]!.key).execute()
    expect((await verify(store)).broken).toBe(all[3]!.key)
    for (const { facts, ...each } of cut)
      await store.db
        .insertInto('audit')
        .values({ ...each, facts: JSON.stringify(facts) })
        .execute()
    expect(await verify(store)).toMatchObject({ broken: null, latest })

    // Lines are as old as the product's clock says.
    expect(all[0]!.at).toBe(rig.clock.now)
    const day = 86_400_000
    const after = (ms: number) => shorten(store, day, () => rig.clock.now + ms)
    await after(day)
    expect(await lines()).toHaveLength(21)
    await after(day + 1)
    expect((await lines()).map(({ what, facts }) => [what, facts])).toEqual([
      ['signed-in', all.at(-1)!.facts],
      ['record-shortened', { lines: 20, after: all.at(-1)!.previous }],
    ])
    expect(await verify(store)).toMatchObject({ count: 2, broken: null })
    // What retention has taken is known, and no more than that may be gone.
    await store.db.deleteFrom('audit').where('key', '=', all.at(-1)!.key).execute()
    const [left] = await lines()
    expect((await verify(store)).broken).toBe(left!.key)
  })
})
