// Backup codes: what lets somebody in whose phone is lost, each once.

import { randomInt } from 'node:crypto'

/** Seconds for which a browser that was trusted is asked for no code, from the latest sign-in on. */
export const trusted = 30 * 86_400

/** No letters or digits that are taken for others; ten of 31 are 49 bits. */
const signs = 'abcdefghjkmnpqrstuvwxyz23456789'
const amount = 10
const length = 5

const half = () => Array.from({ length }, () => signs[randomInt(signs.length)]).join('')

export const newBackupCodes = (): string[] => Array.from({ length: amount }, () => `${half()}-${half()}`)

/** A code as it was given out, however it is typed: in capitals, with spaces, without the dash. */
export function readBackupCode(typed: string): string {
  const bare = typed.toLowerCase().replaceAll(/[^a-z\d]/g, '')
  return `${bare.slice(0, length)}-${bare.slice(length)}`
}
