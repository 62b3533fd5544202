// A bounce is taken: the mail that did not arrive has failed, and its address is marked.

import { idOfMail } from '../../conversations/author.ts'
import type { Publisher } from '../../conversations/publisher.ts'
import * as write from '../../conversations/writes.ts'
import type { Files } from '../../files/files.ts'
import { uploadedByMail } from '../../files/uploader.ts'
import type { Store } from '../../store/store.ts'
import { bouncedIn, sentOf } from './bounce.ts'
import { notedOf } from './noted.ts'
import type { Mailed } from './parse.ts'

interface BouncingParts {
  store: Store
  files: Pick<Files, 'keepMail'>
  publisher: Pick<Publisher, 'tellAgents'>
  realClock: () => number
}

/** @returns false: it is about no mail of ours, of these sites */
export async function takeBounce(
  mailed: Mailed,
  source: Buffer,
  sites: readonly string[],
  { store, files, publisher, realClock }: BouncingParts,
): Promise<boolean> {
  const { all, queries } = store
  const bounced = await bouncedIn(mailed)
  const sent = bounced && (await sentOf(bounced, sites, { all, queries, now: realClock() }))
  if (!bounced || !sent) return false
  const uploader = uploadedByMail(sent.site, mailed.digest)
  const original = idOfMail(`original ${mailed.digest}`)
  await files.keepMail(uploader, original, source)
  const at = realClock()
  const noted = { ...notedOf(mailed, sent.site, 'bounce'), rest: '', original, at }
  const concerned = await store.write(function* () {
    const failed = { messageId: sent.messageId, error: bounced.error, failedAt: at }
    const [row] = yield* queries.mailBounced(failed)
    const [added] = yield* queries.addArrival({ ...noted, conversation: row?.conversation ?? null })
    if (added!.changed === 0 || !row?.conversation) return null
    yield* queries.tieFile({ id: original, conversation: row.conversation })
    return yield* write.touch(queries, row.conversation)
  })
  if (concerned) await publisher.tellAgents(concerned)
  return true
}
