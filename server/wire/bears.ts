// Whether a request shows a secret that it is let in by.

import { createHash, timingSafeEqual } from 'node:crypto'

/** Compares without telling by its time how much was right. */
export function bears({ headers }: { headers: { authorization?: string | undefined } }, token: string): boolean {
  const hash = (text: string) => createHash('sha256').update(text).digest()
  return timingSafeEqual(hash(headers.authorization ?? ''), hash(`Bearer ${token}`))
}
