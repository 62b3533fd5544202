// What strangers make the server remember is bounded: a crowd asks for a thousand different things by every way in, and
// afterwards no collection of the process holds as many of them.

import { Session } from 'node:inspector/promises'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { context, form, newId, newSecret, openHours, origin, type Rig, startRig } from './rig.ts'

const times = 1_000
/** In everything that the crowd sends, so that it is known again. */
const mark = 'qzx'

let rig: Rig
beforeAll(async () => {
  rig = await startRig(openHours, { proxies: 1, limitsFactor: 100 })
})
afterAll(() => rig.stop())

/** Asks once of each of a thousand addresses; `word` is another each time. */
async function crowd(name: string, ask: (word: string, from: Record<string, string>) => Promise<unknown>) {
  for (let first = 0; first < times; first += 50)
    await Promise.all(
      Array.from({ length: 50 }, (_, at) => {
        const number = first + at
        const address = `10.${number % 7}.${(number >> 8) % 256}.${number % 256}`
        return ask(`${mark}-${name}-${number.toString(36)}`, { 'x-forwarded-for': address })
      }),
    )
}

const request = async (path: string, init: RequestInit) => (await fetch(rig.url + path, init)).arrayBuffer()
const read = (name: string, path: (word: string) => string) =>
  crowd(name, (word, from) => request(path(word), { headers: { origin, ...from } }))
const write = (name: string, path: (word: string) => string, body: (word: string) => object) =>
  crowd(name, (word, from) =>
    request(path(word), {
      method: 'POST',
      headers: { 'content-type': 'application/json', origin, ...from },
      body: JSON.stringify(body(word)),
    }),
  )

/** Visitors who come, write and go; what waits for an answer is kept until it is closed, which an agent does. */
async function visit() {
  const begun: string[] = []
  await crowd('visitor', async (word, from) => {
    const socket = rig.visitor(newSecret(), origin, 'oxzino', from)
    const id = `${word}-${newId()}`
    await socket.emitWithAck('conversation:start', {
      id,
      message: { id: `${word}-${newId()}`, text: word },
      context: { ...context, page: { url: `${origin}/${word}`, title: word } },
    })
    socket.disconnect()
    begun.push(id)
  })
  const desk = rig.agent((await rig.signIn()).cookie)
  while (begun.length > 0) {
    const act = { id: newId(), act: { kind: 'close' }, conversations: begun.splice(0, 200) }
    expect(await desk.emitWithAck('act:do', act)).toMatchObject({ ok: true, refused: [] })
  }
  desk.disconnect()
  await rig.look()
}

test('no collection grows with what strangers ask for', { timeout: 300_000 }, async () => {
  await read('site', (word) => `/availability/${word}`)
  await read('library', (word) => `/articles/${word}/el`)
  await read('locale', (word) => `/articles/oxzino/${word}`)
  await read('question', (word) => `/availability/oxzino?${word}`)
  await read('help', (word) => `/help/oxzino/el/?q=${word}`)
  await read('search', (word) => `/search/oxzino/el?q=${word}`)
  await read('page', (word) => `/help/oxzino/el/${word}`)
  await read('path', (word) => `/${word}/${word}`)
  await read('file', (word) => `/files/${word}`)
  await read('program', (word) => `/w/${word}/panel.js`)
  await write(
    'refused',
    () => '/tickets/oxzino',
    (word) => ({ ...form(), topic: word, text: '' }),
  )
  await write('nobody', (word) => `/tickets/${word}`, form)
  await write(
    'article',
    () => '/feedback/oxzino',
    (word) => ({ id: newId(), article: word, locale: 'el', helped: true, missing: '' }),
  )
  await write(
    'mail',
    (word) => `/mail/inbound/${word}`,
    () => ({}),
  )
  await write(
    'form',
    () => '/tickets/oxzino',
    (word) => ({
      ...form(`${word}@${word}.example`),
      name: word,
      context: { ...context, path: [{ kind: 'search', at: 1, query: word, results: 1, confident: true }] },
    }),
  )
  await visit()
  // What the test itself has kept.
  rig.lines.splice(0)
  expect(await holders(times / 2)).toEqual([])
})

test('whatever kind of collection keeps them is found', async () => {
  const words = Array.from({ length: times }, (_, at) => `${mark}-kept-${at}`)
  const pairs = words.map((word) => [word, 1] as const)
  const kept = { Map: new Map(pairs), Set: new Set(words), Array: words, Object: Object.fromEntries(pairs) }
  const found = await holders(times / 2)
  expect([...new Set(found.map((each) => each.split(' ')[0]))]).toEqual(Object.keys(kept))
})

/**
 * Of the Maps, Sets, arrays and dictionaries of this process, those that hold more than so many marked keys or values.
 * @returns of each how many it holds, and one of them
 */
async function holders(most: number): Promise<string[]> {
  const session = new Session()
  session.connect()
  const found: string[] = []
  for (const kind of ['Map', 'Set', 'Array', 'Object']) {
    const { result: prototype } = await session.post('Runtime.evaluate', { expression: `${kind}.prototype` })
    const { objects } = await session.post('Runtime.queryObjects', { prototypeObjectId: prototype.objectId! })
    const { result, exceptionDetails } = await session.post('Runtime.callFunctionOn', {
      objectId: objects.objectId!,
      functionDeclaration: String(those),
      arguments: [{ value: kind }, { value: mark }, { value: most }],
      returnByValue: true,
    })
    if (exceptionDetails) throw new Error(exceptionDetails.exception?.description)
    found.push(...(result.value as string[]))
  }
  session.disconnect()
  return found
}

/** Runs in the inspector, and so knows nothing from around it. */
function those(this: unknown[], kind: string, word: string, most: number): string[] {
  const isMarked = (value: unknown, depth = 0): boolean =>
    typeof value === 'string'
      ? value.includes(word)
      : depth < 2 &&
        typeof value === 'object' &&
        value !== null &&
        Object.getOwnPropertyNames(value)
          .slice(0, 20)
          .some((name) => {
            const { value: part } = Object.getOwnPropertyDescriptor(value, name)!
            return isMarked(part, depth + 1)
          })
  const entriesOf = (each: object): unknown[] => {
    if (kind === 'Array') return each as unknown[]
    if (kind === 'Object') return Object.getPrototypeOf(each) === Object.prototype ? Object.keys(each) : []
    // A prototype of a class that extends Map is no Map.
    try {
      return [...(each as Iterable<unknown>)]
    } catch {
      return []
    }
  }
  return this.flatMap((each) => {
    const entries = entriesOf(each as object)
    if (entries.length <= most) return []
    const held = entries.filter((entry) => isMarked(entry))
    if (held.length <= most) return []
    const shown = String(Array.isArray(held[0]) ? held[0] : Object.entries(held[0] as object))
    return [`${kind} of ${held.length}: ${shown.slice(0, 200)}`]
  })
}
