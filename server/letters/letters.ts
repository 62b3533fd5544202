// Letters: the mails of what happens, drawn up now.

import type { Overdue } from '../store/tables/facts.ts'
import type { MailDraft } from '../store/tables/mail.ts'
import { codeMail, type Known, overdueMail, replyMail, ticketMails, transcriptId, transcriptMail } from './drafts.ts'

type FactsOf<Mail extends (facts: never, known: Known) => unknown> = Parameters<Mail>[0]

export class Letters {
  readonly #parts: Pick<Known, 'config' | 'secret'> & { realClock: () => number }

  /** @param parts.realClock mails keep real time, wherever the product's clock was moved */
  constructor(parts: Pick<Known, 'config' | 'secret'> & { realClock: () => number }) {
    this.#parts = parts
  }

  ticket(facts: FactsOf<typeof ticketMails>): ReturnType<typeof ticketMails> {
    return ticketMails(facts, this.#known())
  }

  reply(facts: FactsOf<typeof replyMail>): MailDraft | null {
    return replyMail(facts, this.#known())
  }

  overdue(site: string, overdue: Overdue[], count: number): MailDraft | null {
    return overdueMail(site, overdue, count, this.#known())
  }

  code(facts: FactsOf<typeof codeMail>): MailDraft | null {
    return codeMail(facts, this.#known())
  }

  transcript(facts: FactsOf<typeof transcriptMail>): MailDraft | null {
    return transcriptMail(facts, this.#known())
  }

  /** The Message-ID of what a request brings. */
  transcriptId(request: string): string {
    return transcriptId(this.#parts.config, request)
  }

  #known(): Known {
    const { config, secret, realClock } = this.#parts
    return { config, secret, at: realClock() }
  }
}
