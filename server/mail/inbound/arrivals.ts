// Arrivals, as the team sees them: the whole of a mail that has come in, and those that belong to nothing.

import type { Config } from '../../config/config.ts'
import type { Files } from '../../files/files.ts'
import type { Live } from '../../live/live.ts'
import { Refused } from '../../protocol/answer.ts'
import type { InboxTrouble, MailIn, StrayMail, WholeMail } from '../../protocol/mail.ts'
import type { MailboxTold } from '../../protocol/mailbox.ts'
import type { Store } from '../../store/store.ts'
import { callbackOf } from '../consent/accounts.ts'
import type { Consents } from '../consent/consents.ts'
import { inboxId } from './mailboxes.ts'

interface ArrivalsParts {
  config: Pick<Config, 'sites' | 'url'>
  store: Store
  files: Pick<Files, 'linkTo'>
  consents: Pick<Consents, 'of'>
  /** Real time, which mails keep. */
  realClock: () => number
}

/** How many that belong to nothing are listed. */
const most = 50
/** How long a mailbox may be out of reach before people are told; less is a hiccup that nobody need hear of. */
const tellAfterMs = 10 * 60_000

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

  /** Whether a mail has come in to any site. */
  async hasCome(messageId: string): Promise<boolean> {
    const { store } = this.#parts
    return (await store.all(store.queries.arrivalWith({ messageId }))).length > 0
  }

  async settle(site: string, id: number): Promise<void> {
    const { store, realClock } = this.#parts
    await store.write(function* () {
      yield* store.queries.settleArrival({ site, key: id, at: realClock() })
    })
  }

  /** How mail comes in to a site: whether its mailbox is read, once it is worth saying, and what is to be looked at. */
  async of(site: string): Promise<MailIn> {
    const { store, realClock } = this.#parts
    const trouble = await this.troubleOf(site)
    const [counted] = await store.all(store.queries.countStrayMails({ site }))
    const isWorthSaying = trouble?.needsConsent || (trouble && realClock() - trouble.since >= tellAfterMs)
    return { site, trouble: isWorthSaying ? trouble : null, strays: counted!.n }
  }

  /** Why a site's mailbox cannot be read, however short it is so. */
  async troubleOf(site: string): Promise<InboxTrouble | null> {
    const { store, config, consents } = this.#parts
    const imap = config.sites.get(site)?.mail?.inbound?.imap
    if (!imap) return null
    const [inbox] = await store.all(store.queries.inbox({ id: inboxId(imap) }))
    if (inbox?.troubleSince == null) return null
    const consent = await consents.of(site)
    const lacks = consent !== null && consent.state !== 'given'
    return { since: inbox.troubleSince, why: inbox.trouble ?? '', ...(lacks && { needsConsent: true }) }
  }

  /** The mailboxes of all sites, as an owner sees them. */
  async mailboxes(): Promise<MailboxTold[]> {
    const { config, store, consents } = this.#parts
    const found = [...config.sites.values()].flatMap(({ id, mail }) => {
      const imap = mail?.inbound?.imap
      return imap ? [{ site: id, ...imap }] : []
    })
    return Promise.all(
      found.map(async ({ site, user, host, folder, oauth }) => {
        const consent = await consents.of(site)
        const [last] = await store.all(store.queries.lastArrival({ site }))
        return {
          site,
          user,
          host,
          folder,
          oauth: oauth && consent && { provider: oauth.provider, callback: callbackOf(config, site), consent },
          trouble: await this.troubleOf(site),
          lastMail: last?.at ?? null,
        }
      }),
    )
  }

  /** Tells the agents who are connected here, when it has changed. */
  async beat(live: Pick<Live, 'publish'>): Promise<void> {
    for (const site of this.#parts.config.sites.keys()) {
      const state = await this.of(site)
      const said = JSON.stringify(state)
      if (said === this.#said.get(site)) continue
      this.#said.set(site, said)
      live.publish({ kind: 'mail-in', state })
    }
  }
}
