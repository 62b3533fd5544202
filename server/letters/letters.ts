// Letters: the mails of what happens, drawn up now.

import { limits } from '../limits.ts'
import type { Overdue } from '../store/tables/facts.ts'
import type { MailDraft } from '../store/tables/mail.ts'
import { mailboxGoneMail, type ToAccount, toAccount } from './staff.ts'
import {
  answeredMail,
  claimMail,
  closingMail,
  codeMail,
  dataCodeMail,
  type Drafting,
  overdueMail,
  replyMail,
  requestCodeMail,
  ticketMails,
  transcriptId,
  transcriptMail,
} from './drafts.ts'

type FactsOf<Mail extends (facts: never, known: Drafting) => unknown> = Parameters<Mail>[0]

interface LetterParts extends Pick<Drafting, 'config' | 'secret'> {
  /** Mails keep real time, wherever the product's clock was moved. */
  realClock: () => number
  /** How long an agent's answer can be taken back, ms. */
  replyDelay?: number | undefined
}

export class Letters {
  readonly #parts: LetterParts

  constructor(parts: LetterParts) {
    this.#parts = parts
  }

  ticket(facts: FactsOf<typeof ticketMails>): ReturnType<typeof ticketMails> {
    return ticketMails(facts, this.#known())
  }

  reply(facts: FactsOf<typeof replyMail>): MailDraft | null {
    const { at, ...known } = this.#known()
    const delay = facts.isLate ? 0 : (this.#parts.replyDelay ?? limits.replyDelay)
    return replyMail(facts, { ...known, at: at + delay })
  }

  overdue(site: string, overdue: Overdue[], count: number): MailDraft | null {
    return overdueMail(site, overdue, count, this.#known())
  }

  answered(facts: FactsOf<typeof answeredMail>): MailDraft | null {
    return answeredMail(facts, this.#known())
  }

  closing(facts: FactsOf<typeof closingMail>): MailDraft | null {
    return closingMail(facts, this.#known())
  }

  code(facts: FactsOf<typeof codeMail>): MailDraft | null {
    return codeMail(facts, this.#known())
  }

  requestCode(facts: FactsOf<typeof requestCodeMail>): MailDraft | null {
    return requestCodeMail(facts, this.#known())
  }

  dataCode(facts: FactsOf<typeof dataCodeMail>): MailDraft | null {
    return dataCodeMail(facts, this.#known())
  }

  claim(facts: FactsOf<typeof claimMail>): MailDraft | null {
    return claimMail(facts, this.#known())
  }

  transcript(facts: FactsOf<typeof transcriptMail>): MailDraft | null {
    return transcriptMail(facts, this.#known())
  }

  mailboxGone(owner: string, site: string, user: string): MailDraft | null {
    return mailboxGoneMail(owner, site, user, this.#known())
  }

  /** To somebody of the team about their account; null: no mail can leave. */
  account(asked: ToAccount): MailDraft | null {
    return toAccount(asked, this.#known())
  }

  /** The Message-ID of what a request brings. */
  transcriptId(request: string): string {
    return transcriptId(this.#parts.config, request)
  }

  #known(): Drafting {
    const { config, secret, realClock } = this.#parts
    return { config, secret, at: realClock() }
  }
}
