// What was deleted is in no page and no log.

import { mkdtempSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { decrypted, openFile } from '../test/sqlite.ts'
import { openStore } from './open.ts'
import { wipe } from './sqliteWipe.ts'

test('what was deleted is in no page of a file and its log is empty', async () => {
  const data = mkdtempSync(join(tmpdir(), 'rotame-wipe-'))
  onTestFinished(() => rmSync(data, { recursive: true }))
  await (await openStore({ data, databaseUrl: null })).close()
  const file = join(data, 'rotame.sqlite')
  const handle = openFile(file)
  handle.pragma('journal_mode = WAL')
  handle.pragma('secure_delete = ON')
  const add = handle.prepare(
    `insert into feedback (site, id, article, locale, helped, missing, at) values ('shop', ?, '', 'el', 1, ?, 1)`,
  )
  handle.exec(`insert into site (id, revision) values ('shop', 1)`)
  for (let at = 0; at < 2_000; at++) add.run(`of ${at}`, `${at % 3 ? 'plantedword' : 'otherword'} ${'.'.repeat(at)}`)
  expect(decrypted(`${file}-wal`).includes('plantedword')).toBe(true)
  handle.exec(`delete from feedback where missing like 'plantedword%'`)
  wipe(handle)
  expect(statSync(`${file}-wal`).size).toBe(0)
  expect(handle.pragma('freelist_count', { simple: true })).toBe(0)
  handle.close()
  expect(decrypted(file).includes('plantedword')).toBe(false)
  expect(decrypted(file).includes('otherword')).toBe(true)
})
