// What a database is to the rest of the house: reads, and one writer.

import type { Kysely } from 'kysely'
import type { Key } from '../key.ts'
import type { Queries } from './queries.ts'
import type { Query, Work } from './query.ts'
import type { RawDatabase } from './tables/tables.ts'

export interface Store {
  readonly queries: Queries
  readonly dialect: 'sqlite' | 'postgres'
  /** What its file is encrypted with, or its fields where the file is not ours; null: nothing. */
  readonly key: Pick<Key, 'id' | 'from'> | null
  /** For better-auth and migrations only; our own writes go through `write`, our reads through `all`. */
  readonly db: Kysely<RawDatabase>
  /** Rows of a committed state. */
  all<Row>(query: Query<Row>): Promise<Row[]>
  /**
   * The same of a read that may take long, such as a search over messages, numbers, an export: nobody but whoever asked
   * waits for it. Rejects when it takes longer than a minute.
   */
  readLong<Row>(query: Query<Row>): Promise<Row[]>
  /**
   * Runs `work` in the writer's next batch and resolves when it is committed to disk. What `work` throws undoes this
   * work alone and rejects; when the batch cannot be committed, all of it rejects and nothing is stored. When the
   * connection is lost in the commit itself nobody knows: it rejects, and the sender's own ids make a repeat safe.
   * @param of the one thing that it reads and changes, such as a conversation: then it need not wait for the writes of
   * others, and follows those of its own
   */
  write<T>(work: () => Work<T>, of?: string): Promise<T>
  /** Runs what only one node may do at a time, on a connection without limits of time. */
  alone<T>(work: (db: Kysely<RawDatabase>) => Promise<T>): Promise<T>
  /**
   * Leaves nothing of what was deleted in the database's own files: not in pages that nothing uses, not in the log.
   * Meanwhile whoever writes waits. Rejects when others do not let go of it in time.
   * @param isIdle whether nobody but the caller uses this store: then a file may be made anew, which takes little
   * memory, and what was taken out of the store before, as its `write`, is of the old one
   */
  wipe(isIdle?: boolean): Promise<void>
  /** @param listen is told of each batch as it begins, and how many writes it has; it must not throw */
  onBatch(listen: (size: number) => void): void
  /** Resolves when all writes asked for are done and the database is closed. */
  close(): Promise<void>
}

/** A database that cannot be used, and what to do about it, in a sentence for the owner. */
export class Unusable extends Error {}

/** What an owner can do about what SQLite says of its file. @returns null when it is another error */
export function unusableFile(error: unknown): Unusable | null {
  const code = String((error as { code?: unknown })?.code)
  const isOf = (...names: string[]) => names.some((name) => code.startsWith(`SQLITE_${name}`))
  const about = 'rotame.sqlite in the data folder'
  if (isOf('BUSY', 'LOCKED'))
    return new Unusable(`${about} is held by another program; end that, or start again when it is done`)
  if (isOf('FULL')) return new Unusable(`${about}: the disk is full; make room and start again`)
  if (isOf('READONLY', 'CANTOPEN', 'PERM'))
    return new Unusable(`${about} cannot be opened for writing; give this user the right to`)
  if (isOf('NOTADB', 'CORRUPT')) return new Unusable(`${about} is broken or no database; put a backup in its place`)
  return null
}
