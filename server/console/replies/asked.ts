// What the composer is asked for while one types: `/` and a few letters, at the beginning of a word, are a ready reply.

export interface AskedFor {
  /** What was typed after the sign. */
  query: string
  /** Where the sign is, and where the query ends. */
  from: number
  to: number
}

const asking = /(?<![^\s])\/([\p{L}\p{N};']*)$/u

/** @param at where one types; null: nothing is asked for */
export function askedAt(text: string, at: number): AskedFor | null {
  const found = asking.exec(text.slice(0, at))
  // In the middle of a word nobody asks for anything.
  if (!found || /^[\p{L}\p{N}]/u.test(text.slice(at))) return null
  return { query: found[1]!, from: found.index, to: at }
}

/** A text with what was asked for in it, and where one goes on writing. */
export const insert = (text: string, { from, to }: AskedFor, chosen: string): { text: string; at: number } => ({
  text: text.slice(0, from) + chosen + text.slice(to),
  at: from + chosen.length,
})
