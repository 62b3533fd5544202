// The accounts whose mailboxes are opened by tokens, each once, with the sites that they are of.

import type { Config, Site } from '../../config/config.ts'
import type { ImapMailbox } from '../../config/inbound.ts'
import type { MailOAuth } from '../../config/oauth.ts'

export interface MailAccount {
  /** Under which what it has is kept. */
  id: string
  user: string
  oauth: MailOAuth
  sites: string[]
}

/** What a mailbox's tokens are kept under; null: a password opens it. */
export const accountId = ({ user, oauth }: Pick<ImapMailbox, 'user' | 'oauth'>): string | null =>
  oauth && `${user} at ${oauth.issuer}`

export function accountsOf(sites: Iterable<Pick<Site, 'id' | 'mail'>>): Map<string, MailAccount> {
  const accounts = new Map<string, MailAccount>()
  for (const { id: site, mail } of sites) {
    const imap = mail?.inbound?.imap
    const id = imap && accountId(imap)
    if (!imap?.oauth || !id) continue
    const known = accounts.get(id)
    if (known) known.sites.push(site)
    else accounts.set(id, { id, user: imap.user, oauth: imap.oauth, sites: [site] })
  }
  return accounts
}

/** Where people come back to who have consented for a site's mailbox: each its own, so that no provider's answer is
 * taken for another's. */
export const callbackOf = ({ url }: Pick<Config, 'url'>, site: string): string => `${url}/mail/consent/${site}`
