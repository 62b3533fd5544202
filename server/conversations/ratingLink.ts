// The link by which a conversation is rated from a mail: whoever holds it may, for this conversation and nothing else.

import { createHmac } from 'node:crypto'
import { isSame } from '../signed.ts'

/** 132 bits. */
const signatureOf = (conversation: string, secret: string): string =>
  createHmac('sha256', secret).update(`rating ${conversation}`).digest('base64url').slice(0, 22)

/** Its path at this server. */
export const ratingPath = (conversation: string, secret: string): string =>
  `/rate/${conversation}/${signatureOf(conversation, secret)}`

/** Whether we have signed it. */
export const isRatingLink = (conversation: string, signature: string, secret: string): boolean =>
  isSame(signature, signatureOf(conversation, secret))
