// Whose an address is: one mailbox has many spellings, and one domain may have as many mailboxes as somebody likes.

import { domainToASCII } from 'node:url'
import type { Mailbox } from '../store/tables/mail.ts'

/** Names of one mail server. */
const sameAs = new Map([['googlemail.com', 'gmail.com']])
/** Where dots of the name mean nothing. */
const undotted = new Set(['gmail.com'])
/**
 * Where whoever likes has one mailbox and nobody has a domain's worth of them; so many may write from there at once
 * that a domain's budget would meet honest people only.
 */
const providers = new Set(
  `gmail.com outlook.com hotmail.com live.com msn.com hotmail.gr outlook.com.gr windowslive.com yahoo.com yahoo.gr
  yahoo.co.uk ymail.com icloud.com me.com mac.com aol.com gmx.net gmx.de gmx.com web.de t-online.de proton.me
  protonmail.com mail.com zoho.com yandex.ru yandex.com mail.ru qq.com 163.com 126.com orange.fr free.fr libero.it
  otenet.gr forthnet.gr`.split(/\s+/),
)

/**
 * `victim@gmail.com` of `Vic.Tim+7@GoogleMail.com`: what stands after a plus is the recipient's own mark everywhere.
 */
export function mailboxOf(address: string): Mailbox {
  const at = address.lastIndexOf('@')
  const typed = address.slice(at + 1).toLowerCase()
  const ascii = domainToASCII(typed) || typed
  const domain = sameAs.get(ascii) ?? ascii
  const name = address.slice(0, at).normalize('NFKC').toLowerCase()
  // A plus in front marks nothing.
  const unmarked = name.replace(/(?<=.)\+.*$/s, '')
  return { mailbox: `${undotted.has(domain) ? unmarked.replaceAll('.', '') : unmarked}@${domain}`, domain }
}

/** Whether a domain's mailboxes may all be one person's. */
export const isOneOwner = (domain: string): boolean => !providers.has(domain)
