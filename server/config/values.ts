// Values that several keys of rotame.yaml take, with what is said of one that is written wrongly.

import * as z from 'zod'

const units = { s: 1_000, m: 60_000, h: 3_600_000, d: 86_400_000 }
const durationWords = 'write a duration like 15m, 24h or 2d'
/** `15m` -> ms. */
export const duration = z
  .string(durationWords)
  .regex(/^[1-9]\d{0,3}[smhd]$/, durationWords)
  .transform((text) => Number(text.slice(0, -1)) * units[text.at(-1) as keyof typeof units])

/** A text, or one a locale. */
export const localized = z.union([z.string(), z.record(z.string(), z.string())], {
  error: ({ input }) =>
    typeof input === 'number' || typeof input === 'boolean'
      ? `put quotes around it: "${input}"`
      : 'write text in quotes, or one text a locale, like { el: "…", en: "…" }',
})

/** The name of a variable of the environment that has a secret. */
export const variable = (name: string, what = 'secret') =>
  z
    .string()
    .regex(
      /^[A-Z][A-Z\d_]*$/,
      `write the name of a variable of the environment, like ${name}; the ${what} itself does not belong into this file`,
    )
