// The line to the mail server: a few connections kept open, TLS, and the owner's signature.

import type { Transporter } from 'nodemailer'
import { readFileSync } from 'node:fs'
import type { Config } from '../config/config.ts'

/** Connections at once; as many mails are under way. */
export const lines = 3

export const isLoopback = (host: string): boolean => /^(localhost|127(\.\d{1,3}){3}|\[?::1\]?)$/i.test(host)

/** What of an address could take TLS away. */
const weakening = ['ignoreTLS', 'opportunisticTLS', 'requireTLS']

/** The settings of an SMTP address: everything but a server on this machine has to offer TLS, or gets nothing. */
export function settingsOf(smtpUrl: string) {
  const url = new URL(smtpUrl)
  for (const name of weakening) url.searchParams.delete(name)
  return {
    url: url.href,
    requireTLS: url.protocol === 'smtp:' && !isLoopback(url.hostname),
    connectionTimeout: 10_000,
    greetingTimeout: 10_000,
    socketTimeout: 30_000,
  }
}

/**
 * A message given to a server that dies before it has read a byte of it goes to the next connection; no other is
 * repeated here.
 */
export async function openTransport(smtpUrl: string): Promise<Transporter> {
  const { createTransport } = await import('nodemailer')
  return createTransport({ ...settingsOf(smtpUrl), pool: true, maxConnections: lines, maxRequeues: 1 })
}

export interface Signature {
  domainName: string
  keySelector: string
  privateKey: string
}

/** Who signs: the key of the site whose mailbox a mail is from. */
export function signaturesOf({ sites }: Config): (from: string) => Signature | undefined {
  const known = new Map<string, Signature>()
  for (const { mail } of sites.values()) {
    if (!mail?.dkim) continue
    const { key, selector } = mail.dkim
    known.set(mail.from, {
      domainName: domainOf(mail.from),
      keySelector: selector,
      privateKey: readFileSync(key, 'utf8'),
    })
  }
  return (from) => known.get(from)
}

/** `example.com` of `Shop <support@example.com>`. */
export const domainOf = (mailbox: string): string => mailbox.replace(/>\s*$/, '').split('@').at(-1)!.toLowerCase()
