// Faces: who of the team is shown to others, and whose questions they may answer; read without better-auth.

import type { Standing } from '../access.ts'
import type { Face } from '../protocol/pieces.ts'
import type { Store } from '../store/store.ts'
import { standingOf } from './standing.ts'

/** The sites whose questions somebody may answer; null: all. */
const answersOf = ({ role, sites }: Standing): readonly string[] | null => (role === 'viewer' ? [] : sites)

export function facesOf({ db }: Store) {
  return {
    /** Somebody of the team by their id, with the sites whose questions they may answer, null: all; or null. */
    async face(id: string): Promise<(Face & { answers: readonly string[] | null }) | null> {
      const columns = ['id', 'name', 'role', 'sites'] as const
      const row = await db.selectFrom('user').select(columns).where('id', '=', id).executeTakeFirst()
      return row ? { id, name: row.name, answers: answersOf(standingOf(row)) } : null
    },

    /** The same by their address. */
    async faceAt(email: string): Promise<(Face & { answers: readonly string[] | null }) | null> {
      const columns = ['id', 'name', 'role', 'sites'] as const
      const row = await db
        .selectFrom('user')
        .select(columns)
        .where('email', '=', email.toLowerCase())
        .executeTakeFirst()
      return row ? { id: row.id, name: row.name, answers: answersOf(standingOf(row)) } : null
    },

    /** Everyone who answers, by name. */
    async faces(): Promise<Face[]> {
      const all = await db.selectFrom('user').select(['id', 'name']).where('role', '<>', 'viewer').execute()
      return all.toSorted((a, b) => a.name.localeCompare(b.name))
    },

    /** The sites whose questions each of these agents may answer; null: all. Who has no account any more has none. */
    async sitesOf(agents: string[]): Promise<Map<string, readonly string[] | null>> {
      if (agents.length === 0) return new Map()
      const rows = await db.selectFrom('user').select(['id', 'role', 'sites']).where('id', 'in', agents).execute()
      const known = new Map(rows.map((row) => [row.id, standingOf(row)]))
      return new Map(
        agents.map((agent) => {
          const standing = known.get(agent)
          return [agent, standing ? answersOf(standing) : []]
        }),
      )
    },
  }
}
