// Retention: how long the owner keeps each kind of what people leave.

import * as z from 'zod'

const dayMs = 86_400_000

const words = 'write days like 90d or 730d, or forever'
/** `90d` -> ms; `forever` -> null. */
const period = z
  .string(words)
  .regex(/^([1-9]\d{0,4}d|forever)$/, words)
  .transform((text) => (text === 'forever' ? null : Number(text.slice(0, -1)) * dayMs))

export const retentionSchema = z
  .strictObject({
    /** Chats, from when they were closed. */
    conversations: period.default(null),
    /** Requests by form or mail, from when they were closed. */
    requests: period.default(null),
    /** What is held for spam, from when it was. */
    spam: period.default(null),
    /** Files of what is closed, from when they were uploaded. */
    files: period.default(null),
    /** Mails as they came in, from then; the message that one became stays with its conversation. */
    mailSources: period.default(null),
    /** Counts of searches, from the latest, and what people have missed in articles. */
    searches: period.default(90 * dayMs),
    /** The record of who did what. */
    audit: period.default(null),
  })
  .prefault({})
/** In ms; null: for good. */
export type Retention = z.infer<typeof retentionSchema>
