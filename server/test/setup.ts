// Once, before any test: a database with the accounts that every rig has; and where no PostgreSQL runs but one is
// installed, the tests' own.

import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Letters } from '../letters/letters.ts'
import { openStaff } from '../staff/staff.ts'
import { openStore } from '../store/open.ts'
import { accounts } from './accounts.ts'
import { noOwnPostgres, noPostgres, startPostgres } from './databases.ts'

export default async function setup(): Promise<() => Promise<void>> {
  const folder = mkdtempSync(join(tmpdir(), 'rotame-accounts-'))
  const store = await openStore({ data: folder, databaseUrl: null })
  const url = 'http://localhost'
  const letters = new Letters({ config: { url, sites: new Map() }, secret: '', realClock: Date.now })
  const mails = { letters, queued() {}, realClock: Date.now }
  const staff = openStaff({ store, secret: '', url, origins: [], secondFactor: 'optional', oidc: null, ...mails })
  for (const account of accounts) await staff.accounts.add(account)
  await store.close()
  process.env['ROTAME_TEST_ACCOUNTS'] = folder
  const own = noPostgres !== null && noOwnPostgres === null ? await startPostgres() : null
  if (own) process.env['DATABASE_URL'] = own.url
  return async () => {
    rmSync(folder, { recursive: true })
    await own?.end()
  }
}
