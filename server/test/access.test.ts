// The table of rights, tried over real sockets and HTTP as each kind of caller, event by event and route by route.

import type { Socket } from 'socket.io-client'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Caller, checkRight, holders, mayDo } from '../access.ts'
import { act, type Act, type ActKind } from '../protocol/act.ts'
import { fromAgent } from '../protocol/agent.ts'
import { forms } from '../protocol/http.ts'
import { fromVisitor } from '../protocol/visitor.ts'
import type { Right } from '../protocol/request.ts'
import type { NewAgent } from '../staff/accounts.ts'
import { payloadsOf } from './payloads.ts'
import { agent, doAct, form, newId, newSecret, next, openHours, origin, type Rig, startRig } from './rig.ts'

type Answer = { ok: boolean; error?: string }

let rig: Rig
let conversation: string
let ticket: { conversation: string; reference: string }
const secret = newSecret()
/** Of the team, who tries everything. */
const team = {
  viewer: { ...agent, email: 'viewer@oxzino.example', role: 'viewer' },
  'agent of another site': { ...agent, email: 'other@oxzino.example', sites: ['other'] },
  agent: { ...agent, email: 'own@oxzino.example', sites: ['oxzino'] },
  owner: { ...agent, email: 'boss@oxzino.example', role: 'owner' },
} as const
const members = Object.keys(team) as (keyof typeof team)[]
const callers: Caller[] = ['nobody', 'visitor', 'other visitor', 'visitor of another site', ...members]
const sockets = new Map<string, Socket>()

const payloads = payloadsOf(() => ({ conversation, reference: ticket.reference }))
const start = payloads['conversation:start']!
/** Of each kind, something that can be asked. */
const kinds: Record<ActKind, () => Act> = {
  take: () => ({ kind: 'take' }),
  assign: () => ({ kind: 'assign', to: null }),
  snooze: () => ({ kind: 'snooze', until: null }),
  wake: () => ({ kind: 'wake' }),
  tag: () => ({ kind: 'tag', tag: 'x', on: true }),
  priority: () => ({ kind: 'priority', to: 'low' }),
  critical: () => ({ kind: 'critical', on: false }),
  unread: () => ({ kind: 'unread', on: true }),
  rename: () => ({ kind: 'rename', name: 'x' }),
  address: () => ({ kind: 'address', email: 'x@example.com' }),
  spam: () => ({ kind: 'spam', on: true }),
  follow: () => ({ kind: 'follow', on: true }),
  block: () => ({ kind: 'block', what: 'address', on: true }),
  merge: () => ({ kind: 'merge', into: conversation }),
  split: () => ({ kind: 'split', seq: 1, isWithAfter: false }),
  copy: () => ({ kind: 'copy', address: 'x@example.com', on: true }),
  same: () => ({ kind: 'same', address: 'x@example.com', on: true }),
  reachable: () => ({ kind: 'reachable', address: 'x@example.com' }),
  request: () => ({ kind: 'request', email: 'x@example.com' }),
  reopen: () => ({ kind: 'reopen' }),
  close: () => ({ kind: 'close' }),
  undo: () => ({ kind: 'undo', of: newId() }),
}

beforeAll(async () => {
  const plain = await startRig()
  const oxzino = plain.config.sites.get('oxzino')!
  await plain.stop()
  const other = { ...oxzino, id: 'other', origins: ['https://other.example'] }
  rig = await startRig(openHours, { sites: new Map([...plain.config.sites, ['other', other]]) })
  for (const who of Object.values(team)) await rig.staff.accounts.add(who)
  const own = rig.visitor(secret)
  sockets.set('visitor', own)
  const begun = (await own.emitWithAck('conversation:start', start())) as { conversation: { id: string } }
  conversation = begun.conversation.id
  sockets.set('other visitor', rig.visitor())
  // With the same secret, which counts for nothing there.
  sockets.set('visitor of another site', rig.visitor(secret, 'https://other.example', 'other'))
  const sent = await rig.post('/tickets/oxzino', form())
  ticket = { conversation: String(sent.body['conversation']), ...(sent.body['ticket'] as { reference: string }) }
  for (const caller of members) {
    const socket = rig.agent((await rig.signIn(team[caller])).cookie)
    await next(socket, 'welcome')
    sockets.set(caller, socket)
  }
})
afterAll(() => rig.stop())

/**
 * Whether somebody who has got as far as a socket may have it: what they are told is about the thing, not about them.
 */
const mayAsk = ({ error }: Answer) => error !== 'malformed' && error !== 'unknown-conversation'

/** Nobody and a foreign site's page get no socket at all. */
async function isRefused(namespace: 'visitor' | 'agent', from: string): Promise<boolean> {
  const socket = namespace === 'visitor' ? rig.visitor(secret, from) : rig.agent('', from)
  const refused = await Promise.race([next<Error>(socket, 'connect_error'), next<undefined>(socket, 'connect')])
  return refused instanceof Error
}

test.each(['https://evil.example', 'https://other.example', ''])('no page of «%s» gets a socket', async (from) => {
  expect(await isRefused('visitor', from)).toBe(true)
  expect(await isRefused('agent', from)).toBe(true)
})
test('without a sign-in there is no socket of an agent', async () => {
  expect(await isRefused('agent', 'http://localhost:3000')).toBe(true)
})

// Closing last: what is closed refuses more.
const last = (events: string[]) => [...events.filter((each) => each !== 'conversation:close'), 'conversation:close']

test.each(last(Object.keys(fromVisitor)))('of visitors, %s', async (event) => {
  const { right } = fromVisitor[event as keyof typeof fromVisitor]
  // What is of no conversation a visitor of another site asks of that site.
  const tries: Caller[] = right.endsWith(' of the conversation') ? ['visitor of another site'] : []
  for (const caller of [...tries, 'other visitor', 'visitor'] as const) {
    const answer = (await sockets.get(caller)!.emitWithAck(event, payloads[event]!())) as Answer
    expect([caller, mayAsk(answer)]).toEqual([caller, holders[right].includes(caller)])
  }
})

test.each(Object.keys(fromAgent))('of agents, %s', async (event) => {
  const { right } = fromAgent[event as keyof typeof fromAgent]
  for (const caller of members) {
    const asked = sockets.get(caller)!.timeout(2_000).emitWithAck(event, payloads[event]!())
    const { error = '' } = (await asked) as Answer
    const isForbidden = ['malformed', 'not-allowed', 'unknown-site', 'unknown-conversation'].includes(error)
    // There is no such mail, which is said in the same word as that there is no such conversation.
    const isOpen = error === 'unknown-conversation' && /^mail:(again|settle)/.test(event) && caller !== 'viewer'
    const may = isOpen ? holders[right].includes(caller) : !isForbidden
    expect([caller, may]).toEqual([caller, holders[right].includes(caller)])
  }
  if (event in fromVisitor) return
  const answer = (await rig.visitor(secret).emitWithAck(event, payloads[event]!())) as Answer
  expect(answer).toEqual({ ok: false, error: 'malformed' })
})

test('every act is tried', () => {
  const known = act.options.map((option) => option.shape.kind.value)
  expect(Object.keys(kinds).toSorted()).toEqual(known.toSorted())
})

test.each(Object.keys(kinds))('the act %s', async (kind) => {
  for (const caller of callers) {
    const asked = { id: newId(), act: kinds[kind as ActKind](), conversations: [conversation] }
    const answer = (await sockets.get(caller)?.emitWithAck('act:do', asked)) as Answer | undefined
    // Visitors have no such event, and who has no socket asks nothing.
    const no = ['malformed', 'not-allowed', 'unknown-conversation']
    const may = answer !== undefined && !no.includes(answer.error ?? '')
    expect([caller, may]).toEqual([caller, mayDo(caller, kind as ActKind)])
  }
})

test.each(Object.keys(forms))('the form %s', async (path) => {
  const { right } = forms[path as keyof typeof forms]
  const origins: Record<string, string | null> = {
    nobody: null,
    visitor: origin,
    'other visitor': origin,
    'visitor of another site': 'https://other.example',
    ...Object.fromEntries(members.map((member) => [member, 'http://localhost:3000'])),
  }
  for (const caller of callers) {
    const { status } = await rig.post(path.replace(':site', 'oxzino'), {}, origins[caller]!)
    expect([caller, status !== 403]).toEqual([caller, holders[right].includes(caller)])
  }
})

test.each(Object.entries(holders).filter(([right]) => /^(staff|agent|owner)/.test(right)))(
  'of the team, whoever has the right of %s may ask, and nobody else',
  async (right, may) => {
    const about = right.endsWith(' of the site')
      ? { site: 'oxzino' }
      : right.endsWith(' of the conversation')
        ? { conversation: 'oxzino’s' }
        : {}
    for (const caller of members) {
      const { role, sites = null }: NewAgent = team[caller]
      const siteOf = async (id: string) => (id === 'oxzino’s' ? 'oxzino' : null)
      const refused = await checkRight(right as Right, about, { role, sites }, siteOf).then(
        () => false,
        () => true,
      )
      expect([caller, !refused]).toEqual([caller, may.includes(caller)])
    }
  },
)

test('who serves one site hears of no other, and is not counted there', async () => {
  const told: Record<string, unknown> = {}
  const desk = rig.agent((await rig.signIn(team['agent of another site'])).cookie)
  desk.onAny((event: string, fact: unknown) => void (told[event] = fact))
  await next(desk, 'hours')
  const visitor = rig.visitor()
  await visitor.emitWithAck('conversation:start', start())
  await sockets.get('agent')!.emitWithAck('presence:set', { presence: 'present' })
  expect(told['welcome']).toMatchObject({ role: 'agent', sites: [{ id: 'other' }] })
  expect(told).not.toHaveProperty('conversation:changed')
  expect(told['hours']).toMatchObject({ site: 'other' })
})

test('visitors are told of those alone who answer there', async () => {
  for (const [site, names] of [
    ['oxzino', ['agent', 'owner']],
    ['other', ['agent of another site', 'owner']],
  ] as const) {
    const { team: shown } = (await (await fetch(`${rig.url}/availability/${site}`)).json()) as {
      team: { id: string }[]
    }
    const ids = await rig.staff.accounts.list()
    const idOf = (name: keyof typeof team) => ids.find(({ email }) => email === team[name].email)!.id
    expect(shown.map(({ id }) => id).toSorted()).toEqual(names.map(idOf).toSorted())
  }
})

test('another role holds at once, and what one may no longer answer returns to the queue', async () => {
  const mover = { ...agent, email: 'mover@oxzino.example' }
  await rig.staff.accounts.add(mover)
  const desk = rig.agent((await rig.signIn(mover)).cookie)
  await next(desk, 'welcome')
  const id = newId()
  await rig.visitor().emitWithAck('conversation:start', { ...start(), id })
  expect(await doAct(desk, { kind: 'take' }, id)).toMatchObject({ ok: true, refused: [] })
  const again = next<{ role: string }>(desk, 'welcome')
  await rig.staff.accounts.setStanding(mover.email, { role: 'viewer' })
  const freed = next<{ id: string; assignee: unknown }>(sockets.get('owner')!, 'conversation:changed')
  await rig.beat()
  expect(await again).toMatchObject({ role: 'viewer' })
  expect(await freed).toMatchObject({ id, assignee: null })
  expect(await doAct(desk, { kind: 'take' }, id)).toEqual({ ok: false, error: 'not-allowed' })
  expect(await desk.emitWithAck('note:add', { conversation: id, id: newId(), text: 'x' })).toMatchObject({ ok: true })
})
