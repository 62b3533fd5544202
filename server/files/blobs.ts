// Blobs: the bytes of files in the database, kept once under their hash and in pieces.

import { open } from 'node:fs/promises'
import type { Store } from '../store/store.ts'
import type { StoredFile } from '../store/tables/file.ts'

/** A write of 10 MB holds the writer up for 430 ms, one of a piece for 8 (measured on a disk with synchronous FULL). */
const piece = 262_144

export class Blobs {
  readonly #store: Store
  readonly #clock: () => number

  constructor(store: Store, clock: () => number) {
    this.#store = store
    this.#clock = clock
  }

  /** Keeps the bytes under their hash, a piece a write: others write in between. */
  async keep(path: string, hash: string): Promise<void> {
    const [store, clock] = [this.#store, this.#clock]
    const { queries } = store
    const whole = await store.write(function* () {
      // From now on the sweep leaves it alone for a day.
      yield* queries.touchBlob({ hash, at: clock() })
      return yield* queries.fileOfHash({ hash })
    })
    // A file is only there once all its pieces are.
    if (whole.length > 0) return
    const file = await open(path)
    try {
      for (let at = 0; ; at++) {
        const { bytesRead, buffer } = await file.read(Buffer.alloc(piece), 0, piece, at * piece)
        if (bytesRead === 0) return
        const bytes = buffer.subarray(0, bytesRead)
        await store.write(function* () {
          yield* queries.putPiece({ hash, at, bytes })
        })
      }
    } finally {
      await file.close()
    }
  }

  /** All bytes, a piece at a time. */
  async *read({ hash, size }: Pick<StoredFile, 'hash' | 'size'>): AsyncGenerator<Buffer> {
    const { all, queries } = this.#store
    for (let at = 0; at * piece < size; at++) {
      const [row] = await all(queries.piece({ hash, at }))
      if (!row) throw new Error(`piece ${at} of a file is missing`)
      yield row.bytes
    }
  }

  /** The first piece; null: there is none. */
  async begin({ hash }: Pick<StoredFile, 'hash'>): Promise<Buffer | null> {
    const { all, queries } = this.#store
    const [first] = await all(queries.piece({ hash, at: 0 }))
    return first?.bytes ?? null
  }

  /** Forgets bytes that no file has any more, and that nobody has uploaded since. */
  async sweep(before: number): Promise<void> {
    const store = this.#store
    const { queries } = store
    for (const { hash } of await store.all(queries.unusedBlobs({ before }))) {
      await store.write(function* () {
        // Somebody may be uploading it again.
        const [unused] = yield* queries.unusedBlob({ hash, before })
        if (!unused) return
        yield* queries.forgetPieces({ hash })
        yield* queries.forgetBlob({ hash })
      })
    }
  }
}
