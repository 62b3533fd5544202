// Letters to somebody of the team about their account, from the first site of theirs that has a mailbox, and to owners
// about a mailbox.

import type { Site } from '../config/config.ts'
import type { LinkFacts } from '../store/tables/facts.ts'
import type { MailDraft } from '../store/tables/mail.ts'
import { draft, type Known } from './drafts.ts'
import { type DrawnMail, mail } from './drawn.ts'
import { mailWords } from './words.ts'

export interface ToAccount {
  email: string
  /** Those of the account; null: all. */
  sites: readonly string[] | null
  facts: Omit<LinkFacts, 'site'>
}

/** @returns null where no site has a mailbox */
export function toAccount({ email, sites, facts }: ToAccount, known: Known): MailDraft | null {
  const able = [...known.config.sites.values()].filter(({ mail }) => mail !== null)
  const from = able.find(({ id }) => sites === null || sites.includes(id)) ?? able[0]
  if (!from) return null
  return draft({ ...facts, site: from.id }, known, ({ to }) => ({ to: email, replyTo: to }))
}

/** To an owner, that a mailbox cannot be opened any more. */
export const mailboxGoneMail = (owner: string, site: string, user: string, known: Known): MailDraft | null =>
  draft({ kind: 'mailbox-gone', site, user }, known, () => ({ to: owner, replyTo: null }))

/** A link that lets somebody in, and how long it does. */
export function linkLetter({ kind, locale, link, name }: LinkFacts, site: Site): DrawnMail {
  const words = mailWords(locale)
  if (kind === 'invitation')
    return mail(site, locale, words.inviteSubject(site.name), [
      { text: words.invited(name, site.name) },
      { link, text: words.accept },
      { text: words.inviteHolds(name) },
      { text: words.inviteNotYou, isQuiet: true },
    ])
  return mail(site, locale, words.resetSubject(site.name), [
    { text: words.reset(name) },
    { link, text: words.resetLink },
    { text: words.resetHolds },
    { text: words.resetNotYou, isQuiet: true },
  ])
}
