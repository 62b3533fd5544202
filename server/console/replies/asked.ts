// What the composer is asked for while one types, at the beginning of a word: `/` and a few letters are a ready reply,
// in a note `@` a colleague, `:` and two letters an emoji.

export interface AskedFor {
  sign: Sign
  /** What was typed after the sign. */
  query: string
  /** Where the sign is, and where the query ends. */
  from: number
  to: number
}
export type Sign = '/' | '@' | ':'

const asking = /(?<![^\s])(?:([/@])([\p{L}\p{N};']*)|(:)([\p{L}+-][\p{L}\p{N}\p{M}_+-]+):?)$/u

/** @param at where one types; null: nothing is asked for @param isNote which has names, and no ready replies */
export function askedAt(text: string, at: number, isNote = false): AskedFor | null {
  const found = asking.exec(text.slice(0, at))
  // In the middle of a word nobody asks for anything.
  if (!found || /^[\p{L}\p{N}]/u.test(text.slice(at))) return null
  const sign = (found[1] ?? found[3]) as Sign
  if (sign === (isNote ? '/' : '@')) return null
  return { sign, query: found[2] ?? found[4]!, from: found.index, to: at }
}

/** A text with what was asked for in it, and where one goes on writing. */
export const insert = (text: string, { from, to }: AskedFor, chosen: string): { text: string; at: number } => ({
  text: text.slice(0, from) + chosen + text.slice(to),
  at: from + chosen.length,
})
