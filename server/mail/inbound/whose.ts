// Whose a mail is: the conversation that it goes on in, and whether its sender takes part in that.

import { limits } from '../../limits.ts'
import type { Store } from '../../store/store.ts'
import type { StoredConversation } from '../../store/tables/conversation.ts'
import { readReference } from '../../tickets/reference.ts'
import { mailboxOf } from '../mailbox.ts'
import type { Mailed } from './parse.ts'
import { referenceIn } from './replyAddress.ts'

export interface Found {
  site: string
  conversation: string
  /** Whether the mail is from the address that the conversation is with, however that is spelled. */
  isFromPart: boolean
}

export interface WhoseParts {
  store: Store
  /** Signs what we are answered to. */
  secret: string
}

/**
 * By the address that we have signed, then by the mails of ours that it answers; by a reference in its subject only
 * from who takes part: everybody may write one there. Null: it belongs to nothing.
 * @param sites those that its mailbox is of
 */
export async function whoseIs(
  { from, to, answers, subject }: Mailed,
  sites: readonly string[],
  parts: WhoseParts,
): Promise<Found | null> {
  const { store, secret } = parts
  const address = from?.address ?? ''
  for (const site of sites)
    for (const each of to) {
      const reference = referenceIn(each, site, secret)
      const found = reference && (await ofTicket(reference, [site], address, store))
      if (found) return found
    }
  for (const messageId of answers) {
    const found = await ofMail(messageId, sites, address, store)
    if (found) return found
  }
  for (const reference of referencesIn(subject)) {
    const found = await ofTicket(reference, sites, address, store)
    if (found?.isFromPart) return found
  }
  return null
}

/** Few are enough: whoever writes many of them is guessing. */
const mostReferences = 3

function referencesIn(subject: string): string[] {
  const words = subject.slice(0, limits.page).match(/[\p{L}\d]{3}[-–]?[\p{L}\d]{4}/gu) ?? []
  const read = words.flatMap((word) => readReference(word) ?? [])
  return read.filter((each) => each !== 'mistyped').slice(0, mostReferences)
}

async function ofTicket(
  reference: string,
  sites: readonly string[],
  from: string,
  { all, queries }: Store,
): Promise<Found | null> {
  const [ticket] = await all(queries.ticketByReference({ reference }))
  const [row] = ticket ? await all(queries.conversationByKey({ key: ticket.conversation })) : []
  return row && sites.includes(row.site) ? foundIn(row, [ticket!.email], from) : null
}

async function ofMail(
  messageId: string,
  sites: readonly string[],
  from: string,
  { all, queries }: Store,
): Promise<Found | null> {
  const [sent] = await all(queries.mailSentAs({ messageId }))
  const answered = sent ? [sent.conversation] : []
  for (const site of sites)
    answered.push(...(await all(queries.arrivedAs({ site, messageId }))).map(({ conversation }) => conversation))
  const id = answered.find((each) => each !== null)
  const [row] = id ? await all(queries.conversation({ id })) : []
  if (!row || !sites.includes(row.site)) return null
  const [ticket] = await all(queries.ticket({ conversation: row.key }))
  return foundIn(row, ticket ? [ticket.email] : [], from)
}

/** An address that was only typed into a chat is nobody's. */
function foundIn({ id, site, sub, email }: StoredConversation, addresses: string[], from: string): Found {
  const known = [...addresses, ...(sub !== null && email !== null ? [email] : [])]
  const isFromPart = known.some((each) => mailboxOf(each).mailbox === mailboxOf(from).mailbox)
  return { site, conversation: id, isFromPart }
}
