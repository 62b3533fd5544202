// Whether the mail server can be reached, speaks TLS, and lets us in.

import { createTransport } from 'nodemailer'
import type { Config, Site } from '../config/config.ts'
import { settingsOf, userOf } from '../mail/transport.ts'
import { codeOf, type Finding, mend, well } from './finding.ts'

const about = 'SMTP'

export async function checkSmtp({ smtpUrl, sites }: Config): Promise<Finding[]> {
  const silent = [...sites.values()].filter(({ mail }) => mail === null)
  const found = silent.map(({ id }) =>
    mend(
      `sites.${id}.mail`,
      'is missing, so no mail leaves and the form says so; write { from, to }, or leave it if that is what you want',
    ),
  )
  if (smtpUrl === null)
    return [
      ...found,
      mend(
        about,
        'SMTP_URL is not set, so mail waits in the outbox; set it to an address like smtps://user:password@mail.example.com',
      ),
    ]
  const user = userOf(smtpUrl)
  const hasTokens = user !== null && [...sites.values()].some(({ mail }) => isOpenedByTokens(mail, user))
  return [...found, await tryServer(smtpUrl, hasTokens)]
}

const isOpenedByTokens = (mail: Site['mail'], user: string): boolean => {
  const imap = mail?.inbound?.imap
  return imap?.oauth != null && imap.user === user
}

/** @param hasTokens whether the tokens of a mailbox let us in, which only the server has */
async function tryServer(smtpUrl: string, hasTokens: boolean): Promise<Finding> {
  const address = new URL(smtpUrl)
  const { host, hostname, protocol } = address
  if (hasTokens) address.username = ''
  const settings = settingsOf(address.href)
  const transport = createTransport({
    ...settings,
    connectionTimeout: 5_000,
    greetingTimeout: 5_000,
    socketTimeout: 10_000,
    dnsTimeout: 5_000,
  })
  try {
    await transport.verify()
    const how = protocol === 'smtps:' || settings.requireTLS ? 'over TLS' : 'on this machine, without TLS'
    return well(
      about,
      `${host} answers ${how}${hasTokens ? '; what lets us in is the consent for the mailbox' : ' and lets us in'}`,
    )
  } catch (error) {
    return mend(about, wordsFor(error as Error & { code?: string }, hostname, host))
  } finally {
    transport.close()
  }
}

function wordsFor(error: Error & { code?: string; response?: string }, hostname: string, host: string): string {
  const said = error.message.split('\n')[0]!
  switch (error.code) {
    case 'EDNS':
      return `the name ${hostname} is not found from here; mend SMTP_URL, or this machine's DNS (${said})`
    case 'EAUTH':
    case 'ENOAUTH':
      return `${host} refuses our user or password; mend them in SMTP_URL (a character like @ or : in them is written %40 or %3A)`
    case 'ETLS':
      return `${host} offers no TLS that we can trust (${said}); mend its certificate, or name the port that has TLS, such as 465 with smtps://`
    case 'ETIMEDOUT':
      return `${host} does not answer; is the port right, and may this machine reach it? Many hosts close port 25`
    default:
      return `${host} cannot be used (${codeOf(error)}: ${said}); mend SMTP_URL or the mail server`
  }
}
