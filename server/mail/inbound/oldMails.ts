// The old mails of a mailbox, which were there before it was read: taken when somebody asks, a few at a time.

import type { ImapFlow } from 'imapflow'
import type { Store } from '../../store/store.ts'
import type { Inbox } from '../../store/tables/arrival.ts'

interface OldMailsParts {
  store: Store
  /** Of the mailbox, and of the node that reads it. */
  id: string
  holder: string
  readOne: (client: ImapFlow, uid: number) => Promise<void>
  ended: AbortSignal
}

/** As many are taken before it is seen whether there are new ones. */
const batch = 20

export class OldMails {
  readonly #parts: OldMailsParts

  constructor(parts: OldMailsParts) {
    this.#parts = parts
  }

  async isAsked(): Promise<boolean> {
    return (await this.#inbox())?.oldSince != null
  }

  /** Takes a few that are asked for, the oldest first. @returns whether more are */
  async read(client: ImapFlow): Promise<boolean> {
    const { readOne, ended } = this.#parts
    const inbox = await this.#inbox()
    if (inbox?.oldSince == null) return false
    const { oldSince } = inbox
    const until = inbox.oldUntil ?? inbox.lastUid
    const from = (inbox.oldUid ?? 0) + 1
    // `9:8` are both of them.
    const asked = { uid: `${from}:${until}`, ...(oldSince > 0 && { since: new Date(oldSince) }) }
    const found = until < from ? [] : (await client.search(asked, { uid: true })) || []
    const left = found.toSorted((a, b) => a - b)
    for (const [at, uid] of left.slice(0, batch).entries()) {
      if (ended.aborted) return false
      await readOne(client, uid)
      await this.#note({ oldSince, oldUntil: until, oldUid: uid, oldLeft: left.length - at - 1 })
    }
    if (left.length > batch) return true
    await this.#note({ oldSince: null, oldUntil: until, oldUid: until, oldLeft: 0 })
    return false
  }

  async #inbox(): Promise<Inbox | undefined> {
    const { store, id } = this.#parts
    return (await store.all(store.queries.inbox({ id })))[0]
  }

  async #note(read: { oldSince: number | null; oldUntil: number; oldUid: number; oldLeft: number }): Promise<void> {
    const { store, id, holder } = this.#parts
    const [noted] = await store.write(function* () {
      return yield* store.queries.noteOld({ ...read, id, holder })
    })
    if (noted!.changed === 0) throw new Error('another node reads the mailbox')
  }
}
