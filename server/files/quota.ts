// Room: how much that nobody has sent yet may be kept for a site, and how much of the disk uploads leave to everything
// else.

import { statfs } from 'node:fs/promises'
import type { Config } from '../config/config.ts'
import { Refused } from '../protocol/answer.ts'
import type { Store } from '../store/store.ts'

interface RoomParts {
  store: Store
  rules: NonNullable<Config['files']>
  /** The folder whose disk uploads fill; null: it is not this machine's. */
  folder: string | null
}

export class Room {
  readonly #parts: RoomParts
  /** Bytes on their way, by site. */
  readonly #coming = new Map<string, number>()

  constructor(parts: RoomParts) {
    this.#parts = parts
  }

  /**
   * Takes room for a file before it comes, so that many at once are counted.
   * @param isKnown whether it is one of the team's, which no visitor's files keep out
   * @returns gives the room back, once the file is counted where it is kept, or is not
   * @throws Refused `no-room`
   */
  async take(site: string, size: number, isKnown: boolean): Promise<() => void> {
    const give = this.#expect(site, size)
    try {
      if (!isKnown) await this.#checkSite(site)
      await this.#checkDisk()
      return give
    } catch (error) {
      give()
      throw error
    }
  }

  #expect(site: string, size: number): () => void {
    this.#coming.set(site, (this.#coming.get(site) ?? 0) + size)
    return () => {
      const left = this.#coming.get(site)! - size
      if (left > 0) this.#coming.set(site, left)
      else this.#coming.delete(site)
    }
  }

  async #checkSite(site: string): Promise<void> {
    const { store, rules } = this.#parts
    const [row] = await store.all(store.queries.unsentBytes({ site }))
    if (Number(row?.bytes ?? 0) + (this.#coming.get(site) ?? 0) > rules.unsent) throw new Refused('no-room')
  }

  async #checkDisk(): Promise<void> {
    const { folder, rules } = this.#parts
    if (folder === null) return
    const { bavail, bsize } = await statfs(folder)
    const coming = this.#coming.values().reduce((sum, size) => sum + size, 0)
    if (bavail * bsize - coming < rules.reserve) throw new Refused('no-room')
  }
}

/** Whether a disk or its owner's share of it is full: of the system, SQLite, and PostgreSQL. */
export const isFull = (error: unknown): boolean =>
  // An encrypted page is written by itself, and one that begins beyond the limit of a file is no full disk to SQLite.
  ['ENOSPC', 'EDQUOT', 'EFBIG', 'SQLITE_FULL', 'SQLITE_IOERR_WRITE', '53100'].includes(
    String((error as { code?: unknown })?.code),
  )
