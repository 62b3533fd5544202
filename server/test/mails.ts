// Mails as other people's programs write them, for tests; and a site that reads them.

import { join } from 'node:path'
import type { ParsedMail } from 'mailparser'
import { type Config, readConfig } from '../config/config.ts'
import type { Inbound } from '../config/inbound.ts'
import { newId } from './rig.ts'

export const mailSecret = 'a-secret-of-more-than-thirty-two-characters'
/** What our own mail server has found out of a mail from example.com. */
const proven = 'mx.oxzino.example; dkim=pass header.d=example.com header.s=one; dmarc=pass header.from=example.com'

/** The demo's site with a mailbox that is read. */
export function inboundSites(inbound: Partial<Inbound> = {}): Config['sites'] {
  const { sites } = readConfig(join(import.meta.dirname, '../../demo/site'), {})
  const site = sites.get('oxzino')!
  const standard = {
    imap: null,
    secret: mailSecret,
    authserv: 'mx.oxzino.example',
    plus: false,
    strangers: 'note' as const,
  }
  sites.set('oxzino', { ...site, mail: { ...site.mail!, inbound: { ...standard, ...inbound } } })
  return sites
}

/** Posts a mail as a forwarder does, to the demo's site unless another is named. */
export const postMail = (
  url: string,
  raw: string | Uint8Array,
  { secret = mailSecret, site = 'oxzino', signal }: { secret?: string; site?: string; signal?: AbortSignal } = {},
): Promise<Response> =>
  fetch(`${url}/mail/inbound/${site}`, {
    method: 'POST',
    headers: { 'content-type': 'message/rfc822', authorization: `Bearer ${secret}` },
    body: raw as BodyInit,
    ...(signal && { signal }),
  })

/** The same. @returns what became of it */
export const takenAs = async (...asked: Parameters<typeof postMail>): Promise<string> =>
  ((await (await postMail(...asked)).json()) as { outcome: string }).outcome

export interface Answer {
  text: string
  from?: string
  to?: string
  subject?: string
  references?: string[]
  /** `Authentication-Results`; null: none. */
  results?: string | null
  /** Further headers, a line each. */
  headers?: string[]
  messageId?: string | null
  date?: string
}

const encoded = (text: string) => `=?utf-8?B?${Buffer.from(text).toString('base64')}?=`

/** A visitor's answer to a mail of ours, as a mail program writes it. */
export function answerTo(mail: ParsedMail, answer: Answer): string {
  const to = answer.to ?? mail.replyTo!.value[0]!.address!
  const from = answer.from ?? [mail.to].flat()[0]!.value[0]!.address!
  const references = answer.references ?? [...[mail.references ?? []].flat(), mail.messageId!]
  const results = answer.results === undefined ? proven : answer.results
  return [
    ...(results === null ? [] : [`Authentication-Results: ${results}`]),
    `From: ${encoded('Μαρία Κ.')} <${from}>`,
    `To: ${to}`,
    `Subject: ${encoded(answer.subject ?? `Re: ${mail.subject}`)}`,
    ...(answer.messageId === null ? [] : [`Message-ID: ${answer.messageId ?? `<${newId()}@mail.example.com>`}`]),
    ...(references.length > 0 ? [`In-Reply-To: ${references.at(-1)}`, `References: ${references.join('\r\n ')}`] : []),
    `Date: ${answer.date ?? 'Wed, 25 Nov 2026 20:15:00 +0200'}`,
    ...(answer.headers ?? []),
    'MIME-Version: 1.0',
    'Content-Type: text/plain; charset=utf-8',
    'Content-Transfer-Encoding: base64',
    '',
    Buffer.from(answer.text).toString('base64').replaceAll(/.{76}/g, '$&\r\n'),
    '',
  ].join('\r\n')
}
