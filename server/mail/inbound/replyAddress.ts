// Where a mail of ours is answered to: an address that says itself, under a signature, which ticket it belongs to.

import { createHmac } from 'node:crypto'
import { isSame } from '../../signed.ts'
import { readReference } from '../../tickets/reference.ts'

/** `support@example.com` of `Shop <support@example.com>`. */
export const bare = (mailbox: string): string => /<([^<>]+)>\s*$/.exec(mailbox)?.[1] ?? mailbox.trim()

const letters = 'abcdefghijklmnopqrstuvwxyz234567'

/** 80 bits, in letters that survive every mail server, in capitals or not. */
function signature(reference: string, site: string, secret: string): string {
  const hash = createHmac('sha256', secret).update(`reply ${site} ${reference}`).digest()
  return [...hash.subarray(0, 16)].map((byte) => letters[byte % 32]).join('')
}

/** `support+K7M4PX9.abcdefghijklmnop@example.com`; or the mailbox itself where that is too long for an address. */
export function replyAddress(mailbox: string, reference: string, site: string, secret: string): string {
  const [name, host] = splitAt(bare(mailbox))
  const marked = `${name}+${reference.replaceAll('-', '')}.${signature(reference, site, secret)}`
  return marked.length > 64 ? bare(mailbox) : `${marked}@${host}`
}

/** The reference that one of these addresses was signed for, by us for this site; null: it is none. */
export function referenceIn(address: string, site: string, secret: string): string | null {
  const [, typed, signed] = /\+([^+.@]+)\.([a-z2-7]{16})@[^@]*$/i.exec(address) ?? []
  const reference = typed === undefined ? null : readReference(typed)
  if (reference === null || reference === 'mistyped') return null
  return isSame(signed!.toLowerCase(), signature(reference, site, secret)) ? reference : null
}

function splitAt(address: string): [name: string, host: string] {
  const at = address.lastIndexOf('@')
  return [address.slice(0, at), address.slice(at + 1)]
}
