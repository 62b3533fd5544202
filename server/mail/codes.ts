// Codes: six digits that are mailed to an address and typed back, which proves that it is its owner who asks.

import { createHmac, randomInt } from 'node:crypto'
import type { RefusalCode } from '../protocol/answer.ts'
import { isSame } from '../signed.ts'
import type { Queries } from '../store/queries.ts'
import type { Work } from '../store/query.ts'
import type { StoredConversation } from '../store/tables/conversation.ts'
import type { CodePurpose } from '../store/tables/code.ts'

/**
 * How many minutes a code holds (ASVS 6.5.5: no more than ten), and how often it may be typed: a guess is right once in
 * 200,000.
 */
export const codeMinutes = 10
const tries = 5

/** Whose code, what for, what hashes it (six digits alone are soon guessed from a hash), and the real time, ms. */
interface Asked {
  queries: Queries
  row: Pick<StoredConversation, 'key' | 'id'>
  purpose: CodePurpose
  secret: string
  now: number
}

export const newCode = (): string => String(randomInt(1_000_000)).padStart(6, '0')

/** Keeps a code that is mailed to an address; the one before it holds no more. Part of a write. */
export function* keepCode(asked: Asked, digits: string, email: string): Work<void> {
  const { queries, row, purpose, now } = asked
  yield* queries.putCode({
    conversation: row.key,
    purpose,
    email,
    hash: hashOf(asked, digits),
    expiresAt: now + codeMinutes * 60_000,
    triesLeft: tries,
  })
}

/** The address that a typed code proves, once; or why it proves none, which is counted by the write it is part of. */
export function* proveCode(
  asked: Asked,
  typed: string,
): Work<{ email: string } | Extract<RefusalCode, 'wrong-code' | 'expired-code'>> {
  const { queries, row, purpose, now } = asked
  const of = { conversation: row.key, purpose }
  const [known] = yield* queries.code(of)
  if (!known || known.expiresAt <= now || known.triesLeft <= 0) return 'expired-code'
  if (!isSame(hashOf(asked, typed.replaceAll(/\D/g, '')), known.hash)) {
    yield* queries.spendCodeTry(of)
    return known.triesLeft === 1 ? 'expired-code' : 'wrong-code'
  }
  yield* queries.dropCode(of)
  return { email: known.email }
}

const hashOf = ({ row, purpose, secret }: Asked, digits: string): string =>
  createHmac('sha256', secret).update(`${purpose} ${row.id} ${digits}`).digest('base64url')
