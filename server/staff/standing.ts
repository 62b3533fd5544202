// Standing: what an account may do and where, as the database has it.

import type { Standing } from '../access.ts'
import type { Role } from '../protocol/staff.ts'

/** Of a row as the database has it; an owner serves every site. */
export function standingOf({ role, sites }: { role: string; sites?: string | null | undefined }): Standing {
  return { role: role as Role, sites: role === 'owner' || !sites ? null : (JSON.parse(sites) as string[]) }
}
