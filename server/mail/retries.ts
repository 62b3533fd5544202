// Retries: when a mail that did not leave is tried again, and when it has failed for good.

import { isRefusal, type SmtpError } from './smtpError.ts'

/** Pauses between attempts, ms, where the environment names none; they add up to more than a day. */
const usualPauses: readonly number[] = [1, 2, 5, 10, 20, 40, 60, 120, 240, 480, 720].map((minutes) => minutes * 60_000)

/**
 * How long a mail waits for its next attempt.
 * @param attempts how many there were
 * @param pauses null: the usual ones
 * @returns ms; null: there is none, as the mail was refused or the pauses are used up
 */
export const pauseAfter = (attempts: number, error: SmtpError, pauses: readonly number[] | null): number | null =>
  isRefusal(error) ? null : ((pauses ?? usualPauses)[attempts - 1] ?? null)
