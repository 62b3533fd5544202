// Mails of what is open that failed for good, above what was said and at what they bring.

import { signal } from '@preact/signals'
import type { FailedMail } from '../../protocol/mail.ts'

/** `of`: the id of their conversation. */
export const undelivered = signal<readonly (FailedMail & { of: string })[]>([])
