// Arrivals, as the team sees them: the whole of a mail that has come in, and those that belong to nothing.

import type { Config } from '../../config/config.ts'
import type { Files } from '../../files/files.ts'
import type { Live } from '../../live/live.ts'
import { Refused } from '../../protocol/answer.ts'
import type { MailIn, StrayMail, WholeMail } from '../../protocol/mail.ts'
import type { Store } from '../../store/store.ts'
import { inboxId } from './reader.ts'

export interface ArrivalsParts {
  sites: Config['sites']
  store: Store
  files: Pick<Files, 'linkTo'>
  /** Real time, which mails keep. */
  realClock: () => number
}

/** How many that belong to nothing are listed. */
const most = 50
/** How long a mailbox may be out of reach before people are told; less is a hiccup that nobody need hear of. */
const patience = 10 * 60_000

export class Arrivals {
  readonly #parts: ArrivalsParts
  /** What was told last, by site. */
  readonly #said = new Map<string, string>()

  constructor(parts: ArrivalsParts) {
    this.#parts = parts
  }

  /** What a message or a note was made of. @throws Refused `unknown-file` when it is no mail's */
  async whole(conversation: string, writing: string): Promise<WholeMail> {
    const { store, files } = this.#parts
    const [row] = await store.all(store.queries.conversation({ id: conversation }))
    if (!row) throw new Refused('unknown-conversation')
    const [found] = await store.all(store.queries.arrivalOfWriting({ conversation: row.key, writing }))
    if (!found) throw new Refused('unknown-file')
    const { subject, rest, original } = found
    return { subject, rest, original: original === null ? null : await files.linkTo(original) }
  }

  /** Mails that belong to nothing, or that nobody can read, the latest first. */
  async strays(site: string): Promise<StrayMail[]> {
    const { store, files } = this.#parts
    const rows = await store.all(store.queries.strayMails({ site, limit: most }))
    return Promise.all(
      rows.map(async ({ key, sender, subject, outcome, original, at }) => ({
        id: key,
        from: sender,
        subject,
        isUnreadable: outcome === 'unreadable',
        at,
        original: original === null ? null : await files.linkTo(original),
      })),
    )
  }

  async settle(site: string, id: number): Promise<void> {
    const { store, realClock } = this.#parts
    await store.write(function* () {
      yield* store.queries.settleArrival({ site, key: id, at: realClock() })
    })
  }

  /** How mail comes in to a site: whether its mailbox is read, once it is worth saying, and what is to be looked at. */
  async of(site: string): Promise<MailIn> {
    const { store, sites, realClock } = this.#parts
    const { all, queries } = store
    const imap = sites.get(site)?.mail?.inbound?.imap
    const [inbox] = imap ? await all(queries.inbox({ id: inboxId(imap) })) : []
    const since = inbox?.troubleSince ?? null
    const [counted] = await all(queries.countStrayMails({ site }))
    const isLong = since !== null && realClock() - since >= patience
    return { site, trouble: isLong ? { since, why: inbox?.trouble ?? '' } : null, strays: counted!.n }
  }

  /** Tells the agents who are connected here, when it has changed. */
  async beat(live: Pick<Live, 'publish'>): Promise<void> {
    for (const site of this.#parts.sites.keys()) {
      const state = await this.of(site)
      const said = JSON.stringify(state)
      if (said === this.#said.get(site)) continue
      this.#said.set(site, said)
      live.publish({ kind: 'mail-in', state })
    }
  }
}
