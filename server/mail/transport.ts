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
 * @param tokens what lets us in in place of a password; null: the address has what does
 */
export async function openTransport(smtpUrl: string, tokens: Tokens | null = null): Promise<Transporter> {
  const { createTransport } = await import('nodemailer')
  const settings = { ...settingsOf(smtpUrl), pool: true, maxConnections: lines, maxRequeues: 1 } as const
  if (!tokens) return createTransport(settings)
  const transport = createTransport({ ...settings, auth: { type: 'OAuth2', user: userOf(smtpUrl)! } })
  let last: string | null = null
  const give = async (isRefused: boolean) => (last = await tokens(isRefused ? last : null))
  transport.set('oauth2_provision_cb', (_user, isRefused, done) => {
    give(isRefused).then((token) => done(null, token), done)
  })
  return transport
}

/** Gives a token for the mail server. @param refused what it has not taken */
export type Tokens = (refused: string | null) => Promise<string>

/** Whom an SMTP address names without a password, whose mailbox's tokens let us in; null: it has one, or nobody. */
export function userOf(smtpUrl: string): string | null {
  const { username, password } = new URL(smtpUrl)
  return username && !password ? decodeURIComponent(username) : null
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
