// Uploaders: whose a file is until a message has it, and how a message gets it.

import { limits } from '../limits.ts'
import { Refused } from '../protocol/answer.ts'
import type { Queries } from '../store/queries.ts'
import type { Work } from '../store/query.ts'
import type { StoredFile } from '../store/tables/file.ts'
import type { KeptFile } from '../store/tables/message.ts'

/** Whose a file is until a message has it, of one site. */
export interface Uploader {
  site: string
  by: string
}
export const uploadedByVisitor = ({ site, secretHash }: { site: string; secretHash: string }): Uploader => ({
  site,
  by: `visitor ${secretHash}`,
})
export const isAgents = ({ by }: Uploader): boolean => by.startsWith('agent ')
/** @param mail what tells the mail from all others, as `idOfMail` takes it */
export const uploadedByMail = (site: string, mail: string): Uploader => ({ site, by: `mail ${mail}` })
export const uploadedByReference = (site: string, reference: string): Uploader => ({
  site,
  by: `reference ${reference}`,
})
export const uploadedByAgent = (site: string, agent: string): Uploader => ({ site, by: `agent ${agent}` })

/** What a message keeps of a file. */
export const keptOf = ({ id, name, type, size }: StoredFile): KeptFile => ({ id, name, type, size })

/** A repeat of an upload; the same id for anything else is refused. */
export function same(known: StoredFile, { site, by }: Uploader, hash: string): StoredFile {
  if (known.site !== site || known.by !== by || known.hash !== hash) throw new Refused('conflict')
  return known
}

/**
 * Ties files to a conversation, in the write that stores the message which names them. Only their uploader may, once.
 */
export function* tie(
  queries: Queries,
  { site, by }: Uploader,
  ids: readonly string[],
  conversation: number,
): Work<KeptFile[] | null> {
  if (ids.length > limits.files) throw new Refused('too-many-files')
  const kept: KeptFile[] = []
  for (const id of ids) {
    const [file] = yield* queries.file({ id })
    if (!file || file.site !== site || file.by !== by || file.conversation !== null) throw new Refused('unknown-file')
    yield* queries.tieFile({ id, conversation })
    kept.push(keptOf(file))
  }
  return ids.length > 0 ? kept : null
}
