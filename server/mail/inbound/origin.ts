// Origin: what has sent a mail: a person, a program that answers by itself, a list, our own server; or whether it says
// that a mail of ours did not arrive.

import { isBounceInProse } from './bounce.ts'
import type { Mailed } from './parse.ts'

export type Origin = 'person' | 'automatic' | 'list' | 'bounce'

/** Headers that programs put on what they answer by themselves; the last two are Exchange's, of rules and absences. */
const marks = [
  'x-autoreply',
  'x-autorespond',
  'x-autoresponder',
  'x-auto-reply',
  'x-ms-exchange-inbox-rules-loop',
  'x-ms-exchange-generated-message-source',
]

/** What programs call an absence that they announce and do not mark. */
const absence =
  /^\s*(?:automatic reply|auto(?:matic)?[- ]?(?:reply|response)|out of (?:the )?office|αυτόματη απάντηση|εκτός γραφείου)\s*(?::|$)/iu

/** What keeps two programs from answering each other for ever. */
export function originOf(mailed: Mailed): Origin {
  const { headers, from, subject } = mailed
  const first = (name: string) => (headers.get(name)?.[0] ?? '').trim().toLowerCase()
  if (/^multipart\/report\b/.test(first('content-type')) && first('content-type').includes('delivery-status'))
    return 'bounce'
  if (isBounceInProse(mailed)) return 'bounce'
  if (headers.has('list-id') || headers.has('list-post') || first('precedence') === 'list') return 'list'
  const submitted = first('auto-submitted')
  const isAutomatic =
    // RFC 3834, and what was there before it.
    (submitted !== '' && !/^no\b/.test(submitted)) ||
    /^(bulk|junk|auto[_-]reply)/.test(first('precedence')) ||
    marks.some((name) => headers.has(name)) ||
    absence.test(subject) ||
    // Whoever has nobody to be told of failures is no person.
    first('return-path').replaceAll(/\s/g, '') === '<>' ||
    /^(mailer-daemon|postmaster|no-?reply|do-?not-?reply)@/i.test(from?.address ?? '')
  return isAutomatic ? 'automatic' : 'person'
}

/**
 * What mail servers write who have found a mail to be spam: SpamAssassin, Rspamd, Exchange. Of several the topmost is
 * of the server that was last, the owner's own.
 */
const verdicts: [name: string, verdict: RegExp][] = [
  ['x-spam-flag', /^yes\b/],
  ['x-spam-status', /^yes\b/],
  ['x-spam', /^yes\b/],
  ['x-ms-exchange-organization-scl', /^[5-9]$/],
  ['x-forefront-antispam-report', /(^|;)\s*scl:[5-9]\s*(;|$)/],
]

/** Whether the owner's own mail server takes it for spam. */
export const isSpam = ({ headers }: Pick<Mailed, 'headers'>): boolean =>
  verdicts.some(([name, verdict]) => verdict.test((headers.get(name)?.[0] ?? '').trim().toLowerCase()))
