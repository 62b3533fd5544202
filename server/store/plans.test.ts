// What a desk asks all day does not read all that a site has, however much that is. The plans are SQLite's, which tells
// them in words, and which has no statistics here either.

import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openFile } from '../test/sqlite.ts'
import { openStore } from './open.ts'
import type { Query } from './query.ts'
import type { Store } from './store.ts'

const asked = [
  'firstConversations',
  'openConversations',
  'changedConversations',
  'closedConversations',
  'spamConversations',
  'conversation',
  'briefConversation',
  'listedConversation',
  'detailedConversation',
  'listedTicket',
  'otherConversations',
  'latestConversation',
  'ownConversations',
  'blocksOf',
] as const

let folder: string
let store: Store
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'rotame-plans-'))
  store = await openStore({ data: folder, databaseUrl: null })
})
afterAll(async () => {
  await store.close()
  rmSync(folder, { recursive: true })
})

test.each(asked)('%s goes by an index to the rows that it gives', (name) => {
  const make = store.queries[name] as (values: object) => Query<unknown>
  const { sql, values } = make({})
  const file = openFile(join(folder, 'rotame.sqlite'))
  const steps = file.prepare(`explain query plan ${sql}`).all(values.map(() => null)) as { detail: string }[]
  file.close()
  // By the site alone it is all of the site's; the mails that failed have an index of their own, and are few.
  const walks = steps
    .map(({ detail }) => detail)
    .filter((detail) => /^SCAN (?!.\b)|^SCAN [co]\b|\(site=\?\)/.test(detail))
  expect(walks).toEqual([])
})
