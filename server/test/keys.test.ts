// `rotame key`, and backups under their keys: changed and put back as an owner does it, on this machine and on another.

import { copyFileSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { type Key, newKeyText, readKey } from '../key.ts'
import { demoSite, run, startChild } from './child.ts'
import { context, newId } from './rig.ts'
import { decrypted, keyIn } from './sqlite.ts'

const folder = mkdtempSync(join(tmpdir(), 'rotame-keys-'))
afterAll(() => rmSync(folder, { recursive: true }))

const rotame = (data: string, words: string[], env: Record<string, string> = {}) =>
  run([...words, demoSite], { env: { ROTAME_DATA: data, ...env } })
const idOf = (text: string) => (readKey(text, '') as Key).id
const holds = (data: string) => readFileSync(join(data, 'rotame.sqlite')).subarray(0, 4).toString('hex')

test(
  'a key is changed, older backups are put back with theirs, and the record says it',
  { timeout: 180_000 },
  async () => {
    const server = await startChild()
    const { data } = server
    const begun = { id: newId(), message: { id: newId(), text: 'plantedword' }, context }
    await server.visitor().emitWithAck('conversation:start', begun)
    const first = keyIn(data)
    const backup = join(folder, 'first.backup')
    expect(await rotame(data, ['backup', backup])).toMatchObject({ code: 0 })
    expect((await rotame(data, ['key', 'rotate'])).said).toContain('uses this data folder; end it first')
    expect(holds(data)).toBe(first.id)
    server.kill()
    await expect.poll(server.isRunning).toBe(false)
    const changed = await rotame(data, ['key', 'rotate'])
    const second = keyIn(data)
    expect(second.id).not.toBe(first.id)
    expect([changed.code, changed.said]).toEqual([
      0,
      `${join(data, 'rotame.sqlite')} is encrypted with the key ${second.id} of ${second.from}. Backups from before need the key ${first.id}: keep it as long as you keep those.\n`,
    ])
    expect(holds(data)).toBe(second.id)
    expect(readdirSync(data)).toContain(`key.old-${first.id}`)
    expect((await rotame(data, ['audit'])).said).toMatch(new RegExp(`key-changed.*${second.id}`))

    // To one that the owner keeps, and from that to another.
    const [given, next] = [newKeyText().trim(), newKeyText().trim()]
    const refused = await rotame(data, ['agent', 'list'], { ROTAME_KEY: given })
    expect([refused.code, refused.said]).toEqual([1, expect.stringContaining('change it with: rotame key rotate')])
    expect(await rotame(data, ['key', 'rotate'], { ROTAME_KEY: given })).toMatchObject({ code: 0 })
    expect(readdirSync(data)).not.toContain('key')
    expect(holds(data)).toBe(idOf(given))
    const both = { ROTAME_KEY: given, ROTAME_KEY_NEXT: next }
    expect(await rotame(data, ['key', 'rotate'], { ROTAME_KEY: given })).toMatchObject({
      code: 1,
      said: expect.stringContaining('give the one to change to as ROTAME_KEY_NEXT') as string,
    })
    expect((await rotame(data, ['key', 'rotate'], both)).said).toContain('From now on give it as ROTAME_KEY')
    expect(await rotame(data, ['agent', 'list'], both)).toMatchObject({ code: 0 })
    const now = await rotame(data, ['key'], { ROTAME_KEY: next })
    expect([now.code, now.said]).toEqual([0, expect.stringContaining(`the key ${idOf(next)} of ROTAME_KEY.\n`)])

    // On another machine, where neither the folder nor its keys are.
    const elsewhere = join(folder, 'elsewhere')
    const none = await rotame(elsewhere, ['restore', backup])
    expect([none.code, none.said]).toEqual([1, expect.stringContaining(`It is encrypted with the key ${first.id}`)])
    const saved = join(folder, 'saved.key')
    copyFileSync(join(data, `key.old-${first.id}`), saved)
    expect((await rotame(elsewhere, ['restore', backup, '--key', saved])).said).toContain('is the database of')
    expect([holds(elsewhere), keyIn(elsewhere).id]).toEqual([first.id, first.id])
    // And where another key is in use.
    const third = join(folder, 'third')
    const restored = await rotame(third, ['restore', backup, '--key', saved], { ROTAME_KEY: given })
    expect([restored.code, holds(third)]).toEqual([0, idOf(given)])
    writeFileSync(join(third, 'key'), given)
    expect(decrypted(join(third, 'rotame.sqlite')).includes('plantedword')).toBe(true)
    expect(readFileSync(join(third, 'rotame.sqlite')).includes('plantedword')).toBe(false)
  },
)

test('what cannot be done is said in a sentence', { timeout: 60_000 }, async () => {
  const data = join(folder, 'empty')
  mkdirSync(data)
  for (const words of [['key'], ['key', 'rotate']])
    expect(await rotame(data, words)).toEqual({
      code: 1,
      said: `${join(data, 'rotame.sqlite')}: there is no database yet\n`,
    })
  const env = { DATABASE_URL: 'postgres://u:p@db.example/x', ROTAME_SECRET: 's'.repeat(32) }
  expect(await rotame(data, ['key', 'rotate'], env)).toEqual({
    code: 1,
    said: expect.stringMatching(/^DATABASE_URL: PostgreSQL cannot be reached/) as string,
  })
})
