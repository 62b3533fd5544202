// What a database is to the rest of the house: reads, and one writer.

import type { Kysely } from 'kysely'
import type { Queries } from './queries.ts'
import type { Query, Work } from './query.ts'
import type { Database } from './schema.ts'

export interface Store {
  readonly queries: Queries
  /** For better-auth and migrations only; our own writes go through `write`, our reads through `all`. */
  readonly db: Kysely<Database>
  /** Rows of a committed state. */
  all<Row>(query: Query<Row>): Promise<Row[]>
  /**
   * Runs `work` in the writer's next batch and resolves when it is committed to disk. What `work` throws undoes this
   * work alone and rejects; when the batch cannot be committed, all of it rejects and nothing is stored.
   */
  write<T>(work: () => Work<T>): Promise<T>
  /** Resolves when all writes asked for are done and the database is closed. */
  close(): Promise<void>
}
