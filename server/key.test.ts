// Keys: what is one, what is refused, and that none is said again.

import { randomBytes } from 'node:crypto'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { givenKeysOf } from './config/givenKeys.ts'
import { problemsOfEnvironment } from './config/environment.ts'
import { newKeyText, readKey } from './key.ts'

test('a key is 32 bytes, the same however they are written', () => {
  const bytes = randomBytes(32)
  const written = [
    bytes.toString('hex'),
    bytes.toString('hex').toUpperCase(),
    bytes.toString('base64'),
    ` ${bytes.toString('base64url')}\n`,
  ]
  const found = written.map((text) => readKey(text, 'here'))
  for (const each of found)
    expect(each).toMatchObject({ bytes, from: 'here', id: expect.stringMatching(/^[\da-f]{8}$/) })
  expect(new Set(found.map((each) => (each as { id: string }).id)).size).toBe(1)
  for (let at = 0; at < 2_000; at++) expect(readKey(newKeyText(), '')).toMatchObject({ id: expect.any(String) })
})

test.each([
  ['a password', 'hunter2'],
  ['nothing', ''],
  ['31 bytes', randomBytes(31).toString('base64')],
  ['33 bytes', randomBytes(33).toString('hex')],
  ['zeros', '0'.repeat(64)],
  ['one byte again and again', 'ab'.repeat(32)],
  ['a few again and again', '0123456789abcdef'.repeat(4)],
  ['a counter', Buffer.from(Array.from({ length: 32 }, (_, at) => at)).toString('hex')],
  ['a sentence', Buffer.from('correct horse battery staple, ok').toString('base64')],
  ['a sentence of its length', 'correcthorsebatterystaplecorrecthorsebatter'],
])('%s is none', (_, text) => {
  expect(readKey(text, 'here')).toMatch(/^(is no key|can be guessed): .*openssl rand -base64 32/)
})

test('it comes from a variable or a file, and what is wrong is said without it', () => {
  const folder = mkdtempSync(join(tmpdir(), 'rotame-keys-'))
  onTestFinished(() => rmSync(folder, { recursive: true }))
  const [text, next, file] = [newKeyText(), newKeyText(), join(folder, 'key')]
  writeFileSync(file, next)
  const said = (env: Record<string, string>) =>
    problemsOfEnvironment(env).map((each) => `${each.file}: ${each.message}`)
  expect(givenKeysOf({ ROTAME_KEY: text, ROTAME_KEY_NEXT_FILE: file }).keys).toEqual({
    now: readKey(text, 'ROTAME_KEY'),
    next: readKey(next, `ROTAME_KEY_NEXT_FILE (${file})`),
  })
  expect(givenKeysOf({ ROTAME_KEY: '' })).toEqual({ keys: { now: null, next: null }, problems: [] })
  expect(said({ ROTAME_KEY: 'hunter2' })).toEqual([expect.stringMatching(/^ROTAME_KEY: is no key(?!.*hunter2)/)])
  expect(said({ ROTAME_KEY: text, ROTAME_KEY_FILE: file })).toEqual([
    'ROTAME_KEY: is given, and ROTAME_KEY_FILE as well; leave one of them out',
  ])
  expect(said({ ROTAME_KEY_FILE: join(folder, 'none') })).toEqual([
    `ROTAME_KEY_FILE (${join(folder, 'none')}): cannot be read (ENOENT); name a file that this user may read`,
  ])
  expect(said({ ROTAME_KEY_NEXT: text })).toEqual([expect.stringMatching(/^ROTAME_KEY: is missing/)])
})
