// Bounces: mails of a mail server that say that one of ours did not arrive, as RFC 3464 has it or in prose alone.

import PostalMime from 'postal-mime'
import { cut } from '../../protocol/pieces.ts'
import type { Store } from '../../store/store.ts'
import { mailboxOf } from '../mailbox.ts'
import type { Mailed } from './parse.ts'
import { textOf, unmarked } from './text.ts'

/** What a bounce says of a mail. */
export interface Bounced {
  /** The Message-IDs of which one is the mail's, the likeliest first. */
  messageIds: string[]
  /** Addresses of which one may be the mail's, for a bounce that has no Message-ID; and its words, with the subject. */
  addresses: string[]
  text: string
  /** As the mail server said it. */
  error: string
}

const most = 20
const mostText = 100_000
/** How much of it is what its server says; what follows is ours, returned. */
const mostSaid = 4_000

/** Null: it says of no mail that it failed for good. */
export async function bouncedIn(mailed: Mailed): Promise<Bounced | null> {
  return mailed.attachments.some(isReport) ? reported(mailed) : inProse(mailed)
}

const isReport = ({ type }: { type: string }): boolean => /^message\/(global-)?delivery-status$/.test(type)

async function reported({ attachments }: Mailed): Promise<Bounced | null> {
  const report = attachments.find(isReport)!
  const returned = attachments.find(({ type }) => /^(message\/rfc822|text\/rfc822-headers|message\/global)/.test(type))
  if (!returned) return null
  const lines = report.bytes.toString().replaceAll(/\r?\n[ \t]+/g, ' ')
  const field = (name: string) => new RegExp(`^${name}:\\s*(.+)$`, 'im').exec(lines)?.[1]?.trim()
  if (field('Action')?.toLowerCase() !== 'failed') return null
  const { messageId } = await PostalMime.parse(returned.bytes, { maxRfc822NestingDepth: 0 })
  if (!messageId) return null
  const said = field('Diagnostic-Code')?.replace(/^smtp;\s*/i, '') ?? field('Status') ?? 'bounced'
  return { messageIds: [messageId.trim()], addresses: [], text: '', error: cut(said, 500) }
}

/** Who mail servers say they are. */
const servers =
  /^(mailer-daemon|postmaster|mail-?daemon|mailerdaemon|mdaemon|bounces?|microsoftexchange[\da-f]*)([+-][^@]*)?@/i
const serverNames = /^(mail (delivery|administrator)|system administrator|διαχειριστής συστήματος)/i

/** That a mail did not arrive, in the words of mail servers, old and new. */
const failures: RegExp[] = [
  // qmail, Postfix, Exim, Sendmail
  /wasn't able to deliver your message to the following addresses/i,
  /message returned\s+below could not be delivered/i,
  /sorry to have to inform you that (?:your|the) message/i,
  /could not be delivered to one or more (?:of its )?(?:recipients|destinations)/i,
  /the following addresses had permanent fatal errors/i,
  /the following address(?:es|\(es\))? failed/i,
  // Exchange and Outlook
  /did not reach (?:some or all of )?the (?:intended|following) recipients?/i,
  /(?:the following recipients?|this message|your message) (?:cannot|could not|couldn't) be (?:reached|delivered)/i,
  /delivery (?:has )?failed to these recipients/i,
  /delivery to the following recipients? (?:has )?failed/i,
  // Gmail, Yahoo and others
  /your message (?:wasn't|was not|couldn't be|could not be) delivered/i,
  /unable to deliver (?:your )?message to the following/i,
  /(?:undeliverable|address not found|permanent(?:ly)? (?:error|failure|failed))/i,
  // the same in Greek
  /η διεύθυνση δεν βρέθηκε/i,
  /το μήνυμά σας δεν (?:παραδόθηκε|έφτασε|ήταν δυνατό να παραδοθεί)/i,
  /η παράδοση (?:απέτυχε|στ[^.]{0,60}απέτυχε)/i,
  /δεν (?:ήταν|είναι) δυνατή η παράδοση/i,
  /(?:αδύνατη η παράδοση|αποτυχία παράδοσης|ανεπίδοτο)/i,
]
/** That it may arrive yet, or has. */
const delays: RegExp[] = [
  /(?:warning message only|do not need to resend|not yet been delivered|delivery incomplete|has been delayed)/i,
  /will (?:be retried|retry|keep trying|continue (?:to try|trying)|try again)/i,
  /(?:successfully delivered|was delivered to)/i,
  /(?:καθυστέρησε|δεν έχει παραδοθεί ακόμη|θα συνεχίσ|θα (?:ξανα)?προσπαθήσ|η παράδοση (?:ολοκληρώθηκε|έγινε))/i,
]

/** Whether no person wrote it, but a mail server, to say that a mail did not arrive. */
export function isBounceInProse({ from, headers, subject, ...mailed }: Mailed): boolean {
  const [path = ''] = headers.get('return-path') ?? []
  const isServers = servers.test(from?.address ?? '') || serverNames.test(from?.name ?? '')
  const isToNobody = path.replaceAll(/\s/g, '') === '<>' || headers.has('x-failed-recipients')
  if (!isServers && !isToNobody) return false
  const said = `${subject}\n${saidIn(wordsOf(mailed))}`
  return failures.some((each) => each.test(said)) && !delays.some((each) => each.test(said))
}

function wordsOf({ text, html }: Pick<Mailed, 'text' | 'html'>): string {
  return cut(text ?? (html === null ? '' : unmarked(textOf(html))), mostText)
}

/** Where what is returned begins. */
const returnedFrom =
  /^(?:-{3,}.*(?:copy|original|below|returned|αρχικ)|[> ]*(?:return-path|received|message-id|from|από): ?\S)/im
const saidIn = (words: string): string => cut(words.slice(0, returnedFrom.exec(words)?.index ?? words.length), mostSaid)

async function inProse(mailed: Mailed): Promise<Bounced | null> {
  if (!isBounceInProse(mailed)) return null
  const words = wordsOf(mailed)
  // Ours may be below the words, beside them, or named by what they answer.
  const returned = mailed.attachments
    .filter(({ type }) => /^(message|text)\//.test(type))
    .map(({ bytes }) => bytes.subarray(0, mostText).toString())
  const texts = [...returned, words]
  const messageIds = texts.flatMap((each) => [...each.matchAll(/^[> ]*message-id:\s*(<[^<>\s]{1,400}>)/gim)])
  const named = mailed.headers.get('x-failed-recipients') ?? []
  const addresses = [...named, words].flatMap((each) => each.match(/[^\s<>()[\]:;,"'«»]+@[\w.-]+\w/g) ?? [])
  return {
    messageIds: [...new Set([...messageIds.map(([, id]) => id!), ...mailed.answers])].slice(0, most),
    addresses: [...new Set(addresses)].slice(0, most),
    text: texts.join('\n'),
    error: cut(errorIn(saidIn(words)) || mailed.subject, 500),
  }
}

/** What the mail server has said that did not take it: with its number, or of the address, else what says so first. */
function errorIn(said: string): string {
  const lines = said.split('\n').map((line) => line.trim())
  const numbered = lines.find((line) => /(?:^|\D)5\d\d[ :-]|\b5\.\d{1,3}\.\d{1,3}\b/.test(line))
  const [, ofAddress] = /^<[^<>\s]+@[^<>\s]+>:\s*(\S.*)$/m.exec(said) ?? []
  return numbered ?? ofAddress ?? lines.find((line) => failures.some((each) => each.test(line))) ?? ''
}

/** The mail of ours that a bounce is about, of one of these sites. */
export async function sentOf(
  { messageIds, addresses, text }: Bounced,
  sites: readonly string[],
  { all, queries, now }: Pick<Store, 'all' | 'queries'> & { now: number },
): Promise<{ messageId: string; site: string } | null> {
  for (const messageId of messageIds) {
    const [sent] = await all(queries.mailSentAs({ messageId }))
    if (sent?.site && sites.includes(sent.site)) return { messageId, site: sent.site }
  }
  // It has none: it is about the latest that went there under the subject that it names.
  const words = plain(text)
  for (const address of addresses) {
    const lately = await all(queries.mailsLately({ ...mailboxOf(address), since: now - longest }))
    const found = lately.find(({ site, subject }) => sites.includes(site) && subject && words.includes(plain(subject)))
    if (found) return found
  }
  return null
}

/** How long mail servers try before they give up, and a little more, ms. */
const longest = 10 * 86_400_000
const plain = (text: string) => text.replaceAll(/\s+/g, ' ')
