// Encrypted at rest: what people write stands in no file that can be read without the key, and without it nothing is
// done.

import { createHash } from 'node:crypto'
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { newKeyText, readKey } from '../key.ts'
import { demoSite, run, startChild } from './child.ts'
import { context, form, newId, newSecret, startRig } from './rig.ts'
import { decrypted, keyIn } from './sqlite.ts'
import { putBy } from './uploads.ts'

const folder = mkdtempSync(join(tmpdir(), 'rotame-sealed-'))
afterAll(() => rmSync(folder, { recursive: true }))

const namesIn = (data: string) =>
  readdirSync(data, { withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ name }) => name)
const holding = (data: string, text: string) =>
  namesIn(data).filter((name) => readFileSync(join(data, name)).includes(text))
const start = (text: string) => ({ id: newId(), message: { id: newId(), text }, context })
const key = (text: string) => readKey(text, '') as { id: string }

test('database, log and backup hold nothing that can be read without the key', { timeout: 60_000 }, async () => {
  const rig = await startRig()
  const secret = newSecret()
  await rig.visitor(secret).emitWithAck('conversation:start', start('plantedword in a chat'))
  await rig.post('/tickets/oxzino', {
    ...form('planted@example.com'),
    name: 'Plantedname',
    text: 'plantedword in a form',
  })
  const bearer = { authorization: `Bearer ${secret}` }
  await putBy(rig, bearer, 'plantedfile.txt', Buffer.from('plantedword in a file'))
  const values = ['plantedword', 'planted@example.com', 'Plantedname', 'plantedfile', 'CREATE TABLE', 'create table']
  const [file, log] = ['rotame.sqlite', 'rotame.sqlite-wal'].map((name) => join(rig.data, name)) as [string, string]
  const copy = join(folder, 'copy')
  const { code, said } = await run(['backup', copy, demoSite], { env: { ROTAME_DATA: rig.data } })
  expect([code, said]).toEqual([0, expect.stringContaining(`Only the key ${keyIn(rig.data).id} of`)])
  for (const value of values) {
    expect([value, holding(rig.data, value), readFileSync(copy).includes(value)]).toEqual([value, [], false])
    // They are there, and AES-256 alone makes them readable.
    const found = [decrypted(file), decrypted(log), decrypted(copy, rig.data)].map((bytes) => bytes.includes(value))
    if (value.startsWith('planted')) expect([value, ...found]).toEqual([value, expect.anything(), true, true])
  }
  // The lock is a database without anything in it.
  expect(holding(rig.data, 'SQLite format 3')).toEqual(['lock'])
  expect(readFileSync(copy).includes('SQLite format 3')).toBe(false)
  expect(decrypted(copy, rig.data).includes('plantedword in a file')).toBe(true)
  await rig.stop()
})

test('without its key nothing is done and nothing changes, and with it all is there', { timeout: 60_000 }, async () => {
  const [given, other] = [newKeyText().trim(), newKeyText().trim()]
  const server = await startChild({ ROTAME_KEY: given })
  const secret = newSecret()
  await server.visitor(secret).emitWithAck('conversation:start', start('plantedword'))
  server.kill()
  await expect.poll(server.isRunning).toBe(false)
  expect(namesIn(server.data)).not.toContain('key')
  expect(holding(server.data, 'plantedword')).toEqual([])
  // The log of who was killed is there, and stays.
  const look = () =>
    namesIn(server.data).map((name) => [
      name,
      createHash('sha256')
        .update(readFileSync(join(server.data, name)))
        .digest('hex'),
    ])
  const before = Object.fromEntries(look().filter(([name]) => /sqlite(-wal)?$/.test(name!)))
  expect(Object.keys(before)).toHaveLength(2)
  const tried: [env: Record<string, string>, sentence: string][] = [
    [
      { ROTAME_KEY: other },
      `does not open with the key ${key(other).id} of ROTAME_KEY. It is encrypted with the key ${key(given).id}`,
    ],
    [{}, 'does not open with any key: there is none'],
    [{ ROTAME_KEY: 'hunter2' }, 'ROTAME_KEY: is no key'],
  ]
  const commands = [['start'], ['agent', 'list'], ['backup', join(folder, 'none')], ['retention']]
  for (const [env, sentence] of tried)
    for (const words of commands) {
      const { code, said } = await run([...words, demoSite], { env: { ROTAME_DATA: server.data, PORT: '0', ...env } })
      expect([words, code, said]).toEqual([words, 1, expect.stringContaining(sentence)])
      expect(said).not.toContain(other)
    }
  expect(Object.fromEntries(look().filter(([name]) => /sqlite(-wal)?$/.test(name!)))).toEqual(before)
  expect(namesIn(server.data)).not.toContain('key')
  expect(namesIn(folder)).not.toContain('none')
  const again = await startChild({ ROTAME_KEY: given, ROTAME_DATA: server.data })
  const { messages } = await again.visitor(secret).emitWithAck('conversation:open', { after: 0 })
  expect(messages).toMatchObject([{ text: 'plantedword' }])
})

test('a key that is made is in the data folder, for this user alone, and the log says what it is', async () => {
  const data = join(folder, 'made')
  mkdirSync(data)
  const server = await startChild({ ROTAME_DATA: data })
  expect(namesIn(data)).toContain('key')
  expect(server.said()).toContain('the key of the database lies beside it')
  expect(server.said()).not.toContain(readFileSync(join(data, 'key'), 'utf8').trim())
})
