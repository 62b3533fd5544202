// Identity: who the owner's site says that a visitor is.

import * as z from 'zod'
import type { Availability } from './hours.ts'
import { written } from './pieces.ts'

/** `POST /identity/SITE`: who a token says its bearer is, and what they are promised. Nothing is stored. */
export const identityAsked = z.strictObject({ token: written })

export interface Known {
  name: string | null
  email: string | null
  /** As in `Availability`, by their plan. */
  answers: Availability['answers']
  /** Milliseconds after which the token proves nothing more. */
  expiresIn: number
}
