// The table of rights, tried over real sockets and HTTP as each kind of caller, event by event and route by route.

import type { Socket } from 'socket.io-client'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Caller, holders, mayDo } from '../access.ts'
import { act, type Act, type ActKind } from '../protocol/act.ts'
import { fromAgent } from '../protocol/agent.ts'
import { forms } from '../protocol/http.ts'
import { fromVisitor } from '../protocol/visitor.ts'
import { agent, context, newId, newSecret, next, origin, type Rig, startRig } from './rig.ts'

type Answer = { ok: boolean; error?: string }

let rig: Rig
let conversation: string
const secret = newSecret()
const boss = { ...agent, email: 'boss@oxzino.example', role: 'owner' as const }
const callers: Caller[] = ['nobody', 'visitor', 'other visitor', 'visitor of another site', 'agent', 'owner']
const sockets = new Map<string, Socket>()

const start = () => ({ id: newId(), message: { id: newId(), text: 'x' }, context })
/** Something that the schema takes, about the visitor's conversation. */
const payloads: Record<string, () => object> = {
  'conversation:start': start,
  'conversation:open': () => ({ conversation, after: 0 }),
  'message:send': () => ({ conversation, id: newId(), text: 'x' }),
  'conversation:read': () => ({ conversation, seq: 1 }),
  'conversation:take': () => ({ conversation }),
  'conversation:close': () => ({ conversation }),
  typing: () => ({ conversation, on: false }),
  'transcript:ask': () => ({ conversation, id: newId(), email: '' }),
  'transcript:confirm': () => ({ conversation, id: newId(), code: '000000' }),
  'act:do': () => ({ id: newId(), act: { kind: 'unread', on: true }, conversations: [conversation] }),
  'team:open': () => ({}),
  'closed:open': () => ({ site: 'oxzino', spam: false, before: null }),
  'queue:open': () => ({ site: 'oxzino', after: 0 }),
  'ticket:mark': () => ({ conversation, critical: false }),
  'note:add': () => ({ conversation, id: newId(), text: 'x' }),
  'mail:failed': () => ({ conversation }),
  'mail:again': () => ({ conversation, mail: 1 }),
  'mail:settle': () => ({ conversation, mail: 1 }),
  'presence:set': () => ({ presence: 'present' }),
  'hours:override': () => ({ site: 'oxzino', kind: 'usual' }),
  'ticket:find': () => ({ text: 'x' }),
  'searches:open': () => ({ site: 'oxzino', locale: 'el' }),
  'fault:report': () => ({ pane: 'x', kind: 'x', stack: '' }),
}

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
  reopen: () => ({ kind: 'reopen' }),
  close: () => ({ kind: 'close' }),
  undo: () => ({ kind: 'undo', of: newId() }),
}

beforeAll(async () => {
  rig = await startRig()
  await rig.staff.add(boss)
  const own = rig.visitor(secret)
  sockets.set('visitor', own)
  const begun = (await own.emitWithAck('conversation:start', start())) as { conversation: { id: string } }
  conversation = begun.conversation.id
  sockets.set('other visitor', rig.visitor())
  for (const [caller, who] of [
    ['agent', agent],
    ['owner', boss],
  ] as const) {
    const socket = rig.agent((await rig.signIn(who)).cookie)
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

test.each(['https://evil.example', ''])('no page of «%s» gets a socket', async (from) => {
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
  for (const caller of ['other visitor', 'visitor'] as const) {
    const answer = (await sockets.get(caller)!.emitWithAck(event, payloads[event]!())) as Answer
    expect([caller, mayAsk(answer)]).toEqual([caller, holders[right].includes(caller)])
  }
})

test.each(last(Object.keys(fromAgent)))('of agents, %s', async (event) => {
  const { right } = fromAgent[event as keyof typeof fromAgent]
  for (const caller of ['agent', 'owner'] as const) {
    const { error } = (await sockets.get(caller)!.emitWithAck(event, payloads[event]!())) as Answer
    // About the ticket or the mail that is not there; the conversation is.
    const may = error !== 'malformed' && (error !== 'unknown-conversation' || /^(ticket|mail):/.test(event))
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
    const may = answer !== undefined && answer.error !== 'malformed' && answer.error !== 'not-allowed'
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
    agent: 'http://localhost:3000',
    owner: 'http://localhost:3000',
  }
  for (const caller of callers) {
    const { status } = await rig.post(path.replace(':site', 'oxzino'), {}, origins[caller]!)
    expect([caller, status !== 403]).toEqual([caller, holders[right].includes(caller)])
  }
})
