// Files and their bytes.

import { type ExpressionBuilder, type Kysely, sql } from 'kysely'
import { prepare, type Slots, some } from '../query.ts'
import { type StoredFile, type StoredPiece, uploaded } from '../tables/file.ts'
import type { Database } from '../tables/tables.ts'

export function fileQueries(db: Kysely<Database>) {
  const unused = (p: Slots<{ before: number }>) =>
    db
      .selectFrom('blob')
      .select('hash')
      .where('at', '<', p.before)
      .where((e) => e.not(e.exists(e.selectFrom('file').select('id').whereRef('file.hash', '=', 'blob.hash'))))
  /** What nobody has sent yet; a mail that belongs to nothing is kept as it came. */
  const unsent = (e: ExpressionBuilder<Database, 'file'>) =>
    e.and([
      e('conversation', 'is', null),
      e.not(e.exists(e.selectFrom('arrival').select('key').whereRef('arrival.original', '=', 'file.id'))),
    ])
  return {
    file: prepare((p: Slots<{ id: string }>) => db.selectFrom('file').selectAll().where('id', '=', p.id)),
    fileOfHash: prepare((p: Slots<{ hash: string }>) =>
      db.selectFrom('file').select('id').where('hash', '=', p.hash).limit(sql.lit(1)),
    ),
    addFile: prepare((p: Slots<StoredFile>) => db.insertInto('file').values(some(p, uploaded))),
    tieFile: prepare((p: Slots<{ id: string; conversation: number }>) =>
      db.updateTable('file').set({ conversation: p.conversation }).where('id', '=', p.id),
    ),
    /** Its bytes go when no file has them any more. */
    forgetFile: prepare((p: Slots<{ id: string; conversation: number }>) =>
      db.deleteFrom('file').where('id', '=', p.id).where('conversation', '=', p.conversation),
    ),
    touchBlob: prepare((p: Slots<{ hash: string; at: number }>) =>
      db
        .insertInto('blob')
        .values(some(p, ['hash', 'at']))
        .onConflict((c) => c.column('hash').doUpdateSet({ at: p.at })),
    ),
    putPiece: prepare((p: Slots<StoredPiece>) =>
      db
        .insertInto('piece')
        .values(some(p, ['hash', 'at', 'bytes']))
        .onConflict((c) => c.doNothing()),
    ),
    piece: prepare((p: Slots<{ hash: string; at: number }>) =>
      db.selectFrom('piece').select('bytes').where('hash', '=', p.hash).where('at', '=', p.at),
    ),
    unsentBytes: prepare((p: Slots<{ site: string }>) =>
      db
        .selectFrom('file')
        .select(({ fn }) => fn.sum<number | null>('size').as('bytes'))
        .where(unsent)
        .where('site', '=', p.site),
    ),
    forgetUnsent: prepare((p: Slots<{ before: number }>) =>
      db.deleteFrom('file').where(unsent).where('uploadedAt', '<', p.before),
    ),
    unusedBlobs: prepare(unused),
    unusedBlob: prepare((p: Slots<{ hash: string; before: number }>) => unused(p).where('hash', '=', p.hash)),
    forgetPieces: prepare((p: Slots<{ hash: string }>) => db.deleteFrom('piece').where('hash', '=', p.hash)),
    forgetBlob: prepare((p: Slots<{ hash: string }>) => db.deleteFrom('blob').where('hash', '=', p.hash)),
  }
}
