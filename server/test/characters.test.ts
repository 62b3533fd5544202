// Characters that a database would refuse or change: a message that has them is one message, however often it is sent.

import { describe, expect, test } from 'vitest'
import * as z from 'zod'
import { agentHandshake, fromAgent } from '../protocol/agent.ts'
import { context as givenContext } from '../protocol/context.ts'
import { forms, uploads } from '../protocol/http.ts'
import { fromVisitor, visitorHandshake } from '../protocol/visitor.ts'
import { makeDatabase, noPostgres } from './databases.ts'
import { context, form, newId, newSecret, next, origin, startRig } from './rig.ts'

describe.each([
  ['SQLite', async () => ({ url: null, drop: async () => {} }), null],
  ['PostgreSQL', makeDatabase, noPostgres],
] as const)('on %s', (_, makePlace, missing) => {
  if (missing !== null) return test.skip(`skipped: ${missing}`)

  test.each([
    ['a NUL', 'α\0β', 'α\uFFFDβ'],
    ['half an emoji, as a cut leaves it', 'α\ud83d', 'α'],
    ['the other half', '\ude00β', '\uFFFDβ'],
  ])('%s', async (_, text, kept) => {
    const place = await makePlace()
    const rig = await startRig(undefined, { databaseUrl: place.url, secret: 's'.repeat(32) })
    const visitor = rig.visitor()
    const asked = { id: newId(), message: { id: newId(), text }, context }
    const first = await visitor.emitWithAck('conversation:start', asked)
    expect(first).toMatchObject({ ok: true, message: { seq: 1, text: kept } })
    expect((await visitor.emitWithAck('conversation:start', asked)).message).toEqual(first.message)
    expect((await rig.post('/tickets/oxzino', { ...form(), name: text, text, topic: text })).body.ok).toBe(true)
    await rig.stop()
    await place.drop()
  })
})

/** What stands at a key in a payload that is well; anything else is made after its schema. */
type Known = Record<string, unknown>
/** A text of a payload: the keys that lead to it. */
type Leaf = (string | number)[]

/** Of what a text may have to be, one each: a word, an id, a secret, addresses, a reference, a key, a time. */
const samples = () => [
  'x',
  newId(),
  newSecret(),
  'a@oxzino.example',
  'D00C0FFEE',
  'https://fcm.googleapis.com/x',
  'x'.repeat(87),
  '09:00',
]

/** A payload that its schema takes, and where the texts in it are. */
function sampleOf(schema: z.ZodType, known: Known, path: Leaf = [], leaves: Leaf[] = []) {
  const at = path.at(-1)
  const inner = (one: unknown, key?: string | number): unknown =>
    sampleOf(one as z.ZodType, known, key === undefined ? path : [...path, key], leaves).sample
  const { def } = schema as unknown as { def: Record<string, object> & { type: string } }
  const sample = ((): unknown => {
    switch (def.type) {
      case 'object':
        return Object.fromEntries(Object.entries(def['shape']!).map(([key, one]) => [key, inner(one, key)]))
      case 'array':
        return [inner(def['element'], 0)]
      case 'optional':
      case 'nullable':
      case 'catch':
      case 'default':
        return inner(def['innerType'])
      case 'string':
        leaves.push(path)
        return known[String(at)] ?? samples().find((text) => schema.safeParse(text).success)
      case 'union':
        return inner((def['options'] as unknown[])[0])
      case 'literal':
        return (def['values'] as unknown[])[0]
      case 'enum':
        return Object.values(def['entries']!)[0]
      case 'boolean':
        return true
      case 'number':
        return 1
      default:
        throw new Error(`the walk does not know ${def.type}`)
    }
  })()
  return { sample, leaves }
}

/** Every option of the unions in a schema at its place, one schema each. */
const optionsOf = (schema: z.ZodType): z.ZodType[] => {
  const { def } = schema as unknown as { def: { type: string; options?: z.ZodType[] } }
  return def.type === 'union' ? def.options! : [schema]
}

const dirty = 'α\0\ud83d'
function dirtied(sample: unknown, leaf: Leaf, text = dirty): unknown {
  const copy = structuredClone(sample)
  if (leaf.length === 0) return text
  const holder = leaf.slice(0, -1).reduce<unknown>((inside, key) => (inside as Known)[key], copy) as Known
  holder[leaf.at(-1)!] = text
  return copy
}

/** Everything that somebody may send. */
const wire: Record<string, z.ZodType> = {
  visitorHandshake,
  agentHandshake,
  ...Object.fromEntries(
    Object.entries({ visitor: fromVisitor, agent: fromAgent, http: { ...forms, ...uploads } }).flatMap(([side, map]) =>
      Object.entries(map).map(([name, { schema }]) => [`${side} ${name}`, schema]),
    ),
  ),
}
/** The two kinds of step in a context. */
const search = { kind: 'search', at: 1, query: 'x', results: 1, confident: true }
const read = { kind: 'read', at: 1, article: 'x', title: 'x', helped: null }

describe('the protocol', () => {
  test.each(Object.entries(wire))('%s lets no text in that a database refuses', (_, whole) => {
    for (const schema of optionsOf(whole)) {
      const { sample, leaves } = sampleOf(schema, {})
      expect(schema.safeParse(sample).success).toBe(true)
      for (const leaf of leaves) {
        const { success, data } = schema.safeParse(dirtied(sample, leaf))
        if (success) expect(JSON.stringify(data)).not.toMatch(/\\u0000|\\ud83d/)
      }
    }
  })

  test('the walk finds texts that are deep inside', () => {
    const { leaves } = sampleOf(fromVisitor['conversation:start'].schema, {})
    expect(leaves).toContainEqual(['context', 'path', 0, 'query'])
    expect(leaves).toContainEqual(['context', 'locale'])
    expect(leaves).toContainEqual(['message', 'text'])
  })
})

describe('what is sent with such a text in any place', () => {
  if (noPostgres !== null) return test.skip(`skipped: ${noPostgres}`)

  test('is refused or stored, and is no fault', { timeout: 120_000 }, async () => {
    const place = await makeDatabase()
    const rig = await startRig(undefined, { databaseUrl: place.url, secret: 's'.repeat(32), limitsFactor: 10_000 })
    const secret = newSecret()
    const started = { id: newId(), message: { id: newId(), text: 'πρώτο' }, context }
    await rig.visitor(secret).emitWithAck('conversation:start', started)
    const { cookie } = await rig.signIn()
    const desk = rig.agent(cookie)
    await next(desk, 'welcome')
    const known = { site: 'oxzino', locale: 'el', article: 'account/forgot-password', conversation: started.id, secret }
    const failed: string[] = []
    /** Sends a payload once with each of its texts dirty. */
    const sendAll = async (name: string, schema: z.ZodType, send: (payload: Known) => Promise<Known>) => {
      for (const option of optionsOf(schema)) {
        const { sample, leaves } = sampleOf(option, known)
        for (const leaf of leaves) {
          const payload = dirtied(sample, leaf) as Known
          // One id is one message, and a conversation has one visitor.
          for (const key of ['id', 'secret'])
            if (key in payload && leaf[0] !== key) payload[key] = key === 'id' ? newId() : newSecret()
          if (name === 'conversation:start' && leaf[0] !== 'message') payload['message'] = { id: newId(), text: 'x' }
          if ('files' in payload) delete payload['files']
          if ((await send(payload))['error'] === 'failed') failed.push(`${name} ${leaf.join('.')}`)
        }
      }
    }
    for (const [event, { schema }] of Object.entries(fromVisitor))
      await sendAll(event, schema, async (payload) => {
        // Closed after so much that no client of ours can have sent.
        const visitor = rig.visitor(event === 'conversation:start' ? newSecret() : secret)
        const answer = (await visitor.emitWithAck(event, payload)) as Known
        visitor.disconnect()
        return answer
      })
    for (const [event, { schema }] of Object.entries(fromAgent)) {
      const agent = rig.agent(cookie)
      await next(agent, 'welcome')
      await sendAll(event, schema, (payload) => agent.emitWithAck(event, payload) as Promise<Known>)
      agent.disconnect()
    }
    for (const [path, { schema }] of Object.entries(forms))
      await sendAll(path, schema, async (payload) => (await rig.post(path.replace(':site', 'oxzino'), payload)).body)
    for (const path of [[search], [read]])
      await sendAll('steps', givenContext, async (given) => {
        const asked = { id: newId(), message: { id: newId(), text: 'x' }, context: { ...given, path } }
        return (await rig.visitor().emitWithAck('conversation:start', asked)) as Known
      })
    const name = encodeURIComponent('α\0.txt')
    const authorization = `Bearer ${secret}`
    const upload = { method: 'PUT', headers: { origin, authorization, 'rotame-name': name }, body: 'text' }
    expect((await fetch(`${rig.url}/files/oxzino/${newId()}`, upload)).status).toBe(200)
    expect((await fetch(`${rig.url}/files/oxzino/%00${newId()}`, upload)).status).toBe(400)
    expect((await rig.signIn({ email: 'α\0@x.example', password: 'a-long-password' })).status).toBeLessThan(500)
    expect((await rig.signIn({ email: 'eleni@oxzino.example', password: 'α\0' })).status).toBeLessThan(500)
    expect(failed).toEqual([])
    expect(rig.logged('fault').map(({ err }) => err)).toEqual([])
    await rig.stop()
    await place.drop()
  })
})
