// Letters to somebody of the team about their account, from the first site of theirs that has a mailbox, and to owners
// about a mailbox.

import { dateTime } from '../../widget/hours.ts'
import type { Site } from '../config/config.ts'
import type { CredentialFacts, LinkFacts } from '../store/tables/facts.ts'
import type { MailDraft } from '../store/tables/mail.ts'
import { draft, type Drafting } from './drafts.ts'
import { type DrawnMail, type Drawing, mail } from './drawn.ts'
import type { Fact } from './page.ts'
import { mailWords } from './words.ts'

export interface ToAccount {
  email: string
  /** Those of the account; null: all. */
  sites: readonly string[] | null
  facts: Omit<LinkFacts, 'site'> | Omit<CredentialFacts, 'site'>
}

/** @returns null where no site has a mailbox */
export function toAccount({ email, sites, facts }: ToAccount, known: Drafting): MailDraft | null {
  const able = [...known.config.sites.values()].filter(({ mail }) => mail !== null)
  const from = able.find(({ id }) => sites === null || sites.includes(id)) ?? able[0]
  if (!from) return null
  return draft({ ...facts, site: from.id }, known, ({ to }) => ({ to: email, replyTo: to }))
}

/** To an owner, that a mailbox cannot be opened any more. */
export const mailboxGoneMail = (owner: string, site: string, user: string, known: Drafting): MailDraft | null =>
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

/** That what lets them in has become another: to whoever it was not, so that they can do something about it. */
export function credentialLetter(
  { locale: theirs, name, what, by, browser, at }: CredentialFacts,
  site: Site,
  { url }: Drawing,
): DrawnMail {
  const locale = theirs ?? site.locales[0]!
  const words = mailWords(locale)
  const said = words.credentials[what]
  const facts: Fact[] = [[words.changeAt, dateTime(at, site.hours.timezone, locale)]]
  if (by !== null) facts.push([words.changeBy, by])
  if (browser !== '') facts.push([words.changeIn, browser])
  return mail(site, locale, `${said} · ${site.name}`, [
    { text: words.credential(name, site.name) },
    { heading: said },
    { facts },
    { text: words.wasYou, isQuiet: true },
    { text: words.wasNotYou },
    { link: `${url}/console/`, text: words.openConsole },
  ])
}
