// Whether mail goes round: out through the mail server, into the team's mailbox, and from there to the server again.

import { randomBytes } from 'node:crypto'
import { setTimeout as wait } from 'node:timers/promises'
import { createTransport } from 'nodemailer'
import type { Config, Site } from '../config/config.ts'
import { bare } from '../mail/inbound/replyAddress.ts'
import { settingsOf, signaturesOf } from '../mail/transport.ts'
import { codeOf, type Finding, mend, unknown, well } from './finding.ts'

/** How often the server is asked whether the mail has come, ms. */
const every = 500

/**
 * Sends a mail to each mailbox that answers come in to. Why the mail server cannot be used at all is said where that is
 * tried.
 * @param token what the server knows its own doctor by; null when there is no secret here
 * @param withinMs how long a mail may be on its way, ms
 */
export async function checkRound(config: Config, token: string | null, withinMs: number): Promise<Finding[]> {
  const { sites, smtpUrl } = config
  if (smtpUrl === null) return []
  const reading = [...sites.values()].filter(({ mail }) => mail?.inbound)
  return Promise.all(reading.map((site) => goRound(site, { ...config, smtpUrl }, token, withinMs)))
}

async function goRound(
  { id, mail }: Site,
  config: Config & { smtpUrl: string },
  token: string | null,
  withinMs: number,
): Promise<Finding> {
  const about = `sites.${id}.mail.inbound`
  if (token === null)
    return unknown(about, 'could not be tried: the secret of the server is not here; run this where the server runs')
  const { from, to, inbound } = mail!
  const { user, oauth } = inbound!.imap ?? {}
  const consent = oauth ? (await ask(config.url, { site: id }, token)).consent : 'given'
  if (consent === 'none' || consent === 'gone')
    return mend(
      about,
      `${consent === 'none' ? `nobody has consented yet that ${user} is read` : `the consent for ${user} is gone`}; sign in as an owner at ${config.url}/console/#/mailboxes and connect it`,
    )
  const address = inbound!.plus ? bare(to).replace('@', '+doctor@') : bare(to)
  const messageId = `<doctor.${randomBytes(18).toString('base64url')}@${new URL(config.url).hostname}>`
  const transport = createTransport(settingsOf(config.smtpUrl))
  const dkim = signaturesOf(config)(from)
  try {
    await transport.sendMail({
      messageId,
      from,
      to: address,
      subject: 'rotame doctor',
      text: 'Sent by `rotame doctor`, to see whether mail comes in. Nobody need read it.\n',
      headers: { 'Auto-Submitted': 'auto-generated' },
      ...(dkim && { dkim }),
    })
  } catch (error) {
    const { code, message } = error as Error & { code?: string }
    const isOfThisMail = code === 'EENVELOPE' || code === 'EMESSAGE'
    return isOfThisMail
      ? mend(about, `a mail to ${address} is not taken (${message.split('\n')[0]})`)
      : unknown(about, 'could not be tried: the mail server cannot be used, as is said under SMTP')
  } finally {
    transport.close()
  }
  const began = Date.now()
  for (; Date.now() - began < withinMs; await wait(every)) {
    const { hasCome, problem } = await ask(config.url, { mail: messageId }, token)
    if (problem !== undefined) return unknown(about, `could not be tried: ${problem}`)
    if (hasCome)
      return well(about, `a mail to ${address} came in within ${Math.ceil((Date.now() - began) / 1_000)} seconds`)
  }
  const marked = inbound!.plus ? `; if it is nowhere, ${bare(to)} takes no plus addresses: write plus: false` : ''
  const where = inbound!.imap
    ? `look for it in the mailbox of ${inbound!.imap.user}: if it is in the folder ${inbound!.imap.folder}, the log of the server says why it is not read`
    : 'see that whoever has the mailbox posts what comes in'
  return mend(about, `a mail to ${address} has not come in within ${withinMs / 1_000} seconds; ${where}${marked}`)
}

interface Told {
  hasCome?: boolean
  consent?: 'none' | 'given' | 'gone' | null
  /** Why the server does not say. */
  problem?: string
}

/** Whether the server has taken a mail, and whether a site's mailbox may be read. */
async function ask(url: string, about: { mail: string } | { site: string }, token: string): Promise<Told> {
  const headers = { authorization: `Bearer ${token}` }
  const asked = `${url}/doctor?${new URLSearchParams({ ...about })}`
  const response = await fetch(asked, { headers, signal: AbortSignal.timeout(5_000) }).catch(codeOf)
  if (typeof response === 'string') return { problem: `nobody answers at ${url} (${response})` }
  const answer = response.ok ? ((await response.json()) as Told) : {}
  return answer.hasCome === undefined
    ? { problem: `the server at ${url} has another secret, or is an older version` }
    : answer
}
