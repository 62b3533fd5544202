// Characters that a database would refuse or change: a message that has them is one message, however often it is sent.

import { describe, expect, test } from 'vitest'
import { makeDatabase, noPostgres } from './databases.ts'
import { context, form, newId, startRig } from './rig.ts'

describe.each([
  ['SQLite', async () => ({ url: null, drop: async () => {} }), null],
  ['PostgreSQL', makeDatabase, noPostgres],
] as const)('on %s', (_, makePlace, missing) => {
  if (missing !== null) return test.skip(`skipped: ${missing}`)

  test.each([
    ['a NUL', 'α\0β'],
    ['half an emoji, as a cut leaves it', 'α\ud83d'],
    ['the other half', '\ude00β'],
  ])('%s', async (_, text) => {
    const place = await makePlace()
    const rig = await startRig(undefined, { databaseUrl: place.url, secret: 's'.repeat(32) })
    const visitor = rig.visitor()
    const asked = { id: newId(), message: { id: newId(), text }, context }
    const first = await visitor.emitWithAck('conversation:start', asked)
    expect(first).toMatchObject({
      ok: true,
      message: { seq: 1, text: expect.stringMatching(/^α?\uFFFDβ?$/) as string },
    })
    expect((await visitor.emitWithAck('conversation:start', asked)).message).toEqual(first.message)
    expect((await rig.post('/tickets/oxzino', { ...form(), name: text, text, topic: text })).body.ok).toBe(true)
    await rig.stop()
    await place.drop()
  })
})
