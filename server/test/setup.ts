// Where no PostgreSQL runs but one is installed, the tests have their own.

import { noOwnPostgres, noPostgres, startPostgres } from './databases.ts'

export default async function setup(): Promise<(() => Promise<void>) | undefined> {
  if (noPostgres === null || noOwnPostgres !== null) return undefined
  const own = await startPostgres()
  process.env['DATABASE_URL'] = own.url
  return own.end
}
