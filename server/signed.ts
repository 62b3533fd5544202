// Whether what somebody holds is what we have signed: compared so that its time does not tell how much of it was right.

import { timingSafeEqual } from 'node:crypto'

/** @param wanted what we would have given; its length is no secret */
export function isSame(given: string, wanted: string): boolean {
  const [one, other] = [Buffer.from(given), Buffer.from(wanted)]
  return one.length === other.length && timingSafeEqual(one, other)
}
