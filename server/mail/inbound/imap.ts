// The line to a mailbox: IMAP, over TLS, opened so that nothing in it can change; and words for what can be wrong.

import type { ImapFlow } from 'imapflow'
import type { ImapMailbox } from '../../config/inbound.ts'
import { NoConsent } from '../consent/consents.ts'
import { NoTokens } from '../consent/provider.ts'
import { isLoopback } from '../transport.ts'

/**
 * A folder, opened for reading alone; whoever opens it closes it.
 * @param token what opens it in place of a password
 */
export async function open(
  { host, port, user, password, folder }: ImapMailbox,
  token: string | null,
): Promise<ImapFlow> {
  const { ImapFlow } = await import('imapflow')
  const isSecure = port === 993
  const client = new ImapFlow({
    host,
    port,
    secure: isSecure,
    // Everything but a server on this machine has to offer TLS, or gets no password.
    ...(!isSecure && { doSTARTTLS: !isLoopback(host) }),
    auth: token === null ? { user, pass: password ?? '' } : { user, accessToken: token },
    logger: false,
    connectionTimeout: 20_000,
    greetingTimeout: 20_000,
    socketTimeout: 300_000,
    // Networks forget connections on which nothing is said.
    maxIdleTime: 240_000,
  })
  // What goes wrong later is the opener's to hear; until then it rejects.
  client.on('error', () => {})
  try {
    await client.connect()
    await client.mailboxOpen(folder, { readOnly: true })
    return client
  } catch (error) {
    client.close()
    throw error
  }
}

/** Whether the server has looked at what was to open the mailbox, and says no. */
export const isRefusal = (error: Error): boolean =>
  (error as { authenticationFailed?: boolean }).authenticationFailed === true

/** What is wrong and what to do, for the owner. */
export function wordsFor(error: Error, mailbox: Omit<ImapMailbox, 'password'>): string {
  const { host, port, user, folder, oauth } = mailbox
  // What is in our own words has them.
  if (error instanceof NoConsent || error instanceof NoTokens) return error.message
  const { code, responseText } = error as Error & {
    code?: string
    responseText?: string
  }
  const said = (responseText ?? error.message).split('\n')[0]!
  if (isRefusal(error) && oauth)
    return `${host} does not open ${user} with the consent that was given (${said}); was it given as another account, or is IMAP off for the mailbox? Connect it again as ${user}`
  if (isRefusal(error))
    return `${host} refuses ${user} or the password (${said}); mend user in rotame.yaml or the variable that passwordVariable names`
  if (code === 'ENOTFOUND' || code === 'EAI_AGAIN')
    return `the name ${host} is not found from here; mend mail.inbound.imap.host, or this machine's DNS`
  if (code === 'ECONNREFUSED' || code === 'ETIMEDOUT' || code?.startsWith('CONNECT') || code === 'GREETING_TIMEOUT')
    return `${host} does not answer at port ${port}; is the port right, and may this machine reach it?`
  if (/CERT|TLS|SSL/i.test(`${code} ${said}`))
    return `${host} offers no TLS that we can trust (${said}); mend its certificate, or name the port that has TLS, such as 993`
  if (/mailbox|folder|NONEXISTENT|TRYCREATE/i.test(said))
    return `${host} does not open the folder ${folder} (${said}); mend mail.inbound.imap.folder`
  return `${host} cannot be read (${code ?? error.name}: ${said})`
}
