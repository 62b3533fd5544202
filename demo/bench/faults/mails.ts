// Mail under fire: a mail server that fails as often as it is told, and whether everything that causes a mail has
// caused one.

import { startSmtp, type Fault, type Step, type Taken } from '../../../server/test/smtp.ts'
import type { Row } from './backing.ts'
import type { Ledger } from './ledger.ts'
import type { Numbers } from './plan.ts'
import type { Verdict } from './verdict.ts'

/** What goes wrong, none of it for good. */
const faults: Fault[] = [
  { step: 'MAIL', reply: '451 later' },
  { step: 'RCPT', reply: '450 greylisted' },
  { step: 'RCPT', reply: '421 closing' },
  { step: 'RCPT', drop: true },
  { step: 'RCPT', hang: true },
  { step: 'DATA', reply: '451 later' },
  { step: 'DATA', dropAfter: 1 },
  { step: 'sent', reply: '452 full' },
  { step: 'sent', reply: '421 closing' },
  { step: 'sent', drop: true },
]
/** A server that hangs is not waited for longer than that, ms. */
const hanging = 3_000

export type Post = Awaited<ReturnType<typeof openPost>>

/** @param failures how many of all attempts fail, from 0 to 1 */
export async function openPost({ failures, numbers }: { failures: number; numbers: Numbers }) {
  let isWell = false
  /** What goes wrong with each attempt, in the order in which they began. */
  const drawn = new Map<number, Fault | null>()
  const smtp = await startSmtp((step: Step, attempt: number): Fault | null => {
    if (isWell || attempt === 0) return null
    if (!drawn.has(attempt))
      drawn.set(
        attempt,
        numbers.next() < failures ? numbers.pick(faults) : numbers.next() < 0.2 ? { step: 'sent', late: 700 } : null,
      )
    const fault = drawn.get(attempt)!
    if (fault?.step !== step) return null
    if ('hang' in fault) setTimeout(smtp.cut, hanging)
    return fault
  })
  return {
    url: smtp.url,
    taken: smtp.taken,
    attempts: () => smtp.attempts.length,
    failed: () =>
      drawn
        .values()
        .filter((fault) => fault && !('late' in fault))
        .toArray().length,
    heal() {
      isWell = true
      smtp.cut()
    },
    end: smtp.stop,
  }
}

/**
 * When each process ended, by the name that it gives the mail server, and from when to when the database refused; ms
 * since 1970.
 */
export interface Ends {
  ended: ReadonlyMap<string, number>
  refusals: [from: number, to: number][]
}

export const addressed = ({ parsed }: Taken): string => [parsed.to].flat()[0]?.value[0]?.address ?? ''
/** Texts end with a number. */
export const says = (text: string) => {
  const words = new RegExp(`${text}(?!\\d)`)
  return ({ parsed }: Taken) => words.test(parsed.text ?? '')
}

/** Everything that has to cause a mail, in words, and which mails are of it. */
function causesOf({ forms, replies }: Ledger, team: string): Map<string, (mail: Taken) => boolean> {
  const causes = new Map<string, (mail: Taken) => boolean>()
  for (const { text, email } of forms) {
    const isOfIt = says(text)
    causes.set(`the note of «${text}»`, (mail) => addressed(mail) === team && isOfIt(mail))
    causes.set(
      `the acknowledgement of «${text}»`,
      (mail) => addressed(mail) === email && mail.parsed.headers.get('auto-submitted') === 'auto-replied',
    )
  }
  for (const { text } of replies) {
    const isOfIt = says(text)
    causes.set(`the mail of «${text}»`, (mail) => /@customers\./.test(addressed(mail)) && isOfIt(mail))
  }
  return causes
}

export interface MailSizes {
  /** Causes whose mail has arrived. */
  mails: number
  mailLost: number
  mailDoubled: number
  /** Mails that came again as nobody could know that they had been taken: no double. */
  mailRepeated: number
}

/**
 * Compares what arrived with what should have. A repeat of one Message-ID is no doubled mail when nobody was told that
 * it was taken, or when the very process that was told ended before it can have kept that.
 */
export function judgeMails(
  ledger: Ledger,
  rows: Row[],
  taken: Taken[],
  team: string,
  ends: Ends,
  verdict: Verdict,
): MailSizes {
  const sizes = { mails: 0, mailLost: 0, mailDoubled: 0, mailRepeated: 0 }
  const lose = (kind: 'mailLost' | 'mailDoubled', words: string) => {
    sizes[kind]++
    verdict.findings.push(`${kind}: ${words}`)
  }
  for (const [cause, isOfIt] of causesOf(ledger, team)) {
    const ids = new Set(taken.filter(isOfIt).map(({ messageId }) => messageId))
    if (ids.size === 0) lose('mailLost', `${cause} has not arrived`)
    else sizes.mails++
    if (ids.size > 1) lose('mailDoubled', `${cause} has ${ids.size} Message-IDs`)
  }
  for (const [id, times] of Map.groupBy(taken, ({ messageId }) => messageId))
    for (const [at, again] of times.slice(1).entries()) {
      if (mayComeAgain(times[at]!, again, ends)) sizes.mailRepeated++
      else lose('mailDoubled', `${id} came again, after ${times[at]!.client} was told that it was taken`)
    }
  for (const { text } of [...ledger.forms, ...ledger.replies]) {
    const count = rows.filter((row) => row.text === text).length
    if (count === 0) verdict.lost.add(text)
    if (count > 1) verdict.doubled.add(text)
    if (count !== 1) verdict.findings.push(`${count === 0 ? 'lost' : 'doubled'}: «${text}» is stored ${count} times`)
  }
  return sizes
}

/** How long a busy process may take to keep what it was told, the database there, ms. */
const noting = 5_000

/** Whether nobody who was told that a mail is taken can have kept that before it came again. */
function mayComeAgain({ client, answeredAt }: Taken, again: Taken, { ended, refusals }: Ends): boolean {
  if (answeredAt === null) return true
  const end = ended.get(client)
  if (end === undefined || end > again.at) return false
  let kept = answeredAt + noting
  for (const [from, to] of refusals) if (from <= kept && to >= answeredAt) kept = Math.max(kept, to + noting)
  return end <= kept
}

/** How many of the causes have no mail yet. */
export const awaited = (ledger: Ledger, taken: Taken[], team: string): number =>
  causesOf(ledger, team)
    .values()
    .filter((isOfIt) => !taken.some(isOfIt))
    .toArray().length
