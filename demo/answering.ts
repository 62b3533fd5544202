// Answers from the mailbox of the demo: written as a mail program writes them, checked as the team's mail server would,
// and given to the product as its forwarder does.

import type { ParsedMail } from 'mailparser'
import { createTransport } from 'nodemailer'
import { randomBytes } from 'node:crypto'
import type { Mail } from './mailbox.ts'
import { postMail } from '../server/test/mails.ts'

/** The name that the team's mail server puts into what it has found out. */
export const authserv = 'mx.oxzino.example'

/** Whether a mail is to somebody outside the team, who may answer it. */
export const isAnswerable = ({ replyTo }: ParsedMail): boolean =>
  replyTo?.value[0]?.address?.endsWith('@oxzino.example') ?? false

/** What a mail program makes of an answer by whoever got it: a quote below it, and the thread that it is in. */
export async function compose({ parsed: mail, recipients }: Mail, text: string, cc = ''): Promise<Buffer> {
  const from = recipients[0]!
  const when = new Intl.DateTimeFormat('el', { dateStyle: 'short', timeStyle: 'short' }).format(mail.date)
  const quoted = (mail.text ?? '').split('\n').map((line) => `> ${line}`)
  const { message } = await createTransport({ streamTransport: true, buffer: true }).sendMail({
    from,
    to: mail.replyTo!.value[0]!.address!,
    cc,
    subject: `Re: ${(mail.subject ?? '').replace(/^Re: /, '')}`,
    messageId: `<${randomBytes(12).toString('base64url')}@mail.example>`,
    inReplyTo: mail.messageId!,
    references: [...[mail.references ?? []].flat(), mail.messageId!],
    text: `${text}\n\nΣτις ${when}, ${mail.from?.text} έγραψε:\n${quoted.join('\n')}\n`,
  })
  // Nobody but this page writes in their names here.
  const domain = from.slice(from.lastIndexOf('@') + 1)
  return Buffer.concat([
    Buffer.from(`Authentication-Results: ${authserv}; dmarc=pass header.from=${domain}\r\n`),
    message as Buffer,
  ])
}

/** @returns what became of it */
export async function deliver(raw: Buffer, { product, secret }: { product: string; secret: string }): Promise<string> {
  const response = await postMail(product, raw, { secret })
  if (!response.ok) throw new Error(`the product does not take the answer: ${response.status}`)
  return ((await response.json()) as { outcome: string }).outcome
}
