// A mail as it came, read: who it says it is from, what it answers, what it says, and what came with it.

import { createHash } from 'node:crypto'
import PostalMime, { type Address, addressParser, type Attachment, type Email } from 'postal-mime'
import { cut, seen } from '../../protocol/pieces.ts'
import { limits } from '../../limits.ts'
import type { Addressee, Wrapping } from '../../protocol/via.ts'
import { readAnew, readHead } from './charset.ts'
import { isControl, wrappingOf } from './wrapping.ts'

export interface Mailed {
  /** What tells it from all others, wherever it is fetched from and whatever servers have written above it. */
  digest: string
  messageId: string | null
  /** Of the mails that it answers, the nearest first. */
  answers: string[]
  /** Null: it says none that can be read. */
  from: Addressee | null
  /** Every address that it was sent to, as far as it says. */
  to: string[]
  /** Those whom its writer has sent it to, with their names. */
  addressees: Addressee[]
  subject: string
  /** When it says that it was written, ms; null: it does not. */
  date: number | null
  /** The values of its headers by their names in small letters, the topmost first. */
  headers: Map<string, string[]>
  text: string | null
  html: string | null
  attachments: Attached[]
}

export interface Attached {
  name: string
  type: string
  bytes: Buffer
  /** Whether it is part of what the mail shows, such as a picture in its text. */
  isInline: boolean
  /** By which the mail's HTML names it, without brackets; null: it does not. */
  contentId: string | null
  /** What nobody but a mail program opens; null: it is nothing of the kind. */
  wrapping: Wrapping | null
}

/** More of them than any thread needs: who sends more does not mean a thread. */
const mostAnswers = 100
/** How deep parts may be in parts, and how many bytes the headers of them all may have. */
const depth = 256
const headers = 4 * 1_048_576

/** @throws Error for what no reader of mail could make sense of */
export async function parse(source: Buffer): Promise<Mailed> {
  const email = await PostalMime.parse(readHead(source), {
    maxNestingDepth: depth,
    maxHeadersSize: headers,
    // A bounce has the mail that bounced in it, a forwarder another one: each is read, or kept, by itself.
    forceRfc822Attachments: true,
  })
  const byName = new Map<string, string[]>()
  for (const { key, value } of email.headers) byName.set(key, [...(byName.get(key) ?? []), clean(value)])
  const [from] = mailboxes(email.from)
  const isEncrypted = email.attachments.some(isControl)
  const named = (...names: string[]) =>
    names
      .flatMap((name) => byName.get(name) ?? [])
      .flatMap((value) => mailboxes(addressParser(value, { flatten: true })))
  return {
    digest: digestOf(source, email),
    messageId: idsIn(email.messageId)[0] ?? null,
    answers: [...new Set([...idsIn(email.inReplyTo), ...idsIn(email.references).toReversed()])].slice(0, mostAnswers),
    from: from ?? null,
    to: named('to', 'cc', 'delivered-to', 'x-original-to', 'envelope-to').map(({ address }) => address),
    addressees: mailboxes([email.to ?? [], email.cc ?? []].flat()),
    subject: cut(seen(clean(readAnew(email.subject ?? ''))).trim(), limits.page),
    date: Number.isNaN(Date.parse(email.date ?? '')) ? null : Date.parse(email.date!),
    headers: byName,
    text: email.text === undefined ? null : clean(readAnew(email.text)),
    html: email.html === undefined ? null : clean(readAnew(email.html)),
    attachments: email.attachments.filter((each) => !isControl(each)).map((each) => attachedOf(each, isEncrypted)),
  }
}

/** No database keeps NUL or half a pair. */
const clean = (text: string): string => text.replaceAll(/\0|\p{Surrogate}/gu, '\uFFFD')

/**
 * Of what its writer has made of it: servers write above a mail, so that it differs each time that it comes another
 * way. Mails may have one Message-ID and differ, and some have none.
 */
function digestOf(source: Buffer, { messageId = '', date = '', from }: Email): string {
  const end = /\r?\n\r?\n/.exec(source.toString('latin1'))
  const body = end ? source.subarray(end.index + end[0].length) : source
  const head = JSON.stringify([messageId, date, from ?? null])
  // Servers may end lines in another way, and a file may end without one.
  const text = body.toString('latin1').replaceAll('\r\n', '\n').trimEnd()
  return createHash('sha256').update(head).update('\n').update(text, 'latin1').digest('base64url')
}

const idsIn = (header: string | undefined): string[] =>
  clean(header ?? '').match(/<[^<>\s]{1,400}@[^<>\s]{1,400}>/g) ?? []

function mailboxes(given: Address | Address[] | undefined): Addressee[] {
  return [given].flat().flatMap((each) => {
    if (!each) return []
    if (each.group) return mailboxes(each.group)
    const address = seen(clean(each.address ?? '')).trim()
    if (!address.includes('@') || address.length > limits.email) return []
    return [{ address, name: cut(seen(clean(readAnew(each.name))).trim(), limits.name) || null }]
  })
}

function attachedOf(attachment: Attachment, isEncrypted: boolean): Attached {
  const { filename, mimeType, disposition, related, contentId, content } = attachment
  const bytes = typeof content === 'string' ? Buffer.from(content) : bytesOf(content)
  const isInline = related === true && disposition !== 'attachment'
  return {
    name: seen(clean(readAnew(filename ?? ''))).trim(),
    type: mimeType,
    bytes,
    isInline,
    contentId: contentId?.replaceAll(/^<|>$/g, '') ?? null,
    wrapping: wrappingOf({ type: mimeType, name: filename ?? '', bytes }, isEncrypted),
  }
}

const bytesOf = (content: ArrayBuffer | Uint8Array): Buffer =>
  content instanceof Uint8Array
    ? Buffer.from(content.buffer, content.byteOffset, content.byteLength)
    : Buffer.from(content)
