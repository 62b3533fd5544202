// Parties: who else the mails of a conversation are of besides its visitor, and what they may.

import { createHash } from 'node:crypto'
import type { Party } from '../protocol/via.ts'
import type { StoredConversation } from '../store/tables/conversation.ts'
import { mailboxOf } from './mailbox.ts'

/** More of them than anybody answers. */
const most = 20

type Of = Pick<StoredConversation, 'parties'>
type Known = Pick<Party, 'address' | 'name'> & Partial<Pick<Party, 'isNamed' | 'hasWritten'>>

const isAt = (address: string) => {
  const { mailbox } = mailboxOf(address)
  return (each: Pick<Party, 'address'>) => mailboxOf(each.address).mailbox === mailbox
}

/** The party with an address, however that is spelled. */
export const partyAt = ({ parties }: Of, address: string): Party | undefined => parties?.find(isAt(address))

/** Whether an agent has said that the visitor has this address too. */
export const isVisitors = (of: Of, address: string): boolean => partyAt(of, address)?.isVisitor === true

/** Those to whom answers go too. */
export const copiedTo = ({ parties }: Of): Party[] => (parties ?? []).filter(({ isCopied }) => isCopied)

/** What tells the mail that a party gets from what others get of the same. */
export const copyName = (address: string): string =>
  createHash('sha256').update(mailboxOf(address).mailbox).digest('base64url').slice(0, 12)

/** With what a mail says of people. Null: it says nothing new. */
export function withParties({ parties }: Of, met: readonly Known[]): Party[] | null {
  let next = parties ?? []
  for (const { address, name, isNamed = false, hasWritten = false } of met) {
    const known = next.find(isAt(address))
    const now = known && {
      ...known,
      isNamed: known.isNamed || isNamed,
      hasWritten: known.hasWritten || hasWritten,
    }
    if (now) next = next.map((each) => (each === known ? now : each))
    else if (next.length < most)
      next = [...next, { address, name, isNamed, hasWritten, isVisitor: false, isCopied: false }]
  }
  return JSON.stringify(next) === JSON.stringify(parties ?? []) ? null : next
}

/** With one party changed. */
export const changed = ({ parties }: Of, party: Party, change: Partial<Party>): Party[] =>
  (parties ?? []).map((each) => (each === party ? { ...each, ...change } : each))

/**
 * Whom a conversation knows once another of the same visitor's goes on in it, with what they may there; null: nobody
 * whom it did not know so.
 * @param own the addresses that it is with itself
 */
export function partiesTogether(whole: Of, part: Of, own: readonly (string | null | undefined)[]): Party[] | null {
  let next = whole.parties ?? []
  for (const party of part.parties ?? []) {
    if (own.some((address) => address && isAt(address)(party))) continue
    const known = next.find(isAt(party.address))
    if (known) next = next.map((each) => (each === known ? bothOf(known, party) : each))
    else if (next.length < most) next = [...next, party]
  }
  return JSON.stringify(next) === JSON.stringify(whole.parties ?? []) ? null : next
}

const bothOf = (one: Party, other: Party): Party => ({
  ...one,
  isNamed: one.isNamed || other.isNamed,
  hasWritten: one.hasWritten || other.hasWritten,
  isVisitor: one.isVisitor || other.isVisitor,
  isCopied: one.isCopied || other.isCopied,
})
