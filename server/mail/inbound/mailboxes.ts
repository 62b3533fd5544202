// The mailboxes that are read, each once, and the names that they are known by.

import type { Site } from '../../config/config.ts'
import type { ImapMailbox } from '../../config/inbound.ts'

/** The name under which is kept how far a mailbox is read. */
export const inboxId = ({ user, host, folder }: Pick<ImapMailbox, 'user' | 'host' | 'folder'>): string =>
  `${user} at ${host}, ${folder}`

/** The mailboxes that are read, each once, with the sites that they are of. */
export function readersOf(sites: Iterable<Pick<Site, 'id' | 'mail'>>): { mailbox: ImapMailbox; sites: string[] }[] {
  const found = [...sites].flatMap(({ id, mail }) => {
    const mailbox = mail?.inbound?.imap
    return mailbox ? [{ id, mailbox }] : []
  })
  const byMailbox = Map.groupBy(found, ({ mailbox }) => inboxId(mailbox))
  return [...byMailbox.values()].map((same) => ({ mailbox: same[0]!.mailbox, sites: same.map(({ id }) => id) }))
}
