// Numbers about a single agent are the owner's only: whatever a viewer or another agent can ask or hears has none, on
// sockets and over HTTP.

import type { Socket } from 'socket.io-client'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Caller, holders } from '../access.ts'
import { fromAgent } from '../protocol/agent.ts'
import { routes } from '../protocol/http.ts'
import type { RatingsTold } from '../protocol/rating.ts'
import { payloadsOf } from './payloads.ts'
import { agent, context, doAct, newId, newSecret, next, type Rig, startRig, until } from './rig.ts'

/** Whose work there are numbers about. */
const worker = { ...agent, email: 'busy@oxzino.example', name: 'Φωτεινή Πολυάσχολη' }
const others = {
  viewer: { ...agent, email: 'viewer@oxzino.example', name: 'Βασίλης', role: 'viewer' },
  agent: { ...agent, email: 'own@oxzino.example', name: 'Άννα' },
  owner: { ...agent, email: 'boss@oxzino.example', name: 'Όλγα', role: 'owner' },
} as const
type Other = keyof typeof others

/** All of what names them, and of this what has a number beside the name, whatever it is called. */
function numbersAbout(who: readonly string[], told: unknown, at = ''): string[] {
  if (typeof told !== 'object' || told === null) return []
  const inside = Object.entries(told)
  const place = (key: string) => (Array.isArray(told) ? `${at}[]` : `${at}.${key}`)
  const isNamed = inside.some(([key, each]) => who.includes(key) || who.includes(each as string) || isFace(who, each))
  return [
    ...(isNamed ? numbersIn(told, at) : []),
    ...inside.flatMap(([key, each]) => numbersAbout(who, each, who.includes(key) ? `${at}.WHO` : place(key))),
  ]
}
const isFace = (who: readonly string[], value: unknown): boolean =>
  typeof value === 'object' && value !== null && Object.values(value).some((each) => who.includes(each as string))
const numbersIn = (value: unknown, at: string): string[] =>
  typeof value === 'number'
    ? [at]
    : typeof value === 'object' && value !== null
      ? Object.entries(value).flatMap(([key, each]) =>
          numbersIn(each, Array.isArray(value) ? `${at}[]` : `${at}.${key}`),
        )
      : []

let rig: Rig
let who: string[]
const sockets = new Map<Other, Socket>()
const cookies = new Map<Other, string>()
const heard = new Map<Other, Record<string, unknown>>()
let conversation: string

beforeAll(async () => {
  rig = await startRig(undefined, { metricsToken: newSecret() })
  for (const each of [worker, ...Object.values(others)]) await rig.staff.accounts.add(each)
  const { id } = (await rig.staff.accounts.list()).find(({ email }) => email === worker.email)!
  who = [id, worker.name, worker.email]
  for (const other of Object.keys(others) as Other[]) {
    cookies.set(other, (await rig.signIn(others[other])).cookie)
    const socket = rig.agent(cookies.get(other)!)
    const facts: Record<string, unknown[]> = {}
    heard.set(other, facts)
    socket.onAny((event: string, ...told: unknown[]) => void (facts[event] ??= []).push(told))
    await next(socket, 'welcome')
    sockets.set(other, socket)
  }
  const desk = rig.agent((await rig.signIn(worker)).cookie)
  await next(desk, 'welcome')
  // Some chats that they have taken, answered, noted and closed, one of them slowly; and what is said of these.
  for (const outcome of ['no', 'no', 'yes'] as const) {
    const visitor = rig.visitor()
    conversation = newId()
    const message = { id: newId(), text: 'Καλημέρα' }
    await visitor.emitWithAck('conversation:start', { id: conversation, message, context })
    rig.clock.now += 90_000
    await doAct(desk, { kind: 'take' }, conversation)
    await desk.emitWithAck('message:send', { conversation, id: newId(), text: 'Ορίστε' })
    await desk.emitWithAck('note:add', { conversation, id: newId(), text: 'Σημείωση' })
    await doAct(desk, { kind: 'close' }, conversation)
    await visitor.emitWithAck('conversation:rate', { conversation, outcome, comment: `σχόλιο: ${outcome}` })
  }
  // And one that they have now.
  conversation = newId()
  const message = { id: newId(), text: 'Καλησπέρα' }
  await rig.visitor().emitWithAck('conversation:start', { id: conversation, message, context })
  await doAct(desk, { kind: 'take' }, conversation)
  await desk.emitWithAck('message:send', { conversation, id: newId(), text: 'Ορίστε' })
  await desk.emitWithAck('note:add', { conversation, id: newId(), text: 'Σημείωση' })
  await rig.indexed()
  await rig.beat()
  await until(() => JSON.stringify(heard.get('viewer')!['queue:at'] ?? null).includes('oxzino'))
})
afterAll(() => rig.stop())

/** Of whom each may be asked about the worker's open conversation, what is answered. */
async function asked(other: Other): Promise<Record<string, unknown>> {
  const payloads = payloadsOf(() => ({ conversation, reference: '' }))
  const answers: Record<string, unknown> = {}
  for (const [event, { right }] of Object.entries(fromAgent)) {
    // What ends one's own sign-in comes to nothing here.
    if (!holders[right].includes(other as Caller) || event === 'account:end') continue
    const payload = event === 'conversations:find' ? { text: 'Ορίστε', agent: who[0] } : payloads[event]!()
    answers[event] = await sockets.get(other)!.timeout(3_000).emitWithAck(event, payload)
  }
  return answers
}

/** Where a conversation, a message, a note is told, which name whose they are. */
const things: Record<'conversation' | 'message' | 'note' | 'found', RegExp> = {
  conversation:
    /^((closed|queue):open\.conversations\[\]|conversation:changed\[\]\[\]|conversation:open\.conversation)\./,
  message: /^(conversation:open\.messages\[\]|message:new\[\]\[\]\.message|message:send\.message)\./,
  note: /^(conversation:open\.conversation\.notes\[\])\./,
  found: /^conversations:find\.found\[\]\./,
}
/** The numbers that these have, of themselves: none of them adds up what somebody did. */
const ownNumbers: Record<keyof typeof things, readonly string[]> = {
  conversation: `startedAt closedAt waitingSince dueAt dueWithin last.at rating.at revision lastSeq answeredSeq
    readByAgent readByVisitor unread guest noteCount partCount failedMails context.path[].at
    context.path[].results`.split(/\s+/),
  message: ['at', 'seq'],
  note: ['at', 'after'],
  found: ['at', 'seq', 'guest', 'marks[][]'],
}
const isOfThing = (path: string): boolean =>
  (Object.keys(things) as (keyof typeof things)[]).some(
    (thing) => things[thing].test(path) && ownNumbers[thing].includes(path.replace(things[thing], '')),
  )

test('what looks for numbers finds them', () => {
  const found = (told: unknown) => [...new Set(numbersAbout(['u1', 'Anna'], told))]
  expect(found({ agents: [{ id: 'u1', name: 'Anna', closed: 3 }] })).toEqual(['.agents[].closed'])
  expect(found({ load: { u1: 4, u2: 1 } })).toEqual(['.load.u1', '.load.u2'])
  expect(found([['u1', 4]])).toEqual(['[][]'])
  expect(found({ rows: [{ by: { id: 'u1' }, of: { week: { median: 7 } } }] })).toEqual(['.rows[].of.week.median'])
  expect(found({ counts: { yes: 1 }, agent: 'Zoe' })).toEqual([])
})

/** Paths of numbers beside the worker's name, in all that somebody is told. */
async function toldTo(other: Other): Promise<Set<string>> {
  const all = { ...(await asked(other)), ...heard.get(other) }
  return new Set(Object.entries(all).flatMap(([event, told]) => numbersAbout(who, told, event)))
}

test.each(['viewer', 'agent'] as const)('%s: no event tells one', async (other) => {
  const found = [...(await toldTo(other))]
  // It has looked at their work.
  for (const thing of Object.values(things)) expect(found.some((path) => thing.test(path))).toBe(true)
  expect(found.filter((path) => !isOfThing(path))).toEqual([])
})

test('an owner is told some, as these are found', async () => {
  const found = [...(await toldTo('owner'))].filter((path) => !isOfThing(path))
  for (const path of ['people:open.people[].sessions', 'ratings:open.comments[].at', 'audit:open.lines[].at'])
    expect(found).toContain(path)
})

test('an owner is told whose conversations were rated, and nobody else is', async () => {
  const open = (other: Other) =>
    sockets.get(other)!.emitWithAck('ratings:open', { site: 'oxzino' }) as Promise<RatingsTold>
  for (const other of Object.keys(others) as Other[]) {
    const { comments } = await open(other)
    const agents = comments.map(({ agent: of }) => of)
    expect([other, agents]).toEqual([other, comments.map(() => (other === 'owner' ? worker.name : null))])
    expect(comments).toHaveLength(3)
  }
})

test.each(['viewer', 'agent'] as const)('%s: no route over HTTP does', async (other) => {
  const names: Record<string, string> = { ':site': 'oxzino', ':locale': 'el', ':build': 'test', ':id': newId() }
  for (const path of Object.keys(routes.GET)) {
    const address =
      rig.url + path.replaceAll(/:\w+/g, (name) => names[name] ?? 'x').replace('*', 'account/forgot-password')
    const answer = await fetch(address, { headers: { cookie: cookies.get(other)! }, redirect: 'manual' })
    const text = await answer.text()
    const isJson = answer.headers.get('content-type')?.includes('json')
    expect([path, isJson ? numbersAbout(who, JSON.parse(text)) : []]).toEqual([path, []])
    // Of what is no JSON, what names them at all.
    if (!isJson) expect([path, who.filter((each) => text.includes(each))]).toEqual([path, []])
  }
})
