// The mail that a request is closed, and that asks whether it is solved; it waits a little, so that closing can be
// undone without anybody being told.

import { ratingPath } from '../conversations/ratingLink.ts'
import type { Site } from '../config/config.ts'
import { mayMail, queue } from '../mail/outbox.ts'
import { outcome } from '../protocol/rating.ts'
import type { Work } from '../store/query.ts'
import type { Store } from '../store/store.ts'
import type { StoredConversation } from '../store/tables/conversation.ts'
import type { ClosingFacts } from '../store/tables/facts.ts'
import type { StoredTicket } from '../store/tables/ticket.ts'
import type { Letters } from './letters.ts'
import type { Part } from './page.ts'
import type { mailWords } from './words.ts'

export interface ClosingParts {
  store: Store
  letters: Pick<Letters, 'closing'>
  secret: string
  /** Real time, which mails keep. */
  realClock: () => number
}

/** What is mailed when a request is closed: a step of the write that does it. */
export function closingMails({ store, letters, secret, realClock }: ClosingParts) {
  const { queries } = store
  return {
    /** A request that nobody has answered has nothing to be asked about. */
    *closed(row: StoredConversation, { reference, email }: StoredTicket): Work<void> {
      if (row.answeredSeq === 0 || !(yield* mayMail(queries, email, realClock()))) return
      const { site, id: conversation, locale, lastSeq } = row
      const link = ratingPath(conversation, secret)
      const mail = letters.closing({ site, conversation, locale, email, reference, link, closing: lastSeq })
      if (mail) yield* queue(queries, mail, row.key)
    },
  }
}
export type ClosingMails = ReturnType<typeof closingMails>

/** What it says. @param url where the server is */
export const closingParts = (
  { reference, link }: ClosingFacts,
  { name, mail }: Site,
  words: ReturnType<typeof mailWords>,
  url: string,
): Part[] => [
  { text: words.closed(reference, name) },
  { heading: words.solved },
  ...outcome.options.map((each) => ({ text: words.outcomes[each], link: `${url}${link}?outcome=${each}` })),
  { text: mail?.inbound ? words.closedReply : words.closedWrite, isQuiet: true },
]
