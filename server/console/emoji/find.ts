// Emoji by their names, in English or Greek: best first.

import { matchOf, meant } from '../acts/find.ts'
import { emoji } from './names.ts'

export interface Emoji {
  sign: string
  /** As it is typed between colons. */
  name: string
  /** All of them, in both languages. */
  names: string
}

/** So many are offered. */
const most = 8

const all: readonly Emoji[] = emoji
  .trim()
  .split(/\n|; /)
  .map((line) => {
    const [, sign = '', english = '', greek = ''] = /^(\S+) ([^|]*)\|(.*)$/.exec(line)!
    return {
      sign,
      name: english.split(',')[0]!,
      names: `${english.replaceAll(',', ' ')} ${greek.replaceAll(',', ' ')}`,
    }
  })

/** Those whose names begin with what was typed; its own name before others', and a whole word before its beginning. */
export function find(query: string): readonly Emoji[] {
  const typed = query.toLowerCase()
  // Who writes `:DD` laughs, and means no name.
  if (/^(.)\1+$/u.test(typed)) return []
  const wanted = meant(typed.replaceAll('_', ' '))
  const own = (name: string) => (name === typed ? 20 : name.startsWith(typed) ? 10 : 0)
  return (
    all
      .map((each) => ({ each, score: own(each.name) + matchOf(wanted, each.names) }))
      .filter(({ score }) => score >= fewestPoints)
      // What is called by few names is meant by them before others.
      .toSorted((a, b) => b.score - a.score || a.each.names.length - b.each.names.length)
      .slice(0, most)
      .map(({ each }) => each)
  )
}

/** A word's beginning at least: a part of its middle, or a slip of the finger, is meant by nobody who writes on. */
const fewestPoints = 5
