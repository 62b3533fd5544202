// Notices: somebody of the team is mailed when what lets them in has become another, whoever has done it.

import type { Letters } from '../letters/letters.ts'
import { queue } from '../mail/outbox.ts'
import type { CredentialChange } from '../protocol/mail.ts'
import type { Work } from '../store/query.ts'
import type { Store } from '../store/store.ts'
import { standingOf } from './standing.ts'

/** Where something is done. */
export interface Doing {
  /** Who does it; null: whoever it is done to. */
  by: string | null
  /** The browser, as far as it has said; may be ''. */
  browser: string
}
export interface NoticeParts {
  store: Store
  letters: Pick<Letters, 'account'>
  /** Called when mails wait in the outbox. */
  queued: () => void
  /** Mails keep it. */
  realClock: () => number
}

export type Notices = ReturnType<typeof noticesOf>

export function noticesOf({ store, letters, queued, realClock }: NoticeParts) {
  /** Part of a write. */
  const notice = function* (id: string, what: CredentialChange, { by, browser }: Doing): Work<void> {
    const [account] = yield* store.queries.addressee({ id })
    if (!account) return
    const { email, name, locale } = account
    const facts = { kind: 'credential', locale, name, what, by, browser, at: realClock() } as const
    const mail = letters.account({ email, sites: standingOf(account).sites, facts })
    if (mail) yield* queue(store.queries, mail, null)
  }
  return {
    /** Changes an account, and queues the mail in the same write. @param change left out: it was changed already */
    async changing(id: string, what: CredentialChange, from: Doing, change?: () => Work<void>): Promise<void> {
      await store.write(function* () {
        if (change) yield* change()
        yield* notice(id, what, from)
      })
      queued()
    },
  }
}
