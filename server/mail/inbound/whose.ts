// Whose a mail is: the conversation that it goes on in, and whether its sender takes part in that.

import { limits } from '../../limits.ts'
import type { Config } from '../../config/config.ts'
import type { Store } from '../../store/store.ts'
import type { StoredConversation } from '../../store/tables/conversation.ts'
import type { Facts } from '../../store/tables/facts.ts'
import { freshOf } from '../../tickets/afresh.ts'
import { readReference } from '../../tickets/reference.ts'
import { mailboxOf } from '../mailbox.ts'
import { isVisitors } from '../parties.ts'
import type { Mailed } from './parse.ts'
import { bare, referenceIn } from './replyAddress.ts'

export interface Found {
  site: string
  conversation: string
  /** Whether the mail is from an address that the conversation is with, however that is spelled. */
  isFromPart: boolean
  /** Whether it is restricted, so that nothing is added to it. */
  isRestricted: boolean
}

interface WhoseParts {
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

/** Up to which message the writer of a mail had seen a conversation, by the mail that it answers; 0: nobody knows. */
export async function seenBy({ answers }: Mailed, { site, conversation }: Found, { all, queries }: Store) {
  for (const messageId of answers) {
    const [sent] = await all(queries.mailSentAs({ messageId }))
    if (sent?.conversation === conversation) return toldBy(sent.facts)
    const come = await all(queries.arrivedAs({ site, messageId }))
    const theirs = come.find((each) => each.conversation === conversation && each.writing !== null)
    const [message] = theirs
      ? await all(queries.message({ conversation: theirs.key, author: 'visitor', id: theirs.writing! }))
      : []
    if (message) return message.seq
  }
  return 0
}

/** Up to which message a mail tells its conversation. */
function toldBy(facts: Facts | null): number {
  if (facts?.kind === 'overdue') return facts.overdue[0]!.upTo ?? 0
  return facts && 'upTo' in facts ? facts.upTo : 0
}

/** A list of what is overdue is about no one of them. */
const isOfOne = (facts: Facts | null) => facts?.kind !== 'overdue' || facts.count === 1

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
  return row && sites.includes(row.site) ? goesOn(row, [ticket!.email], from, { all, queries }) : null
}

async function ofMail(
  messageId: string,
  sites: readonly string[],
  from: string,
  { all, queries }: Store,
): Promise<Found | null> {
  const [sent] = await all(queries.mailSentAs({ messageId }))
  const answered = sent && isOfOne(sent.facts) ? [sent.conversation] : []
  for (const site of sites)
    answered.push(...(await all(queries.arrivedAs({ site, messageId }))).map(({ conversation }) => conversation))
  const id = answered.find((each) => each !== null)
  const [row] = id ? await all(queries.conversation({ id })) : []
  if (!row || !sites.includes(row.site)) return null
  const [ticket] = await all(queries.ticket({ conversation: row.key }))
  return goesOn(row, ticket ? [ticket.email] : [], from, { all, queries })
}

/** Who takes part in what is restricted goes on in what they have written since, if there is anything. */
async function goesOn(
  row: StoredConversation,
  addresses: string[],
  from: string,
  store: Pick<Store, 'all' | 'queries'>,
): Promise<Found> {
  const { id, site, restrictedAt } = row
  const isFromPart = isWith(row, addresses, from) || isVisitors(await wholeOf(row, store), from)
  const found = { site, conversation: id, isFromPart, isRestricted: restrictedAt !== null }
  if (restrictedAt === null || !isFromPart) return found
  const fresh = await freshOf(store, { site, email: from, since: restrictedAt })
  return fresh ? { ...found, conversation: fresh, isRestricted: false } : found
}

/** An address that was only typed into a chat is nobody's. */
function isWith(row: StoredConversation, addresses: string[], from: string): boolean {
  const { sub, email } = row
  const known = [...addresses, ...(sub !== null && email !== null ? [email] : [])]
  return known.some((each) => mailboxOf(each).mailbox === mailboxOf(from).mailbox) || isVisitors(row, from)
}

/** The conversation that one goes on in, where an agent may have said who else is its visitor. */
async function wholeOf(
  row: StoredConversation,
  { all, queries }: Pick<Store, 'all' | 'queries'>,
): Promise<StoredConversation> {
  let now = row
  for (const seen = new Set([row.key]); now.mergedInto !== null && !seen.has(now.mergedInto); seen.add(now.key)) {
    const [next] = await all(queries.conversationByKey({ key: now.mergedInto }))
    if (!next) break
    now = next
  }
  return now
}

/** The site whose mailbox it was sent to, of several that share one. */
export function siteTo({ to }: Mailed, sites: readonly string[], config: Pick<Config, 'sites'>): string {
  const boxes = new Set(to.map((each) => mailboxOf(each).mailbox))
  const ofSite = (id: string) => {
    const { mail } = config.sites.get(id)!
    return [mail!.to, mail!.from].some((each) => boxes.has(mailboxOf(bare(each)).mailbox))
  }
  return sites.find(ofSite) ?? sites[0]!
}
